"""Forms of standing hours, and of what is done with one of their days."""

from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, ValidationError

from notes_app.clients.payloads import Pause, StandingHour
from notes_app.notes.forms import MODALITY_WORDS
from notes_app.notes.payloads import Attendance, Modality
from notes_app.web.fields import Day, Form, Hour, VersionedForm, Within, choices_of

LONGEST = 240  # minutes
EVERY = {1: "Every week", 2: "Every two weeks", 3: "Every three weeks", 4: "Every four weeks"}


class Act(StrEnum):
    """What a button on a planned hour does."""

    PREPARE = "prepare"
    WRITE = "write"
    CANCELLED_BY_CLIENT = "cancelled-by-client"
    CANCELLED_BY_THERAPIST = "cancelled-by-therapist"
    NO_SHOW = "no-show"

    @property
    def attendance(self) -> Attendance | None:
        """What it tells of the hour; None while nothing is told."""
        told = self.value if self.value in set(Attendance) else None
        return Attendance(told) if told else None


class HourForm(VersionedForm):
    """An hour that returns."""

    since = Day("First session", required="Write the day of the first session, like 2026-04-30.")
    starts_at = Hour("Time", required="Write the time like 14:00.")
    minutes = IntegerField(
        "Minutes",
        validators=[
            InputRequired("Write how many minutes it lasts, like 50."),
            Within(1, LONGEST, f"Write a number of minutes from 1 to {LONGEST}."),
        ],
        default=50,
    )
    every_weeks = SelectField("How often", choices=choices_of(EVERY), default="1")
    modality = SelectField("How you meet", choices=choices_of(MODALITY_WORDS))
    until = Day("Until")

    def validate_until(self, field: Day) -> None:
        """It ends after it began."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("This lies before the first session. Check both days.")

    def hour(self, hour_id: UUID | None = None) -> StandingHour:
        """What the form says, as the hour of that id, or as a new one."""
        return StandingHour(
            id=hour_id or uuid4(),
            since=self.since.data,
            starts_at=self.starts_at.data,
            minutes=self.minutes.data,
            every_weeks=int(self.every_weeks.data),
            until=self.until.data,
            modality=self.modality.data,
        )


class PauseForm(Form):
    """Days that are left out."""

    first = Day("From", required="Write the first day that is left out, like 2026-04-30.")
    last = Day("To")

    def validate_last(self, field: Day) -> None:
        """A holiday ends after it began."""
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError("This lies before the first day. Check both days.")

    def pause(self) -> Pause:
        """What the form says; without an end it is one day."""
        return Pause(uuid4(), self.first.data, self.last.data or self.first.data)


class BeginForm(Form):
    """Which day of a standing hour, and what is done with it."""

    on = Day("Day", required="Choose the day.")
    act = SelectField("Act", choices=choices_of({act: act for act in Act}))


def hour_as_form(hour: StandingHour) -> dict[str, Any]:
    """The values with which an `HourForm` starts."""
    known = set(Modality)
    return {
        "since": hour.since,
        "starts_at": hour.starts_at,
        "minutes": hour.minutes,
        "every_weeks": str(hour.every_weeks),
        "modality": hour.modality if hour.modality in known else str(Modality.IN_PERSON),
        "until": hour.until,
    }
