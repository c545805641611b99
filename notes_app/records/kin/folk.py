"""A family between the client's card and a file: people by number, and how they are related."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from notes_app.clients.payloads import (
    ClientThemes,
    Couple,
    Descent,
    Domain,
    Person,
    Pole,
    Shape,
    Tie,
    TieKind,
)
from notes_app.clients.policy import is_therapist
from notes_app.payload import Part

VOID = 0  # somebody who is not in the file


class Folk(Part, frozen=True):
    """Somebody; `name` is empty where only roles go out."""

    role: str
    name: str = ""
    shape: Shape = Shape.DIAMOND
    born: int | None = None
    died: int | None = None


class Match(Part, frozen=True):
    """A couple; people are numbers from 1."""

    one: int
    other: int
    married: bool = False
    since: int | None = None
    until: int | None = None
    ended: str = ""


class Lineage(Part, frozen=True):
    """Whose child somebody is; children of one birth share a number of `twins`."""

    child: int
    parents: tuple[int, ...]
    kind: str = "birth"
    twins: int = 0
    identical: bool = False


class Bond(Part, frozen=True):
    """An emotional tie.  `over`: it has ended on a day that nobody noted."""

    kind: TieKind
    one: int
    other: int
    since: date | None = None
    until: date | None = None
    over: bool = False


class FamilyFile(Part, frozen=True):
    """A whole family; `remarks` say in words what of a file was not taken."""

    people: tuple[Folk, ...] = ()
    matches: tuple[Match, ...] = ()
    lineages: tuple[Lineage, ...] = ()
    bonds: tuple[Bond, ...] = ()
    remarks: tuple[str, ...] = ()


def folk_of(themes: ClientThemes, names: Mapping[UUID, str]) -> FamilyFile:
    """Everybody but the therapist and who was removed; `names` are those that may go out."""
    people = [person for person in themes.present_people if not is_therapist(person)]
    number = {person.id: at for at, person in enumerate(people, 1)}
    twins = {d.twins: at for at, d in enumerate(themes.descents, 1) if d.twins}
    closing = {tie.id: tie.since for tie in themes.ties}
    return FamilyFile(
        people=tuple(_folk(person, names.get(person.id, "")) for person in people),
        matches=tuple(
            _match(couple, number)
            for couple in themes.couples
            if couple.one in number or couple.other in number
        ),
        lineages=tuple(
            _lineage(descent, number, twins)
            for descent in themes.descents
            if descent.child in number
        ),
        bonds=tuple(
            _bond(tie, number, closing)
            for tie in themes.present_ties
            if tie.one in number and tie.other in number
        ),
    )


def _folk(person: Person, name: str) -> Folk:
    given = name if name != person.role else ""
    return Folk(person.role, given, person.shape, person.born, person.died)


def _match(couple: Couple, number: Mapping[UUID, int]) -> Match:
    return Match(
        one=number.get(couple.one, VOID),
        other=number.get(couple.other, VOID),
        married=couple.married,
        since=couple.since,
        until=couple.until,
        ended=couple.ended,
    )


def _lineage(descent: Descent, number: Mapping[UUID, int], twins: Mapping[UUID, int]) -> Lineage:
    return Lineage(
        child=number[descent.child],
        parents=tuple(number.get(one, VOID) for one in descent.parents),
        kind=descent.kind,
        twins=twins[descent.twins] if descent.twins else 0,
        identical=descent.identical,
    )


def _bond(tie: Tie, number: Mapping[UUID, int], closing: Mapping[UUID, date | None]) -> Bond:
    until = tie.until
    if until is None and tie.closed_by:
        until = closing.get(tie.closed_by)
    over = until is None and not tie.open
    return Bond(tie.kind, number[tie.one], number[tie.other], tie.since, until, over)


class Arriving(Part, frozen=True):
    """A family that comes in: new people with their names, and what joins them."""

    people: tuple[Person, ...]
    names: dict[UUID, str]
    couples: tuple[Couple, ...]
    descents: tuple[Descent, ...]
    ties: tuple[Tie, ...]


def arriving(family: FamilyFile, *, who: int, client: UUID) -> Arriving:
    """New people with ids of their own; number `who` of the file is the client (0: nobody is)."""
    ids = {at: client if at == who else uuid4() for at in range(1, len(family.people) + 1)}
    near = _domains(family, who)
    groups = {line.twins: uuid4() for line in family.lineages if line.twins}
    new = [(at, folk) for at, folk in enumerate(family.people, 1) if at != who]
    return Arriving(
        people=tuple(_person(ids[at], one, near.get(at, Domain.OTHER_KIN)) for at, one in new),
        names={ids[at]: folk.name for at, folk in new if folk.name},
        couples=tuple(
            _couple(match, ids)
            for match in family.matches
            if match.one in ids and match.other in ids
        ),
        descents=tuple(
            _descent(line, ids, groups)
            for line in family.lineages
            if any(one in ids for one in line.parents)
        ),
        ties=tuple(_tie(bond, ids) for bond in family.bonds),
    )


def _person(person: UUID, folk: Folk, domain: Domain) -> Person:
    pole = Pole.PAST if folk.died else Pole.CURRENT
    where = Domain.COMMUNITY if folk.shape is Shape.HEXAGON else domain
    return Person(person, folk.role, pole, where, folk.shape, folk.born, folk.died)


def _couple(match: Match, ids: Mapping[int, UUID]) -> Couple:
    years = (match.since, match.until, match.ended)
    return Couple(uuid4(), ids[match.one], ids[match.other], match.married, *years)


def _descent(line: Lineage, ids: Mapping[int, UUID], groups: Mapping[int, UUID]) -> Descent:
    return Descent(
        child=ids[line.child],
        parents=tuple(ids[one] for one in line.parents if one in ids),
        kind=line.kind,
        twins=groups.get(line.twins),
        identical=line.identical,
    )


def _tie(bond: Bond, ids: Mapping[int, UUID]) -> Tie:
    return Tie(
        id=uuid4(),
        kind=bond.kind,
        one=ids[bond.one],
        other=ids[bond.other],
        since=bond.since,
        until=bond.until,
        closed_by=uuid4() if bond.over else None,  # by whatever came then
    )


def _domains(family: FamilyFile, who: int) -> dict[int, Domain]:
    """Parents, brothers and sisters, partners and children of the client, as such."""
    mine = [{*line.parents} for line in family.lineages if line.child == who]
    found: dict[int, Domain] = {}
    for line in family.lineages:
        if who in line.parents:
            found[line.child] = Domain.CHILD
        if {*line.parents} in mine:
            found |= dict.fromkeys((line.child, *line.parents), Domain.FAMILY_OF_ORIGIN)
    for match in family.matches:
        if who in (match.one, match.other):
            found[match.other if match.one == who else match.one] = Domain.PARTNER
    return found
