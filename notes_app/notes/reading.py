"""Open what was written: the only module that reads session records and process notes.

Everything else sees a session through its themes scope (`notes.queries`).  Import contracts keep it
so; against malice stand the keys.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db import SealedPart
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import ProcessText, SessionText
from notes_app.notes.places import notes_place, process_place
from notes_app.payload import CannotRead, decode
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.sealing import BulkOpener, open_part


def read_text(session: TherapySession, *, keyring: Keyring) -> SessionText:
    """The session record's words and the places of its tags.

    Raises NoKey, CannotOpen, CannotRead.
    """
    place = notes_place(session.id, session.client_id)
    return decode(open_part(session.notes, place, keyring=keyring), SessionText)


def read_process(session: TherapySession, *, keyring: Keyring) -> ProcessText:
    """The private process note.  Raises NoKey, CannotOpen, CannotRead."""
    place = process_place(session.id, session.client_id)
    return decode(open_part(session.process, place, keyring=keyring), ProcessText)


def read_texts(
    client: Client, *, keyring: Keyring, only: set[UUID] | None = None
) -> dict[UUID, SessionText | None]:
    """The session records of one client by session, in one query; None where one cannot be opened.

    `only` limits it to these sessions, so that a page opens no more words than it shows.
    """
    rows = _note_parts().where(TherapySession.client_id == client.id)
    if only is not None:
        rows = rows.where(TherapySession.id.in_(only))
    return {row[0]: _read_row(*row, keyring=keyring) for row in db.session.execute(rows)}


def texts_of_sessions(
    user: User, wanted: set[UUID], *, keyring: Keyring
) -> dict[UUID, SessionText | None]:
    """The records of these sessions of any of their clients, in one query; as `read_texts`."""
    if not wanted:
        return {}
    rows = _note_parts().join(Client, Client.id == TherapySession.client_id)
    rows = rows.where(Client.owner_id == user.id, TherapySession.id.in_(wanted))
    return {row[0]: _read_row(*row, keyring=keyring) for row in db.session.execute(rows)}


def own_responses_of(user: User, *, keyring: Keyring) -> dict[UUID, str | None]:
    """What stirred in the therapist, by session of any of their clients, in one query.

    Sessions in which nothing was written are left out; None where the words cannot be opened.
    """
    its, reader = TherapySession, BulkReader(keyring)
    columns = (its.process_generation, its.process_version, its.process_sealed)
    rows = select(its.id, its.client_id, *columns).join(Client, Client.id == its.client_id)
    found = {}
    for row in db.session.execute(rows.where(Client.owner_id == user.id)):
        words = _own_response(reader, *row)
        if words is None or words.strip():
            found[row[0]] = words
    return found


def _own_response(reader: "BulkReader", *row: Any) -> str | None:
    try:
        return process_in(reader.process(*row)).own_response
    except (NoKey, CannotOpen, CannotRead):
        return None


def _note_parts() -> Select[UUID, UUID, int, int, Sealed]:
    return select(
        TherapySession.id,
        TherapySession.client_id,
        TherapySession.notes_generation,
        TherapySession.notes_version,
        TherapySession.notes_sealed,
    )


def _read_row(
    session_id: UUID, client_id: UUID, *part: Any, keyring: Keyring
) -> SessionText | None:
    try:
        place = notes_place(session_id, client_id)
        return decode(open_part(SealedPart(*part), place, keyring=keyring), SessionText)
    except (NoKey, CannotOpen, CannotRead):
        return None


class BulkReader:
    """Opens the words of thousands of sessions; decoded are only those that are wanted."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring
        self._notes = BulkOpener("session.notes", Scope.NOTES, keyring)
        self._process = BulkOpener("session.process", Scope.PROCESS, keyring)

    def record(self, session_id: UUID, client_id: UUID, *part: Any) -> bytes:
        """A session record's payload.  Raises NoKey, CannotOpen."""
        return self._notes.open(session_id, client_id, *part)

    def process(self, session_id: UUID, client_id: UUID, *part: Any) -> bytes:
        """A private process note's payload.  Raises NoKey, CannotOpen."""
        return self._process.open(session_id, client_id, *part)


def text_in(payload: bytes) -> SessionText:
    """A session record out of its opened payload.  Raises CannotRead."""
    return decode(payload, SessionText)


def process_in(payload: bytes) -> ProcessText:
    """A private process note out of its opened payload.  Raises CannotRead."""
    return decode(payload, ProcessText)
