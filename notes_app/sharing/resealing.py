"""Seals anew, under the newest generation of its key, what lies under older ones.

Each record goes in one UPDATE that names the generation and version that were opened, so that a
save in between wins and nothing is ever half done: killed at any point, every record opens, under
the old key or the new.  Once no row names a generation any more, its key is deleted.

Features say where their sealed columns are (`register_resealable`).  What cannot be opened is left
as it is, and so is its key.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    delete,
    func,
    inspect,
    literal,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place
from notes_app.db.errors import Stale
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.generations import lock_keys
from notes_app.sharing.models import ScopeKey
from notes_app.sharing.queries import newest_generation

AT_ONCE = 100  # records in one short transaction, for which a save waits

PlaceOf = Callable[[Any, int], Place]
"""The place of a row's blob under a generation; the row has `id`, `client`, `version` and more."""


@dataclass(frozen=True)
class Resealable:
    """One column that is sealed under scope keys.

    Attributes:
        scope: of the whole column, or the column of the same row that says it.
        client: whose key; of another table where `session` leads there.
        session: the column that names the session, where the key is that of a signed record.
        loan: the key is that of the lent passage that the row is.
        version: of the part; None where a row is never written twice.
        more: what else the place is made of, by the names under which `place` finds it.
        derived: it is made of other records, anew whenever it is missing.
    """

    id: InstrumentedAttribute[UUID]
    sealed: InstrumentedAttribute[Any]
    generation: InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
    scope: Scope | InstrumentedAttribute[str]
    client: InstrumentedAttribute[UUID]
    place: PlaceOf
    version: InstrumentedAttribute[int] | InstrumentedAttribute[int | None] | None = None
    join: ColumnElement[bool] | None = None
    session: InstrumentedAttribute[UUID] | None = None
    loan: bool = False
    more: tuple[InstrumentedAttribute[Any], ...] = ()
    derived: bool = False

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.sealed.class_.__tablename__}.{self.sealed.key}"

    def of(self, client_id: UUID, scope: Scope) -> list[ColumnElement[bool]]:
        """The conditions for the rows of one key; one that is never true for another scope."""
        found = [self.client == client_id]
        if self.join is not None:
            found.append(self.join)
        if isinstance(self.scope, Scope):
            return found if self.scope is scope else [*found, self.id.is_(None)]
        return [*found, self.scope == str(scope)]


class Renewed(Stale):
    """The key was renewed while something was sealed under the one before; nothing was written."""


_COLUMNS: dict[str, Resealable] = {}


def register_resealable(*columns: Resealable) -> None:
    """Have these columns sealed anew when their key has a new generation."""
    _COLUMNS.update({column.name: column for column in columns})


def resealable() -> dict[str, Resealable]:
    """All of them, by table and column."""
    return dict(_COLUMNS)


def renewed_keys(owner_id: UUID) -> list[tuple[UUID, Scope]]:
    """Whose older keys are still there: client and scope."""
    older = (
        select(ScopeKey.client_id, ScopeKey.scope)
        .where(ScopeKey.owner_id == owner_id)
        .group_by(ScopeKey.client_id, ScopeKey.scope)
        .having(func.count() > 1)
        .order_by(ScopeKey.client_id, ScopeKey.scope)
    )
    rows = db.session.execute(older)
    return [(client_id, Scope(scope)) for client_id, scope in rows if scope in set(Scope)]


def count_left(owner_id: UUID) -> int:
    """How many records of theirs lie under an older key."""
    return sum(
        db.session.scalar(_count(column, client_id, scope, newest)) or 0
        for client_id, scope in renewed_keys(owner_id)
        for newest in [newest_generation(client_id, scope, owner_id=owner_id)]
        for column in _COLUMNS.values()
    )


def reseal(client_id: UUID, scope: Scope, *, keyring: Keyring) -> Iterator[int]:
    """Seal anew all of one key, a few records at a time; commit after each that is yielded.

    Yields:
        How many records were just looked at.

    Raises:
        NoKey: the keyring was closed, or holds no key of that client.
    """
    newest = keyring.newest_generation(client_id, scope)
    for column in _COLUMNS.values():
        older = _older(column, client_id, scope, newest)
        for chunk in (older[at : at + AT_ONCE] for at in range(0, len(older), AT_ONCE)):
            rows = _rows(column, client_id, scope, chunk)
            _reseal(column, scope, rows, newest, keyring=keyring)
            yield len(rows)


def forget_derived(client_id: UUID, scope: Scope) -> None:
    """Delete what was made of records under this key, before somebody else is given it.

    It may still say what was taken out of them since.
    """
    for column in _COLUMNS.values():
        if column.derived:
            table = column.sealed.class_
            db.session.execute(delete(table).where(*column.of(client_id, scope)))


def forget_older_keys(client_id: UUID, scope: Scope, *, owner_id: UUID) -> int:
    """Delete the keys of generations under which nothing lies any more.

    There are no backups yet.  Once there are, a key must wait here until the last one has run out
    that could hold such a row (security.md 5.5).

    Returns:
        How many older keys had to stay.
    """
    lock_keys(client_id, scope)
    newest = newest_generation(client_id, scope, owner_id=owner_id)
    used: set[int] = set()
    for column in _COLUMNS.values():
        there = (*column.of(client_id, scope), column.generation.is_not(None))
        used |= set(db.session.scalars(select(column.generation).where(*there).distinct()))
    db.session.execute(
        delete(ScopeKey).where(
            ScopeKey.client_id == client_id,
            ScopeKey.scope == str(scope),
            ScopeKey.owner_id == owner_id,
            ScopeKey.generation < newest,
            ScopeKey.generation.not_in(used),
        )
    )
    db.session.flush()
    return len([generation for generation in used if generation < newest])


def refuse_older(session: Session) -> None:
    """Raises Renewed if what was just flushed lies under a key that was taken from somebody.

    On a laptop a writer is alone, and loads the keys itself.  On a server somebody may have renewed
    them since: whoever saves and whoever renews wait for each other here.
    """
    for client_id, scope, generation in _written(session):
        newest = select(func.max(ScopeKey.generation)).where(
            ScopeKey.client_id == client_id, ScopeKey.scope == str(scope)
        )
        with session.no_autoflush:
            keys = select(ScopeKey.generation).where(
                ScopeKey.client_id == client_id, ScopeKey.scope == str(scope)
            )
            session.execute(keys.with_for_update(read=True)).all()
            if generation < (session.scalar(newest) or 0):
                raise Renewed


def _written(session: Session) -> set[tuple[UUID, Scope, int]]:
    found = set()
    for row in (*session.new, *session.dirty):
        for column in _COLUMNS.values():
            table: type[Any] = column.sealed.class_  # type: ignore[assignment]  # never an alias
            if isinstance(row, table) and _has_changed(row, column):
                found.add(_key_of(row, column, session))
    return found


def _has_changed(row: Any, column: Resealable) -> bool:
    return bool(inspect(row).attrs[column.sealed.key].history.has_changes())


def _key_of(row: Any, column: Resealable, session: Session) -> tuple[UUID, Scope, int]:
    scope = column.scope if isinstance(column.scope, Scope) else Scope(row.scope)
    if column.session is None:
        client_id = getattr(row, column.client.key)
    else:
        with session.no_autoflush:
            wanted = select(column.client).where(column.client.class_.id == row.session_id)
            client_id = session.scalar(wanted)
    return client_id, scope, getattr(row, column.generation.key)


def _count(column: Resealable, client_id: UUID, scope: Scope, newest: int) -> Select[int]:
    return select(func.count(column.id)).where(
        *column.of(client_id, scope), column.generation < newest
    )


def _older(column: Resealable, client_id: UUID, scope: Scope, newest: int) -> list[UUID]:
    # Ids only: whatever is sealed is fetched once, a few at a time.
    wanted = select(column.id).where(*column.of(client_id, scope), column.generation < newest)
    return list(db.session.scalars(wanted))


def _rows(column: Resealable, client_id: UUID, scope: Scope, ids: Sequence[UUID]) -> Sequence[Any]:
    named: dict[str, Any] = {
        "id": column.id,
        "client": column.client,
        "generation": column.generation,
        "sealed": column.sealed,
        "version": literal(0) if column.version is None else column.version,
        "session": column.session,
    }
    columns = [one.label(name) for name, one in named.items() if one is not None]
    wanted = select(*columns, *column.more).where(*column.of(client_id, scope), column.id.in_(ids))
    return db.session.execute(wanted).all()


def _reseal(
    column: Resealable, scope: Scope, rows: Sequence[Any], newest: int, *, keyring: Keyring
) -> None:
    sealed = [
        {"at": row.id, "was": row.generation, "seen": row.version, "sealed_now": found}
        for row in rows
        if (found := _sealed_anew(column, scope, row, newest, keyring=keyring)) is not None
    ]
    if not sealed:
        return
    # As it was opened; else somebody saved in between, and it is under the newest key already.
    same: list[Any] = [column.id == bindparam("at"), column.generation == bindparam("was")]
    if column.version is not None:
        same.append(column.version == bindparam("seen"))
    if not isinstance(column.scope, Scope):
        same.append(column.scope == str(scope))
    table = column.sealed.class_.__table__
    values = {column.sealed.key: bindparam("sealed_now"), column.generation.key: newest}
    db.session.connection().execute(update(table).where(*same).values(values), sealed)


def _sealed_anew(
    column: Resealable, scope: Scope, row: Any, newest: int, *, keyring: Keyring
) -> Sealed | None:
    """The same under the newest key; None where it does not open: that is left as it is."""

    def key(generation: int) -> bytes:
        if column.loan and scope is Scope.OWN:
            return keyring.loan_key(row.client, row.id, generation)
        if column.session is None:
            return keyring.scope_key(row.client, scope, generation)
        return keyring.record_key(row.client, row.session, scope, generation)

    try:
        payload = unseal(row.sealed, key(row.generation), column.place(row, row.generation))
        return seal(payload, key(newest), column.place(row, newest))
    except (CannotOpen, NoKey):
        return None
