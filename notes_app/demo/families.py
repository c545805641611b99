"""The families behind the demo's clients: who belongs to whom, and how close people are.

The people whom a story tells of have their keys there; relatives whom nobody talks about much are
added here, so that a map has its generations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.marks import Mark
from notes_app.clients.payloads import (
    Closeness,
    Couple,
    Descent,
    Domain,
    Person,
    Pole,
    Shape,
    Tie,
    TieKind,
)
from notes_app.demo.story import Bond, Story, make_id

SQUARE, CIRCLE, EXPECTED = Shape.SQUARE, Shape.CIRCLE, Shape.TRIANGLE


@dataclass(frozen=True)
class Relative:
    """Somebody of the family whom the story's file does not name."""

    key: str
    role: str
    shape: Shape
    born: int | None = None
    died: int | None = None
    domain: Domain = Domain.OTHER_KIN


@dataclass(frozen=True)
class Wed:
    """A couple, by keys."""

    one: str
    other: str
    married: bool = True
    since: int | None = None
    until: int | None = None
    ended: str = ""


@dataclass(frozen=True)
class Born:
    """Children of the same parents, by keys; `twins` among them are of one birth."""

    children: tuple[str, ...]
    parents: tuple[str, ...]
    kind: str = "birth"
    twins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lost:
    """A child who was lost before birth, by its parents' keys."""

    parents: tuple[str, ...]
    year: int
    kind: LossKind = LossKind.MISCARRIAGE
    shown: bool = False


@dataclass(frozen=True)
class Near:
    """How close somebody was as of a session."""

    who: str
    session: int
    closeness: int
    trust: int
    quality: str = ""
    strategy: str = ""


@dataclass(frozen=True)
class FamilyStory:
    """One client's family.  `shape` and `born` are the client's own, `ill` and `addicted` keys."""

    shape: Shape = Shape.DIAMOND
    born: int | None = None
    relatives: tuple[Relative, ...] = ()
    couples: tuple[Wed, ...] = ()
    births: tuple[Born, ...] = ()
    bonds: tuple[Bond, ...] = ()
    near: tuple[Near, ...] = ()
    looked_to: tuple[str, ...] = ()
    ill: tuple[str, ...] = ()
    addicted: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


def relatives_of(story: Story) -> tuple[Person, ...]:
    """The people whom only the map knows."""
    family, ids = family_of(story), family_ids(story)
    return tuple(
        Person(
            id=ids[one.key],
            role=one.role,
            pole=Pole.PAST if one.died else Pole.CURRENT,
            domain=one.domain,
            shape=one.shape,
            born=one.born,
            died=one.died,
            attachment_figure=one.key in family.looked_to,
        )
        for one in family.relatives
    )


def family_of(story: Story) -> FamilyStory:
    """One story's family; an empty one where none is told."""
    return FAMILIES.get(story.code_name, FamilyStory())


def family_ids(story: Story) -> dict[str, UUID]:
    """The id of everybody by key, the same each time."""
    rng = story.draw("family")
    return {**story.ids, **{one.key: make_id(rng) for one in family_of(story).relatives}}


def couples_of(story: Story) -> tuple[Couple, ...]:
    """The couples, with ids that are the same each time."""
    rng, ids = story.draw("couples"), family_ids(story)
    return tuple(
        Couple(
            id=make_id(rng),
            one=ids[wed.one],
            other=ids[wed.other],
            married=wed.married,
            since=wed.since,
            until=wed.until,
            ended=wed.ended,
        )
        for wed in family_of(story).couples
    )


def descents_of(story: Story) -> tuple[Descent, ...]:
    """Whose child everybody is."""
    rng, ids = story.draw("descents"), family_ids(story)
    found = []
    for born in family_of(story).births:
        twins = make_id(rng)
        found += [
            Descent(
                child=ids[child],
                parents=tuple(ids[parent] for parent in born.parents),
                kind=born.kind,
                twins=twins if child in born.twins else None,
            )
            for child in born.children
        ]
    return tuple(found)


def marks_of(story: Story) -> tuple[Mark, ...]:
    """Who is ill or addicted."""
    family, ids = family_of(story), family_ids(story)
    keys = dict.fromkeys((*family.ill, *family.addicted))
    return tuple(Mark(ids[key], key in family.ill, key in family.addicted) for key in keys)


def losses_of(story: Story) -> tuple[Loss, ...]:
    """The losses, with ids that are the same each time."""
    rng, ids = story.draw("losses"), family_ids(story)
    return tuple(
        Loss(
            id=make_id(rng),
            parents=tuple(ids[parent] for parent in one.parents),
            kind=one.kind,
            year=one.year,
            shown=one.shown,
        )
        for one in family_of(story).lost
    )


def ties_between(story: Story, days: Mapping[int, date]) -> tuple[Tie, ...]:
    """The ties of relatives, and of the client with the therapist."""
    rng, ids = story.draw("family ties"), family_ids(story)
    return tuple(
        Tie(
            id=make_id(rng),
            kind=bond.kind,
            one=ids[bond.one],
            other=ids[bond.other],
            since=days[bond.since] if bond.since else None,
            until=days[bond.until] if bond.until else None,
        )
        for bond in family_of(story).bonds
    )


def closeness_of(story: Story, days: Mapping[int, date]) -> tuple[Closeness, ...]:
    """How close people were, as noted after sessions."""
    ids = family_ids(story)
    return tuple(
        Closeness(ids[n.who], days[n.session], n.closeness, n.trust, n.quality, n.strategy)
        for n in family_of(story).near
    )


FAMILIES: dict[str, FamilyStory] = {
    "Kestrel": FamilyStory(
        shape=CIRCLE,
        born=1989,
        couples=(
            Wed("father", "mother", since=1984, until=2014, ended="died"),
            Wed("self", "marco", married=False, since=2019),
        ),
        births=(
            Born(("mother",), ("teresa",)),
            Born(("self", "lena"), ("father", "mother")),
        ),
        bonds=(
            Bond(TieKind.CLOSE, "self", "father"),
            Bond(TieKind.CLOSE, "mother", "lena"),
            Bond(TieKind.DISTANT, "self", "you", until=8),
            Bond(TieKind.CLOSE, "self", "you", since=8),
        ),
        near=(
            Near("marco", 6, 4, 4, "mixed", "turned-down"),
            Near("marco", 48, 7, 7, "nourishing", "secure"),
            Near("mother", 6, 8, 3, "draining", "turned-down"),
            Near("mother", 50, 6, 5, "mixed", "turned-down"),
            Near("teresa", 12, 9, 9, "nourishing", "secure"),
            Near("lena", 10, 5, 5, "mixed"),
            Near("lena", 40, 8, 8, "nourishing"),
        ),
        looked_to=("teresa",),
    ),
    "Dunlin": FamilyStory(
        shape=SQUARE,
        born=1974,
        relatives=(Relative("father", "Father", SQUARE, 1941, 2003, Domain.FAMILY_OF_ORIGIN),),
        couples=(
            Wed("father", "mother", since=1968, until=2003, ended="died"),
            Wed("self", "wife", since=1999, ended="died"),
        ),
        births=(
            Born(("self",), ("father", "mother")),
            Born(("daughter", "son"), ("self", "wife")),
        ),
        bonds=(Bond(TieKind.CLOSE, "self", "you", since=15),),
        near=(
            Near("daughter", 5, 6, 7, "nourishing"),
            Near("son", 5, 3, 5, "mixed"),
            Near("son", 34, 7, 7, "nourishing"),
        ),
        looked_to=("mother",),
        lost=(Lost(("self", "wife"), 2004),),
    ),
    "Swift": FamilyStory(
        shape=SQUARE,
        born=1997,
        couples=(
            Wed("father", "mother", since=1991),
            Wed("self", "felix", married=False, since=2019, until=2023, ended="separated"),
            Wed("self", "ruben", married=False, since=2026),
        ),
        births=(Born(("brother", "self"), ("father", "mother")),),
        bonds=(
            Bond(TieKind.DISTANT, "self", "you", until=7),
            Bond(TieKind.ORDINARY, "self", "you", since=7),
        ),
        near=(
            Near("ruben", 22, 6, 4, "mixed", "fearful"),
            Near("ruben", 31, 7, 6, "nourishing", "turned-up"),
            Near("father", 4, 1, 1, "draining", "turned-down"),
        ),
    ),
    "Wren": FamilyStory(
        shape=CIRCLE,
        born=2002,
        relatives=(
            Relative("brothers-wife", "Brother’s wife", CIRCLE, 1998),
            Relative("expected", "Brother’s child", EXPECTED),
        ),
        couples=(Wed("father", "mother", since=1995), Wed("brother", "brothers-wife", since=2026)),
        births=(
            Born(("mother",), ("paatti",)),
            Born(("brother", "self"), ("father", "mother")),
            Born(("expected",), ("brother", "brothers-wife")),
        ),
        bonds=(
            Bond(TieKind.PREOCCUPIED, "self", "professor", until=14),
            Bond(TieKind.ORDINARY, "self", "professor", since=14),
        ),
        near=(Near("mother", 4, 7, 5, "mixed", "turned-up"), Near("paatti", 4, 9, 9, "nourishing")),
        looked_to=("paatti",),
    ),
    "Teal": FamilyStory(
        couples=(Wed("dov", "hannah", since=2006),),
        births=(Born(("hannah",), ("mother",)), Born(("son", "daughter"), ("dov", "hannah"))),
    ),
    "Plover": FamilyStory(
        shape=CIRCLE,
        born=1959,
        relatives=(
            Relative("uncle", "Father’s elder brother", SQUARE, 1920, 1971),
            Relative("aunt", "Mother’s sister", CIRCLE, 1933, 2016),
            Relative("other-grandfather", "Mother’s father", SQUARE, 1901, 1968),
            Relative("other-grandmother", "Mother’s mother", CIRCLE, 1905, 1990),
            Relative("brother", "Younger brother", SQUARE, 1963, None, Domain.FAMILY_OF_ORIGIN),
            Relative("brothers-wife", "Brother’s wife", CIRCLE, 1966),
            Relative("niece", "Niece", CIRCLE, 1994),
            Relative("nephew", "Nephew", SQUARE, 1994),
            Relative("son-in-law", "Daughter’s former husband", SQUARE, 1982),
            Relative("daughter-in-law", "Son’s wife", CIRCLE, 1990),
            Relative("husbands-mother", "Husband’s mother", CIRCLE, 1928, 2012),
            Relative("husbands-father", "Husband’s father", SQUARE, 1925, 1999),
        ),
        couples=(
            Wed("grandfather", "grandmother", since=1916, until=1962, ended="died"),
            Wed("other-grandfather", "other-grandmother", since=1926, until=1968, ended="died"),
            Wed("father", "mother", since=1954, until=1996, ended="died"),
            Wed("husbands-father", "husbands-mother", since=1949, until=1999, ended="died"),
            Wed("husband", "self", since=1982),
            Wed("brother", "brothers-wife", since=1991),
            Wed("son-in-law", "daughter", since=2012, until=2021, ended="divorced"),
            Wed("son", "daughter-in-law", married=False, since=2018),
        ),
        births=(
            Born(("uncle", "father"), ("grandfather", "grandmother")),
            Born(("mother", "aunt"), ("other-grandfather", "other-grandmother")),
            Born(("sister", "self", "brother"), ("father", "mother")),
            Born(("husband",), ("husbands-father", "husbands-mother")),
            Born(("daughter", "son"), ("husband", "self")),
            Born(("niece", "nephew"), ("brother", "brothers-wife"), twins=("niece", "nephew")),
        ),
        bonds=(
            Bond(TieKind.ESTRANGED, "self", "brother"),
            Bond(TieKind.ORDINARY, "self", "you"),
        ),
        near=(
            Near("husband", 3, 7, 8, "draining"),
            Near("daughter", 3, 5, 6, "mixed", "turned-down"),
            Near("daughter", 40, 8, 8, "nourishing", "secure"),
        ),
        looked_to=("grandmother", "sister"),
        lost=(Lost(("husband", "self"), 1983, shown=True),),
    ),
    "Martin": FamilyStory(
        born=1993,
        couples=(Wed("partner", "self", married=False, since=2019, until=2024, ended="separated"),),
        births=(Born(("sister", "self"), ("mother",)),),
        bonds=(Bond(TieKind.ORDINARY, "self", "you", since=4),),
        near=(
            Near("sister", 3, 5, 6, "mixed", "fearful"),
            Near("sister", 20, 8, 8, "nourishing", "secure"),
        ),
        looked_to=("sister",),
        addicted=("self",),
    ),
    "Rook": FamilyStory(
        shape=SQUARE,
        born=1985,
        couples=(Wed("self", "ex", since=2009, until=2025, ended="separated"),),
        births=(
            Born(("self", "brother"), ("father",)),
            Born(("eldest", "boy", "youngest"), ("self", "ex")),
        ),
        bonds=(Bond(TieKind.DISTANT, "self", "you"),),
    ),
}
