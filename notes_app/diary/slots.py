"""The hours of a day, each with what is the one right thing to do next.  Pure."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from notes_app.clients.payloads import StandingHour, Status
from notes_app.clients.queries import ClientCard
from notes_app.diary.occurrences import Occurrence, unmet
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import NOT_HELD, ReadSession
from notes_app.notes.risk import open_risk

LAST_THEMES = 3
WEEK = timedelta(weeks=1)


class State(StrEnum):
    """How far an hour is: what decides its next action."""

    PLANNED = "planned"
    BEGUN = "begun"
    DRAFTED = "drafted"
    WRITTEN = "written"
    SIGNED = "signed"
    NOT_HELD = "not-held"


#: Nothing is left to do.
DONE = {State.SIGNED, State.NOT_HELD}
#: The words are still to come.
UNWRITTEN = {State.PLANNED, State.BEGUN, State.DRAFTED}


@dataclass(frozen=True)
class Diary:
    """What the pages of the diary are put together from, opened once for each of them.

    Attributes:
        sessions: each client's in order.
        drafted: the sessions for which something is being written.
        now: in the therapist's zone.
    """

    now: datetime
    cards: Sequence[ClientCard]
    sessions: Mapping[UUID, Sequence[ReadSession]]
    drafted: Set[UUID] = frozenset()

    @property
    def today(self) -> date:
        """The therapist's calendar day."""
        return self.now.date()

    def of(self, card: ClientCard) -> Sequence[ReadSession]:
        """All sessions of one client."""
        return self.sessions.get(card.client_id, ())


@dataclass(frozen=True)
class Slot:
    """One hour of a day: a session, or a standing hour that is none yet (`read` None)."""

    card: ClientCard
    on: date
    starts_at: time | None
    modality: str
    number: int | None
    state: State
    read: ReadSession | None = None
    planned: Occurrence | None = None
    reads: Sequence[ReadSession] = field(default=(), repr=False)
    is_next: bool = False

    @cached_property
    def before(self) -> list[ReadSession]:
        """The client's sessions that were held before this hour, in order."""
        return held_before(self.reads, self.on, self.starts_at)

    @property
    def last(self) -> ReadSession | None:
        """The session before; None for the first one."""
        return self.before[-1] if self.before else None

    @property
    def open(self) -> bool:
        """Whether a note of it is still to come or not signed."""
        return self.state not in DONE

    @property
    def risk(self) -> ReadSession | None:
        """The session that raised risk, while no later one has answered."""
        return open_risk(self.reads) if self.open else None

    @property
    def last_tags(self) -> list[Tag]:
        """The strongest tags of the session before, one for each theme."""
        return strongest_tags(self.last)[:LAST_THEMES]


def strongest_tags(read: ReadSession | None) -> list[Tag]:
    """The tags of a session, the strongest of each theme, strongest first."""
    strongest: dict[str, Tag] = {}
    for tag in read.tags if read else ():
        if tag.theme not in strongest or tag.strength > strongest[tag.theme].strength:
            strongest[tag.theme] = tag
    return sorted(strongest.values(), key=lambda tag: -tag.strength)


def standing_of(card: ClientCard) -> tuple[StandingHour, ...]:
    """The hours that return, of clients whose work goes on."""
    return card.themes.standing if card.themes and card.status == Status.ACTIVE else ()


def slots_between(diary: Diary, first: date, last: date) -> list[Slot]:
    """All hours from `first` to `last`, both included, in order of time."""
    found = [
        slot
        for card in diary.cards
        for slot in (*sessions_of(diary, card, first, last), *planned_of(diary, card, first, last))
    ]
    return in_order(found)


def next_unwritten(diary: Diary) -> Slot | None:
    """The first hour from a week ago to two weeks ahead of which the note is not written."""
    slots = slots_between(diary, diary.today - WEEK, diary.today + 2 * WEEK)
    return next((slot for slot in slots if slot.state in UNWRITTEN), None)


def in_order(slots: Iterable[Slot]) -> list[Slot]:
    """By day and time; what has no time comes first."""
    return sorted(slots, key=lambda slot: (slot.on, slot.starts_at or time.min))


def state_of(read: ReadSession, diary: Diary) -> State:
    """How far a session is.  One without a time begins with its day."""
    facts = read.facts
    if facts is None or facts.attendance in NOT_HELD:
        return State.NOT_HELD
    if read.session_id in diary.drafted:
        return State.DRAFTED
    if facts.signed is not None:
        return State.SIGNED
    if facts.written:
        return State.WRITTEN
    return State.BEGUN if has_begun(facts.held_on, facts.starts_at, diary.now) else State.PLANNED


def has_begun(on: date, starts_at: time | None, now: datetime) -> bool:
    """Whether an hour has begun by the clock on the wall."""
    return (on, starts_at or time.min) <= (now.date(), now.time())


def held_before(
    reads: Sequence[ReadSession], on: date, starts_at: time | None
) -> list[ReadSession]:
    """The sessions that were held before that hour, in order."""
    return [
        read
        for read in reads
        if read.held
        and read.facts
        and (read.facts.held_on, read.facts.starts_at or time.min) < (on, starts_at or time.min)
    ]


def sessions_of(diary: Diary, card: ClientCard, first: date, last: date) -> list[Slot]:
    """The sessions of one client on these days, whatever became of them."""
    return [
        Slot(
            card=card,
            on=read.facts.held_on,
            starts_at=read.facts.starts_at,
            modality=str(read.facts.modality),
            number=read.number,
            state=state_of(read, diary),
            read=read,
            reads=diary.of(card),
        )
        for read in diary.of(card)
        if read.facts and first <= read.facts.held_on <= last
    ]


def planned_of(diary: Diary, card: ClientCard, first: date, last: date) -> list[Slot]:
    """The standing hours of one client on these days that are no sessions yet."""
    hours = standing_of(card)
    if not hours:
        return []
    reads, now = diary.of(card), diary.now
    # Those between today and that day count, too: they will be sessions by then.
    coming = unmet(hours, reads, min(first, diary.today), last)
    return [
        Slot(
            card=card,
            on=one.on,
            starts_at=one.hour.starts_at,
            modality=one.hour.modality,
            number=_numbered_before(reads, one.on) + _after_today(coming[:nth], diary.today) + 1,
            state=State.BEGUN if has_begun(one.on, one.hour.starts_at, now) else State.PLANNED,
            planned=one,
            reads=reads,
        )
        for nth, one in enumerate(coming)
        if one.on >= first
    ]


def _numbered_before(reads: Sequence[ReadSession], on: date) -> int:
    return sum(1 for read in reads if read.number and read.facts and read.facts.held_on < on)


def _after_today(coming: Sequence[Occurrence], today: date) -> int:
    return sum(1 for one in coming if one.on >= today)
