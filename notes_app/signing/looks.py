"""Who read a signed record that was opened for them: noted by its reader, told to its author.

A look lies under the key of the record that was read (decision 0028): whoever reads it holds that
key alone, and its author derives it.  So both find every look there, whatever else is shared.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.signing import parts_of_body
from notes_app.notes.models import TherapySession
from notes_app.payload import CannotRead, encode
from notes_app.sealed import Scope, Sealed
from notes_app.signing.models import RecordLook
from notes_app.signing.numbering import Numbered, add_numbered, newest_by_author
from notes_app.signing.payloads import SignedLook, read_look
from notes_app.signing.places import LookPlace
from notes_app.signing.verifying import Known, is_by, signed_body


@dataclass(frozen=True)
class Look(Numbered):
    """One look as it was found, at the signed record of this session."""

    session_id: UUID = field(kw_only=True)


def looks_of_client(
    client_id: UUID, *, keyring: Keyring, known: Known, only: UUID | None = None
) -> list[Look]:
    """Every look at a record of this client, by time; what cannot be opened stands at the end.

    Whoever holds the key of one record finds the looks at the others, and opens none of them.

    Args:
        known: readers by the keys that the keyring's owner holds or has pinned.
        only: those at the record of this session.
    """
    wanted = select(
        *(RecordLook.id, RecordLook.session_id, RecordLook.author_id, RecordLook.number),
        *(RecordLook.generation, RecordLook.sealed),
    ).where(RecordLook.client_id == client_id)
    if only is not None:
        wanted = wanted.where(RecordLook.session_id == only)
    found = []
    for id_, session, author, number, generation, sealed in db.session.execute(wanted):
        place = LookPlace(id_, client_id, session, author, number)
        found.append(_found(place, generation, sealed, keyring=keyring, known=known))
    return sorted(found, key=_when)


def looks_at(session_id: UUID, looks: Iterable[Look]) -> list[Look]:
    """Those at one record."""
    return [one for one in looks if one.session_id == session_id]


def days_read(
    looks: Iterable[Look], reader: UUID, *, local: Callable[[datetime], datetime]
) -> set[date]:
    """The days on which somebody read, by the looks that hold; `local` puts times into a zone."""
    theirs = (one.at for one in looks if one.holds and one.author_id == reader)
    return {local(at).date() for at in theirs if at}


def note_look(session: TherapySession, *, at: int, keyring: Keyring) -> None:
    """Write down that the keyring's owner reads the signed record of this session; flushes.

    Args:
        at: Unix seconds.

    Raises:
        NoKey: this keyring holds no key of that record.
        Stale: another look of the same reader took the number just now; ask again what is due.
    """
    client_id, reader = session.client_id, keyring.user_id
    seen = newest_by_author(RecordLook, client_id)
    before, _ = seen.pop(reader, (0, None))
    place = LookPlace(uuid4(), client_id, session.id, reader, before + 1)
    generation = keyring.newest_record_generation(client_id, session.id, Scope.NOTES)
    text, fields = encode(SignedLook(seen)), place.fields
    body = signed_body(text, kind="look", at=at, fields=fields, keyring=keyring)
    key = keyring.record_key(client_id, session.id, Scope.NOTES, generation)
    row = RecordLook(
        id=place.record,
        client_id=client_id,
        session_id=session.id,
        author_id=reader,
        number=place.number,
        generation=generation,
        sealed=seal(body, key, place.at(generation)),
    )
    add_numbered(row)


def _found(
    place: LookPlace, generation: int, sealed: Sealed, *, keyring: Keyring, known: Known
) -> Look:
    nothing = Look(place.record, place.author_id, place.number, session_id=place.session_id)
    try:
        key = keyring.record_key(place.client_id, place.session_id, Scope.NOTES, generation)
        body = unseal(sealed, key, place.at(generation))
        parts = parts_of_body(body)
        seen = read_look(parts.text).seen
    except (NoKey, CannotOpen, CannotRead):
        return nothing
    holds = is_by(place.author_id, body, known=known, kind="look", fields=place.fields)
    return replace(nothing, at=datetime.fromtimestamp(parts.time, UTC), holds=holds, seen=seen)


def _when(one: Look) -> tuple[datetime, str, int]:
    last = datetime.max.replace(tzinfo=UTC)
    return one.at or last, str(one.author_id), one.number
