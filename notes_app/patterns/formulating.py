"""What the tags and the episodes propose for a formulation, and what stands behind each proposal.

Counted, never chosen: the therapist decides.  Below ten episodes they are listed and no share is
given; how often a theme was tagged as that part of the pattern is then said in sessions.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.notes.lists import AFFECTS, CONFLICT, DIRECTIONS, WHEN_IN_LIFE
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.patterns.episodes import (
    Feared,
    Likeness,
    Told,
    encounter,
    feared,
    likeness,
    told_in,
)
from notes_app.patterns.mirror import LINKING
from notes_app.patterns.passages import Heard
from notes_app.patterns.people import Places
from notes_app.patterns.table import ThemeSpan, counting_for, span_of
from notes_app.statistics.episodes import FEW_EPISODES
from notes_app.themes.payloads import Component, Polarity

MOST = 3
LIFE = {code: at for at, code in enumerate(WHEN_IN_LIFE)}


class Lens(StrEnum):
    """How a formulation is looked at; the value stands in addresses."""

    WISH = "w"
    CYCLE = "c"
    PERSONS = "p"


LENSES = {
    Lens.WISH: "Wish and responses",
    Lens.CYCLE: "Cycle",
    Lens.PERSONS: "Persons",
}
#: The parts of the pattern by the letter that stands for each in addresses.
PARTS: Mapping[str, tuple[Component, ...]] = {
    "w": (Component.WISH,),
    "o": (Component.RO_EXPECTED, Component.RO_ACTUAL),
    "r": (Component.RS,),
}


@dataclass(frozen=True)
class Proposal:
    """One theme as one part of the pattern.

    Attributes:
        told: the episodes in which it shows itself as that part, in order.
        sessions: in how many sessions it was tagged as that part.
        expected, came: of a response of the other: episodes that expected it, and in how many of
            those the answer came as expected.
        symptoms: in how many of its episodes a symptom came.
        of_episodes, of_sessions: those in which the theme was on offer; no others are counted.
    """

    theme: ThemeSpan
    told: tuple[Told, ...]
    sessions: int
    expected: int
    came: int
    symptoms: int
    of_episodes: int
    of_sessions: int

    @property
    def few(self) -> bool:
        """Whether there are too few episodes for "k of n"."""
        return self.of_episodes < FEW_EPISODES

    @cached_property
    def earliest(self) -> Told | None:
        """The episode that goes furthest back in life; None where none says when it was."""
        dated = [one for one in self.told if one.episode.when in LIFE]
        return min(dated, key=lambda one: LIFE[one.episode.when], default=None)


@dataclass(frozen=True)
class Proposed:
    """Everything that is counted for a formulation, of sessions held and tagged to the end."""

    parts: Mapping[str, tuple[Proposal, ...]]
    episodes: int
    sessions: int
    feared: Feared | None
    likeness: Likeness | None
    wanted_and_expected: tuple[str, str, int] | None

    @property
    def few(self) -> bool:
        """Whether there are too few episodes for "k of n"."""
        return self.episodes < FEW_EPISODES


def proposed(
    reads: Sequence[ReadSession],
    *,
    themes: Mapping[str, ThemeSpan],
    polarities: Mapping[str, Polarity],
) -> Proposed:
    """Count what was told and tagged; the most frequent of each part first."""
    told = [one for one in told_in(reads) if one.counts]
    return Proposed(
        {part: _part(part, reads, told, themes, polarities) for part in PARTS},
        len(told),
        len(reads),
        feared(reads, polarities),
        likeness(reads),
        _wanted_and_expected(told, themes),
    )


def in_part(tag: Tag, part: str) -> bool:
    """Whether a passage shows this part of the pattern; to no part belong all."""
    return part not in PARTS or tag.component in PARTS[part]


def in_places(
    reads: Sequence[ReadSession], codes: Sequence[str], places: Places
) -> dict[Pole, int]:
    """By place in life: in how many sessions any of these themes was heard there; all if none."""
    wanted = set(codes)
    counts: Counter[Pole] = Counter()
    for read in reads:
        poles = {places.of(tag) for tag in read.tags if not wanted or tag.theme in wanted}
        counts.update(pole for pole in poles if pole)
    return {pole: counts[pole] for pole in Pole}


def links_between(
    reads: Sequence[ReadSession],
    heard: Sequence[Heard],
    linked: Sequence[tuple[Heard, Heard]],
    places: Places,
) -> dict[frozenset[Pole], int]:
    """How often two places in life were linked: by a pair of passages, an echo, an intervention."""
    pairs = [(places.of(one.tag), places.of(other.tag)) for one, other in linked]
    echoes = [
        (places.of(one.tag), places.by_person.get(person))
        for one in heard
        for person in one.tag.echoes
    ]
    made = [pair for read in reads for pair in _made_in(read)]
    found = Counter(frozenset(pair) for pair in (*pairs, *echoes, *made))
    return {pair: n for pair, n in found.items() if len(pair) == 2 and None not in pair}  # type: ignore[misc]  # noqa: PLR2004 - two places


def with_people(reads: Sequence[ReadSession]) -> Counter[UUID]:
    """How many episodes were told of each person."""
    return Counter(told.person for told in told_in(reads) if told.person)


def lenses_of(reads: Sequence[ReadSession]) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """What was chosen of the further lenses of a tag: passages in each half of the sessions.

    Returns:
        A heading for each lens that was used, with a line for each choice; affects that were never
        chosen are left out, because there are many.
    """
    counted = (
        ("Triangle of conflict", CONFLICT, lambda tag: (tag.conflict,)),
        ("Direction", DIRECTIONS, lambda tag: (tag.direction,)),
        ("Feelings", AFFECTS, lambda tag: tag.affects),
    )
    found = [(heading, _halves(reads, words, chosen)) for heading, words, chosen in counted]
    return [(heading, lines) for heading, lines in found if any(a or b for _, a, b in lines)]


def _part(
    part: str,
    reads: Sequence[ReadSession],
    told: Sequence[Told],
    themes: Mapping[str, ThemeSpan],
    polarities: Mapping[str, Polarity],
) -> tuple[Proposal, ...]:
    codes = {tag.theme for read in reads for tag in read.tags if in_part(tag, part)}
    found = [_proposal(span_of(code, themes), part, reads, told, polarities) for code in codes]
    found.sort(key=lambda one: (-len(one.told), -one.sessions, one.theme.code))
    return tuple(one for one in found if one.sessions)[:MOST]


def _proposal(
    theme: ThemeSpan,
    part: str,
    reads: Sequence[ReadSession],
    told: Sequence[Told],
    polarities: Mapping[str, Polarity],
) -> Proposal:
    offered = counting_for(theme, reads)
    episodes = [one for one in told if theme.counts_on(one.held_on)]
    shown = tuple(one for one in episodes if _shows(one.tags, theme.code, part))
    answers = shown if Component.RO_EXPECTED in PARTS[part] else ()
    expected = [one for one in answers if _expects(one, theme.code)]
    met = [encounter(one, polarities) for one in expected]
    return Proposal(
        theme,
        shown,
        sessions=sum(_shows(read.tags, theme.code, part) for read in offered),
        expected=len(expected),
        came=sum(one.actual is not None and one.actual is one.expected for one in met),
        symptoms=sum(bool(one.episode.symptom) for one in shown),
        of_episodes=len(episodes),
        of_sessions=len(offered),
    )


def _shows(tags: Iterable[Tag], code: str, part: str) -> bool:
    return any(tag.theme == code and in_part(tag, part) for tag in tags)


def _expects(told: Told, code: str) -> bool:
    return any(t.theme == code and t.component is Component.RO_EXPECTED for t in told.tags)


def _wanted_and_expected(
    told: Sequence[Told], themes: Mapping[str, ThemeSpan]
) -> tuple[str, str, int] | None:
    """The wish and the expectation that stand in most episodes together, with their number."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in told:
        wishes = {t.theme for t in one.tags if t.component is Component.WISH}
        expected = {t.theme for t in one.tags if t.component is Component.RO_EXPECTED}
        pairs.update(
            (wish, answer) for wish in sorted(wishes) for answer in sorted(expected - {wish})
        )
    if not pairs:
        return None
    (wish, answer), count = pairs.most_common(1)[0]
    return span_of(wish, themes).name, span_of(answer, themes).name, count


def _made_in(read: ReadSession) -> list[tuple[Pole, Pole]]:
    poles = {"t": Pole.THERAPIST, "c": Pole.CURRENT, "p": Pole.PAST}
    links = [done.link for done in read.ratings.interventions if done.kind == LINKING]
    return [
        (poles[pair[0]], poles[pair[1]])
        for link in links
        for pair in (("tc", "tp", "cp") if link == "tcp" else (link,))
        if len(pair) == 2 and set(pair) <= poles.keys()  # noqa: PLR2004 - two places
    ]


def _halves(
    reads: Sequence[ReadSession], words: Mapping[str, str], chosen: Callable[[Tag], Iterable[str]]
) -> list[tuple[str, int, int]]:
    half = len(reads) // 2
    early, late = (
        Counter(code for read in side for tag in read.tags for code in chosen(tag))
        for side in (reads[:half], reads[half:])
    )
    lines = [(word, early[code], late[code]) for code, word in words.items()]
    return [line for line in lines if words is not AFFECTS or line[1] or line[2]]
