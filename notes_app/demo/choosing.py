"""Chooses the lines that show the themes of one session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from notes_app.demo.script import Kind, Line, Mark, Said, say
from notes_app.demo.story import SHARED, Story
from notes_app.notes.payloads import Way
from notes_app.themes.payloads import Component

APART = 10
MOST_USES = 3

Uses = dict[str, list[int]]


@dataclass(frozen=True)
class Occasion:
    """What a note has to tell: which session, its themes with their strength, on the telephone?"""

    number: int
    heard: Mapping[str, int]
    phone: bool


EARLY = {Way.OLD: 0.85, Way.VARIATION: 0.12, Way.NEW: 0.03}
LATE = {Way.OLD: 0.45, Way.VARIATION: 0.30, Way.NEW: 0.25}


def is_shared(line: Line) -> bool:
    """Whether the therapist says it to any client."""
    return line.key.startswith(SHARED)


def is_free(line: Line, uses: Uses, number: int) -> bool:
    """Whether a line was not used within ten sessions, nor three times; a plan is made once."""
    used = uses.get(line.key, [])
    most = 1 if line.kind in (Kind.NEXT, Kind.PROCESS) else MOST_USES
    return len(used) < most and all(number - at > APART for at in used)


def pick(story: Story, uses: Uses, occasion: Occasion, kind: Kind, *, rng: Random) -> list[Line]:
    """Lines of one kind without themes that may be used now, least used first."""
    free = [
        line
        for line in story.lines
        if line.kind is kind
        and not line.marks
        and line.fits(occasion.number, phone=occasion.phone)
        and is_free(line, uses, occasion.number)
    ]
    return sorted(free, key=lambda line: (_width(line), len(uses.get(line.key, [])), rng.random()))


def choose_lines(
    story: Story,
    uses: Uses,
    occasion: Occasion,
    *,
    rng: Random,
    say_anew: Callable[[Line], Said | None],
) -> list[Said] | None:
    """Lines that show every main theme of the session, rare ones where there are words for them.

    Args:
        say_anew: says a line in words not used before; None if there are none left.

    Returns:
        What is pinned to this session first; None when no free line shows a main theme.
    """
    number, heard = occasion.number, occasion.heard
    chosen = [line for line in story.lines if line.pinned == number]
    said = [say(line, rng) for line in chosen]
    missing = set(heard) - {mark.theme for line in chosen for mark in line.marks}
    free = [
        line
        for line in story.lines
        if line.marks
        and line.fits(number, phone=occasion.phone)
        and is_free(line, uses, number)
        and all(mark.theme in heard for mark in line.marks)
    ]
    weights = _ways(story, number)
    while missing:
        hardest = min(sorted(missing), key=lambda t: sum(t in _themes(line) for line in free))
        fitting = [line for line in free if hardest in _themes(line)]
        if not fitting and hardest in story.words:
            return None
        if not fitting:  # a rare theme without a line left is not heard today
            missing.discard(hardest)
            continue
        best = max(
            fitting,
            key=lambda line: (
                _worth(line, missing, heard, weights)
                - 0.6 * len(uses.get(line.key, []))
                + 1.5 * rng.random()
            ),
        )
        free.remove(best)
        anew = say_anew(best)
        if anew:
            said.append(anew)
            missing -= _themes(best)
    return said


def _worth(
    line: Line, missing: set[str], heard: Mapping[str, int], weights: Mapping[Way, float]
) -> float:
    worth = 0.8 if _width(line) else 1.0
    for mark in _telling(line):
        if mark.theme in missing:
            worth += 1.6 - 0.7 * abs(mark.strength - heard[mark.theme])
        else:
            worth -= 2.0
        worth += weights[mark.way or Way.OLD]
    return worth


def _telling(line: Line) -> list[Mark]:
    """The marks that a line is chosen for: a wish beside them comes along."""
    first = {mark.theme: at for at, mark in reversed(list(enumerate(line.marks)))}
    return [
        mark
        for at, mark in enumerate(line.marks)
        if mark.component is not Component.WISH or first[mark.theme] == at
    ]


def _themes(line: Line) -> set[str]:
    return {mark.theme for mark in line.marks}


def _width(line: Line) -> bool:
    """False, and so first, for lines that fit only a stretch of the work: they cannot wait."""
    return line.last - line.first > 1000  # noqa: PLR2004 - an open end counts as always


def _ways(story: Story, number: int) -> dict[Way, float]:
    along = (number - 1) / max(1, story.rhythm.held - 1)
    return {way: EARLY[way] + (LATE[way] - EARLY[way]) * along for way in Way}
