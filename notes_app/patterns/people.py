"""With whom a theme is heard: sessions by person, by place in life, or by part of life."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from notes_app.clients.payloads import Domain, Pole
from notes_app.clients.queries import ClientCard
from notes_app.clients.words import DOMAINS
from notes_app.notes.payloads import Tag, Way
from notes_app.notes.queries import ReadSession
from notes_app.patterns.asked import POLES
from notes_app.patterns.table import ThemeSpan, counting_for, place_of, span_of

Takes = Callable[[Tag], bool]
SEVERAL = 3  # people with whom a theme is heard, before it is asked whether it goes across them
PLACES = {Pole.THERAPIST: "With you", Pole.CURRENT: "Now", Pole.PAST: "Past", Pole.SELF: "Self"}
NUMBERED = dict(enumerate(Domain))


class By(StrEnum):
    """What the groups are; the value stands in addresses."""

    PERSON = ""
    PLACE = "p"
    PART = "d"


@dataclass(frozen=True)
class Group:
    """Somebody, a place in life or a part of life; `key` stands for it in addresses.

    One of neither people nor places takes the passages that name nobody.
    """

    key: str
    name: str
    people: frozenset[UUID] = frozenset()
    poles: frozenset[Pole | None] = frozenset()


ELSEWHERE = Group("e", "Elsewhere", poles=frozenset(Pole) - {Pole.THERAPIST})
NOBODY = Group("n", "Nobody named")
NO_PLACE = Group("u", "No place said", poles=frozenset({None}))


@dataclass(frozen=True)
class Places:
    """Where each person stands; a passage without a place of its own stands with its person."""

    by_person: Mapping[UUID, Pole]

    def of(self, tag: Tag) -> Pole | None:
        """The place in life of one passage; None where nothing says it."""
        return place_of(tag, self.by_person)


@dataclass(frozen=True)
class Reach:
    """With how many people, and in how many places in life."""

    people: int
    poles: int

    @property
    def several(self) -> bool:
        """Whether it may go across people rather than belong to one of them."""
        return self.people >= SEVERAL


@dataclass(frozen=True)
class Row:
    """One theme: its sessions in all, those of each group, and its reach.

    `offered` are the sessions in which it was on offer; in the others it is not known.
    """

    theme: ThemeSpan
    heard: int
    counts: tuple[int, ...]
    reach: Reach
    offered: int


@dataclass(frozen=True)
class WayCount:
    """How many passages of one group show the old way, a variation, a new one."""

    name: str
    old: int
    variation: int
    new: int


def places_of(card: ClientCard) -> Places:
    """The place in life of everybody, removed people too."""
    return Places({person.id: person.pole for person in card.people})


def groups_of(card: ClientCard, by: By) -> list[Group]:
    """The groups of the table, in the order of the card or of life."""
    if by is By.PLACE:
        return [
            Group(letter, PLACES[pole], poles=frozenset({pole})) for letter, pole in POLES.items()
        ]
    if by is By.PERSON:
        return [_of_person(card, person.id) for person in card.present_people]
    grouped = ((f"d{at}", domain, _in(card, domain)) for at, domain in NUMBERED.items())
    return [Group(key, DOMAINS[domain], people) for key, domain, people in grouped if people]


def columns_of(card: ClientCard, by: By) -> list[Group]:
    """The groups of a whole table: at its end stands what belongs to none of them."""
    return [*groups_of(card, by), NO_PLACE if by is By.PLACE else NOBODY]


def group_at(card: ClientCard, key: str) -> Group | None:
    """The group that an address means, among those of all three tables."""
    every = (ELSEWHERE, NOBODY, NO_PLACE, *(group for by in By for group in groups_of(card, by)))
    found = [group for group in every if group.key == key]
    known = {str(person.id): person.id for person in card.people}
    if not found and key in known:
        return _of_person(card, known[key])
    return found[0] if found else None


def taking(group: Group | None, places: Places) -> Takes:
    """Whether a passage belongs to a group; to none belong all."""
    if group is None:
        return lambda _tag: True
    if group.poles:
        return lambda tag: places.of(tag) in group.poles
    if not group.people:
        return lambda tag: not tag.people
    return lambda tag: not group.people.isdisjoint(tag.people)


def rows_of(
    reads: Sequence[ReadSession],
    groups: Sequence[Group],
    *,
    themes: Mapping[str, ThemeSpan],
    places: Places,
) -> list[Row]:
    """A row for each theme of these sessions, the widest reach first."""
    takes = [taking(group, places) for group in groups]
    by_theme = _by_theme(reads, themes)
    rows = [
        Row(
            span_of(code, themes),
            len(sessions),
            tuple(sum(any(map(take, tags)) for tags in sessions) for take in takes),
            reach_of((tag for tags in sessions for tag in tags), places),
            len(counting_for(span_of(code, themes), reads)),
        )
        for code, sessions in by_theme.items()
    ]
    return sorted(rows, key=lambda row: (-row.reach.people, -row.heard, row.theme.name))


def sessions_with(reads: Iterable[ReadSession]) -> dict[str, Counter[UUID]]:
    """By theme: in how many of these sessions it was tagged with each person."""
    counts: dict[str, Counter[UUID]] = {}
    for read in reads:
        for theme, person in {(tag.theme, person) for tag in read.tags for person in tag.people}:
            counts.setdefault(theme, Counter())[person] += 1
    return counts


def sessions_alone(reads: Iterable[ReadSession]) -> Counter[str]:
    """By theme: in how many of these sessions it was tagged without naming anybody."""
    return Counter(
        theme for read in reads for theme in {tag.theme for tag in read.tags if not tag.people}
    )


def most_with(counts: Mapping[str, Counter[UUID]]) -> int:
    """The largest of these counts, at least 1."""
    return max((n for people in counts.values() for n in people.values()), default=1)


def reach_of(tags: Iterable[Tag], places: Places) -> Reach:
    """With how many others, oneself not among them, and in how many places in life."""
    people: set[UUID] = set()
    poles: set[Pole] = set()
    for tag in tags:
        people.update(p for p in tag.people if places.by_person.get(p) is not Pole.SELF)
        pole = places.of(tag)
        poles.update((pole,) if pole else ())
    return Reach(len(people), len(poles))


def ways_of(
    reads: Sequence[ReadSession], groups: Sequence[Group], places: Places
) -> list[WayCount]:
    """Old and new ways in the passages of each group; groups without any are left out."""
    tags = [tag for read in reads for tag in read.tags if tag.way]
    counted = []
    for group in groups:
        take = taking(group, places)
        ways = [tag.way for tag in tags if take(tag)]
        if ways:
            counts = (ways.count(way) for way in (Way.OLD, Way.VARIATION, Way.NEW))
            counted.append(WayCount(group.name, *counts))
    return counted


def _by_theme(
    reads: Sequence[ReadSession], themes: Mapping[str, ThemeSpan]
) -> dict[str, list[list[Tag]]]:
    """By theme, the passages of each session in which it was on offer and heard."""
    found: dict[str, list[list[Tag]]] = {}
    for read in reads:
        here: dict[str, list[Tag]] = {}
        for tag in read.tags:
            here.setdefault(tag.theme, []).append(tag)
        for code, tags in here.items():
            if read.facts and span_of(code, themes).counts_on(read.facts.held_on):
                found.setdefault(code, []).append(tags)
    return found


def _of_person(card: ClientCard, person: UUID) -> Group:
    return Group(str(person), card.called_by_id(person), frozenset({person}))


def _in(card: ClientCard, domain: Domain) -> frozenset[UUID]:
    return frozenset(person.id for person in card.people if person.domain is domain)
