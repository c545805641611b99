"""Search: open what the keys reach, newest first, within a budget of time."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol
from uuid import UUID

from notes_app.clients.queries import ClientCard
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.reading import BulkReader
from notes_app.payload import CannotRead
from notes_app.search.asked import Among, Asked, Only
from notes_app.search.catalogue import AT_ONCE, CATALOGUED_FROM, Catalogue, opened_in_turn
from notes_app.search.finds import Find, TagFinder, WordFinder
from notes_app.search.naming import meant_by
from notes_app.search.queries import (
    Known,
    Leaf,
    Leaves,
    Reach,
    Surroundings,
    count_in,
    leaves_in,
    sifted_leaves,
    signed_in,
    with_more_below,
)
from notes_app.search.sieve import SIFTED_FROM, Sieve

ON_ONE_PAGE = 50  # passages
IN_ONE_NOTE = 5  # of them, how many of one note are shown
BUDGET = 2.0  # seconds
LATE = 0.5  # of them: what is not sifted by then is looked for newest first
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
    asked: Asked, *, around: Surroundings, keyring: Keyring, timer: Timer, now: float
) -> Answer:
    """Look for what was asked; what that was is kept nowhere.

    Args:
        timer: seconds on a clock that only goes forward; `now` is its time at the start.
    """
    meant = meant_by(asked, around)
    stacks = Stacks(around.reach.within(asked.only.client), keyring)
    leaves = stacks.leaves(asked, meant, late=lambda: timer() - now > LATE * BUDGET)
    wanted = _wanted(leaves.in_order, asked, stacks.signed if asked.only.unsigned else ())
    ruled_out = leaves.ruled_out if asked.after is None else 0
    answer = Answer(total=len(wanted) + leaves.ruled_out, read=ruled_out, closed=leaves.closed)
    finder = _finder(asked, meant, around, BulkReader(keyring))
    numbers, fewest = Numbers(leaves), ruled_out + FEWEST
    behind = _behind(wanted, asked.after)
    for leaf in opened_in_turn(behind, process=asked.reads_process, keyring=keyring):
        finds = _finds(leaf, finder, asked.only)
        if not _take(answer, leaf, finds, around, numbers):
            break
        if answer.back_to and timer() - now > BUDGET and answer.read >= fewest:
            answer.more, answer.out_of_time = leaf.session_id, True
            break
    if wanted and answer.more == wanted[-1].session_id:
        answer.more, answer.out_of_time = None, False
    answer.seconds = timer() - now
    stacks.tidy()
    return answer


def is_large(reach: Reach) -> bool:
    """Whether so many notes are in reach that they need concordances."""
    return count_in(reach) > CATALOGUED_FROM


def get_ready(reach: Reach, *, keyring: Keyring) -> bool:
    """Write some of the concordances that a large career misses; whether there are more."""
    return is_large(reach) and Catalogue(reach, keyring).write_missing()


class Stacks:
    """Which way the sessions are found: by concordances, by sifting, or by opening each."""

    def __init__(self, reach: Reach, keyring: Keyring) -> None:
        self._reach, self._keyring = reach, keyring
        self._catalogue: Catalogue | None = None

    @cached_property
    def signed(self) -> set[str]:
        """The sessions whose record is signed, hex digits of their ids."""
        return signed_in(self._reach)

    def leaves(self, asked: Asked, meant: Only, *, late: Callable[[], bool]) -> Leaves:
        """Every session that may be looked into; `late`: whether most of the time is gone."""
        words = asked.among is Among.WORDS
        reach = Reach(self._reach.owned, frozenset()) if words else self._reach
        count = count_in(reach)
        if count > CATALOGUED_FROM:
            self._catalogue = Catalogue(reach, self._keyring)
            if found := self._catalogued(self._catalogue, reach, asked, meant):
                return found
        if count >= SIFTED_FROM and asked.words_alone and asked.after is None:
            sieve = Sieve(asked.query, BulkReader(self._keyring))
            # Of a large career, opening each takes so much longer that sifting is never too late.
            sifted = sifted_leaves(
                reach,
                sieve,
                process=asked.process,
                keyring=self._keyring,
                late=late if count <= CATALOGUED_FROM else lambda: False,
            )
            if sifted is not None:
                return sifted
        return self._opened(reach, asked)

    def tidy(self) -> None:
        """Write some of the concordances that are missing, where there are any."""
        if self._catalogue is not None:
            self._catalogue.write_missing()

    def _catalogued(
        self, catalogue: Catalogue, reach: Reach, asked: Asked, meant: Only
    ) -> Leaves | None:
        below = with_more_below(reach) if asked.among is Among.WORDS else set()
        looked = catalogue.look(
            asked,
            meant,
            signed=self.signed if asked.only.unsigned else (),
            always={session_id.hex for session_id in below},
        )
        if catalogue.notes_of(looked.missing) > AT_ONCE:
            return None
        # What others show has no concordance here: it is theirs to write.
        others = self._opened(Reach(looked.missing, reach.granted), asked)
        return replace(others, known=looked.known, ruled_out=looked.ruled_out)

    def _opened(self, reach: Reach, asked: Asked) -> Leaves:
        with_words = bool(asked.query.terms or asked.only.of_tags)
        words = asked.among is Among.WORDS or with_words
        return leaves_in(reach, words=words, process=asked.reads_process, keyring=self._keyring)


class Numbers:
    """The numbers of sessions, counted only for the clients that are shown."""

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = [*leaves.opened, *leaves.aside]
        self._known = {one.key: one.number for one in leaves.known}
        self._of: dict[UUID, dict[UUID, int | None]] = {}

    def of(self, leaf: Leaf) -> int | None:
        """This session's number among its client's."""
        if leaf.session_id.hex in self._known:
            return self._known[leaf.session_id.hex]
        if leaf.client_id not in self._of:
            reads = [
                ReadSession(one.session_id, one.client_id, 0, one.facts)
                for one in self._leaves
                if one.client_id == leaf.client_id
            ]
            self._of[leaf.client_id] = {r.session_id: r.number for r in number_sessions(reads)}
        return self._of[leaf.client_id][leaf.session_id]


def _finder(asked: Asked, meant: Only, around: Surroundings, reader: BulkReader) -> Finder:
    if asked.among is not Among.WORDS:
        return TagFinder(meant, reader)
    return WordFinder(
        asked.query, reader, cards=around.cards, formats=around.formats, process=asked.process
    )


def _wanted(
    leaves: Sequence[Leaf | Known], asked: Asked, signed: Collection[str]
) -> Sequence[Leaf | Known]:
    # What is Known has been found to fit.
    return [
        leaf
        for leaf in leaves
        if isinstance(leaf, Known)
        or (asked.only.admits(leaf.facts) and leaf.session_id.hex not in signed)
    ]


def _behind(leaves: Sequence[Leaf | Known], after: UUID | None) -> Sequence[Leaf | Known]:
    if after is None:
        return leaves
    at = next((nth for nth, leaf in enumerate(leaves) if leaf.session_id == after), -1)
    return leaves[at + 1 :]


def _finds(leaf: Leaf | Known, finder: Finder, only: Only) -> list[Find] | None:
    """What stands in one session; None where it does not open."""
    if isinstance(leaf, Known):
        return None
    try:
        # Asked again, since a concordance has the last word in nothing.
        return finder.finds_in(leaf) if only.admits(leaf.facts) else []
    except (NoKey, CannotOpen, CannotRead):
        return None


def _take(
    answer: Answer,
    leaf: Leaf | Known,
    finds: list[Find] | None,
    around: Surroundings,
    numbers: Numbers,
) -> bool:
    """Add what was found in one session; False where the page is full without it."""
    if finds is None or isinstance(leaf, Known):
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
