"""Remember an act, take it back, do it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete

from notes_app import db
from notes_app.accounts.models import User
from notes_app.changes.models import Change
from notes_app.changes.payloads import (
    NOTHING,
    REDONE,
    UNDONE,
    ChangeRecord,
    packed,
)
from notes_app.changes.queries import (
    KEY,
    OpenedChange,
    change_of,
    change_place,
    last_over,
    last_sequence,
    opened_changes,
)
from notes_app.changes.registry import CannotUndo, Stand, Take, kind_of
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.payload import Part, encode

LOOKED_THROUGH = 16  # old changes that one write may purge


@dataclass(frozen=True)
class Act:
    """What was done, in words for whoever did it: see the package's docstring.

    `label` is a sentence without a full stop ("Removed Marco, partner").
    """

    kind: str
    label: str
    details: Part = NOTHING
    client_id: UUID | None = None
    whose: str = ""


@dataclass(frozen=True)
class Moment:
    """When something is taken back: Unix seconds, and the therapist's calendar day."""

    now: int
    today: date


def remember(user: User, act: Act, *, keyring: Keyring, now: int) -> UUID:
    """Keep what takes `act` back, in the transaction that does it; returns the change's id.

    `now` is Unix seconds.  Changes older than thirty days are purged on the way.
    """
    record = ChangeRecord(
        at=now,
        kind=act.kind,
        label=act.label,
        whose=act.whose,
        client_id=act.client_id,
        details=packed(act.details),
    )
    _purge(user, keyring, now=now)
    return _keep(user, record, keyring)


def undo_change(user: User, change_id: UUID, *, keyring: Keyring, moment: Moment) -> ChangeRecord:
    """Take one change back, and remember that it was.

    Raises:
        NotFound: there is no such change of theirs in the last thirty days.
        CannotUndo: it no longer applies; nothing was changed.
        CannotOpen, CannotRead: the change, or what it changed, cannot be opened.
    """
    change = change_of(user, change_id, keyring, now=moment.now)
    if change.undone_at is not None:
        raise CannotUndo("undone-already")
    record = _record(change)
    kind = kind_of(record)
    _take(kind.undo if kind else None, record, Stand(user, keyring, moment.today, moment.now))
    _keep(user, ChangeRecord(at=moment.now, kind=UNDONE, of=change_id), keyring)
    return record


def redo_change(user: User, change_id: UUID, *, keyring: Keyring, moment: Moment) -> ChangeRecord:
    """Do again what was taken back.  Raises as `undo_change`."""
    change = change_of(user, change_id, keyring, now=moment.now)
    if change.undone_at is None:
        raise CannotUndo("redone-already")
    record = _record(change)
    kind = kind_of(record)
    _take(kind.redo if kind else None, record, Stand(user, keyring, moment.today, moment.now))
    _keep(user, ChangeRecord(at=moment.now, kind=REDONE, of=change_id), keyring)
    return record


def _record(change: OpenedChange) -> ChangeRecord:
    if change.record is None:
        raise NotFound
    return change.record


def _take(take: Take | None, record: ChangeRecord, stand: Stand) -> None:
    if take is None:
        raise CannotUndo("no-way-back")
    try:
        take(record, stand)
    except NotFound:
        raise CannotUndo("no-longer-there") from None


def _keep(user: User, record: ChangeRecord, keyring: Keyring) -> UUID:
    change = Change(id=uuid4(), user_id=user.id, sequence=last_sequence(user) + 1)
    change.sealed = seal(encode(record), keyring.derive(KEY), change_place(change))
    db.session.add(change)
    return change.id


def _purge(user: User, keyring: Keyring, *, now: int) -> None:
    oldest = opened_changes(user, keyring, most=LOOKED_THROUGH)
    gone = last_over(oldest, now=now)
    _delete([one.id for one in oldest if one.sequence <= gone])


def _delete(ids: Sequence[UUID]) -> None:
    if ids:
        db.session.execute(delete(Change).where(Change.id.in_(ids)))
