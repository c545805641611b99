"""The summary that is being put together for a client, opened."""

from dataclasses import dataclass
from uuid import UUID

from notes_app import db
from notes_app.clients.models import Client
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.patterns.models import ClientSummary
from notes_app.patterns.payloads import Summary, read_summary
from notes_app.sealed import Scope
from notes_app.sharing.sealing import PartPlace, open_part


@dataclass(frozen=True)
class KeptSummary:
    """What is kept, and how often it was written; version 0 before the first time."""

    version: int = 0
    summary: Summary | None = None


def summary_of(client: Client, *, keyring: Keyring) -> KeptSummary:
    """What is kept for this client, if anything.  Raises NoKey, CannotOpen, CannotRead."""
    row = summary_row(client.id)
    if row is None:
        return KeptSummary()
    opened = open_part(row.part, summary_place(client.id), keyring=keyring)
    return KeptSummary(row.version, read_summary(opened))


def is_damaged(client: Client, *, keyring: Keyring) -> bool:
    """Whether what is kept cannot be opened any more.  Raises NoKey, CannotRead."""
    try:
        summary_of(client, keyring=keyring)
    except CannotOpen:
        return True
    return False


def summary_row(client_id: UUID) -> ClientSummary | None:
    """The row of a client's summary."""
    return db.session.get(ClientSummary, client_id)


def summary_place(client_id: UUID) -> PartPlace:
    """Where a summary lives (security.md 3.5)."""
    return PartPlace("client.summary", client_id, client_id, Scope.NOTES)
