"""Which notes are signed and where each stands."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.signing import parts_of_body
from notes_app.notes.models import Addendum, TherapySession, Version
from notes_app.payload import CannotRead
from notes_app.sealed import Scope, Sealed
from notes_app.signing.payloads import read_entry
from notes_app.signing.places import SignedPlace
from notes_app.signing.policy import Act, Standing, act_behind, standing_after


def signed_states(
    user: User, *, keyring: Keyring, client_id: UUID | None = None
) -> dict[UUID, Standing]:
    """Where each signed note of theirs stands, by session; a session without one is not signed.

    One query for a whole career.  Only what stands below a note is opened; whether it was signed
    needs no key.  Nothing is verified here: the page of the note does that.
    """
    rows = _signed_with_entries().where(Client.owner_id == user.id)
    if client_id is not None:
        rows = rows.where(Client.id == client_id)
    by_session = groupby(db.session.execute(rows), key=lambda row: row[0])
    return {
        session_id: standing_after(_acts(entries, keyring)) for session_id, entries in by_session
    }


def opened_body(sealed: Sealed, place: SignedPlace, generation: int, *, keyring: Keyring) -> bytes:
    """A signed body, not verified.  Raises NoKey, CannotOpen."""
    key = keyring.scope_key(place.client_id, place.scope, generation)
    return unseal(sealed, key, place.at(generation))


def _signed_with_entries() -> Select[*tuple[Any, ...]]:
    # Core rows, not entities: a whole career is told for one page.
    below = and_(Addendum.session_id == Version.session_id, Addendum.scope == str(Scope.NOTES))
    entry = (Addendum.id, Addendum.sequence, Addendum.generation, Addendum.sealed)
    return (
        select(Version.session_id, TherapySession.client_id, *entry)
        .join(TherapySession, TherapySession.id == Version.session_id)
        .join(Client, Client.id == TherapySession.client_id)
        .outerjoin(Addendum, below)
        .where(Version.scope == str(Scope.NOTES))
        .order_by(Version.session_id, Addendum.sequence)
    )


def _acts(rows: Iterator[Any], keyring: Keyring) -> Iterator[Act]:
    """What was done below one note, in order; what does not open moves it nowhere."""
    for session_id, client_id, record, sequence, generation, sealed in rows:
        if record is None:
            continue
        place = SignedPlace("addendum", record, client_id, session_id, sequence, Scope.NOTES)
        with suppress(NoKey, CannotOpen, CannotRead):
            body = opened_body(sealed, place, generation, keyring=keyring)
            yield act_behind(read_entry(parts_of_body(body).text).kind)
