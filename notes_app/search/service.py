"""Search: open what the keys reach, newest first, within a budget of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.clients.queries import ClientCard
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.reading import BulkReader
from notes_app.payload import CannotRead
from notes_app.search.asked import Among, Asked
from notes_app.search.finds import Find, TagFinder, WordFinder, opened_process
from notes_app.search.matching import Query, fold
from notes_app.search.queries import (
    Leaf,
    Leaves,
    Reach,
    Surroundings,
    as_entry,
    count_in,
    leaves_in,
    shelved_leaves,
    sifted_leaves,
    signed_sessions,
    versions_in,
)
from notes_app.search.shelf import SHELVED_FROM, Shelf
from notes_app.search.sieve import SIFTED_FROM, Sieve

ON_ONE_PAGE = 50  # passages
IN_ONE_NOTE = 5  # of them, how many of one note are shown
BUDGET = 2.0  # seconds
FEWEST = 2_000  # notes that are read whatever the time says, so that each answer gets further

Timer = Callable[[], float]


class Finder(Protocol):
    """Looks into one session."""

    def finds_in(self, leaf: Leaf) -> list[Find]:
        """What stands there.  Raises NoKey, CannotOpen, CannotRead."""


@dataclass(frozen=True)
class FoundIn:
    """One session with what was found in it; `hidden` finds more are not shown."""

    session_id: UUID
    card: ClientCard
    number: int | None
    held_on: date
    mine: bool
    finds: list[Find]
    hidden: int = 0


@dataclass
class Answer:
    """One page of results, newest first.

    Attributes:
        passages: how many were found on this page, the hidden ones too.
        read: notes that were looked at for this page; `total` were asked for in all.
        closed: notes that could not be opened, and were not searched.
        seconds: how long all of it took.
        more: the session behind which the next page begins; None at the end.
        out_of_time: the budget ended this page, not the number of results.
        back_to: the day of the oldest note that was looked at.
    """

    found: list[FoundIn] = field(default_factory=list)
    passages: int = 0
    read: int = 0
    total: int = 0
    closed: int = 0
    seconds: float = 0.0
    more: UUID | None = None
    out_of_time: bool = False
    back_to: date | None = None

    @property
    def shown(self) -> int:
        """How many passages stand on this page."""
        return sum(len(one.finds) for one in self.found)


def search(
    user: User, asked: Asked, *, around: Surroundings, keyring: Keyring, timer: Timer, now: float
) -> Answer:
    """Look for what was asked; nothing of it is kept.

    Args:
        timer: seconds on a clock that only goes forward; `now` is its time at the start.
    """
    stacks = Stacks(around.reach.within(asked.only.client), keyring)
    leaves = stacks.leaves(asked, late=lambda: timer() - now > BUDGET / 2)
    wanted = _wanted(leaves.opened, asked, user)
    answer = Answer(
        total=len(wanted) + leaves.ruled_out, read=leaves.ruled_out, closed=leaves.closed
    )
    finder = _finder(asked, around, BulkReader(keyring))
    numbers = Numbers([*leaves.opened, *leaves.aside])
    fewest = leaves.ruled_out + FEWEST
    for leaf in _behind(wanted, asked.after):
        if not _take(answer, leaf, finder, around, numbers):
            break
        if answer.back_to and timer() - now > BUDGET and answer.read >= fewest:
            answer.more, answer.out_of_time = leaf.session_id, True
            break
    if wanted and answer.more == wanted[-1].session_id:
        answer.more, answer.out_of_time = None, False
    stacks.put_back(leaves.opened)
    answer.seconds = timer() - now
    return answer


class Stacks:
    """Where the sessions come from: the database, or the shelf of a large practice."""

    def __init__(self, reach: Reach, keyring: Keyring) -> None:
        self._reach, self._keyring = reach, keyring
        self._shelf: Shelf | None = None
        self._versions: dict[str, tuple[UUID, int]] = {}
        self._taken: set[UUID] = set()

    def leaves(self, asked: Asked, *, late: Callable[[], bool]) -> Leaves:
        """Every session that may be looked into; `late`: whether half of the time is gone."""
        words = asked.among is Among.WORDS
        reach = Reach(self._reach.owned, frozenset()) if words else self._reach
        count = count_in(reach)
        if SIFTED_FROM <= count <= SHELVED_FROM and asked.words_alone and asked.after is None:
            sieve = Sieve(asked.query, BulkReader(self._keyring))
            sifted = sifted_leaves(
                reach, sieve, process=asked.process, keyring=self._keyring, late=late
            )
            if sifted is not None:
                return sifted
        if reach.granted or count <= SHELVED_FROM:
            with_words = words or bool(asked.query.terms or asked.only.of_tags)
            process = words and asked.process
            return leaves_in(reach, words=with_words, process=process, keyring=self._keyring)
        self._shelf, self._versions = Shelf(self._keyring), versions_in(reach)
        leaves = shelved_leaves(
            reach,
            self._shelf,
            versions=self._versions,
            process=words and asked.process,
            keyring=self._keyring,
        )
        self._taken = {leaf.session_id for leaf in leaves.opened if _is_open(leaf)}
        return leaves

    def put_back(self, leaves: Sequence[Leaf]) -> None:
        """Keep what this search opened, where there is a shelf."""
        if self._shelf is None:
            return
        reader = BulkReader(self._keyring)
        new = [
            as_entry(leaf)
            for leaf in leaves
            if isinstance(leaf.record, bytes)
            and leaf.session_id not in self._taken
            and _has_process(leaf, reader)
        ]
        if new:
            now = {key: version for key, (_, version) in self._versions.items()}
            self._shelf.keep(new, now)


class Numbers:
    """The numbers of sessions, counted only for the clients that are shown."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._of: dict[UUID, dict[UUID, int | None]] = {}

    def of(self, leaf: Leaf) -> int | None:
        """This session's number among its client's."""
        if leaf.client_id not in self._of:
            reads = [
                ReadSession(one.session_id, one.client_id, 0, one.facts)
                for one in self._leaves
                if one.client_id == leaf.client_id
            ]
            self._of[leaf.client_id] = {r.session_id: r.number for r in number_sessions(reads)}
        return self._of[leaf.client_id][leaf.session_id]


def themes_meant(query: Query, around: Surroundings) -> set[str]:
    """The codes of the themes whose name fits, the client's own word for it too.

    Merged themes are one: the name of each finds the passages of all.
    """
    names = {(theme.code, theme.name) for theme in around.codebook}
    for card in around.cards.values():
        if card.themes:
            names |= set(card.themes.client_words.items())
            names |= {(label.code, label.name) for label in card.themes.labels}
    fitting = {around.codebook.current(code) for code, name in names if query.fits(fold(name))}
    return {one for code in fitting for one in around.codebook.lineage.of(code)}


def people_meant(query: Query, around: Surroundings) -> set[UUID]:
    """The people whose name or role fits, of all clients in reach."""
    return {
        person.id
        for card in around.cards.values()
        for person in card.people
        if query.fits(fold(f"{card.name_of(person.id)} {person.role}"))
    }


def _has_process(leaf: Leaf, reader: BulkReader) -> bool:
    try:
        return bool(opened_process(leaf, reader))
    except (NoKey, CannotOpen):
        return False


def _is_open(leaf: Leaf) -> bool:
    return isinstance(leaf.record, bytes) and isinstance(leaf.process, bytes)


def _finder(asked: Asked, around: Surroundings, reader: BulkReader) -> Finder:
    if asked.among is Among.WORDS:
        return WordFinder(
            asked.query, reader, cards=around.cards, formats=around.formats, process=asked.process
        )
    named = bool(asked.query.terms)
    themes = asked.among is Among.THEMES
    return TagFinder(
        asked.only,
        reader,
        themes=themes_meant(asked.query, around) if named and themes else None,
        people=people_meant(asked.query, around) if named and not themes else None,
    )


def _wanted(leaves: Sequence[Leaf], asked: Asked, user: User) -> list[Leaf]:
    wanted = [leaf for leaf in leaves if asked.only.admits(leaf.facts)]
    if not asked.only.unsigned:
        return wanted
    signed = signed_sessions(user)
    return [leaf for leaf in wanted if leaf.facts.written and leaf.session_id not in signed]


def _behind(leaves: Sequence[Leaf], after: UUID | None) -> Sequence[Leaf]:
    at = next((nth for nth, leaf in enumerate(leaves) if leaf.session_id == after), -1)
    return leaves[at + 1 :]


def _take(
    answer: Answer, leaf: Leaf, finder: Finder, around: Surroundings, numbers: Numbers
) -> bool:
    """Look into one session; False where the page is full without it."""
    try:
        finds = finder.finds_in(leaf)
    except (NoKey, CannotOpen, CannotRead):
        answer.closed += 1
        answer.more = leaf.session_id
        return True
    shown = finds[:IN_ONE_NOTE]
    if shown and answer.shown + len(shown) > ON_ONE_PAGE:
        return False
    if shown:
        answer.found.append(
            FoundIn(
                session_id=leaf.session_id,
                card=around.cards[leaf.client_id],
                number=numbers.of(leaf),
                held_on=leaf.facts.held_on,
                mine=leaf.client_id in around.reach.owned,
                finds=shown,
                hidden=len(finds) - len(shown),
            )
        )
    answer.passages += len(finds)
    answer.read += 1
    answer.back_to = leaf.facts.held_on
    answer.more = leaf.session_id
    return True
