"""Recent changes, found through the person who made them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.changes.models import Change
from notes_app.changes.payloads import REDONE, UNDONE, ChangeRecord, read_change
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place, stored_place
from notes_app.db.errors import NotFound
from notes_app.payload import CannotRead
from notes_app.sealed import Sealed

KEY = "changes"
KEPT_FOR = 30 * 24 * 3600  # seconds


@dataclass(frozen=True)
class OpenedChange:
    """One change, as far as it opens.

    `record` is None where it cannot be opened or read; `trouble` then says which.  `undone_at` is
    when it was taken back, None while it holds.
    """

    id: UUID
    sequence: int
    record: ChangeRecord | None
    undone_at: int | None = None
    trouble: type[Exception] | None = None


def change_place(change: Change) -> Place:
    """Where a change is kept (security.md 3.5)."""
    return _place(change.id, change.user_id, change.sequence)


def recent_changes(user: User, keyring: Keyring, *, now: int) -> list[OpenedChange]:
    """What they changed in the last thirty days, newest first; one query.

    A change that cannot be opened stands where it was made.
    """
    opened = opened_changes(user, keyring)
    gone = last_over(opened, now=now)
    return list(reversed([one for one in _with_states(opened) if one.sequence > gone]))


def last_over(opened: Iterable[OpenedChange], *, now: int) -> int:
    """The number of the newest change that is over thirty days old; 0 where none is.

    Whatever has a lower number is older still, whether it opens or not.
    """
    over = (one.sequence for one in opened if one.record and one.record.at <= now - KEPT_FOR)
    return max(over, default=0)


def opened_changes(user: User, keyring: Keyring, *, most: int | None = None) -> list[OpenedChange]:
    """Their changes in the order in which they were made, rows of UNDONE and REDONE among them."""
    rows = db.session.execute(
        select(Change.id, Change.sequence, Change.sealed)
        .where(Change.user_id == user.id)
        .order_by(Change.sequence)
        .limit(most)
    )
    key = keyring.derive(KEY)
    return [
        _opened(change_id, sequence, sealed, user_id=user.id, key=key)
        for change_id, sequence, sealed in rows
    ]


def change_of(user: User, change_id: UUID, keyring: Keyring, *, now: int) -> OpenedChange:
    """Their own change, not older than thirty days.

    Raises:
        NotFound: there is none, or it is not theirs.
        CannotOpen, CannotRead: it is damaged, or was written by a newer Between.
    """
    recent = recent_changes(user, keyring, now=now)
    found = next((change for change in recent if change.id == change_id), None)
    if found is None:
        raise NotFound
    if found.trouble is not None:
        raise found.trouble
    return found


def last_sequence(user: User) -> int:
    """The number of their newest change; 0 before the first."""
    newest = select(func.max(Change.sequence)).where(Change.user_id == user.id)
    return db.session.scalar(newest) or 0


def _opened(
    change_id: UUID, sequence: int, sealed: Sealed, *, user_id: UUID, key: bytes
) -> OpenedChange:
    try:
        record = read_change(unseal(sealed, key, _place(change_id, user_id, sequence)))
    except (CannotOpen, CannotRead) as trouble:
        return OpenedChange(change_id, sequence, None, trouble=type(trouble))
    return OpenedChange(change_id, sequence, record)


def _with_states(opened: Sequence[OpenedChange]) -> Iterable[OpenedChange]:
    undone: dict[UUID, int | None] = {}
    for one in opened:
        if one.record is not None and one.record.of is not None:
            undone[one.record.of] = one.record.at if one.record.kind == UNDONE else None
    for one in opened:
        if one.record is None or one.record.kind not in (UNDONE, REDONE):
            yield replace(one, undone_at=undone.get(one.id))


def _place(change_id: UUID, user_id: UUID, sequence: int) -> Place:
    return stored_place("change", record=change_id, user=user_id, sequence=sequence)
