"""What stands beside the words of the demo's notes: the alliance, what was done, what was tried.

Source: domain.md 10 ("Alliance").  The client's own words that are starred are passages of the
note; everything else is drawn, or follows the client's course.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from msgspec.structs import replace

from notes_app.demo.course import Tried
from notes_app.demo.measures import taken_in
from notes_app.demo.scenes import episodes_in
from notes_app.demo.story import Story, make_id
from notes_app.demo.strains import strains_in
from notes_app.demo.writing import passage_of
from notes_app.notes.beside import Alliance, Intervention, NewWay, Response, Risk, Taken
from notes_app.notes.payloads import Passage, Ratings, SessionText, Tag, Told

LOWEST, HIGHEST = 6, 8
OFTEN = 2  # the client is asked about the alliance every second session
USUAL = (
    "listening",
    "listening",
    "attunement",
    "validating",
    "naming-pattern",
    "linking",
    "exploring-past",
    "immediacy",
    "metaphor",
    "body-attention",
    "reframing",
    "plain-talk",
)
RESPONSES = (*[Response.TOOK_UP] * 6, *[Response.UNSURE] * 3, Response.TURNED_AWAY)
LINKS = ("tc", "tp", "cp", "tcp")
QUOTED = re.compile("“[^“”\n]{16,70}”")
HEARD_IN = frozenset({"brought", "data", "behaviour"})
STARRED = 3


@dataclass(frozen=True)
class Beside:
    """The numbers and choices of one session, and the lines that go with them."""

    ratings: Ratings
    told: Told


class Facts:
    """Everything beside the words of one client's notes, session by session."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.taken: Mapping[int, tuple[Taken, ...]] = taken_in(story)

    def of(self, number: int, tags: Sequence[Tag]) -> Beside:
        """What stands beside the note of a session that has these tags."""
        story, rng = self.story, self.story.draw(f"beside/{number}")
        aim = story.course.aim
        served = number >= aim.since and not set(aim.themes).isdisjoint(tag.theme for tag in tags)
        agreed, told = _new_ways(story, number)
        between = strains_in(story, number, tags)
        by_you, by_client = _alliance(story, number, rng)
        ratings = Ratings(
            risk=Risk.SEE_NOTE if number in story.in_danger else Risk.NONE_REPORTED,
            alliance_by_you=by_you,
            alliance_by_client=by_client,
            distress=_distress(story, number, rng),
            goals=(goal_id(story),) if served else (),
            interventions=_interventions(story, number, rng),
            new_ways=agreed,
            measures=self.taken.get(number, ()),
            markers=between.markers,
            ruptures=between.ruptures,
            repairs=between.repairs,
            episodes=episodes_in(story, number, tags),
        )
        return Beside(ratings, replace(told, words={**told.words, **between.lines}))


def goal_id(story: Story) -> UUID:
    """The id of what the two work towards."""
    return make_id(story.draw("goal"))


def session_id(story: Story, number: int) -> UUID:
    """The id of the session with that number, so that what was tried can name it."""
    return make_id(story.draw(f"session/{number}"))


def starred(story: Story, texts: Sequence[tuple[int, SessionText]]) -> dict[int, SessionText]:
    """The notes in which the client's own words are starred: early, half-way and lately.

    Args:
        texts: number and note of every finished session, in order.
    """
    quoted = [(number, text) for number, text in texts if _first_quote(text)]
    places = sorted({len(quoted) // 4, len(quoted) // 2, len(quoted) - 1} - {-1})[-STARRED:]
    found = {}
    for number, text in (quoted[place] for place in places):
        phrase = _phrase(text, make_id(story.draw(f"phrase/{number}")))
        found[number] = replace(text, told=replace(text.told, phrases=(phrase,)))
    return found


def _first_quote(text: SessionText) -> tuple[str, str, int, int] | None:
    for section in text.sections:
        if section.key in HEARD_IN and (quote := QUOTED.search(section.text)):
            words = quote.group()[1:-1].rstrip(",")
            start = quote.start() + 1
            return section.key, section.text, start, start + len(words)
    return None


def _phrase(text: SessionText, phrase_id: UUID) -> Passage:
    quote = _first_quote(text)
    assert quote is not None  # noqa: S101 - the caller chose notes that have one
    return passage_of(phrase_id, *quote)


def _alliance(story: Story, number: int, rng: Random) -> tuple[Alliance, Alliance]:
    along = (number - 1) / max(1, story.rhythm.held - 1)
    level = min(HIGHEST, max(LOWEST, round(LOWEST + 2 * along + rng.choice((-0.6, 0, 0.6)))))
    strained = story.course.strained(number)
    level -= rng.choice((2, 3)) if strained else 0
    you = Alliance(bond=level, goals=level, tasks=level - rng.choice((0, 1)))
    above = story.course.by_client.get(number, level + rng.choice((0, 1)))
    asked = number % OFTEN == 1 or strained or number in story.course.by_client
    client = Alliance(bond=above, goals=above, tasks=max(0, above - rng.choice((0, 1))))
    return you, client if asked else Alliance()


def _distress(story: Story, number: int, rng: Random) -> int:
    first, last = story.course.distress
    along = (number - 1) / max(1, story.rhythm.held - 1)
    setback = 2 if number in story.setbacks else 0
    return min(10, max(0, round(first + (last - first) * along + rng.choice((-1, 0, 1)) + setback)))


def _interventions(story: Story, number: int, rng: Random) -> tuple[Intervention, ...]:
    kinds = list(dict.fromkeys(rng.choice(USUAL) for _ in range(rng.choice((2, 3)))))
    if story.course.strained(number):
        kinds.insert(0, "rupture-work")
    if number in story.in_danger:
        kinds.insert(0, "safety-planning")
    return tuple(
        Intervention(
            id=make_id(rng),
            kind=kind,
            response=rng.choice(RESPONSES),
            link=rng.choice(LINKS) if kind == "linking" else "",
        )
        for kind in kinds
    )


def _new_ways(story: Story, number: int) -> tuple[tuple[NewWay, ...], Told]:
    """What was agreed in a session, and what was told in it of something agreed before."""
    ways, words, results = [], {}, {}
    for tried in story.course.tried:
        way = _agreed(story, tried)
        if tried.session == number:
            ways.append(way)
            words[way.id] = tried.plan
        if (outcome := tried.outcome) and outcome.session == number:
            results[way.id] = outcome.words
            ways.append(
                replace(
                    way,
                    result=outcome.result,
                    others_reaction=outcome.others,
                    followed_up_in=session_id(story, number),
                )
            )
    return tuple(ways), Told(words=words, results=results)


def _agreed(story: Story, tried: Tried) -> NewWay:
    return NewWay(
        id=make_id(story.draw(f"way/{tried.session}/{tried.skill}")),
        skill=tried.skill,
        where=tried.where,
        with_person=story.ids[tried.who] if tried.who else None,
        quality=tried.quality,
        risk=tried.risk,
    )
