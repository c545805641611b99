"""A family as the layout reads it: couples, parents, sibships, and generations.

A generation is a row.  Partners, the parents of one child, and the children of the same parents
stand in one row; a child stands below both parents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from notes_app.clients.losses import Loss
from notes_app.clients.payloads import Couple, Descent, Domain, Person, Pole, Shape

UNKNOWN_YEAR = 9999
EXPECTED = UNKNOWN_YEAR + 1
TWO = 2
Member = int
Pair = frozenset[Member]


@dataclass(frozen=True)
class Match:
    """Two people who are or were a couple."""

    pair: Pair
    couple: Couple


@dataclass(frozen=True)
class Birth:
    """Whose child somebody is, by birth or otherwise."""

    child: Member
    parents: Pair
    descent: Descent


@dataclass(frozen=True)
class Family:
    """People and how they are related.  Couples and descents that name strangers are left out.

    Parents of `losses` are among the people; a loss stands among the children as a member that is
    nobody.
    Inside a family people go by number, in the order of their ids: a layout asks millions of times
    who somebody is, and a number answers at once.
    """

    people: tuple[Person, ...]
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    losses: tuple[Loss, ...] = ()

    @cached_property
    def members(self) -> tuple[Person, ...]:
        """Everybody by number, and who stands for a loss."""
        lost = (
            Person(loss.id, "", Pole.PAST, Domain.CHILD, born=loss.year) for loss in self.losses
        )
        return tuple(sorted((*self.people, *lost), key=lambda person: person.id))

    @cached_property
    def lost(self) -> frozenset[Member]:
        """The members that stand for a loss."""
        return frozenset(self.number[loss.id] for loss in self.losses)

    @cached_property
    def number(self) -> dict[UUID, Member]:
        """The number of each id."""
        return {person.id: number for number, person in enumerate(self.members)}

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The couples of two different people who are both here, each pair once."""
        found: dict[Pair, Match] = {}
        for couple in self.couples:
            pair = self._numbers(couple.one, couple.other)
            if len(pair) == TWO:
                found.setdefault(pair, Match(pair, couple))
        return tuple(found.values())

    @cached_property
    def births(self) -> tuple[Birth, ...]:
        """The descents of people who are here from parents who are all here."""
        found = []
        lost = (Descent(loss.id, loss.parents) for loss in self.losses)
        for descent in (*self.descents, *lost):
            parents = self._numbers(*descent.parents)
            if descent.child in self.number and parents:
                found.append(Birth(self.number[descent.child], parents, descent))
        return tuple(found)

    def _numbers(self, *ids: UUID) -> Pair:
        known = frozenset(self.number[one] for one in ids if one in self.number)
        return known if len(known) == len(ids) else frozenset()

    @cached_property
    def parents(self) -> dict[Member, Pair]:
        """The parents under whom somebody stands: those of the first descent."""
        found: dict[Member, Pair] = {}
        for birth in self.births:
            found.setdefault(birth.child, birth.parents)
        return found

    @cached_property
    def pairs(self) -> dict[Pair, int]:
        """Those who stand side by side, with the year since when: couples, and joint parents."""
        since = {match.pair: match.couple.since or 0 for match in self.matches}
        joint = {birth.parents for birth in self.births}
        return {**{pair: 0 for pair in sorted(joint, key=sorted) if len(pair) == TWO}, **since}

    @cached_property
    def partners(self) -> dict[Member, tuple[Member, ...]]:
        """With whom somebody stands side by side, the latest first."""
        found: dict[Member, list[tuple[int, Member]]] = {}
        for pair, since in self.pairs.items():
            one, other = sorted(pair)
            found.setdefault(one, []).append((-since, other))
            found.setdefault(other, []).append((-since, one))
        return {person: tuple(who for _, who in sorted(known)) for person, known in found.items()}

    @cached_property
    def sibships(self) -> dict[Pair, tuple[Member, ...]]:
        """The children of the same parents, in birth order.

        Unknown years come last, then who is expected; the rest is by id.
        """
        found: dict[Pair, list[Member]] = {}
        for child, parents in self.parents.items():
            found.setdefault(parents, []).append(child)
        return {
            parents: tuple(sorted(children, key=self._birth)) for parents, children in found.items()
        }

    @cached_property
    def children(self) -> dict[Member, tuple[Member, ...]]:
        """The children who stand under somebody, each sibship in birth order."""
        found: dict[Member, tuple[Member, ...]] = {}
        for parents, kids in self.sibships.items():
            for parent in parents:
                found[parent] = (*found.get(parent, ()), *kids)
        return found

    @cached_property
    def _twins(self) -> dict[Member, UUID]:
        return {b.child: b.descent.twins for b in self.births if b.descent.twins}

    def _birth(self, child: Member) -> tuple[int, Member, Member]:
        # Children of one birth stay together, even where the year of one is not known.
        twins = self._twins.get(child)
        together = [c for c, t in self._twins.items() if t == twins] if twins else [child]
        return min(self._year(one) for one in together), min(together), child

    def _year(self, child: Member) -> int:
        person = self.members[child]
        unborn = EXPECTED if person.shape is Shape.TRIANGLE else UNKNOWN_YEAR
        return person.born or unborn

    @cached_property
    def related(self) -> Pair:
        """Everybody who belongs to a couple, or is a child or a parent."""
        of_pairs = {one for pair in self.pairs for one in pair}
        of_descents = {one for birth in self.births for one in (birth.child, *birth.parents)}
        return frozenset(of_pairs | of_descents)


def is_own_ancestor(descents: Iterable[Descent]) -> bool:
    """Whether somebody would be their own parent, grandparent and so on."""
    above: dict[UUID, set[UUID]] = {}
    for descent in descents:
        above.setdefault(descent.child, set()).update(descent.parents)
    number = {one: at for at, one in enumerate({*above, *(p for ps in above.values() for p in ps)})}
    return _order({number[c]: {number[p] for p in ps} for c, ps in above.items()}) is None


def generations(family: Family) -> dict[Member, int]:
    """The row of everybody who is related, from 0 at the top."""
    for joined in (_peers(family), _couples_only(family)):
        rows = _levels(family, _classes(family.related, joined))
        if rows is not None:
            return rows
    # Somebody married a descendant: rows follow descent alone, partners may stand apart.
    return _levels(family, {one: one for one in family.related}) or dict.fromkeys(family.related, 0)


def _peers(family: Family) -> list[tuple[Member, ...]]:
    return [*_couples_only(family), *family.sibships.values()]


def _couples_only(family: Family) -> list[tuple[Member, ...]]:
    return [tuple(pair) for pair in family.pairs]


def _classes(
    people: Iterable[Member], joined: Iterable[tuple[Member, ...]]
) -> dict[Member, Member]:
    """Everybody with whoever stands for all of their row: union and find."""
    head = {one: one for one in people}

    def find(one: Member) -> Member:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for first, *others in joined:
        for other in others:
            one, two = sorted((find(first), find(other)))
            head[two] = one
    return {one: find(one) for one in head}


def _levels(family: Family, head: dict[Member, Member]) -> dict[Member, int] | None:
    above: dict[Member, set[Member]] = {one: set() for one in head.values()}
    for birth in family.births:
        above[head[birth.child]] |= {head[parent] for parent in birth.parents}
    order = _order(above)
    if order is None:
        return None
    below: dict[Member, set[Member]] = {}
    for child, parents in above.items():
        for parent in parents:
            below.setdefault(parent, set()).add(child)
    level: dict[Member, int] = {}
    for one in order:
        level[one] = 1 + max((level[parent] for parent in above[one]), default=-1)
    for one in reversed(order):  # who married into an old family stands just above the children
        level[one] = max(level[one], min((level[c] for c in below.get(one, ())), default=1) - 1)
    for one in order:
        level[one] = max([level[one], *(level[parent] + 1 for parent in above[one])])
    return {person: level[row] for person, row in head.items()}


def _order(above: dict[Member, set[Member]]) -> list[Member] | None:
    """Parents before children; None where somebody is above themselves."""
    done: dict[Member, None] = {}
    waiting: set[Member] = set()

    def visit(one: Member) -> Iterator[Member]:
        waiting.add(one)
        yield from (parent for parent in sorted(above.get(one, ())) if parent not in done)
        waiting.discard(one)
        done[one] = None

    for start in sorted(above):
        path = [] if start in done else [visit(start)]
        while path:
            parent = next(path[-1], None)
            if parent is None:
                path.pop()
            elif parent in waiting:
                return None
            elif parent not in done:
                path.append(visit(parent))
    return list(done)
