"""What is to be printed, asked of the therapist.  Nothing of it ever stands in an address."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from notes_app.clients.queries import ClientCard
from notes_app.patterns.printed.chosen import CHAPTERS, READERS, Chapter, Choice, Reader
from notes_app.web.fields import Form, choices_of

INITIALS, CODE_NAME, NEITHER = "i", "n", "-"
CALLED = {INITIALS: "Initials", CODE_NAME: "Code name", NEITHER: "Neither"}
FIRST = {"chapters": [Chapter.THEMES], "reader": Reader.DESK, "called": INITIALS}


class Boxes(SelectMultipleField):
    """Several of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PaperForm(Form):
    """Which parts, for whom, with or without passages, and what the client is called."""

    chapters = Boxes("Parts")
    reader = RadioField("For", validators=[InputRequired("Choose for whom it is.")])
    called = RadioField("Client named by", validators=[InputRequired("Choose what stands there.")])
    passages = BooleanField("With passages")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(data=FIRST, **kwargs)
        self.chapters.choices = choices_of(CHAPTERS)
        self.reader.choices = choices_of(READERS)
        self.called.choices = choices_of(CALLED)

    def validate_chapters(self, field: Boxes) -> None:
        """A document has something in it."""
        if not field.data:
            raise ValidationError("Choose at least one part.")

    def choice(self, card: ClientCard) -> Choice:
        """What was asked for, of this client."""
        names = {INITIALS: card.initials, CODE_NAME: card.code_name, NEITHER: ""}
        return Choice(
            frozenset(Chapter(one) for one in self.chapters.data),
            Reader(self.reader.data),
            bool(self.passages.data),
            names[self.called.data],
        )
