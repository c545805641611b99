"""What one day holds: its sessions with one next action each, and what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from notes_app.clients.payloads import Status
from notes_app.clients.queries import ClientCard
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import NOT_HELD, ReadSession

NOT_SEEN = timedelta(weeks=3)
LAST_THEMES = 3


@dataclass(frozen=True)
class Slot:
    """One session of the day."""

    read: ReadSession
    card: ClientCard
    drafted: bool
    last: ReadSession | None
    is_next: bool = False

    @property
    def written(self) -> bool:
        """Whether its note stands."""
        return self.read.facts is not None and self.read.facts.written

    @property
    def last_tags(self) -> list[Tag]:
        """The strongest tags of the session before, one for each theme."""
        strongest: dict[str, Tag] = {}
        for tag in self.last.facts.tags if self.last and self.last.facts else ():
            if tag.theme not in strongest or tag.strength > strongest[tag.theme].strength:
                strongest[tag.theme] = tag
        return sorted(strongest.values(), key=lambda tag: -tag.strength)[:LAST_THEMES]


@dataclass(frozen=True)
class Waiting:
    """A session whose note is not written, with the days since."""

    read: ReadSession
    card: ClientCard
    days: int
    drafted: bool


@dataclass(frozen=True)
class NotSeen:
    """A client who has not come for three weeks; `next_on` None: nothing is planned."""

    card: ClientCard
    weeks: int
    next_on: date | None


@dataclass(frozen=True)
class Day:
    """One page of Today."""

    on: date
    slots: list[Slot]
    waiting: list[Waiting]
    not_seen: list[NotSeen]
    tomorrow: list[Slot]


def day_of(
    on: date,
    *,
    now: datetime,
    cards: Sequence[ClientCard],
    sessions: Mapping[UUID, Sequence[ReadSession]],
    drafted: set[UUID],
) -> Day:
    """Put one day together; nothing is asked of the database here.

    Args:
        now: in the therapist's zone; decides which session is next.
        sessions: each client's in order.
    """
    today = now.date()
    slots = _slots(on, cards, sessions, drafted)
    upcoming = next(
        (s for s in slots if on == today and not s.written and _starts(s.read) >= now.time()), None
    )
    marked = [Slot(s.read, s.card, s.drafted, s.last, s is upcoming) for s in slots]
    return Day(
        on=on,
        slots=marked,
        waiting=_waiting(today, cards, sessions, drafted),
        not_seen=_not_seen(today, cards, sessions),
        tomorrow=_slots(on + timedelta(days=1), cards, sessions, drafted),
    )


def _slots(
    on: date,
    cards: Sequence[ClientCard],
    sessions: Mapping[UUID, Sequence[ReadSession]],
    drafted: set[UUID],
) -> list[Slot]:
    found = []
    for card in cards:
        last: ReadSession | None = None
        for read in sessions.get(card.client_id, ()):
            if read.facts and read.facts.held_on == on:
                found.append(Slot(read, card, read.session_id in drafted, last))
            last = read if read.held else last
    return sorted(found, key=lambda slot: _starts(slot.read))


def _starts(read: ReadSession) -> time:
    return (read.facts.starts_at if read.facts else None) or time.min


def _waiting(
    today: date,
    cards: Sequence[ClientCard],
    sessions: Mapping[UUID, Sequence[ReadSession]],
    drafted: set[UUID],
) -> list[Waiting]:
    found = [
        Waiting(read, card, (today - read.facts.held_on).days, read.session_id in drafted)
        for card in cards
        for read in sessions.get(card.client_id, ())
        if read.facts and _waits(read, today, drafted)
    ]
    return sorted(found, key=lambda waiting: -waiting.days)


def _waits(read: ReadSession, today: date, drafted: set[UUID]) -> bool:
    facts = read.facts
    if facts is None or facts.attendance in NOT_HELD:
        return False
    return read.session_id in drafted or (not facts.written and facts.held_on < today)


def _not_seen(
    today: date, cards: Sequence[ClientCard], sessions: Mapping[UUID, Sequence[ReadSession]]
) -> list[NotSeen]:
    gone = [
        _last_seen(card, sessions.get(card.client_id, ()), today)
        for card in cards
        if card.status == Status.ACTIVE
    ]
    return sorted((one for one in gone if one is not None), key=lambda one: -one.weeks)


def _last_seen(card: ClientCard, reads: Sequence[ReadSession], today: date) -> NotSeen | None:
    told = [(read.held, read.facts) for read in reads if read.facts]
    came = [facts.held_on for held, facts in told if held and facts.held_on <= today]
    planned = [f.held_on for _, f in told if f.held_on >= today and f.attendance is None]
    if not came or today - max(came) < NOT_SEEN:
        return None
    return NotSeen(card, (today - max(came)).days // 7, min(planned, default=None))
