"""What is to be printed, asked of the therapist.

What was chosen never stands in an address; only the screen that she comes from does, by its letter.
"""

from typing import Any

from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from notes_app.clients.queries import ClientCard
from notes_app.patterns.printed.chosen import CHAPTERS, READERS, Chapter, Choice, Reader
from notes_app.web.fields import Boxes, Form, choices_of

INITIALS, CODE_NAME, NEITHER = "i", "n", "-"
CALLED = {INITIALS: "Initials", CODE_NAME: "Code name", NEITHER: "Neither"}
FIRST = {"reader": Reader.DESK, "called": INITIALS}


class PaperForm(Form):
    """Which parts, for whom, with or without passages, and what the client is called."""

    chapters = Boxes("Parts", CHAPTERS, least="Choose at least one part.")
    reader = RadioField("For", validators=[InputRequired("Choose for whom it is.")])
    called = RadioField("Client named by", validators=[InputRequired("Choose what stands there.")])
    passages = BooleanField("With passages")
    harm = BooleanField("With ties of harm")
    marks = BooleanField("With illness and addiction")
    losses = BooleanField("With losses")

    def __init__(self, came_from: Chapter = Chapter.THEMES, **kwargs: Any) -> None:
        super().__init__(data={"chapters": [came_from], **FIRST}, **kwargs)
        self.reader.choices = choices_of(READERS)
        self.called.choices = choices_of(CALLED)

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
