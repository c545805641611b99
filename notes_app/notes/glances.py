"""What the features below show of sessions, told to them by this one."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.clients.queries import client_of
from notes_app.crypto.keyring import Keyring
from notes_app.notes.queries import ReadSession, drafted_sessions, sessions_by_client, sessions_of
from notes_app.themes.queries import Codebook, codebook_of

NEWEST = 8


@dataclass(frozen=True)
class Recent:
    """The newest sessions of one client, and how many there are in all."""

    reads: list[ReadSession]
    drafted: set[UUID]
    codebook: Codebook
    total: int


def clients_by_theme(user: User, keyring: Keyring) -> Mapping[str, int]:
    """With how many clients each theme is used, by code."""
    counts: dict[str, int] = {}
    for reads in sessions_by_client(user, keyring=keyring).values():
        used = {tag.theme for read in reads if read.facts for tag in read.facts.tags}
        for code in used:
            counts[code] = counts.get(code, 0) + 1
    return counts


def recent_sessions(user: User, client_id: UUID, keyring: Keyring) -> Recent:
    """What the overview of one client shows.  Raises NotFound."""
    reads = sessions_of(client_of(user, client_id), keyring=keyring)
    return Recent(
        reads=list(reversed(reads))[:NEWEST],
        drafted=drafted_sessions(user),
        codebook=codebook_of(user.id, keyring),
        total=len(reads),
    )
