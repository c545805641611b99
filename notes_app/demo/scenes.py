"""The demo's relationship episodes, and how far its focus themes are worked through.

Source: domain.md 10 ("Episodes", "Stage").  Episodes are made of the passages that the notes have,
those with one person in one place in life together; what was expected and what happened is drawn,
bad answers feared less and less, and coming less often.
"""

from collections.abc import Mapping, Sequence
from random import Random
from uuid import UUID

from msgspec.structs import replace

from notes_app.clients.payloads import Pole
from notes_app.demo.story import SELF, Story, make_id
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import SessionThemes, Tag, Way

HOW_MANY, CHANCES = (1, 2, 3, 4), (0.3, 0.4, 0.2, 0.1)
EXPECTED, ACTUAL = (0.8, 0.5), (0.6, 0.4)  # bad ones, early and late
LONG_AGO = ("before-6", "6-12", "6-12", "13-18")
LATELY = (*["this-week"] * 7, "this-year", "this-year", "")
FIRST_STAGE, LAST_STAGE, PER_STAGE = 1, 5, 5
ARRIVES = 0.85
SYMPTOMS = ("sleep", "anxiety", "low-mood", "body")


def episodes_in(story: Story, number: int, tags: Sequence[Tag]) -> tuple[Episode, ...]:
    """The episodes of one session: at most four, of the passages that it has."""
    rng = story.draw(f"episodes/{number}")
    scenes: dict[tuple[UUID, Pole | None], list[Tag]] = {}
    for tag in tags:
        if tag.people and tag.people[0] != story.ids[SELF]:  # a scene has another in it
            scenes.setdefault((tag.people[0], tag.pole), []).append(tag)
    (most,) = rng.choices(HOW_MANY, CHANCES)
    largest = sorted(scenes.values(), key=len, reverse=True)[:most]
    along = (number - 1) / max(1, story.rhythm.held - 1)
    told = [own for own in scenes.values() if own in largest]
    return tuple(_episode(own, along, rng) for own in told)


def with_stages(story: Story, told: Sequence[SessionThemes]) -> dict[int, SessionThemes]:
    """The hours with a stage on the first passage of each focus theme, by number.

    Args:
        told: the hours that were held, in order.
    """
    staged = {facts.number: facts for facts in told}
    for theme in story.focus:
        heard = [n for n, facts in staged.items() if any(t.theme == theme for t in facts.tags)]
        stages = _path(story, theme, heard)
        staged |= {n: _staged(staged[n], theme, stage) for n, stage in stages.items()}
    return staged


def _path(story: Story, theme: str, heard: Sequence[int]) -> Mapping[int, int]:
    rng, count = story.draw(f"stages/{theme}"), len(heard)
    goal = min(LAST_STAGE, FIRST_STAGE + count // PER_STAGE)
    stage, stages = FIRST_STAGE, {}
    for nth, number in enumerate(heard, 1):
        target = FIRST_STAGE + (goal - FIRST_STAGE) * min(1, nth / (ARRIVES * count))
        if number in story.setbacks:
            stage -= rng.choice((1, 2))
        else:
            stage += _step(rng, up=(0.75, 0.10) if stage < target - 0.5 else (0.08, 0.12))
        stage = min(7, max(0, stage))
        stages[number] = stage
    return stages


def _step(rng: Random, *, up: tuple[float, float]) -> int:
    """One up, one down, or staying, with the chances of the first two."""
    return rng.choices((1, -1, 0), (*up, 1 - sum(up)))[0]


def _staged(facts: SessionThemes, theme: str, stage: int) -> SessionThemes:
    first = next(tag.id for tag in facts.tags if tag.theme == theme)
    tags = tuple(replace(t, stage=float(stage)) if t.id == first else t for t in facts.tags)
    return replace(facts, tags=tags)


def _episode(own: Sequence[Tag], along: float, rng: Random) -> Episode:
    person, pole = own[0].people[0], own[0].pole
    expected = _reply(rng, EXPECTED, along, told=0.6)
    actual = _reply(rng, ACTUAL, along, told=0.75)
    calm = "secure" if rng.random() < along else "fearful"
    reached = _sometimes(rng, 0.25, "connection") if actual is Reply.POSITIVE else ""
    told_whole = _sometimes(rng, 0.7, "23344455")
    return Episode(
        id=make_id(rng),
        person=person,
        pole=pole,
        when=_when(rng, pole),
        completeness=int(rng.choice(told_whole)) if told_whole else None,
        tags=tuple(tag.id for tag in own),
        expected=expected,
        actual=actual,
        outcome=_outcome(rng, actual),
        strategy=_sometimes(rng, 0.2, rng.choice(("turned-up", "turned-down", calm))),
        connection=reached,
        risk=rng.randint(2, 5) if any(tag.way is Way.NEW for tag in own) else None,
        symptom=_sometimes(rng, 0.08, rng.choice(SYMPTOMS)),
    )


def _sometimes(rng: Random, chance: float, code: str) -> str:
    return code if rng.random() < chance else ""


def _reply(rng: Random, chances: tuple[float, float], along: float, *, told: float) -> Reply | None:
    """Bad with a chance that goes from early to late; None where it was not told."""
    early, late = chances
    bad = rng.random() < early + (late - early) * along
    other = rng.choices((Reply.POSITIVE, Reply.MIXED), (4, 1))[0]
    return (Reply.NEGATIVE if bad else other) if rng.random() < told else None


def _when(rng: Random, pole: Pole | None) -> str:
    if pole is Pole.THERAPIST:
        return "in-session"
    if pole is Pole.PAST:
        return rng.choice(LONG_AGO)
    return rng.choice(LATELY) if pole is Pole.CURRENT else ""


def _outcome(rng: Random, actual: Reply | None) -> str:
    ends = {
        Reply.POSITIVE: ("closer", "closer", "same"),
        Reply.NEGATIVE: ("further", "same", "further"),
        Reply.MIXED: ("mixed",),
    }
    return rng.choice(ends[actual]) if actual else ""
