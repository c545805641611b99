"""What can be done with hours that return: keep them, leave days out, make one a session.

Every verb opens the client's card before it seals it anew, as those of `clients` do.
"""

from datetime import date
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import select

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import Pause, StandingHour
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import change_client
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.diary.occurrences import Occurrence, occurrences
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import NOT_RATED, Attendance, Modality, PlannedBy, SessionThemes
from notes_app.notes.queries import ReadSession, is_being_written, open_facts, sessions_of
from notes_app.notes.service import plan_session


class NotEmpty(Exception):
    """Something was written for the session, so it is not taken back."""


def keep_hour(client: Client, *, hour: StandingHour, keyring: Keyring) -> None:
    """Add a standing hour, or replace the one of the same id; its pauses stay."""
    standing = open_client_themes(client, keyring).standing
    before = next((one for one in standing if one.id == hour.id), None)
    if before is None:
        return keep_hours(client, (*standing, hour), keyring=keyring)
    kept = replace(hour, pauses=before.pauses)
    return keep_hours(client, _with(standing, kept), keyring=keyring)


def keep_hours(client: Client, standing: tuple[StandingHour, ...], *, keyring: Keyring) -> None:
    """Replace all standing hours of a client."""
    themes = replace(open_client_themes(client, keyring), standing=standing)
    change_client(client, themes=themes, keyring=keyring)


def end_hour(client: Client, *, hour_id: UUID, until: date | None, keyring: Keyring) -> None:
    """Let a standing hour fall on no day after `until`; None lets it go on.  Raises NotFound."""
    hour = hour_of(client, hour_id, keyring=keyring)
    standing = open_client_themes(client, keyring).standing
    keep_hours(client, _with(standing, replace(hour, until=until)), keyring=keyring)


def leave_out(client: Client, *, hour_id: UUID, pause: Pause, keyring: Keyring) -> None:
    """Leave days of a standing hour out: one, or a holiday.  Raises NotFound."""
    hour = hour_of(client, hour_id, keyring=keyring)
    standing = open_client_themes(client, keyring).standing
    pauses = tuple(sorted((*hour.pauses, pause), key=lambda one: one.first))
    keep_hours(client, _with(standing, replace(hour, pauses=pauses)), keyring=keyring)


def put_back(client: Client, *, hour_id: UUID, pause_id: UUID, keyring: Keyring) -> None:
    """Undo `leave_out`; days that are not left out change nothing.  Raises NotFound."""
    hour = hour_of(client, hour_id, keyring=keyring)
    standing = open_client_themes(client, keyring).standing
    pauses = tuple(pause for pause in hour.pauses if pause.id != pause_id)
    keep_hours(client, _with(standing, replace(hour, pauses=pauses)), keyring=keyring)


def begin_hour(
    client: Client,
    *,
    hour_id: UUID,
    on: date,
    attendance: Attendance | None = None,
    keyring: Keyring,
) -> tuple[UUID, bool]:
    """Make a session of the standing hour that falls on `on`; done twice, there is one.

    Returns:
        Its id, and whether it was made now.  A session that is there stays as it is.

    Raises:
        NotFound: the client has no such hour, or it does not fall on that day.
    """
    # Two windows press at once: the second waits here, and then finds the first one's session.
    db.session.execute(select(Client.id).where(Client.id == client.id).with_for_update())
    planned_by = PlannedBy(hour_id, on)
    there = _planned_by(sessions_of(client, keyring=keyring), planned_by)
    if there is not None:
        return there.session_id, False
    hour = hour_of(client, hour_id, keyring=keyring)
    occurrence = next(occurrences(hour, on, on), None)
    if occurrence is None:
        raise NotFound
    facts = _facts_of(occurrence, planned_by, attendance)
    return plan_session(client, facts=facts, keyring=keyring).id, True


def take_back_session(
    session: TherapySession, *, as_told: Attendance | None, keyring: Keyring
) -> None:
    """Undo `begin_hour`: a session with nothing in it goes, and its hour stands planned again.

    Args:
        as_told: what was told of it when it was made.

    Raises:
        NotEmpty: it came from no plan, was told otherwise since, or something was written for it.
    """
    facts = open_facts(session, keyring=keyring)
    untouched = facts.attendance == as_told and _is_empty(facts)
    if facts.planned_by is None or not untouched or is_being_written(session.id):
        raise NotEmpty
    db.session.delete(session)


def hour_of(client: Client, hour_id: UUID, *, keyring: Keyring) -> StandingHour:
    """One standing hour of a client.  Raises NotFound."""
    standing = open_client_themes(client, keyring).standing
    found = next((hour for hour in standing if hour.id == hour_id), None)
    if found is None:
        raise NotFound
    return found


def _is_empty(facts: SessionThemes) -> bool:
    return not (facts.written or facts.tags) and facts.ratings == NOT_RATED


def _planned_by(reads: list[ReadSession], wanted: PlannedBy) -> ReadSession | None:
    return next((read for read in reads if read.facts and read.facts.planned_by == wanted), None)


def _facts_of(
    occurrence: Occurrence, planned_by: PlannedBy, attendance: Attendance | None
) -> SessionThemes:
    return SessionThemes(
        number=0,
        held_on=occurrence.on,
        starts_at=occurrence.hour.starts_at,
        ends_at=occurrence.ends_at,
        modality=_modality(occurrence.hour.modality),
        attendance=attendance,
        planned_by=planned_by,
    )


def _modality(stored: str) -> Modality:
    return Modality(stored) if stored in set(Modality) else Modality.IN_PERSON


def _with(standing: tuple[StandingHour, ...], hour: StandingHour) -> tuple[StandingHour, ...]:
    return tuple(hour if one.id == hour.id else one for one in standing)
