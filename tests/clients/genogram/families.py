"""Families for tests: drawn by chance, and one of forty people over four generations."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from hypothesis import strategies as st

from notes_app.clients.genogram.drawing import Kinfolk, Map, Words, map_of
from notes_app.clients.genogram.family import Family
from notes_app.clients.losses import Loss
from notes_app.clients.payloads import (
    Couple,
    Descent,
    Domain,
    Person,
    Pole,
    Shape,
    Tie,
    TieKind,
)

ROLES = ("Mother", "Grandmother on father's side", "Uncle", "Ana María Fernández", "Brother", "X")
KINDS = tuple(TieKind)


class Maker:
    """Builds a family person by person; every choice comes from `rng`."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.people: list[Person] = []
        self.couples: list[Couple] = []
        self.descents: list[Descent] = []
        self.losses: list[Loss] = []
        self.count = 0

    def id(self) -> UUID:
        self.count += 1
        return UUID(int=self.count * 7919 % 100_003)

    def person(self, born: int | None = None, shape: Shape | None = None) -> UUID:
        one = Person(
            id=self.id(),
            role=self.rng.choice(ROLES),
            pole=Pole.CURRENT,
            domain=Domain.OTHER_KIN,
            shape=shape or self.rng.choice(tuple(Shape)[:3]),
            born=born,
            died=born + 60 if born and self.rng.random() < 0.3 else None,
        )
        self.people.append(one)
        return one.id

    def couple(self, one: UUID, other: UUID) -> tuple[UUID, UUID]:
        ended = self.rng.choice(("", "", "separated", "divorced"))
        married = self.rng.random() < 0.5
        self.couples.append(
            Couple(self.id(), one, other, married, self.rng.randint(1900, 2020), None, ended)
        )
        return one, other

    def expected(self, parents: tuple[UUID, ...]) -> UUID:
        one = self.person(None, Shape.TRIANGLE)
        self.descents.append(Descent(one, parents))
        return one

    def loss(self, parents: tuple[UUID, ...], year: int | None = None) -> UUID:
        self.losses.append(Loss(self.id(), parents, year=year, shown=True))
        return self.losses[-1].id

    def child(self, parents: tuple[UUID, ...], born: int | None) -> UUID:
        one = self.person(born)
        self.descents.append(Descent(one, parents, self.rng.choice(("birth", "adopted"))))
        return one


def made(seed: int, most: int, founders: int = 3, generations: int = 4) -> Maker:
    """A family in which each person has two partners at most, and no two families marry twice."""
    maker = Maker(Random(seed))  # noqa: S311 - chance for a test, no secret
    rng = maker.rng
    parents: list[tuple[UUID, ...]] = [
        maker.couple(maker.person(1900 + n), maker.person(1902 + n)) for n in range(founders)
    ]
    linked: dict[int, int] = {}
    for level in range(1, generations):
        kids = _kids(maker, parents, 1900 + 27 * level, most)
        _unborn(maker, parents, level, most)
        parents = _matches(maker, kids, linked if level == 1 else {}, most)
    for _ in range(rng.randint(0, 3)):
        if len(maker.people) < most:
            maker.person(None, Shape.HEXAGON)
    return maker


def _unborn(maker: Maker, parents: list[tuple[UUID, ...]], level: int, most: int) -> None:
    """Expected children and losses, by a chance of their own."""
    rng = Random(len(maker.people) * 31 + level)  # noqa: S311 - chance for a test, no secret
    for couple in parents:
        if rng.random() < 0.25 and len(maker.people) < most:
            maker.expected(couple)
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
            maker.loss(couple, rng.choice((None, 1900 + 27 * level + rng.randint(0, 12))))


def _kids(maker: Maker, parents: list[tuple[UUID, ...]], born: int, most: int):
    found = []
    for family, couple in enumerate(parents):
        for _ in range(maker.rng.randint(0 if family else 1, 4)):
            if len(maker.people) < most:
                year = maker.rng.choice((None, born + maker.rng.randint(0, 12)))
                found.append((family, maker.child(couple, year)))
    return found


def _matches(maker: Maker, kids, linked: dict[int, int], most: int) -> list[tuple[UUID, ...]]:
    rng, taken, found = maker.rng, set(), []
    for family, one in kids:
        mine = _head(linked, family)
        others = [(f, k) for f, k in kids if k not in taken and _head(linked, f) != mine]
        if one in taken:
            continue
        if others and rng.random() < 0.35:
            theirs, other = rng.choice(others)
            linked[_head(linked, theirs)] = mine
            taken |= {one, other}
            found.append(maker.couple(one, other))
        elif len(maker.people) + 2 < most and rng.random() < 0.7:
            taken.add(one)
            partners = 1 + (rng.random() < 0.25)
            found += [maker.couple(one, maker.person(None)) for _ in range(partners)]
        elif rng.random() < 0.2:
            found.append((one,))
    return found


def _head(linked: dict[int, int], one: int) -> int:
    while linked.get(one, one) != one:
        one = linked[one]
    return one


def family_of(maker: Maker) -> Family:
    parts = (maker.people, maker.couples, maker.descents, maker.losses)
    return Family(*map(tuple, parts))


def kin_of(maker: Maker, ties: int = 12) -> Kinfolk:
    ids = [person.id for person in maker.people]
    rng = maker.rng
    drawn = tuple(
        Tie(maker.id(), rng.choice(KINDS), *rng.sample(ids, 2)) for _ in range(min(ties, len(ids)))
    )
    return Kinfolk(
        people=tuple(maker.people),
        couples=tuple(maker.couples),
        descents=tuple(maker.descents),
        ties=drawn,
        losses=tuple(maker.losses),
    )


def drawn(kin: Kinfolk, client: UUID | None = None, wearing: Sequence[UUID] = ()) -> Map:
    roles = {person.id: person.role for person in kin.people}
    who = client or kin.people[-1].id
    return map_of(kin, client=who, words=Words(roles, {}), year=2026, wearing=wearing)


families = st.builds(made, st.integers(0, 10**6), st.integers(6, 60), st.integers(1, 4))


def forty_people() -> Maker:
    """Four generations, forty people: both sides of the family, uncles, cousins, children."""
    maker = Maker(Random(4))  # noqa: S311 - chance for a test, no secret
    great = [maker.couple(maker.person(1900, Shape.SQUARE), maker.person(1903)) for _ in range(4)]
    grand = []
    for number, couple in enumerate(great):
        children = [maker.child(couple, 1926 + n) for n in range(2 if number % 2 else 3)]
        grand.append(children)
    fathers = maker.couple(grand[0][-1], grand[1][0])
    mothers = maker.couple(grand[2][-1], grand[3][0])
    father_side = [maker.child(fathers, 1951 + n) for n in range(3)]
    mother_side = [maker.child(mothers, 1952 + n) for n in range(3)]
    uncle = maker.couple(father_side[0], maker.person(1950))
    parents = maker.couple(father_side[-1], mother_side[0])
    aunt = maker.couple(mother_side[-1], maker.person(1955))
    for couple, many in ((uncle, 3), (parents, 4), (aunt, 3)):
        for n in range(many):
            maker.child(couple, 1978 + n)
    while len(maker.people) < 40:
        maker.person(None, Shape.HEXAGON)
    return maker
