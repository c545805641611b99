"""What the therapist writes about a case in supervision."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from notes_app.presenting.choosing import Offered, Sought
from notes_app.web.fields import Boxes, Form, Line, Words, as_text, choices_of

MOST_WORDS = 2000
DAYS = {7: "7 days", 14: "14 days", 30: "30 days"}
AROUND = {0: "Only the passage", 1: "One sentence round it", 2: "Two", 3: "Three"}


class SendForm(Form):
    """Put sessions before a supervisor."""

    to = Boxes("To", least="Choose who is to review them.")
    sessions = Boxes("Sessions", least="Choose at least one session.")
    question = Words("What do you want to ask?", most=MOST_WORDS)

    def __init__(
        self, people: Mapping[UUID, str], sessions: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.to.choices = choices_of(people)
        self.sessions.choices = choices_of(sessions)
        if len(people) == 1 and not self.is_submitted():
            self.to.data = [str(next(iter(people)))]


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

    The fields from `theme` on narrow what is shown; what is chosen stays chosen.

    Attributes:
        words: of each passage by the id of its tag, as typed, else as proposed.
        edited: the passages whose words were changed.
        wrong: what is wrong with the words of a chosen passage, by the same.
    """

    to = RadioField("To", validators=[InputRequired("Choose to whom you lend them.")])
    tags = Boxes("Passages", least="Choose at least one passage.")
    days = SelectField("For how long", coerce=int, choices=choices_of(DAYS), default=30)
    theme = SelectField("Theme")
    first = IntegerField("From session", [Optional()])
    last = IntegerField("To session", [Optional()])
    said = Line("Words in the passage")

    def __init__(
        self,
        people: Mapping[UUID, str],
        offered: Sequence[Offered],
        *,
        themes: Mapping[str, str],
        typed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.to.choices = choices_of(people)
        self.tags.choices = choices_of({one.tag: one.called for one in offered})
        self.theme.choices = choices_of(themes, "Every theme")
        self.words = {
            str(one.tag): as_text(typed.get(f"words-{one.tag}", one.words)) for one in offered
        }
        self.edited = {one.tag for one in offered if self.words[str(one.tag)] != one.words}
        self.wrong: dict[str, str] = {}
        if len(people) == 1 and not self.is_submitted():
            self.to.data = str(next(iter(people)))

    @property
    def chosen(self) -> list[UUID]:
        """The chosen passages that are offered, in the order sent."""
        return [UUID(tag) for tag in self.tags.data or () if tag in self.words]

    @property
    def sought(self) -> Sought:
        """What is shown to be chosen from."""
        theme = self.theme.data or ""
        return Sought(theme, self.first.data, self.last.data, self.said.data or "")

    def validate_tags(self, _field: Boxes) -> None:
        """Nothing leaves cut short, and nothing that was chosen stays behind."""
        lengths = {str(tag): len(self.words[str(tag)]) for tag in self.chosen}
        empty = "Write the words that you lend, or do not choose this passage."
        self.wrong = {tag: empty for tag, count in lengths.items() if not count}
        self.wrong |= {
            tag: f"At most {MOST_WORDS} characters fit; these are {count}."
            for tag, count in lengths.items()
            if count > MOST_WORDS
        }
        if not all(lengths.values()):
            raise ValidationError("A chosen passage has no words. Write them, or do not choose it.")
        if self.wrong:
            longest = max(lengths.values())
            raise ValidationError(
                f"At most {MOST_WORDS} characters of a passage fit; one has {longest}."
            )

    def until(self, today: date) -> date:
        """The last day."""
        return today + timedelta(days=self.days.data)
