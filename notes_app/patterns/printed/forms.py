"""What is to be printed, asked of the therapist.

What was chosen never stands in an address; only the screen that she comes from does, by its letter,
and what was compared there, by its id.
"""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from notes_app.clients.queries import ClientCard
from notes_app.patterns.asked import BEFORE
from notes_app.patterns.printed.chosen import CHAPTERS, READERS, Chapter, Choice, Reader
from notes_app.web.fields import Boxes, Form, choices_of

INITIALS, CODE_NAME, NEITHER = "i", "n", "-"
CALLED = {INITIALS: "Initials", CODE_NAME: "Code name", NEITHER: "Neither"}
FIRST = {"reader": Reader.DESK, "called": INITIALS}
FIRST_AND_LAST = "The last sessions with the first"
LAST_AND_BEFORE = "The last sessions with those just before"


class PaperForm(Form):
    """Which parts, for whom, with or without passages, and what the client is called."""

    chapters = Boxes("Parts", CHAPTERS, least="Choose at least one part.")
    compare = SelectField("Theme change compares", validate_choice=False)  # said in our own words
    reader = RadioField("For", validators=[InputRequired("Choose for whom it is.")])
    called = RadioField("Client named by", validators=[InputRequired("Choose what stands there.")])
    passages = BooleanField("With passages")
    harm = BooleanField("With ties of harm")
    marks = BooleanField("With illness and addiction")
    losses = BooleanField("With losses")

    def __init__(
        self,
        days: Mapping[str, str],
        came_from: Chapter = Chapter.THEMES,
        compare: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(data={"chapters": [came_from], "compare": compare, **FIRST}, **kwargs)
        self.compare.choices = choices_of({BEFORE: LAST_AND_BEFORE, **days}, FIRST_AND_LAST)
        self.reader.choices = choices_of(READERS)
        self.called.choices = choices_of(CALLED)

    def validate_compare(self, field: SelectField) -> None:
        """A day may have been removed meanwhile."""
        if (field.data or "") not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose again what Theme change compares: that day is gone.")

    def choice(self, card: ClientCard) -> Choice:
        """What was asked for, of this client."""
        names = {INITIALS: card.initials, CODE_NAME: card.code_name, NEITHER: ""}
        return Choice(
            frozenset(Chapter(one) for one in self.chapters.data),
            Reader(self.reader.data),
            bool(self.passages.data),
            names[self.called.data],
            bool(self.harm.data),
            bool(self.marks.data),
            bool(self.losses.data),
        )
