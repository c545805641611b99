"""Ruptures and repairs in words: for the record, for what was changed, for what was signed."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from notes_app.notes import lists
from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.payloads import Ratings
from notes_app.notes.ruptures import Strain, Thread, strains_of
from notes_app.web.filters import day, plural

MARKERS: Mapping[str, str] = {**lists.WITHDRAWALS, **lists.CONFRONTATIONS}
CODES: Mapping[str, str] = {**MARKERS, **lists.REPAIR_MOVES}
NOT_AFTER_ALL = "not a rupture after all"


def kind_word(rupture: Rupture) -> str:
    """Pulling back; challenging; pulling back and challenging."""
    if rupture.kind == "mixed":
        return "pulling back and challenging"
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


def words_in_record(
    ratings: Ratings, titles: Mapping[UUID, str], roles: Mapping[UUID, str]
) -> dict[str, str]:
    """The words of every code and id that ruptures, repairs and new ways of a session use.

    A signed record carries them, so that it can be read without this program; of people it has
    `roles`, never names.  `titles`: of ruptures by id.
    """
    people = {one: roles.get(one, "Somebody") for one in _people(ratings)}
    ruptures = {one.id: titles.get(one.id, "A rupture") for one in ratings.ruptures}
    mended = {one.rupture: titles.get(one.rupture, "A rupture") for one in ratings.repairs}
    repairs = {one.id: "Repair" for one in ratings.repairs}
    named = {str(one): words for one, words in (people | mended | ruptures | repairs).items()}
    codes = [code for strain in strains_of(ratings) for code in _codes(strain)]
    return named | {code: CODES[code] for code in codes if code in CODES}


def _codes(strain: Strain) -> Iterable[str]:
    return strain.markers if isinstance(strain, Rupture) else strain.moves


def _people(ratings: Ratings) -> Iterable[UUID]:
    named = [*(one.with_person for one in ratings.ruptures)]
    named += [one.with_person for one in ratings.new_ways]
    return [one for one in named if one is not None]
