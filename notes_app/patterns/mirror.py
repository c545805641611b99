"""The same theme in the room and outside: who hears it where, and which passages belong together.

Sessions in, dataclasses out; no database, no words of a note.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.payloads import PassageLink, Pole
from notes_app.clients.queries import ClientCard
from notes_app.notes.lists import LINKS
from notes_app.notes.queries import ReadSession
from notes_app.patterns.passages import Heard
from notes_app.patterns.people import (
    ELSEWHERE,
    PLACES,
    By,
    Group,
    Places,
    Takes,
    groups_of,
    taking,
)
from notes_app.patterns.table import ThemeSpan, counting_for, span_of

SIDE_BY_SIDE = "x"
WITH_YOU = Group("t", "With you", poles=frozenset({Pole.THERAPIST}))
FEEDBACK = "feedback-given"
LINKING = "linking"


@dataclass(frozen=True)
class BothWays:
    """A theme heard both ways: sessions of the newest window with the therapist, and elsewhere.

    `sessions` are those of the window in which the theme was on offer.
    """

    theme: ThemeSpan
    with_you: int
    elsewhere: int
    sessions: int
    paired: int = 0


@dataclass(frozen=True)
class Match:
    """Two passages that belong together; None for one that is tagged no more.

    `link` None: an echo on the tag of the first says so; `echo` is then the person it repeats.
    """

    room: Heard | None
    outside: Heard | None
    link: PassageLink | None = None
    echo: UUID | None = None


@dataclass(frozen=True)
class Made:
    """A link that the therapist made as an intervention, in words."""

    session_id: UUID
    number: int | None
    words: str


def both_ways(
    reads: Sequence[ReadSession],
    window: Sequence[ReadSession],
    *,
    themes: Mapping[str, ThemeSpan],
    places: Places,
    matches: Mapping[str, int],
) -> list[BothWays]:
    """The themes heard with the therapist and elsewhere, those with most pairs first."""
    room, outside = taking(WITH_YOU, places), taking(ELSEWHERE, places)
    ever = _heard_ways(reads, room), _heard_ways(reads, outside)
    found = []
    for code in ever[0].keys() & ever[1].keys():
        span = span_of(code, themes)
        offered = counting_for(span, window)
        here, there = (_heard_ways(offered, take).get(code, 0) for take in (room, outside))
        found.append(BothWays(span, here, there, len(offered), matches.get(code, 0)))
    return sorted(found, key=lambda one: (-one.paired, *_weight(one), one.theme.name))


def rows_for(card: ClientCard, who: str, group: Group | None) -> list[Group]:
    """The strips to draw: with you, and below it elsewhere, one of them, or each place in life."""
    if who == SIDE_BY_SIDE:
        return groups_of(card, By.PLACE)
    return [WITH_YOU, group or ELSEWHERE]


def of_group(heard: Iterable[Heard], theme: str, group: Group, places: Places) -> list[Heard]:
    """The passages of one theme and one group, in their order."""
    take = taking(group, places)
    return [one for one in heard if one.tag.theme == theme and take(one.tag)]


def passages_in(matches: Iterable[Match]) -> list[Heard]:
    """Every passage of these pairs."""
    return [one for match in matches for one in (match.room, match.outside) if one]


def all_heard(reads: Iterable[ReadSession]) -> list[Heard]:
    """Every passage, in order of date."""
    return [
        Heard(read.session_id, read.number, read.facts.held_on, tag)
        for read in reads
        if read.facts is not None
        for tag in read.facts.tags
    ]


def matches_of(
    heard: Sequence[Heard], links: Sequence[PassageLink], places: Places
) -> list[tuple[str, Match]]:
    """Every pair of passages with the code of its theme: linked ones, then those that echo."""
    by_id = {one.tag.id: one for one in heard}
    linked = [_linked(link, by_id) for link in links]
    room, outside = taking(WITH_YOU, places), taking(ELSEWHERE, places)
    echoed = [
        (one.tag.theme, Match(one, _nearest(heard, one, person, outside), echo=person))
        for one in heard
        if room(one.tag)
        for person in one.tag.echoes
    ]
    return [pair for pair in linked if pair] + echoed


def first_in(heard: Sequence[Heard], places: Places) -> list[tuple[str, Heard]]:
    """By place in life: the passage with which a theme was first heard there, earliest first."""
    firsts: dict[Pole, Heard] = {}
    for one in heard:
        pole = places.of(one.tag)
        if pole:
            firsts.setdefault(pole, one)
    return [(PLACES[pole], one) for pole, one in firsts.items()]


def links_made(reads: Sequence[ReadSession]) -> list[Made]:
    """The links between places in life that the therapist made, newest first."""
    return [
        Made(read.session_id, read.number, LINKS.get(done.link, done.link))
        for read in reversed(reads)
        if read.facts is not None
        for done in read.facts.ratings.interventions
        if done.kind == LINKING and done.link
    ]


def with_feedback(reads: Sequence[ReadSession], heard: Iterable[Heard]) -> list[ReadSession]:
    """The sessions of these passages in which the client gave feedback."""
    there = {one.session_id for one in heard}
    return [
        read
        for read in reads
        if read.session_id in there and read.facts and FEEDBACK in read.facts.ratings.markers
    ]


def _linked(link: PassageLink, by_id: Mapping[UUID, Heard]) -> tuple[str, Match] | None:
    room, outside = by_id.get(link.one), by_id.get(link.other)
    known = room or outside
    return (known.tag.theme, Match(room, outside, link)) if known else None


def _nearest(heard: Sequence[Heard], to: Heard, person: UUID, outside: Takes) -> Heard | None:
    """The passage with that person that came last before, or else the first one after."""
    same = [
        one
        for one in heard
        if one.tag.theme == to.tag.theme and person in one.tag.people and outside(one.tag)
    ]
    before = [one for one in same if one.held_on <= to.held_on]
    return before[-1] if before else next(iter(same), None)


def _heard_ways(reads: Iterable[ReadSession], take: Takes) -> dict[str, int]:
    counts: dict[str, int] = {}
    for read in reads:
        for code in {tag.theme for tag in read.tags if take(tag)}:
            counts[code] = counts.get(code, 0) + 1
    return counts


def _weight(one: BothWays) -> tuple[int, int]:
    return -min(one.with_you, one.elsewhere), -(one.with_you + one.elsewhere)
