"""Form fields that speak the product's language: what is wrong, and what to do."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    Field,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
EARLIEST_YEAR = 1800
CONFLICT = 409
LINE_LENGTH, TEXT_LENGTH = 80, 2000
_KEPT = "\n\t"


class Form(FlaskForm):
    """A form that knows which status its page has, and that is a form only."""

    class Meta(FlaskForm.Meta):
        """Flask-WTF would read JSON as well, where a field may hold a list or a number."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What was sent, by field; only spaces are nothing, in a choice as well."""
            sent = request.form if request.is_json else super().wrap_formdata(form, formdata)
            return sent and MultiDict(
                (name, "" if isinstance(value, str) and value.isspace() else value)
                for name, value in sent.items(multi=True)
            )

    @property
    def status(self) -> int:
        """200 while nothing is wrong, else 422."""
        return 422 if self.errors else 200


class VersionedForm(Form):
    """A form that knows on which version of the record it was based.

    A form based on an older version is not saved.  Its page comes back with what was typed, with
    what is stored now beside it, and based on the newest version: sending it again is a choice.
    """

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_now: list[tuple[str, str]] | None = None

    @property
    def status(self) -> int:
        """As for every form; 409 when somebody saved in between."""
        return super().status if self.stored_now is None else CONFLICT

    def is_based_on(self, version: int, stored: Mapping[str, Any]) -> bool:
        """Whether the form may be saved.  `stored` holds the values of its fields as stored."""
        if self.version.data == version:
            return True
        self.version.data, self.version.raw_data = version, None
        self.stored_now = [
            (field.label.text, _in_words(field, stored[field.name]))
            for field in self
            if field.name in stored and field.data != stored[field.name]
        ]
        return False


class Line(StringField):
    """One line of text, of `most` characters; what cannot be seen is taken out."""

    def __init__(
        self, label: str, *, required: str = "", most: int = LINE_LENGTH, **kwargs: Any
    ) -> None:
        checks = [Filled(required), Bounded(most)] if required else [Bounded(most)]
        super().__init__(label, filters=[as_line], validators=checks, **kwargs)


class Words(TextAreaField):
    """Text over several lines, of `most` characters; what cannot be seen is taken out."""

    def __init__(
        self, label: str, *, required: str = "", most: int = TEXT_LENGTH, **kwargs: Any
    ) -> None:
        first = Filled(required) if required else Optional()
        super().__init__(label, filters=[as_text], validators=[first, Bounded(most)], **kwargs)


class AtLeastOne:
    """Something of a list is chosen.

    Not `InputRequired`: that makes every single box required, and a browser asks for all of them.
    """

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Field) -> None:
        """Raise ValidationError where nothing is."""
        if not field.data:
            raise ValidationError(self.message)


class Boxes(SelectMultipleField):
    """Any of a list, a box each; `least` is the sentence where one must be chosen and none is."""

    option_widget = CheckboxInput()
    widget = ListWidget(prefix_label=False)

    def __init__(
        self, label: str, words: Mapping[Any, str] | None = None, *, least: str = "", **kwargs: Any
    ) -> None:
        checks = [AtLeastOne(least)] if least else []
        super().__init__(label, choices=choices_of(words or {}), validators=checks, **kwargs)

    def also(self, codes: Iterable[str]) -> None:
        """Offer stored codes that this version does not know, so that they are kept."""
        known = {choice.value for choice in self.choices}
        self.choices += choices_of({code: code for code in codes if code not in known})


class Told(Field):
    """A value that may be left out, and that says how it is written where it cannot be read.

    Attributes:
        how: the sentence for what cannot be read.
        first, last: what is possible; None where everything is.
        outside: the sentence for what is not.
    """

    how: str
    first: Any = None
    last: Any = None
    outside: str = ""

    def __init__(self, label: str, *, required: str = "", **kwargs: Any) -> None:
        checks = [InputRequired(required) if required else Optional()]
        super().__init__(label, validators=checks, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it, or say how it is written."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(self.how) from None
        if self.data is not None and self.outside and not self.first <= self.data <= self.last:
            raise ValueError(self.outside)


class Day(Told, DateField):
    """A calendar day."""

    how = "Write the date like 2026-04-30: year, month, day."
    first, last = EARLIEST, LATEST
    outside = "Write a date between 1900 and 2100, like 2026-04-30."


class Year(Told, IntegerField):
    """A year in four figures."""

    how = "Write the year in four figures, like 1962."
    first, last = EARLIEST_YEAR, LATEST.year
    outside = "Write a year between 1800 and 2100, like 1962."


class Hour(Told, TimeField):
    """A time of day."""

    how = "Write the time like 14:00."


class Filled(InputRequired):
    """Refuses a line that is empty once it was cleaned."""

    def __call__(self, form: FlaskForm, field: StringField) -> None:
        """Raises StopValidation."""
        if not field.data:
            field.raw_data = []
        super().__call__(form, field)


class Bounded:
    """Refuses text of more than `most` characters, and says how many there are."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: FlaskForm, field: StringField) -> None:
        """Raises ValidationError."""
        count = len(field.data or "")
        if count > self.most:
            raise ValidationError(f"At most {self.most} characters fit; these are {count}.")


class Within(NumberRange):
    """Refuses a number outside of a range, however many figures it has."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raises ValidationError."""
        try:
            super().__call__(form, field)
        except OverflowError:
            raise ValidationError(self.message) from None


def choices_of(words: Mapping[Any, str], first: str = "") -> list[SelectChoice]:
    """Choices from words by code; `first` is what stands there while nothing is chosen."""
    unchosen = [SelectChoice("", first)] if first else []
    return [*unchosen, *(SelectChoice(str(code), word) for code, word in words.items())]


def as_text(typed: str | None) -> str:
    """What was typed, composed (NFC), with LF line ends and without control characters."""
    lines = unicodedata.normalize("NFC", typed or "").replace("\r\n", "\n").replace("\r", "\n")
    seen = (c for c in lines if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(seen).strip()


def as_line(typed: str | None) -> str:
    """The same on one line, with single spaces."""
    return " ".join(as_text(typed).split())


def _in_words(field: Any, value: Any) -> str:
    choices = {c.value: c.label for c in getattr(field, "choices", None) or ()}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(one, one)) for one in values if one not in (None, ""))
