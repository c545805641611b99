"""What stands beneath the threads of ruptures on the same axis of sessions: the alliance, moments.

Pure.  A rating that was not made is None, never 0, and breaks the line; hours that did not take
place have a column, and nothing in it.  The threads themselves are `notes.ruptures`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.notes.queries import ReadSession
from notes_app.notes.ruptures import Strain, Thread
from notes_app.patterns.passages import Heard

PARTS = ("bond", "goals", "tasks")
REACHED, LOST = "reached", "lost"
CONNECTIONS = ("connection", "lost-once", "lost-again")


@dataclass(frozen=True)
class AllianceLine:
    """One part of the alliance over all columns: 0-10 by each side, None where not rated."""

    part: str
    by_you: tuple[int | None, ...]
    by_client: tuple[int | None, ...]

    @property
    def rated(self) -> bool:
        """Whether anybody ever rated it."""
        return any(value is not None for value in (*self.by_you, *self.by_client))


@dataclass(frozen=True)
class Span:
    """A thread on the axis, in columns; `ends` is that of the last session while it is open."""

    thread: Thread
    begins: int
    ends: int


@dataclass(frozen=True)
class Axis:
    """The sessions that have come, in order, and what is drawn over them."""

    reads: tuple[ReadSession, ...]
    lines: tuple[AllianceLine, ...]
    spans: tuple[Span, ...]

    @property
    def reached(self) -> list[ReadSession]:
        """The sessions in which the two reached each other."""
        return [read for read in self.reads if REACHED in read.ratings.markers]

    @property
    def lost(self) -> list[ReadSession]:
        """The sessions in which they lost each other."""
        return [read for read in self.reads if LOST in read.ratings.markers]

    @property
    def rated(self) -> bool:
        """Whether any part of the alliance was rated."""
        return any(line.rated for line in self.lines)


@dataclass(frozen=True)
class Step:
    """One step of a thread: the rupture, or a repair of it, with the passages that belong to it."""

    strain: Strain
    read: ReadSession
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class Moments:
    """How often people reached and lost each other in told scenes, by pole of life.

    `counts`: by pole, then by code of `lists.CONNECTIONS`.  `ended`: how the scenes in which they
    lost each other ended, by code of `lists.OUTCOMES`.
    """

    counts: Mapping[Pole, Mapping[str, int]]
    ended: Mapping[str, int]


def axis_of(reads: Sequence[ReadSession], threads: Iterable[Thread], *, today: date) -> Axis:
    """Put everything on one axis.

    Args:
        reads: the client's sessions in order.
        today: sessions after it are plans, and left out.
    """
    come = tuple(read for read in reads if read.has_come(today))
    at = {read.session_id: column for column, read in enumerate(come)}
    return Axis(come, tuple(_line(part, come) for part in PARTS), tuple(_spans(threads, at)))


def steps_of(thread: Thread) -> list[Step]:
    """A thread in order: how it opened, and what was done."""
    steps: list[tuple[Strain, ReadSession]] = [(thread.rupture, thread.read)]
    steps += [(mend.repair, mend.read) for mend in thread.repairs]
    return [Step(strain, read, _passages(strain, read)) for strain, read in steps]


def moments_of(reads: Iterable[ReadSession]) -> Moments:
    """Count connection and disconnection in the episodes of these sessions."""
    counts: dict[Pole, Counter[str]] = {}
    ended: Counter[str] = Counter()
    for episode in (one for read in reads for one in read.ratings.episodes):
        if episode.connection and episode.pole is not None:
            counts.setdefault(episode.pole, Counter())[episode.connection] += 1
        if episode.connection in CONNECTIONS[1:] and episode.outcome:
            ended[episode.outcome] += 1
    return Moments({pole: counts[pole] for pole in Pole if pole in counts}, ended)


def _passages(strain: Strain, read: ReadSession) -> tuple[Heard, ...]:
    facts = read.facts
    if facts is None:
        return ()
    return tuple(
        Heard(read.session_id, read.number, facts.held_on, tag)
        for tag in facts.tags
        if tag.id in strain.tags
    )


def _line(part: str, reads: Iterable[ReadSession]) -> AllianceLine:
    sides = [read.ratings for read in reads]
    return AllianceLine(
        part,
        tuple(getattr(one.alliance_by_you, part) for one in sides),
        tuple(getattr(one.alliance_by_client, part) for one in sides),
    )


def _spans(threads: Iterable[Thread], at: Mapping[UUID, int]) -> Iterable[Span]:
    for thread in threads:
        begins = at.get(thread.read.session_id)
        if begins is None or thread.taken_back:
            continue
        mended = thread.mended
        ends = at.get(mended.read.session_id, begins) if mended else max(at.values())
        yield Span(thread, begins, max(begins, ends))
