"""Forms of note formats."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import SelectField
from wtforms.validators import ValidationError

from notes_app.formats.built_in import Format, Heading, Wording
from notes_app.web.fields import Form, Line, VersionedForm, choices_of

NAME, HEADING, PROMPT = 40, 60, 200
_LABEL, _PROMPT = "label_", "prompt_"


class NewFormatForm(Form):
    """A format of one's own, begun as a copy of another."""

    name = Line("Name", required="Give the format a name.", most=NAME)
    like = SelectField("Begin with the sections of")

    def __init__(self, formats: Iterable[Format], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        known = list(formats)
        self.like.choices = choices_of({form.key: form.name for form in known})
        self.taken = {form.name.casefold() for form in known}

    def validate_name(self, field: Line) -> None:
        """Two formats of one name could not be told apart."""
        _refuse_taken(field, self.taken)


class FormatForm(VersionedForm):
    """The name of a format; `shaped_like` adds the fields of its sections."""

    name = Line("Name", required="Give the format a name.", most=NAME)
    new_label = Line("Heading of a new section", most=HEADING)
    new_prompt = Line("Its prompt", most=PROMPT)
    taken: frozenset[str] = frozenset()

    def validate_name(self, field: Line) -> None:
        """Two formats of one name could not be told apart."""
        _refuse_taken(field, self.taken)

    @property
    def wordings(self) -> dict[str, Wording]:
        """What was typed for each section, by key."""
        return {
            name.removeprefix(_LABEL): Wording(
                field.data, self[_PROMPT + name.removeprefix(_LABEL)].data
            )
            for name, field in self._fields.items()
            if name.startswith(_LABEL)
        }

    def fields_of(self, heading: Heading) -> tuple[Line, Line]:
        """The fields of one section: heading and prompt."""
        return self[_LABEL + heading.key], self[_PROMPT + heading.key]


def shaped_like(form: Format, others: Iterable[Format]) -> type[FormatForm]:
    """The form of one format, with two fields for each of its sections in use."""
    fields: dict[str, Any] = {"taken": frozenset(one.name.casefold() for one in others)}
    for number, heading in enumerate(form.headings, start=1):
        required = f"Section {number} needs a heading. Write one, or retire the section."
        fields[_LABEL + heading.key] = Line(
            f"Heading {number}", required=required, most=HEADING, default=heading.label
        )
        fields[_PROMPT + heading.key] = Line(
            f"Prompt {number}", most=PROMPT, default=heading.prompt
        )
    return type("ShapedForm", (FormatForm,), fields)


def format_as_form(form: Format) -> Mapping[str, str]:
    """The values with which the form of a format starts."""
    labels = {_LABEL + heading.key: heading.label for heading in form.headings}
    prompts = {_PROMPT + heading.key: heading.prompt for heading in form.headings}
    return {"name": form.name, **labels, **prompts}


def _refuse_taken(field: Line, taken: Iterable[str]) -> None:
    if field.data and field.data.casefold() in taken:
        raise ValidationError("Another format has this name. Choose another one.")
