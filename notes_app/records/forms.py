"""Forms for bringing in notes."""

from collections.abc import Mapping
from datetime import date

from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, RadioField
from wtforms.validators import ValidationError

from notes_app.records.reading.dates import DateOrder, check_day
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.files import KINDS
from notes_app.records.uploads import MOST_FILES
from notes_app.web.fields import Day, Form

ORDERS = {
    "": "Leave it out, and ask",
    str(DateOrder.DAY_FIRST): "The day first: 3 April",
    str(DateOrder.MONTH_FIRST): "The month first: 4 March",
}


class ChooseForm(Form):
    """Which files, and what an unclear date means."""

    files = MultipleFileField("Files", render_kw={"accept": ",".join(KINDS)})
    order = RadioField("If a date can be read two ways, as 03-04-2024", choices=ORDERS, default="")

    def validate_files(self, field: MultipleFileField) -> None:
        """Refuse none, and more than can be looked through."""
        chosen = [upload for upload in field.data if isinstance(upload, FileStorage)]
        if not any(upload.filename for upload in chosen):
            raise ValidationError("Choose at least one file.")
        if len(chosen) > MOST_FILES:
            raise ValidationError(
                f"These are {len(chosen):,} files; {MOST_FILES:,} fit at once. Choose fewer, or use"
                " the import of the command line."
            )

    @property
    def date_order(self) -> DateOrder | None:
        """What 03-04-2024 means, where it was told."""
        return DateOrder(self.order.data) if self.order.data else None


class ConfirmForm(Form):
    """The dates of files whose names gave none; `fields_for` makes its fields."""

    def days_by(self, asked: Mapping[str, str]) -> dict[str, date]:
        """The days that were given, by file; `asked` as for `confirm_form`."""
        return {path: self[name].data for name, path in asked.items() if self[name].data}


def confirm_form(asked: Mapping[str, str], *, today: date) -> ConfirmForm:
    """The form with a date field for each file that is asked about.

    Args:
        asked: file names by the name of their field.
    """

    def held_by_today(_form: Form, field: Day) -> None:
        try:
            if field.data is not None:  # else what was typed is no date, and the field said so
                check_day(field.data, today=today)
        except NotUnderstood as trouble:
            raise ValidationError(trouble.sentence) from None

    fields = {name: Day(f"Date of {path}") for name, path in asked.items()}
    checks = {f"validate_{name}": held_by_today for name in asked}
    made: ConfirmForm = type("ConfirmForm", (ConfirmForm,), {**fields, **checks})()
    return made
