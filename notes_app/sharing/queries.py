"""Which keys there are."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, column, func, literal, or_, select, table
from sqlalchemy.orm import InstrumentedAttribute

from notes_app import db
from notes_app.crypto.keyring import WrappedKey
from notes_app.sealed import Scope
from notes_app.sharing.models import AnyGrant, Grant, LoanGrant, RecordGrant, ScopeKey

KNOWN = frozenset(map(str, Scope))
# Clients stand above: all that is asked of them here is whose they are.
_CLIENTS = table("clients", column("id", Uuid), column("owner_id", Uuid))


def wrapped_keys_of(owner_id: UUID) -> Iterable[WrappedKey]:
    """Every scope key that `owner_id` owns, still wrapped: client, scope, generation, wrap."""
    wanted = select(ScopeKey.client_id, ScopeKey.scope, ScopeKey.generation, ScopeKey.wrap)
    # A keyring asks while a new client's keys are pending and the client is not: nothing is
    # flushed here, or the first client of a practice could not be added.
    with db.session.no_autoflush:
        rows = db.session.execute(wanted.where(ScopeKey.owner_id == owner_id)).all()
    # A scope that there is not was written by nobody of ours: it hides no other key.
    return [
        (client, Scope(scope), generation, wrap)
        for client, scope, generation, wrap in rows
        if scope in KNOWN
    ]


def newest_generation(client_id: UUID, scope: Scope, *, owner_id: UUID) -> int:
    """The generation of the newest key that the owner holds; 0 where there is none."""
    newest = select(func.max(ScopeKey.generation)).where(
        ScopeKey.client_id == client_id,
        ScopeKey.scope == str(scope),
        ScopeKey.owner_id == owner_id,
    )
    return db.session.scalar(newest) or 0


def live_grants(grantee_id: UUID, *, now: int) -> Sequence[Grant]:
    """The grants to somebody that the rows let stand at `now` (Unix seconds); none is verified.

    One that names an older generation than its owner's newest was ended: it is not live.
    """
    wanted = select(Grant).where(Grant.grantee_id == grantee_id, *_live(Grant, Grant.scope, now))
    return db.session.scalars(wanted).all()


def live_record_grants(grantee_id: UUID, *, now: int) -> Sequence[RecordGrant]:
    """The same of single signed records."""
    live = _live(RecordGrant, literal(str(Scope.NOTES)), now)
    wanted = select(RecordGrant).where(RecordGrant.grantee_id == grantee_id, *live)
    return db.session.scalars(wanted).all()


def live_loan_grants(grantee_id: UUID, *, now: int) -> Sequence[LoanGrant]:
    """The same of lent passages."""
    live = _live(LoanGrant, literal(str(Scope.OWN)), now)
    wanted = select(LoanGrant).where(LoanGrant.grantee_id == grantee_id, *live)
    return db.session.scalars(wanted).all()


def is_shown_something(grantee_id: UUID, *, now: int) -> bool:
    """Whether any scope or single record is granted to somebody, by the rows, in one question."""
    scopes = select(Grant.id).where(Grant.grantee_id == grantee_id, *_live(Grant, Grant.scope, now))
    live = _live(RecordGrant, literal(str(Scope.NOTES)), now)
    records = select(RecordGrant.id).where(RecordGrant.grantee_id == grantee_id, *live)
    return bool(db.session.scalar(select(or_(scopes.exists(), records.exists()))))


def grants_from(granter_id: UUID) -> list[AnyGrant]:
    """Every row that somebody stands as granter of, live or not: scopes, records, passages."""
    grants = db.session.scalars(select(Grant).where(Grant.granter_id == granter_id))
    records = db.session.scalars(select(RecordGrant).where(RecordGrant.granter_id == granter_id))
    loans = db.session.scalars(select(LoanGrant).where(LoanGrant.granter_id == granter_id))
    return [*grants, *records, *loans]


def _live(
    kind: type[Grant] | type[RecordGrant] | type[LoanGrant],
    scope: InstrumentedAttribute[str] | ColumnElement[str],
    now: int,
) -> list[ColumnElement[bool]]:
    newest = (
        select(func.max(ScopeKey.generation))
        .where(
            ScopeKey.client_id == kind.client_id,
            ScopeKey.scope == scope,
            ScopeKey.owner_id == kind.granter_id,
        )
        .scalar_subquery()
    )
    owner = select(_CLIENTS.c.owner_id).where(_CLIENTS.c.id == kind.client_id).scalar_subquery()
    return [
        kind.generation == newest,
        or_(kind.expires_at == 0, kind.expires_at > now),
        kind.granter_id == owner,
        kind.granter_id != kind.grantee_id,
    ]
