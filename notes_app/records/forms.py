"""Forms for bringing in notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage
from wtforms import FileField, MultipleFileField, RadioField, SelectField
from wtforms.validators import ValidationError

from notes_app.records.bringing_in import ChosenCalendar
from notes_app.records.planning import Planned
from notes_app.records.reading.calendar import Reader, Series, read_calendar
from notes_app.records.reading.dates import DateOrder, check_day
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.files import KINDS
from notes_app.records.uploads import MOST_FILES
from notes_app.web.fields import Day, Form, choices_of

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
        chosen = [upload for upload in field.data or () if isinstance(upload, FileStorage)]
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


class CalendarForm(Form):
    """Which calendar."""

    file = FileField("Calendar file", render_kw={"accept": ".ics,text/calendar"})

    def __init__(self, reader: Reader, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reader = reader
        self.series: tuple[Series, ...] = ()

    def validate_file(self, field: FileField) -> None:
        """Refuse none, and what is no calendar; read the rest."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError("Choose the .ics file of your calendar.")
        try:
            self.series = read_calendar(field.data.read(), reader=self.reader)
        except NotUnderstood as trouble:
            raise ValidationError(trouble.sentence) from None
        if not self.series:
            raise ValidationError("Nothing in this calendar lies ahead. Nothing was kept of it.")


@dataclass(frozen=True)
class Row:
    """One entry on the page: whose it may be, and what it would plan; None while it is nobody's."""

    series: Series
    field: SelectField
    planned: Planned | None


class WhoseForm(Form):
    """Whose each entry of a calendar is; `whose_form` makes its fields."""

    def whose(self) -> list[UUID | None]:
        """The client of each entry, in their order."""
        return [UUID(field.data) if field.data else None for field in self._entries()]

    def rows(self, chosen: ChosenCalendar) -> list[Row]:
        """The entries, those that are somebody's first."""
        whose = [field.data if field.data in _known(chosen) else "" for field in self._entries()]
        plan = {
            id(one.series): one
            for one in chosen.plan([UUID(one) if one else None for one in whose])
        }
        rows = [
            Row(series, field, plan.get(id(series)))
            for series, field in zip(chosen.can_come, self._entries(), strict=True)
        ]
        return sorted(rows, key=lambda row: row.planned is None)

    def _entries(self) -> list[SelectField]:
        return [field for field in self if isinstance(field, SelectField)]


def whose_form(chosen: ChosenCalendar) -> WhoseForm:
    """The form with a choice of client for each entry, beginning with whom its title names."""
    choices = choices_of(_known(chosen), "Leave it out")
    fields = {
        f"whose_{number}": SelectField("Client", choices=choices, default=str(guess or ""))
        for number, guess in enumerate(chosen.guesses())
    }
    made: WhoseForm = type("WhoseForm", (WhoseForm,), fields)()
    return made


def _known(chosen: ChosenCalendar) -> dict[str, str]:
    return {str(client_id): whose.card.label for client_id, whose in chosen.clients.items()}
