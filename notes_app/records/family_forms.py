"""Forms for a family as a file."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, RadioField, SelectField
from wtforms.validators import ValidationError

from notes_app.records.kin.family_script import is_family_script, read_family_script
from notes_app.records.kin.folk import FamilyFile
from notes_app.records.kin.gedcom_in import read_gedcom
from notes_app.records.reading.errors import NotUnderstood
from notes_app.web.fields import Form, choices_of

FORMATS = {
    "7": "GEDCOM 7, with the ties",
    "5": "GEDCOM 5.5.1, for older programs",
}


class FamilyOutForm(Form):
    """What goes out."""

    format = RadioField("Format", choices=choices_of(FORMATS), default="7")
    names = BooleanField("With names")


class FamilyInForm(Form):
    """Which file."""

    file = FileField("Family file", render_kw={"accept": ".ged,.txt,text/plain"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.family = FamilyFile()

    def validate_file(self, field: FileField) -> None:
        """Refuse none, and what is no family; read the rest."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError("Choose a GEDCOM file (.ged), or FamilyScript (.txt).")
        content = field.data.read()
        read = read_family_script if is_family_script(content) else read_gedcom
        try:
            self.family = read(content)
        except NotUnderstood as trouble:
            raise ValidationError(trouble.sentence) from None


class WhoForm(Form):
    """Who of a file is the client."""

    who = SelectField("Who of them is the client?")

    def __init__(self, people: Mapping[int, str], client: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.who.label.text = f"Who of them is {client}?"
        self.who.choices = choices_of(people, "Nobody")

    @property
    def number(self) -> int:
        """The number of the person who is the client; 0 for nobody."""
        return int(self.who.data or 0)
