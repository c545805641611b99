"""What the invented clients answered in questionnaires, session by session.

Totals go from the first to the last in a straight line with a point of noise either way, and lie
higher in a setback.  What each item is answered with follows from a profile of the client.
"""

from collections.abc import Mapping
from random import Random
from uuid import UUID

from notes_app.demo.course import Asked
from notes_app.demo.story import Story, make_id
from notes_app.measures.instruments import HIGHEST_ANSWER, Instrument, built_in
from notes_app.measures.payloads import OwnMeasure
from notes_app.measures.problems import PERSONAL
from notes_app.notes.beside import Taken

EVERY = 4
SETBACK = 2
#: Source of its numbers: domain.md 4.  Only totals of it are kept.
CORE_10 = OwnMeasure(
    id=UUID("5f0c9a52-3d0e-4b1c-9a44-6f3f1f0a7c10"),
    name="CORE-10",
    lowest=0,
    highest=40,
    reliable=6,
    confidence=90,
    cutoff=11,
    every_weeks=8,
)
OWN = "own"


def taken_in(story: Story) -> dict[int, tuple[Taken, ...]]:
    """What was answered in each session that had a questionnaire."""
    found: dict[int, tuple[Taken, ...]] = {}
    for asked in story.course.asked:
        for number, total in totals_of(story, asked).items():
            found[number] = (*found.get(number, ()), _taken(story, asked, number, total))
    for number, problems in problems_in(story).items():
        found[number] = (*found.get(number, ()), Taken(code=PERSONAL, problems=problems))
    return found


def totals_of(story: Story, asked: Asked) -> dict[int, int]:
    """The totals of one questionnaire by session."""
    rng = story.draw(f"totals/{asked.code}")
    numbers = sorted({*_regular(story), *asked.also, *asked.totals})
    totals = {n: round(_between(story, n, asked.first, asked.last, rng)) for n in numbers}
    return {**totals, 1: asked.first, story.rhythm.held: asked.last, **asked.totals}


def problem_ids(story: Story) -> tuple[UUID, ...]:
    """The ids of the lines of the personal questionnaire, in their order."""
    rng = story.draw("problems")
    return tuple(make_id(rng) for _ in story.course.troubles)


def problems_in(story: Story) -> dict[int, dict[UUID, int]]:
    """The ratings of the personal questionnaire by session, 1 to 7."""
    troubles = story.course.troubles
    if not troubles:
        return {}
    rng, last = story.draw("problems/rated"), story.rhythm.held
    rated = {}
    for number in _regular(story):
        ends = {1: [t.first for t in troubles], last: [t.last for t in troubles]}
        drawn = [
            min(7, max(1, round(_between(story, number, trouble.first, trouble.last, rng))))
            for trouble in troubles
        ]
        rated[number] = dict(zip(problem_ids(story), ends.get(number, drawn), strict=True))
    return rated


def answers_of(
    instrument: Instrument, total: int, *, item_9: int, weights: Mapping[int, float]
) -> tuple[int, ...]:
    """Answers that come to `total`; items of more weight are answered higher."""
    at_risk = instrument.risk_item - 1
    answers = [item_9 if i == at_risk else 0 for i in range(len(instrument.items))]
    while sum(answers) < total:
        free = [i for i, a in enumerate(answers) if i != at_risk and a < HIGHEST_ANSWER]
        answers[max(free, key=lambda i: weights[i] - answers[i])] += 1
    return tuple(answers)


def _taken(story: Story, asked: Asked, number: int, total: int) -> Taken:
    if asked.code == OWN:
        return Taken(code=str(CORE_10.id), total=total)
    instrument = built_in()[asked.code]
    profile = story.draw(f"profile/{asked.code}")
    weights = {i: profile.uniform(0, 2) for i in range(len(instrument.items))}
    item_9 = asked.item_9.get(number, 0)
    answers = answers_of(instrument, total, item_9=item_9, weights=weights)
    return Taken(code=asked.code, answers=answers, seen=item_9 > 0)


def _regular(story: Story) -> list[int]:
    held = story.rhythm.held
    return sorted({*range(1, held + 1, EVERY), held})


def _between(story: Story, number: int, first: int, last: int, rng: Random) -> float:
    along = (number - 1) / max(1, story.rhythm.held - 1)
    setback = SETBACK if number in story.setbacks else 0
    return max(0, first + (last - first) * along + rng.choice((-1, 0, 1)) + setback)
