"""Ruptures and repairs in words: for the record, for what was changed, for what was signed."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from notes_app.notes import lists
from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.payloads import Ratings
from notes_app.notes.ruptures import Thread
from notes_app.web.filters import day, plural

MARKERS: Mapping[str, str] = {**lists.WITHDRAWALS, **lists.CONFRONTATIONS}
NOT_AFTER_ALL = "not a rupture after all"


def kind_word(rupture: Rupture) -> str:
    """Pulling back; challenging; both."""
    return lists.RUPTURE_KINDS.get(rupture.kind, rupture.kind).lower()


def rupture_said(rupture: Rupture, people: Mapping[UUID, str]) -> str:
    """What was chosen of a rupture.  `people`: what those are called who may be named in it."""
    signs = [MARKERS.get(code, code) for code in rupture.markers]
    said = (
        f"with {people.get(rupture.with_person, 'somebody')}" if rupture.with_person else "",
        "; ".join(sign[:1].lower() + sign[1:] for sign in signs),
        f"weight {rupture.significance} of 5" if rupture.significance else "",
        f"own part {rupture.therapist_part} of 5" if rupture.therapist_part else "",
        NOT_AFTER_ALL if rupture.taken_back else "",
    )
    return "; ".join(part for part in said if part)


def repair_said(repair: Repair) -> str:
    """What was chosen of a repair."""
    moves = [lists.REPAIR_MOVES.get(code, code) for code in repair.moves]
    said = (
        *(move[:1].lower() + move[1:] for move in moves),
        f"mended {repair.resolution} of 5" if repair.resolution else "",
        "closed" if repair.closes else "stays open",
    )
    return "; ".join(part for part in said if part)


def age_words(thread: Thread) -> str:
    """Open for 2 sessions; mended in session 60; not a rupture after all.  Figures, for tables."""
    if thread.taken_back:
        return NOT_AFTER_ALL
    if thread.mended:
        number = thread.mended.read.number
        return f"mended in session {number}" if number else "mended"
    if not thread.age:
        return "open, no session since"
    return f"open for {thread.age} {plural(thread.age, 'session')}"


def title_of(thread: Thread) -> str:
    """Rupture of session 59; of one without a number, its day."""
    read = thread.read
    if read.number:
        return f"Rupture of session {read.number}"
    return f"Rupture of {day(read.facts.held_on)}" if read.facts else "Rupture"


def words_of_codes(ratings: Ratings, threads: Iterable[Thread]) -> dict[str, str]:
    """The words of every code and id that ruptures and repairs of a session use.

    A signed record carries them, so that it can be read without this program.
    """
    titles = {thread.rupture.id: title_of(thread) for thread in threads}
    return dict(_used(ratings, titles))


def _used(ratings: Ratings, titles: Mapping[UUID, str]) -> Iterator[tuple[str, str]]:
    for rupture in ratings.ruptures:
        yield str(rupture.id), titles.get(rupture.id, "Rupture")
        yield rupture.kind, kind_word(rupture)
        yield from ((code, MARKERS.get(code, code)) for code in rupture.markers)
    for repair in ratings.repairs:
        yield str(repair.id), "Repair"
        yield str(repair.rupture), titles.get(repair.rupture, "A rupture")
        yield from ((code, lists.REPAIR_MOVES.get(code, code)) for code in repair.moves)
