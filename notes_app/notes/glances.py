"""What the features below show of sessions, told to them by this one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.clients.queries import client_of
from notes_app.crypto.keyring import Keyring
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import ReadSession, drafted_sessions, sessions_by_client, sessions_of
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.uses import Use

NEWEST = 8


@dataclass(frozen=True)
class Recent:
    """The newest sessions of one client, newest first, and every one of them in order."""

    reads: list[ReadSession]
    drafted: set[UUID]
    codebook: Codebook
    every: list[ReadSession]

    @property
    def total(self) -> int:
        """How many sessions there are."""
        return len(self.every)


def uses_of(user: User, keyring: Keyring, codebook: Codebook) -> Mapping[str, Use]:
    """With how many clients each theme is used, and in how many passages, by code.

    A merged theme has its own passages here, and the theme into which it was merged has them too.
    """
    clients: Counter[str] = Counter()
    passages: Counter[str] = Counter()
    for reads in sessions_by_client(user, keyring=keyring).values():
        tagged = [tag.theme for read in reads if read.facts for tag in read.facts.tags]
        counted = [{code, codebook.current(code)} for code in tagged]
        passages.update(code for codes in counted for code in codes)
        clients.update(set().union(*counted))
    return {code: Use(clients[code], passages[code]) for code in clients}


def recent_sessions(user: User, client_id: UUID, keyring: Keyring) -> Recent:
    """What the overview of one client shows.  Raises NotFound."""
    reads = sessions_of(client_of(user, client_id), keyring=keyring)
    book = codebook_of(user.id, keyring)
    return Recent(
        reads=as_counted(list(reversed(reads))[:NEWEST], book),
        drafted=drafted_sessions(user),
        codebook=book,
        every=reads,
    )
