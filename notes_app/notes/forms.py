"""Forms of sessions and notes."""

from datetime import date, time
from typing import Any
from uuid import UUID

from flask import request
from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
)
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from notes_app.notes.formats import SECTION_KEY
from notes_app.notes.payloads import Attendance, Modality, SessionThemes, Utterance
from notes_app.notes.recording import MOST_ROWS, after, row_of, says_something
from notes_app.web.fields import Boxes, Day, Form, Hour, VersionedForm, choices_of

SECTION = "section-"
FACTS = {"ratings", "told", "frame", "own_response"}

ATTENDANCE_WORDS = {
    "": "Planned",
    Attendance.HELD: "Held",
    Attendance.CANCELLED_BY_CLIENT: "Cancelled by the client",
    Attendance.CANCELLED_BY_THERAPIST: "Cancelled by you",
    Attendance.NO_SHOW: "Did not come",
    Attendance.ADMINISTRATIVE: "Administrative only",
}
MODALITY_WORDS = {
    Modality.IN_PERSON: "In person",
    Modality.VIDEO: "Video",
    Modality.TELEPHONE: "Telephone",
    Modality.TEXT: "Text",
    Modality.OUTDOORS: "Outdoors",
}


class NoteForm(Form):
    """The desk as a plain form; the sections are read apart, because their keys vary."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DeskForm(NoteForm):
    """The same, with the version of the draft that it was based on; 0: there was none."""

    draft_version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class FactsForm(VersionedForm):
    """When, how and with whom."""

    held_on = Day("Date", required="Write the date of the session, like 2026-04-30.")
    starts_at = Hour("Start")
    ends_at = Hour("End")
    attendance = SelectField("Attendance", choices=choices_of(ATTENDANCE_WORDS))
    modality = SelectField("How you meet", choices=choices_of(MODALITY_WORDS))
    participants = Boxes("Who else took part")

    def validate_ends_at(self, field: Hour) -> None:
        """An hour ends after it starts."""
        if field.data and self.starts_at.data and field.data <= self.starts_at.data:
            raise ValidationError("The end lies before the start. Enter a later time.")

    def facts(self) -> SessionThemes:
        """What the form says, as a payload; number and tags are the service's to keep."""
        held_on: date = self.held_on.data
        starts_at: time | None = self.starts_at.data
        return SessionThemes(
            number=0,
            held_on=held_on,
            starts_at=starts_at,
            ends_at=self.ends_at.data,
            modality=Modality(self.modality.data),
            attendance=Attendance(self.attendance.data) if self.attendance.data else None,
            participants=tuple(UUID(person) for person in self.participants.data or ()),
        )


class SessionForm(FactsForm):
    """A new session: with whom, and its facts."""

    client = SelectField("Client", validators=[InputRequired("Choose the client.")])


class PlainStarForm(Form):
    """Star one sentence without JavaScript."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    sentence = RadioField(
        "Which sentence", validators=[InputRequired("Choose the sentence that the client said.")]
    )


def facts_as_form(facts: SessionThemes, version: int) -> dict[str, Any]:
    """The values with which a `FactsForm` starts."""
    return {
        "version": version,
        "held_on": facts.held_on,
        "starts_at": facts.starts_at,
        "ends_at": facts.ends_at,
        "attendance": str(facts.attendance) if facts.attendance else "",
        "modality": str(facts.modality),
        "participants": [str(person) for person in facts.participants],
    }


def words_posted() -> dict[str, str]:
    """The sections that a plain form of the desk sent, by key, in the order of the page."""
    return {
        name.removeprefix(SECTION): text
        for name, text in request.form.items()
        if name.startswith(SECTION) and SECTION_KEY.match(name.removeprefix(SECTION))
    }


def recording_posted() -> tuple[Utterance, ...] | None:
    """The rows of the process recording that a plain form sent; None where it sent none."""
    if "recording" not in request.form:
        return None
    rows = [_row_posted(n) for n in range(MOST_ROWS) if f"recording-{n}-said" in request.form]
    act, _, number = request.form.get("row", "").partition(" ")
    changed = after(rows, act, int(number)) if number.isdecimal() else tuple(rows)
    return tuple(row for row in changed if says_something(row))


def _row_posted(number: int) -> Utterance:
    return row_of(lambda field: request.form.get(f"recording-{number}-{field}", ""))


def format_posted() -> str:
    """The key of the format that a plain form of the desk chose, or an empty string."""
    key = request.form.get("format", "")
    return key if SECTION_KEY.match(key) else ""


def facts_posted() -> dict[str, list[str]]:
    """The fields under Session facts that a plain form of the desk sent, by name."""
    sent = request.form.items(multi=True) if "facts" in request.form else ()
    fields: dict[str, list[str]] = {}
    for name, value in sent:
        if name.partition(".")[0] in FACTS:
            fields.setdefault(name, []).append(value)
    return fields
