"""The sessions that one person's keys reach, opened in bulk: first the day, then the words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import String, cast, func, select

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
from notes_app.search.shelf import Entry, Shelf
from notes_app.search.sieve import Left, Part, Sieve
from notes_app.sharing.queries import live_grants
from notes_app.sharing.sealing import BulkOpener
from notes_app.signing.places import SignedPlace
from notes_app.themes.queries import Codebook

FEW = 500  # sessions that are fetched by id; more are fetched by reading everything


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
    `themes` is the payload behind `facts`, of the row's `version`.
    """

    session_id: UUID
    client_id: UUID
    version: int
    themes: bytes
    facts: SessionThemes
    record: Part | bytes | None
    process: Part | bytes | None
    below: tuple[Below, ...] = ()

    @property
    def order(self) -> tuple[date, time, UUID]:
        """Later sessions have a larger one."""
        return self.facts.held_on, self.facts.starts_at or time.min, self.session_id


@dataclass(frozen=True)
class Leaves:
    """Sessions whose themes part opened, newest first, and how many did not open.

    Attributes:
        ruled_out: how many more were read, and cannot have the words; `aside` are those of them
            whose clients have a session among the opened.
    """

    opened: list[Leaf]
    closed: int
    ruled_out: int = 0
    aside: list[Leaf] = field(default_factory=list)


def reach_of(user: User, *, now: int) -> Reach:
    """Whose sessions `user` may search; `now` in Unix seconds."""
    owned = frozenset(db.session.scalars(select(Client.id).where(Client.owner_id == user.id)))
    rows = live_grants(user.id, now=now)
    granted = {row.client_id for row in rows if row.scope == Scope.THEMES}
    return Reach(owned, frozenset(granted) - owned)


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
    if not sieve.takes(_word_rows(reach, process=process), _with_more_below(reach), late):
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


def versions_in(reach: Reach) -> dict[str, tuple[UUID, int]]:
    """Client and version of every session of their own clients, by the hex digits of its id.

    Text, because making and hashing ids of so many sessions takes longer than reading them.
    """
    its = TherapySession
    wanted = select(cast(its.id, String), cast(its.client_id, String), its.version)
    rows = db.session.execute(wanted.where(its.client_id.in_(reach.owned)))
    clients = {client_id.hex: client_id for client_id in reach.owned}
    return {
        session_id.replace("-", ""): (clients[client_id.replace("-", "")], version)
        for session_id, client_id, version in rows
    }


def count_in(reach: Reach) -> int:
    """How many sessions their own clients have."""
    wanted = select(func.count()).where(TherapySession.client_id.in_(reach.owned))
    return db.session.scalar(wanted) or 0


def shelved_leaves(
    reach: Reach,
    shelf: Shelf,
    *,
    versions: Mapping[str, tuple[UUID, int]],
    process: bool,
    keyring: Keyring,
) -> Leaves:
    """As `leaves_in` with words, but taken from the shelf where it holds them."""
    known = shelf.fresh({key: version for key, (_, version) in versions.items()})
    leaves = [_from_shelf(entry, versions[key][0]) for key, entry in known.items()]
    missing = versions.keys() - known.keys()
    opener = BulkOpener("session.themes", Scope.THEMES, keyring)
    only = [UUID(hex=key) for key in missing] if len(missing) < FEW else None
    rows = _rows(reach.owned, words=True, process=True, only=only) if missing else []
    leaves += [
        leaf for row in rows if row[0].hex in missing and (leaf := _leaf(row, opener)) is not None
    ]
    return _in_order(leaves, reach, total=len(versions), below=True, process=process)


def as_entry(leaf: Leaf) -> Entry:
    """What the shelf keeps of a session: all that was opened of it."""
    if not (isinstance(leaf.record, bytes) and isinstance(leaf.process, bytes)):
        raise TypeError("only what is open goes on the shelf")
    return Entry(leaf.session_id.hex, leaf.version, leaf.themes, leaf.record, leaf.process)


def _in_order(
    leaves: list[Leaf], reach: Reach, *, total: int, below: bool, process: bool
) -> Leaves:
    if below:
        _add_what_is_below(leaves, reach.owned, process=process)
    leaves.sort(key=lambda leaf: leaf.order, reverse=True)
    return Leaves(leaves, closed=total - len(leaves))


def _from_shelf(entry: Entry, client_id: UUID) -> Leaf:
    return Leaf(
        UUID(hex=entry.session),
        client_id,
        entry.version,
        entry.themes,
        read_session_themes(entry.themes),
        entry.record,
        entry.process,
    )


def signed_sessions(user: User) -> set[UUID]:
    """The sessions of their clients whose record is signed."""
    rows = (
        select(Version.session_id)
        .join(TherapySession, TherapySession.id == Version.session_id)
        .join(Client, Client.id == TherapySession.client_id)
        .where(Client.owner_id == user.id, Version.scope == str(Scope.NOTES))
    )
    return set(db.session.scalars(rows))


def _rows(
    clients: frozenset[UUID], *, words: bool, process: bool, only: Collection[UUID] | None = None
) -> Iterable[Any]:
    if not clients:
        return []
    its = TherapySession
    # Core rows, not entities: a whole career is opened for one answer.
    columns: list[Any] = [its.id, its.client_id, its.version]
    columns += [its.themes_generation, its.themes_version, its.themes_sealed]
    if words:
        columns += [its.notes_generation, its.notes_version, its.notes_sealed]
    if process:
        columns += [its.process_generation, its.process_version, its.process_sealed]
    wanted = select(*columns).where(its.client_id.in_(clients))
    if only is not None:
        wanted = wanted.where(its.id.in_(only))
    return db.session.execute(wanted).all()


def _word_rows(reach: Reach, *, process: bool) -> Iterable[Any]:
    its = TherapySession
    columns: list[Any] = [its.id, its.client_id]
    columns += [its.notes_generation, its.notes_version, its.notes_sealed]
    if process:
        columns += [its.process_generation, its.process_version, its.process_sealed]
    return db.session.execute(select(*columns).where(its.client_id.in_(reach.owned)))


def _with_more_below(reach: Reach) -> set[UUID]:
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
    session_id, client_id, version = row[:3]
    try:
        themes = opener.open(session_id, client_id, *row[3:6])
        facts = read_session_themes(themes)
    except (NoKey, CannotOpen, CannotRead):
        return None
    record, process = row[6:9] or None, row[9:12] or None
    return Leaf(session_id, client_id, version, themes, facts, record, process)
