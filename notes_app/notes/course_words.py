"""What is said beneath the line of one questionnaire: counts and points, never a verdict.

Pure.  The same sentences stand on the screen, on paper and, in one line, where it is answered.
"""

from collections.abc import Sequence

from notes_app.measures.problems import PERSONAL
from notes_app.measures.wording import number
from notes_app.notes.courses import Course, Score, level_words
from notes_app.statistics.series import FEWEST_TOTALS
from notes_app.web.filters import day

MOST_NAMED = 6
NO_BAND = "There is no band: for this questionnaire no points of reliable change were given."
GAPS = "A questionnaire that is not complete has no total. It is a gap, and never drawn as 0."
OWN_WORDS = (
    "A change counts only the problems that were rated both times, so it can differ from what the"
    " line shows once the list has changed."
)
STRAIGHT = (
    "The straight line has as its slope the middle one of all slopes between two totals, by date"
    f" (Theil-Sen). It is drawn from {FEWEST_TOTALS} totals on: with fewer, one odd total could"
    " tilt it. It is a guide for the eye, and no word is taken from it."
)


def told(course: Course) -> list[str]:
    """All that the drawing shows, in sentences."""
    found = (
        latest_of(course),
        _counted(course),
        _too_few(course),
        _gaps(course),
        _other_problems(course),
        _other_scale(course),
        "" if course.scale.reliable is not None else NO_BAND,
    )
    return [sentence for sentence in found if sentence]


def latest_of(course: Course) -> str:
    """How many totals there are, and what the latest came to since the start."""
    complete = course.complete
    if not complete:
        return "No total is complete yet."
    last = complete[-1]
    if len(complete) == 1:
        return f"One total so far, {number(last.total or 0)} in {where(last)}. A line joins two."
    return (
        f"{len(complete)} totals since {day(complete[0].held_on)}. The latest, in {where(last)}, is"
        f" {number(last.total or 0)}: {last.change}."
    )


def where(score: Score) -> str:
    """Session 12; of an hour without a number, its day."""
    return f"session {score.number}" if score.number else f"the hour of {day(score.held_on)}"


def rule_of(course: Course) -> list[str]:
    """How it is drawn and counted, for whoever asks."""
    found = (
        _start(course),
        _band(course),
        OWN_WORDS if course.scale.code == PERSONAL else "",
        STRAIGHT,
        GAPS,
        course.scale.sources,
    )
    return [sentence for sentence in found if sentence]


def _start(course: Course) -> str:
    if not course.complete:
        return ""
    first = course.complete[0]
    total = number(first.total or 0)
    return f"The start is the first complete total: {total}, in {where(first)}."


def _band(course: Course) -> str:
    scale = course.scale
    if scale.reliable is None:
        return ""
    given = "its source names" if scale.sources else "you gave"
    return (
        f"The band reaches {number(scale.reliable)} points up and down from the start, the points"
        f" that {given}{level_words(scale)}. Inside it a total differs by no more than repeated"
        " measurement alone produces."
    )


def _counted(course: Course) -> str:
    """How many lie inside the band and how many beyond it, on either side."""
    reliable, later = course.scale.reliable, [s for s in course.scores if s.points is not None]
    if reliable is None or len(later) < 2:  # noqa: PLR2004 - one is told by itself
        return ""
    lower, higher = (
        sum(sign * (score.points or 0) >= reliable for score in later) for sign in (-1, 1)
    )
    points = number(reliable)
    if not lower and not higher:
        return f"All {len(later)} after the first lie within {points} of it."
    beyond = [
        f"{count} {'is' if count == 1 else 'are'} {way} by {points} or more"
        for count, way in ((lower, "lower"), (higher, "higher"))
        if count
    ]
    within = len(later) - lower - higher
    inside = f"{within or 'none'} {'lies' if within == 1 else 'lie'} within {points} of it"
    return f"Of the {len(later)} after the first, {_listed([inside, *beyond])}."


def _too_few(course: Course) -> str:
    longest = max((len(piece) for piece in course.pieces), default=0)
    if longest >= FEWEST_TOTALS or len(course.complete) < 2:  # noqa: PLR2004 - no line at all
        return ""
    of = " of the same problems" if len(course.pieces) > 1 else ""
    are = "is 1" if longest == 1 else f"are {longest}"
    return f"A straight line is drawn from {FEWEST_TOTALS} totals{of} on; there {are}."


def _gaps(course: Course) -> str:
    open_ones = [where(score) for score in course.scores if score.total is None]
    if len(open_ones) > MOST_NAMED:
        return f"{len(open_ones)} were not complete, each of them a gap."
    return f"Not complete, and so a gap: {_listed(open_ones)}." if open_ones else ""


def _other_problems(course: Course) -> str:
    changed = [where(piece[0]) for piece in course.pieces[1:]]
    if not changed:
        return ""
    return (
        f"Other problems were rated from {_listed(changed)} on: the line is not joined there, and"
        " the band stands where the same were rated as at the start."
    )


def _other_scale(course: Course) -> str:
    until = course.scale.until
    if until is None:
        return ""
    return f"Until {day(until)} it was counted on this scale. What came after has its own line."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
