"""What the pages of the diary are put together from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.clients.queries import clients_of
from notes_app.crypto.keyring import Keyring
from notes_app.diary.slots import Diary
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import (
    ReadSession,
    drafted_sessions,
    emptied_drafts,
    sessions_by_client,
)
from notes_app.themes.queries import Codebook


def diary_of(
    user: User, *, now: datetime, keyring: Keyring, codebook: Codebook | None = None
) -> Diary:
    """All their clients and sessions, in as many queries for a career as for a month.

    Args:
        now: in the therapist's zone.
        codebook: where themes are shown; merged ones then count as it says.
    """
    sessions = sessions_by_client(user, keyring=keyring)
    if codebook is not None:
        sessions = {one: as_counted(reads, codebook) for one, reads in sessions.items()}
    return Diary(
        now=now,
        cards=clients_of(user, keyring),
        sessions=sessions,
        drafted=drafts_kept(user, sessions, keyring=keyring),
    )


def drafts_kept(
    user: User, sessions: Mapping[UUID, Sequence[ReadSession]], *, keyring: Keyring
) -> set[UUID]:
    """The sessions whose note waits in a draft; one that never was a note waits if it has words."""
    drafted = drafted_sessions(user)
    if not drafted:
        return drafted
    reads = (read for one in sessions.values() for read in one)
    never = {read.session_id for read in reads if read.facts and not read.facts.written}
    return drafted - (emptied_drafts(user, keyring=keyring) & never)
