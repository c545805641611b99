"""Read the conversation about one client with the themes key, and what is lent with its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from msgspec import structs
from sqlalchemy import select

from notes_app import db
from notes_app.clients.models import Client
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.signing import parts_of_body
from notes_app.payload import CannotRead
from notes_app.sealed import Scope
from notes_app.signing.numbering import Numbered
from notes_app.signing.verifying import Known, is_by
from notes_app.supervision.models import Comment, Loan
from notes_app.supervision.payloads import LentPassage, Said, read_entry, read_loan
from notes_app.supervision.places import EntryPlace, loan_place
from notes_app.supervision.policy import Entry


@dataclass(frozen=True)
class Heard(Numbered):
    """One entry as it was found; `said` is None where it cannot be opened or read."""

    said: Said | None = None


@dataclass(frozen=True)
class Borrowed:
    """One loan as it was found; `lent` is None where it cannot be opened or read."""

    id: UUID
    lent: LentPassage | None


def conversation_of(client_id: UUID, *, keyring: Keyring, known: Known) -> list[Heard]:
    """Everything said about this client, by time; what cannot be opened stands at the end.

    Args:
        known: authors by the keys that the reader holds or has pinned.
    """
    return conversations_of([client_id], keyring=keyring, known=known)[client_id]


def conversations_of(
    clients: Collection[UUID], *, keyring: Keyring, known: Known
) -> dict[UUID, list[Heard]]:
    """The same for many clients, in one query."""
    found: dict[UUID, list[Heard]] = {client_id: [] for client_id in clients}
    rows = db.session.execute(
        select(
            *(Comment.client_id, Comment.id, Comment.author_id, Comment.number),
            *(Comment.generation, Comment.sealed),
        ).where(Comment.client_id.in_(clients))
    )
    for client_id, id_, author, number, generation, sealed in rows:
        place = EntryPlace(id_, client_id, author, number)
        found[client_id].append(_heard(place, generation, sealed, keyring, known))
    return {client_id: sorted(heard, key=_when) for client_id, heard in found.items()}


def entries_that_hold(heard: Iterable[Heard]) -> list[Entry]:
    """What `policy` goes by, in the order of time."""
    return [Entry(one.id, one.author_id, one.at, one.said) for one in heard if one.holds and one.at]


def loans_of(client_id: UUID, *, keyring: Keyring) -> list[Borrowed]:
    """Every loan of this client's passages, ended ones too."""
    return loans_of_clients([client_id], keyring=keyring)[client_id]


def loans_of_clients(clients: Collection[UUID], *, keyring: Keyring) -> dict[UUID, list[Borrowed]]:
    """The same for many clients, in one query."""
    found: dict[UUID, list[Borrowed]] = {client_id: [] for client_id in clients}
    for row in db.session.scalars(
        select(Loan).where(Loan.client_id.in_(clients)).order_by(Loan.id)
    ):
        found[row.client_id].append(Borrowed(row.id, _lent(row, keyring)))
    return found


def loan_of(client_id: UUID, loan_id: UUID) -> Loan | None:
    """One loan of this client."""
    return next(iter(these_loans(client_id, [loan_id])), None)


def these_loans(client_id: UUID, ids: Collection[UUID]) -> Sequence[Loan]:
    """Some loans of this client."""
    wanted = select(Loan).where(Loan.client_id == client_id, Loan.id.in_(ids))
    return db.session.scalars(wanted).all()


def held_until(borrowed: Iterable[Borrowed], ends: Mapping[UUID, date]) -> list[Borrowed]:
    """The loans with the day that holds: a key that ends before the day they were lent for closes
    them, as where the themes are shown for a shorter time now.

    Args:
        ends: the day on which the key of each loan ends, by its id.
    """
    return [_held_until(one, ends[one.id]) if one.id in ends else one for one in borrowed]


def _held_until(one: Borrowed, end: date) -> Borrowed:
    if one.lent is None or one.lent.until <= end:
        return one
    return replace(one, lent=structs.replace(one.lent, until=end))


def loans_over(
    owner_id: UUID, standing: Collection[UUID], *, on: date, keyring: Keyring
) -> list[Loan]:
    """The loans of this owner's clients that are over and whose words still stand.

    A loan is over after its last day, and where its key is given to nobody any more.  One that
    cannot be opened is left as it is.

    Args:
        standing: the loans whose key is given to somebody.
    """
    rows = db.session.scalars(select(Loan).join(Client).where(Client.owner_id == owner_id))
    found = ((row, _lent(row, keyring)) for row in rows)
    return [
        row
        for row, lent in found
        if lent and lent.words and (lent.until < on or row.id not in standing)
    ]


def lent_to(
    user_id: UUID, borrowed: Iterable[Borrowed], *, on: date, blind: bool = False
) -> dict[UUID, LentPassage]:
    """What this person may read on that day, by loan; those lent for blind tagging only apart."""
    return {
        one.id: one.lent
        for one in borrowed
        if one.lent and one.lent.to == user_id and one.lent.open_on(on) and one.lent.blind == blind
    }


def open_loan(loan: Loan, *, keyring: Keyring) -> LentPassage:
    """The lent words.  Raises NoKey, CannotOpen, CannotRead."""
    part = loan.words
    if loan.scope == Scope.OWN:
        key = keyring.loan_key(loan.client_id, loan.id, part.generation)
    elif loan.scope == Scope.THEMES:  # of before: only its owner's app opens it, to seal it anew
        key = keyring.scope_key(loan.client_id, Scope.THEMES, part.generation)
    else:
        raise CannotOpen
    place = loan_place(loan.id, loan.client_id, Scope(loan.scope))
    return read_loan(unseal(part.sealed, key, place.at(part.generation, part.version)))


def _when(one: Heard) -> tuple[datetime, str, int]:
    last = datetime.max.replace(tzinfo=UTC)
    return one.at or last, str(one.author_id), one.number


def _lent(row: Loan, keyring: Keyring) -> LentPassage | None:
    try:
        return open_loan(row, keyring=keyring)
    except (NoKey, CannotOpen, CannotRead):
        return None


def _heard(
    place: EntryPlace, generation: int, sealed: bytes, keyring: Keyring, known: Known
) -> Heard:
    nothing = Heard(place.record, place.author_id, place.number)
    try:
        key = keyring.scope_key(place.client_id, Scope.THEMES, generation)
        body = unseal(sealed, key, place.at(generation))
        parts = parts_of_body(body)
        entry = read_entry(parts.text)
    except (NoKey, CannotOpen, CannotRead):
        return nothing
    holds = is_by(place.author_id, body, known=known, kind="comment", fields=place.fields)
    at = datetime.fromtimestamp(parts.time, UTC)
    return replace(nothing, said=entry.said, at=at, holds=holds, seen=entry.seen)
