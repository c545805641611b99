"""What an import has to know of what is there, and the batch that waits."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.queries import clients_of
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place
from notes_app.db.errors import NotFound
from notes_app.notes.queries import sessions_of
from notes_app.notes.reading import read_texts
from notes_app.payload import CannotRead
from notes_app.records.matching import KnownClient, Roster
from notes_app.records.models import ImportBatch
from notes_app.records.payloads import (
    WaitingCalendar,
    WaitingFamily,
    WaitingFiles,
    read_waiting_calendar,
    read_waiting_family,
    read_waiting_files,
)
from notes_app.records.plan import Present
from notes_app.records.waiting import Chosen, from_kept


def roster_of(user: User, *, keyring: Keyring) -> Roster:
    """The names of all their clients that can be opened."""
    cards = clients_of(user, keyring)
    return Roster(
        KnownClient(card.client_id, card.code_name, card.name)
        for card in cards
        if card.themes is not None
    )


def present_among(clients: Iterable[Client], *, roster: Roster, keyring: Keyring) -> Present:
    """What is there already of these clients: what was brought in before, and the days."""
    sources: dict[UUID, set[str]] = {}
    days: dict[UUID, set[date]] = {}
    for client in clients:
        texts = read_texts(client, keyring=keyring).values()
        sources[client.id] = {text.source for text in texts if text is not None and text.source}
        facts = [read.facts for read in sessions_of(client, keyring=keyring)]
        days[client.id] = {fact.held_on for fact in facts if fact is not None}
    return Present(roster, sources, days)


def clients_by_id(user: User, wanted: set[UUID]) -> dict[UUID, Client]:
    """Those of their own clients that are wanted."""
    rows = db.session.scalars(select(Client).where(Client.owner_id == user.id))
    return {client.id: client for client in rows if client.id in wanted}


def chosen_of(
    user: User, client: Client, batch_id: UUID, *, today: date, keyring: Keyring
) -> Chosen:
    """What they chose for that client, with what is there already.

    Raises:
        NotFound: there is no such batch of theirs, or it cannot be opened; they choose again.
    """
    waiting = _open(_batch_of(user, client, batch_id), keyring)
    present = present_among([client], roster=roster_of(user, keyring=keyring), keyring=keyring)
    return Chosen(from_kept(waiting), waiting.order, client.id, present, today)


def waiting_calendar(user: User, batch_id: UUID, *, keyring: Keyring) -> WaitingCalendar:
    """The calendar that they chose.

    Raises:
        NotFound: there is none of theirs, or it cannot be opened; they choose again.
    """
    batch = db.session.scalar(
        select(ImportBatch).where(
            ImportBatch.id == batch_id,
            ImportBatch.user_id == user.id,
            ImportBatch.client_id.is_(None),
        )
    )
    if batch is None:
        raise NotFound
    try:
        return read_waiting_calendar(_unsealed(batch, keyring))
    except (CannotOpen, CannotRead):
        raise NotFound from None


def waiting_family(
    user: User, client: Client, batch_id: UUID, *, keyring: Keyring
) -> WaitingFamily:
    """The family that they chose for that client.

    Raises:
        NotFound: there is none of theirs, or it cannot be opened; they choose again.
    """
    try:
        return read_waiting_family(_unsealed(_batch_of(user, client, batch_id), keyring))
    except (CannotOpen, CannotRead):
        raise NotFound from None


def batch_place(batch: ImportBatch) -> Place:
    """Where a batch lives."""
    whose = {"client": batch.client_id} if batch.client_id else {}
    return Place("import", record=batch.id, user=batch.user_id, **whose)


def _batch_of(user: User, client: Client, batch_id: UUID) -> ImportBatch:
    found = db.session.scalar(
        select(ImportBatch).where(
            ImportBatch.id == batch_id,
            ImportBatch.user_id == user.id,
            ImportBatch.client_id == client.id,
        )
    )
    if found is None:
        raise NotFound
    return found


def _open(batch: ImportBatch, keyring: Keyring) -> WaitingFiles:
    try:
        return read_waiting_files(_unsealed(batch, keyring))
    except (CannotOpen, CannotRead):
        raise NotFound from None


def _unsealed(batch: ImportBatch, keyring: Keyring) -> bytes:
    return unseal(batch.sealed, keyring.derive("drafts"), batch_place(batch))
