"""Read a family from GEDCOM 7, and from 5.5.1 as far as it says the same.

Nothing is believed: pointers may lead nowhere, people may be their own ancestors, values may be
long.  What is not taken is said in remarks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from notes_app.clients.payloads import Shape, TieKind
from notes_app.records.kin.ancestry import OWN_ANCESTOR, Ancestry
from notes_app.records.kin.dates import read_period, year_in
from notes_app.records.kin.folk import Bond, FamilyFile, Folk, Lineage, Match
from notes_app.records.kin.gedcom_out import EMOT, ENDINGS, IDENTICAL, PEDIGREES, SORTS
from notes_app.records.kin.lines import Structure, read_structures
from notes_app.records.reading.errors import NotUnderstood
from notes_app.web.fields import as_line

MOST_PEOPLE, MOST_COUPLES, MOST_TIES = 300, 300, 600
LONGEST_ROLE, LONGEST_NAME = 80, 120
GENDERS = {"man": Shape.SQUARE, "woman": Shape.CIRCLE}
SHAPES = {word: shape for shape, word in SORTS.items()}
SEXES = {"M": Shape.SQUARE, "F": Shape.CIRCLE}
KINDS = {pedigree: kind for kind, pedigree in PEDIGREES.items()}
ENDED = {word: ended for ended, word in ENDINGS.items()}
RELATIVE = "Relative"

T = TypeVar("T")


@dataclass
class _Reading:
    """A file while it is read: its records, whom each pointer means, what was left out."""

    people: list[Structure]
    homes: list[Structure]
    declared: frozenset[str]
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def number(self) -> dict[str, int]:
        return {one.xref: at for at, one in enumerate(self.people, 1)}

    def leave_out(self, what: str, count: int = 1) -> None:
        self.left_out[what] = self.left_out.get(what, 0) + count

    def at_most(self, most: int, found: Iterable[T], what: str) -> tuple[T, ...]:
        """The first ones: a file of two megabytes has room for more than any map can draw."""
        every = tuple(found)
        if len(every) > most:
            self.leave_out(f"{what} beyond the first {most}", len(every) - most)
        return every[:most]

    def remarks(self) -> tuple[str, ...]:
        return tuple(f"{what} ({count})" for what, count in self.left_out.items())


def read_gedcom(content: bytes) -> FamilyFile:
    """The family of a file.  Raises NotUnderstood."""
    records = read_structures(content)
    people = [one for one in records if one.tag == "INDI" and one.xref]
    if not people:
        raise NotUnderstood("Nobody stands in this file.")
    if len(people) > MOST_PEOPLE:
        raise NotUnderstood(
            f"{len(people):,} people stand in this file; {MOST_PEOPLE} fit. Export a part of it."
        )
    tags = [
        one.value.split(" ", 1)
        for schema in records[0].all("SCHMA")
        for one in schema.all("TAG")
        if " " in one.value
    ]
    declared = frozenset(tag for tag, uri in tags if uri.strip() == EMOT)
    homes = [one for one in records if one.tag == "FAM" and one.xref]
    return _family(_Reading(people, homes, declared))


def _family(reading: _Reading) -> FamilyFile:
    number = reading.number
    lineages = _acyclic(_as_twins(reading, list(_lineages(reading, number)), number), reading)
    return FamilyFile(
        people=tuple(_folk(one) for one in reading.people),
        matches=reading.at_most(MOST_COUPLES, _matches(reading, number), "Couples"),
        lineages=tuple(lineages),
        bonds=reading.at_most(MOST_TIES, _bonds(reading, number), "Ties"),
        remarks=reading.remarks(),
    )


def _folk(one: Structure) -> Folk:
    facts = {fact.text("TYPE"): fact.value for fact in one.all("FACT")}
    name = as_line(one.text("NAME").replace("/", " ").replace("\u2215", "/"))[:LONGEST_NAME]
    role = as_line(facts.get("Role", ""))[:LONGEST_ROLE]
    shape = GENDERS.get(facts.get("Gender", "")) or SEXES.get(one.text("SEX"), Shape.DIAMOND)
    return Folk(
        role=role or RELATIVE,
        name=name if name != role.replace("\u2215", "/") else "",
        shape=SHAPES.get(facts.get("Kind", ""), shape),
        born=_year(one, "BIRT"),
        died=_year(one, "DEAT"),
    )


def _year(one: Structure, event: str) -> int | None:
    found = one.first(event)
    return year_in(found.text("DATE")) if found else None


def _partners(home: Structure, number: dict[str, int]) -> list[int]:
    found = [number.get(one.points_to, 0) for one in home.all("HUSB", "WIFE")]
    return list(dict.fromkeys(one for one in found if one))[:2]


def _matches(reading: _Reading, number: dict[str, int]) -> Iterator[Match]:
    seen: set[frozenset[int]] = set()
    for home in reading.homes:
        pair = _partners(home, number)
        told = list(home.all("MARR", "DIV", "EVEN"))
        childless = home.first("CHIL") is None
        if len(pair) < 2 or frozenset(pair) in seen or not (told or childless):  # noqa: PLR2004 - a couple
            continue
        seen.add(frozenset(pair))
        yield _match(home, pair)


def _match(home: Structure, pair: list[int]) -> Match:
    typed = {one.text("TYPE"): one for one in home.all("EVEN")}
    married, together = home.first("MARR"), typed.get("Together")
    begun = married or together
    ended = next((ended for word, ended in ENDED.items() if word in typed), "")
    over = home.first("DIV") or next((typed[word] for word in ENDED if word in typed), None)
    return Match(
        one=pair[0],
        other=pair[1],
        married=married is not None,
        since=year_in(begun.text("DATE")) if begun else None,
        until=year_in(over.text("DATE")) if over else None,
        ended="divorced" if home.first("DIV") else ended,
    )


def _lineages(reading: _Reading, number: dict[str, int]) -> Iterator[Lineage]:
    homes = {home.xref: home for home in reading.homes}
    for child, one in enumerate(reading.people, 1):
        told: set[str] = set()
        for link in one.all("FAMC"):
            home = homes.get(link.points_to)
            if home is None:
                reading.leave_out("Parents that are not in the file")
            elif home.xref not in told:
                told.add(home.xref)
                yield from _lineage(reading, child, _partners(home, number), link.text("PEDI"))
    told_above = [{up.points_to for up in one.all("FAMC")} for one in reading.people]
    for home in reading.homes:
        parents = _partners(home, number)
        for link in home.all("CHIL"):
            known = number.get(link.points_to)
            if known and home.xref not in told_above[known - 1]:
                yield from _lineage(reading, known, parents, "")


def _lineage(
    reading: _Reading, child: int, parents: Sequence[int], pedigree: str
) -> Iterator[Lineage]:
    kind = KINDS.get(pedigree.upper(), "birth")
    if not parents:
        reading.leave_out("Parents that are not in the file")
    elif child in parents:
        reading.leave_out(OWN_ANCESTOR)
    else:
        yield Lineage(child, tuple(sorted(parents)), kind)


def _as_twins(reading: _Reading, lineages: list[Lineage], number: dict[str, int]) -> list[Lineage]:
    """Children of one birth: those whom an association of the role MULTIPLE joins."""
    together: dict[int, int] = {}
    identical: set[int] = set()
    for child, one in enumerate(reading.people, 1):
        for link in one.all("ASSO"):
            role, other = link.first("ROLE"), number.get(link.points_to)
            if role and role.value == "MULTIPLE" and other and other != child:
                group = min(together.get(child, child), together.get(other, other))
                together |= {child: group, other: group}
                identical |= {child, other} if role.text("PHRASE") == IDENTICAL else set()
    first = {
        child: next((x.parents for x in lineages if x.child == child), ()) for child in together
    }
    return [
        Lineage(x.child, x.parents, x.kind, together[x.child], x.child in identical)
        if x.child in together and first.get(together[x.child]) == x.parents
        else x
        for x in lineages
    ]


def _acyclic(lineages: list[Lineage], reading: _Reading) -> list[Lineage]:
    """Without those that would make somebody their own ancestor."""
    ancestry = Ancestry()
    kept = ancestry.kept(lineages)
    for what, count in ancestry.left_out.items():
        reading.leave_out(what, count)
    return kept


def _bonds(reading: _Reading, number: dict[str, int]) -> Iterator[Bond]:
    for person, one in enumerate(reading.people, 1):
        for link in one.all("ASSO"):
            told = link.first("_EMOT")
            if told is None:
                continue
            other = number.get(link.points_to)
            if "_EMOT" not in reading.declared or told.value not in set(TieKind):
                reading.leave_out("Ties of a kind that this version does not know")
            elif not other or other == person:
                reading.leave_out("Ties to people who are not in the file")
            else:
                yield _bond(TieKind(told.value), person, other, told)


def _bond(kind: TieKind, one: int, other: int, told: Structure) -> Bond:
    since, until = read_period(told.text("DATE"))
    return Bond(kind, one, other, since, until, told.text("TYPE") == "over" and until is None)
