"""Ruptures as threads over the sessions of one client: opened in one, mended in another.

Pure.  A repair stands in the session in which it was made and names the rupture that it mends, so
nothing is written into an earlier session, which may long be signed.  Ages are counted in sessions:
in held ones since the rupture was opened.  A run without ruptures is never counted (domain.md 1.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.payloads import Ratings
from notes_app.notes.queries import ReadSession

STRAIN, MENDED = "strain-with-therapist", "mended-and-tried-anew"
Strain = Rupture | Repair


@dataclass(frozen=True)
class Mend:
    """A repair, and the session in which it was made."""

    repair: Repair
    read: ReadSession


@dataclass(frozen=True)
class Thread:
    """A rupture with what was done about it.

    Attributes:
        read: the session in which it was opened.
        repairs: in order of date.
        age: held sessions since it was opened: until it was mended, or until now.
    """

    rupture: Rupture
    read: ReadSession
    repairs: tuple[Mend, ...]
    age: int

    @property
    def mended(self) -> Mend | None:
        """The repair that closed it; None while it is open."""
        return next((mend for mend in self.repairs if mend.repair.closes), None)

    @property
    def taken_back(self) -> bool:
        """Whether it was not a rupture after all."""
        return self.rupture.taken_back

    @property
    def open(self) -> bool:
        """Whether it waits to be mended."""
        return not self.taken_back and self.mended is None


def strains_of(ratings: Ratings) -> list[Strain]:
    """What one session holds: the ruptures opened in it, then the repairs made in it."""
    return [*ratings.ruptures, *ratings.repairs]


def threads_of(reads: Sequence[ReadSession]) -> list[Thread]:
    """Every thread of one client: open ones first, the oldest on top; taken back ones last.

    Args:
        reads: the client's sessions in order; those that cannot be opened tell nothing.
    """
    repairs: dict[UUID, list[Mend]] = {}
    for read in reads:
        for repair in read.facts.ratings.repairs if read.facts else ():
            repairs.setdefault(repair.rupture, []).append(Mend(repair, read))
    threads = [
        _thread(rupture, read, repairs.get(rupture.id, ()), reads)
        for read in reads
        for rupture in (read.facts.ratings.ruptures if read.facts else ())
    ]
    return sorted(threads, key=lambda thread: (thread.taken_back, not thread.open))


def open_threads(reads: Sequence[ReadSession]) -> list[Thread]:
    """The ruptures that wait to be mended, the oldest first."""
    return [thread for thread in threads_of(reads) if thread.open]


def offered_to_mend(reads: Sequence[ReadSession], here: ReadSession) -> list[Thread]:
    """The ruptures to which a repair made in the session `here` can be linked, the oldest first.

    They were opened in it or before, and wait; one that was mended in it can be told more of.
    """
    ids = [read.session_id for read in reads]
    known = set(ids[: ids.index(here.session_id) + 1])
    return [
        thread
        for thread in threads_of(reads)
        if thread.read.session_id in known and (thread.open or _mended_in(thread, here))
    ]


@dataclass(frozen=True)
class InSession:
    """What the pages of one session show of ruptures.

    Attributes:
        opened: those that were opened in it.
        repairs: what was done in it, with the rupture it was done about; None where that one
            cannot be opened.
        offered: those to which a repair made in it can be linked.
    """

    opened: Sequence[Thread] = ()
    repairs: Sequence[tuple[Repair, Thread | None]] = ()
    offered: Sequence[Thread] = ()

    @property
    def named(self) -> list[Thread]:
        """Every thread that its ruptures and repairs name."""
        return [*self.opened, *(thread for _, thread in self.repairs if thread)]

    @property
    def linked(self) -> set[UUID]:
        """The passages of the session that belong to a rupture or a repair."""
        parts: list[Strain] = [one.rupture for one in self.opened]
        parts += [repair for repair, _ in self.repairs]
        return {tag for part in parts for tag in part.tags}


def ruptures_in(here: ReadSession, reads: Sequence[ReadSession]) -> InSession:
    """What one session's pages show.  `reads`: all sessions of the client, in order."""
    if here.facts is None:
        return InSession()
    threads = threads_of(reads)
    by_id = {thread.rupture.id: thread for thread in threads}
    return InSession(
        opened=[one for one in threads if one.read.session_id == here.session_id],
        repairs=[(repair, by_id.get(repair.rupture)) for repair in here.facts.ratings.repairs],
        offered=offered_to_mend(reads, here),
    )


def _mended_in(thread: Thread, here: ReadSession) -> bool:
    mended = thread.mended
    return not thread.taken_back and bool(mended and mended.read.session_id == here.session_id)


def _thread(
    rupture: Rupture, read: ReadSession, repairs: Sequence[Mend], reads: Sequence[ReadSession]
) -> Thread:
    closed = next((mend.read for mend in repairs if mend.repair.closes), None)
    return Thread(rupture, read, tuple(repairs), _held_between(read, closed, reads))


def _held_between(
    first: ReadSession, last: ReadSession | None, reads: Sequence[ReadSession]
) -> int:
    """Held sessions after `first`, up to and with `last`; to the end where there is none."""
    ids = [read.session_id for read in reads]
    begins = ids.index(first.session_id) + 1
    ends = ids.index(last.session_id) + 1 if last else len(reads)
    return sum(read.held for read in reads[begins:ends])
