"""The sessions that one person's keys reach, opened in bulk: first the day, then the words."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, String, cast, func, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.queries import ClientCard, card_of, clients_of
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.formats.queries import BUILT_IN_ONLY, Formats
from notes_app.notes.models import Addendum, TherapySession, Version
from notes_app.notes.payloads import SessionThemes, read_session_themes
from notes_app.payload import CannotRead
from notes_app.sealed import Scope, Sealed
from notes_app.search.sieve import Left, Part, Sieve
from notes_app.sharing.accepting import shared_grants_of
from notes_app.sharing.sealing import BulkOpener
from notes_app.signing.places import SignedPlace
from notes_app.themes.queries import Codebook


@dataclass(frozen=True)
class Reach:
    """The clients that somebody's search may touch: their own, and those whose themes they hold."""

    owned: frozenset[UUID]
    granted: frozenset[UUID]

    def within(self, client_id: UUID | None) -> "Reach":
        """The same for one client; None: all of them."""
        if client_id is None:
            return self
        return Reach(self.owned & {client_id}, self.granted & {client_id})


@dataclass(frozen=True)
class Surroundings:
    """What a search needs to know of the practice: who is in reach, and what themes and
    sections are called."""

    reach: Reach
    cards: Mapping[UUID, ClientCard]
    codebook: Codebook
    formats: Formats = BUILT_IN_ONLY


@dataclass(frozen=True, slots=True)
class Below:
    """What was added below a signed record, still sealed, and where it lives."""

    place: SignedPlace
    generation: int
    sealed: Sealed


class Leaf(msgspec.Struct, gc=False):  # twenty thousand of them, and no cycle
    """One session, as far as it was opened.

    `record` and `process` are still sealed, or opened payloads; None where the words are not asked
    for, and always where the client is another's.  `below` are the entries under them, in order.
    """

    session_id: UUID
    client_id: UUID
    facts: SessionThemes
    record: Part | bytes | None
    process: Part | bytes | None
    below: tuple[Below, ...] = ()

    @property
    def order(self) -> tuple[date, time, str]:
        """Later sessions have a larger one."""
        return self.facts.held_on, self.facts.starts_at or time.min, self.session_id.hex


class Known(msgspec.Struct, gc=False):  # twenty thousand of them, where a word is everywhere
    """One session that may have the words, as its client's concordance tells it.

    `key` are the hex digits of its id: making an id of each takes longer than all the rest.
    """

    key: str
    client_id: UUID
    held_on: date
    starts_at: time | None
    number: int | None

    @property
    def session_id(self) -> UUID:
        """Its id."""
        return UUID(hex=self.key)

    @property
    def order(self) -> tuple[date, time, str]:
        """As a Leaf's."""
        return self.held_on, self.starts_at or time.min, self.key


@dataclass(frozen=True)
class Leaves:
    """Sessions whose themes part opened, newest first, and how many did not open.

    Attributes:
        known: sessions that are still to be opened, in no order.
        ruled_out: how many more were read, and cannot have the words; `aside` are those of them
            whose clients have a session among the opened.
    """

    opened: list[Leaf]
    closed: int
    ruled_out: int = 0
    aside: list[Leaf] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)

    @property
    def in_order(self) -> Sequence[Leaf | Known]:
        """All of them, newest first."""
        if not self.known:
            return self.opened
        return sorted([*self.opened, *self.known], key=lambda one: one.order, reverse=True)


def reach_of(user: User, *, keyring: Keyring, now: int) -> Reach:
    """Whose sessions `user` may search; `now` in Unix seconds.

    A row that says somebody's themes were shown brings nobody in reach: the key must be had.
    """
    owned = frozenset(db.session.scalars(select(Client.id).where(Client.owner_id == user.id)))
    shown = shared_grants_of(user, keyring=keyring, now=now)
    return Reach(owned, frozenset(row.client_id for row in shown) - owned)


def cards_in(user: User, reach: Reach, *, keyring: Keyring) -> dict[UUID, ClientCard]:
    """Every client in reach, as far as the keys open the card; one's own first, by label."""
    cards = clients_of(user, keyring)
    if reach.granted:
        others = db.session.scalars(select(Client).where(Client.id.in_(reach.granted)))
        cards += [card_of(client, keyring) for client in others]
    return {card.client_id: card for card in cards}


def leaves_in(reach: Reach, *, words: bool, process: bool, keyring: Keyring) -> Leaves:
    """Every session in reach, its themes part opened.

    Args:
        words, process: whether the sealed session records and process notes are fetched as well;
            of clients of one's own only.
    """
    opener = BulkOpener("session.themes", Scope.THEMES, keyring)
    rows = list(_rows(reach.owned, words=words, process=process and words))
    rows += _rows(reach.granted, words=False, process=False)
    opened = [leaf for row in rows if (leaf := _leaf(row, opener)) is not None]
    return _in_order(opened, reach, total=len(rows), below=words, process=process)


def sifted_leaves(
    reach: Reach, sieve: Sieve, *, process: bool, keyring: Keyring, late: Callable[[], bool]
) -> Leaves | None:
    """As `leaves_in` with words, without those that cannot have them; None: they are not rare."""
    if not sieve.takes(_word_rows(reach, process=process), with_more_below(reach), late):
        return None
    left = sieve.left
    themes = leaves_in(
        Reach(frozenset(one.client_id for one in left.values()), frozenset()),
        words=False,
        process=False,
        keyring=keyring,
    ).opened
    opened = [
        _with_words(leaf, left[leaf.session_id]) for leaf in themes if leaf.session_id in left
    ]
    _add_what_is_below(opened, reach.owned, process=process)
    aside = [leaf for leaf in themes if leaf.session_id not in left]
    return Leaves(opened, len(left) - len(opened), sieve.read - len(left), aside)


def count_in(reach: Reach) -> int:
    """How many sessions their own clients have."""
    wanted = select(func.count()).where(TherapySession.client_id.in_(reach.owned))
    return db.session.scalar(wanted) or 0


def leaves_of(wanted: Collection[UUID], *, process: bool, keyring: Keyring) -> dict[UUID, Leaf]:
    """These sessions with their words, as far as their themes part opens."""
    if not wanted:
        return {}
    opener = BulkOpener("session.themes", Scope.THEMES, keyring)
    rows = db.session.execute(
        _parts(words=True, process=process).where(TherapySession.id.in_(wanted))
    ).all()
    opened = [leaf for row in rows if (leaf := _leaf(row, opener)) is not None]
    clients = frozenset(leaf.client_id for leaf in opened)
    _add_what_is_below(opened, clients, process=process)
    return {leaf.session_id: leaf for leaf in opened}


def _in_order(
    leaves: list[Leaf], reach: Reach, *, total: int, below: bool, process: bool
) -> Leaves:
    if below:
        _add_what_is_below(leaves, reach.owned, process=process)
    leaves.sort(key=lambda leaf: leaf.order, reverse=True)
    return Leaves(leaves, closed=total - len(leaves))


def signed_in(reach: Reach) -> set[str]:
    """The sessions whose record is signed, hex digits of their ids."""
    rows = select(cast(Version.session_id, String)).join(
        TherapySession, TherapySession.id == Version.session_id
    )
    clients = reach.owned | reach.granted
    rows = rows.where(TherapySession.client_id.in_(clients), Version.scope == str(Scope.NOTES))
    return {found.replace("-", "") for found in db.session.scalars(rows)}


def _rows(clients: frozenset[UUID], *, words: bool, process: bool) -> Iterable[Any]:
    if not clients:
        return []
    wanted = _parts(words=words, process=process)
    return db.session.execute(wanted.where(TherapySession.client_id.in_(clients))).all()


def _parts(*, words: bool, process: bool) -> Select[Any]:
    its = TherapySession
    # Core rows, not entities: a whole career is opened for one answer.
    columns: list[Any] = [its.id, its.client_id]
    columns += [its.themes_generation, its.themes_version, its.themes_sealed]
    if words:
        columns += [its.notes_generation, its.notes_version, its.notes_sealed]
    if process:
        columns += [its.process_generation, its.process_version, its.process_sealed]
    return select(*columns)


def _word_rows(reach: Reach, *, process: bool) -> Iterable[Any]:
    its = TherapySession
    columns: list[Any] = [its.id, its.client_id]
    columns += [its.notes_generation, its.notes_version, its.notes_sealed]
    if process:
        columns += [its.process_generation, its.process_version, its.process_sealed]
    return db.session.execute(select(*columns).where(its.client_id.in_(reach.owned)))


def with_more_below(reach: Reach) -> set[UUID]:
    """The sessions that something was added to after signing."""
    rows = select(Addendum.session_id).join(
        TherapySession, TherapySession.id == Addendum.session_id
    )
    return set(db.session.scalars(rows.where(TherapySession.client_id.in_(reach.owned))))


def _with_words(leaf: Leaf, left: Left) -> Leaf:
    leaf.record, leaf.process = left.record, left.process
    return leaf


def _add_what_is_below(leaves: list[Leaf], clients: frozenset[UUID], *, process: bool) -> None:
    scopes = [Scope.NOTES, Scope.PROCESS] if process else [Scope.NOTES]
    entry = (Addendum.id, Addendum.session_id, Addendum.sequence, Addendum.scope)
    rows = db.session.execute(
        select(*entry, Addendum.generation, Addendum.sealed, TherapySession.client_id)
        .join(TherapySession, TherapySession.id == Addendum.session_id)
        .where(TherapySession.client_id.in_(clients), Addendum.scope.in_(map(str, scopes)))
        .order_by(Addendum.session_id, Addendum.sequence)
    )
    found: dict[UUID, list[Below]] = {}
    for record, session_id, sequence, scope, generation, sealed, client_id in rows:
        place = SignedPlace("addendum", record, client_id, session_id, sequence, Scope(scope))
        found.setdefault(session_id, []).append(Below(place, generation, sealed))
    for leaf in leaves if found else ():
        leaf.below = tuple(found.get(leaf.session_id, ()))


def _leaf(row: Any, opener: BulkOpener) -> Leaf | None:
    session_id, client_id = row[:2]
    try:
        facts = read_session_themes(opener.open(session_id, client_id, *row[2:5]))
    except (NoKey, CannotOpen, CannotRead):
        return None
    return Leaf(session_id, client_id, facts, row[5:8] or None, row[8:11] or None)
