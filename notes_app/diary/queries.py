"""What the pages of the diary are put together from."""

from datetime import datetime

from notes_app.accounts.models import User
from notes_app.clients.queries import clients_of
from notes_app.crypto.keyring import Keyring
from notes_app.diary.slots import Diary
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import drafted_sessions, sessions_by_client
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
        drafted=drafted_sessions(user),
    )
