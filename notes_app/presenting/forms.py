"""What the therapist writes about a case in supervision."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from notes_app.web.fields import Boxes, Form, Words, choices_of

MOST_WORDS = 2000
DAYS = {7: "7 days", 14: "14 days", 30: "30 days"}
AROUND = {0: "Only the passage", 1: "One sentence round it", 2: "Two", 3: "Three"}


class SendForm(Form):
    """Put sessions before a supervisor."""

    to = RadioField("To", validators=[InputRequired("Choose who is to review them.")])
    sessions = Boxes("Sessions", least="Choose at least one session.")
    question = Words("What do you want to ask?", most=MOST_WORDS)

    def __init__(
        self, people: Mapping[UUID, str], sessions: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.to.choices = choices_of(people)
        self.sessions.choices = choices_of(sessions)
        if len(people) == 1 and not self.is_submitted():
            self.to.data = str(next(iter(people)))


class AnswerForm(Form):
    """Answer a question, or say something about the case."""

    answer = Words("Your answer", required="Write something.", most=MOST_WORDS)


class LendForm(Form):
    """One passage as it will leave the note."""

    to = RadioField("To", validators=[InputRequired("Choose to whom you lend it.")])
    around = SelectField("How much of it", coerce=int, choices=choices_of(AROUND), default=1)
    words = Words(
        "The words that you lend", required="Write the words that you lend.", most=MOST_WORDS
    )
    days = SelectField("For how long", coerce=int, choices=choices_of(DAYS), default=14)

    def __init__(self, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.to.choices = choices_of(people)

    def until(self, today: date) -> date:
        """The last day."""
        return today + timedelta(days=self.days.data)


class BlindLoanForm(Form):
    """Many passages, to be tagged by somebody who does not see how they are tagged.

    Attributes:
        words: of each passage, by the id of its tag, as they would be lent.
    """

    to = RadioField("To", validators=[InputRequired("Choose to whom you lend them.")])
    tags = Boxes("Passages", least="Choose at least one passage.")
    days = SelectField("For how long", coerce=int, choices=choices_of(DAYS), default=30)

    def __init__(
        self,
        people: Mapping[UUID, str],
        tags: Mapping[UUID, str],
        words: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.words = words
        self.to.choices, self.tags.choices = choices_of(people), choices_of(tags)
        if len(people) == 1 and not self.is_submitted():
            self.to.data = str(next(iter(people)))

    def until(self, today: date) -> date:
        """The last day."""
        return today + timedelta(days=self.days.data)

    @property
    def chosen(self) -> list[UUID]:
        """The tags whose passages are lent."""
        return [tag for tag in self.words if str(tag) in (self.tags.data or ())]

    def validate_tags(self, _field: Boxes) -> None:
        """Nothing leaves cut short, and nothing that was chosen stays behind."""
        lengths = [len(self.words[tag]) for tag in self.chosen]
        if not all(lengths):
            raise ValidationError("A chosen passage has no words. Write them, or do not choose it.")
        if max(lengths, default=0) > MOST_WORDS:
            raise ValidationError(
                f"At most {MOST_WORDS} characters of a passage fit; one has {max(lengths)}."
            )
