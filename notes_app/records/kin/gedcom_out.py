"""Write a family as FamilySearch GEDCOM 7, or as GEDCOM 5.5.1 for older programs.

Emotional ties have no place in GEDCOM.  In version 7 they stand in an extension that the head
declares, `_EMOT`, beside an association whose phrase says the tie in words, so that other programs
lose nothing readable.  In 5.5.1 they are associations with a note.
"""

from collections.abc import Iterator
from functools import partial

from notes_app.clients.payloads import Shape
from notes_app.clients.words import TIES
from notes_app.records.kin.dates import period
from notes_app.records.kin.folk import VOID, Bond, FamilyFile, Folk, Lineage, Match
from notes_app.records.kin.lines import Structure, line, written

EMOT = "https://between.example/gedcom/1/EMOT"
PEDIGREES = {"birth": "BIRTH", "adopted": "ADOPTED", "fostered": "FOSTER"}
ENDINGS = {"separated": "Separated", "died": "Ended by a death", "": "Ended"}
GENDERS = {Shape.SQUARE: "man", Shape.CIRCLE: "woman"}
SORTS = {Shape.HEXAGON: "group", Shape.TRIANGLE: "expected child"}
IDENTICAL = "identical twin"
Parents = frozenset[int]


def gedcom_7(family: FamilyFile) -> bytes:
    """The file in version 7."""
    schema = line("SCHMA", "", line("TAG", f"_EMOT {EMOT}"))
    head = line("HEAD", "", line("GEDC", "", line("VERS", "7.0")), schema)
    return written([head, *_people(family, older=False), *_families(family), line("TRLR")])


def gedcom_551(family: FamilyFile) -> bytes:
    """The file in version 5.5.1."""
    form = line("GEDC", "", line("VERS", "5.5.1"), line("FORM", "LINEAGE-LINKED"))
    head = line("HEAD", "", line("SOUR", "BETWEEN"), form, line("CHAR", "UTF-8"))
    head.below.insert(1, line("SUBM", "@U1@"))
    submitter = line("SUBM", "", line("NAME", "Not named"), xref="@U1@")
    records = [head, submitter, *_people(family, older=True), *_families(family, older=True)]
    return written([*records, line("TRLR")])


def _pointer(number: int) -> str:
    return f"@I{number}@" if number != VOID else "@VOID@"


def _homes(family: FamilyFile) -> dict[Parents, int]:
    """The number of each family record: one for each couple, and for each set of parents."""
    sets = [frozenset({m.one, m.other}) for m in family.matches]
    sets += [frozenset(one.parents) for one in family.lineages]
    return {parents: at for at, parents in enumerate(dict.fromkeys(sets), 1)}


def _people(family: FamilyFile, *, older: bool) -> Iterator[Structure]:
    homes = _homes(family)
    for number, folk in enumerate(family.people, 1):
        below = [*_facts(folk, older=older)]
        for one in family.lineages:
            if one.child == number:
                pedigree = PEDIGREES[one.kind]
                home = homes[frozenset(one.parents)]
                kind = line("PEDI", pedigree.lower() if older else pedigree)
                below.append(line("FAMC", f"@F{home}@", kind))
        below += [
            line("FAMS", f"@F{home}@") for parents, home in homes.items() if number in parents
        ]
        below += _twins(family, number, older=older)
        tell = _older_tie if older else _tie
        below += [tell(bond) for bond in family.bonds if bond.one == number]
        yield line("INDI", "", line("RESN", _secret(older=older)), *below, xref=_pointer(number))


def _secret(*, older: bool) -> str:
    return "confidential" if older else "CONFIDENTIAL"


def _facts(folk: Folk, *, older: bool) -> Iterator[Structure]:
    yield line("NAME", (folk.name or folk.role).replace("/", "\u2215"))
    yield line("SEX", "U")
    fact = partial(line, "FACT")
    yield fact(folk.role, line("TYPE", "Role"))
    if folk.shape in GENDERS:
        yield fact(GENDERS[folk.shape], line("TYPE", "Gender"))
    elif folk.shape in SORTS:
        yield fact(SORTS[folk.shape], line("TYPE", "Kind"))
    if folk.born is not None:
        yield line("BIRT", "", line("DATE", f"{folk.born:04}"))
    if folk.died is not None:
        yield line("DEAT", "Y" if older else "", line("DATE", f"{folk.died:04}"))


def _twins(family: FamilyFile, number: int, *, older: bool) -> Iterator[Structure]:
    births = {one.twins for one in family.lineages if one.child == number} - {0}
    for other in family.lineages if births else ():
        if other.twins in births and other.child != number:
            yield _twin(other, older=older)


def _twin(other: Lineage, *, older: bool) -> Structure:
    phrase = IDENTICAL if other.identical else "twin"
    if older:
        return line("ASSO", _pointer(other.child), line("RELA", phrase))
    role = line("ROLE", "MULTIPLE", line("PHRASE", phrase))
    return line("ASSO", _pointer(other.child), role)


def _tie(bond: Bond) -> Structure:
    role = line("ROLE", "OTHER", line("PHRASE", TIES[bond.kind]))
    when = period(bond.since, bond.until)
    below = [line("DATE", when)] if when else []
    below += [line("TYPE", "over")] if bond.over else []
    return line("ASSO", _pointer(bond.other), role, line("_EMOT", str(bond.kind), *below))


def _older_tie(bond: Bond) -> Structure:
    when = period(bond.since, bond.until) or ("over" if bond.over else "")
    note = f"{TIES[bond.kind]}, {when}" if when else TIES[bond.kind]
    relation = line("RELA", TIES[bond.kind][:25])
    return line("ASSO", _pointer(bond.other), relation, line("NOTE", note))


def _families(family: FamilyFile, *, older: bool = False) -> Iterator[Structure]:
    matches = {frozenset({m.one, m.other}): m for m in family.matches}
    for parents, home in _homes(family).items():
        match = matches.get(parents)
        first, *second = (match.one, match.other) if match else sorted(parents, reverse=True)
        below = [line("HUSB", _pointer(first)), *(line("WIFE", _pointer(s)) for s in second)]
        if older:
            below = [one for one in below if one.value != "@VOID@"]
        children = [one.child for one in family.lineages if frozenset(one.parents) == parents]
        below += [line("CHIL", _pointer(child)) for child in dict.fromkeys(children)]
        below += _events(match) if match else []
        yield line("FAM", "", line("RESN", _secret(older=older)), *below, xref=f"@F{home}@")


def _events(match: Match) -> Iterator[Structure]:
    since = [line("DATE", f"{match.since:04}")] if match.since is not None else []
    until = [line("DATE", f"{match.until:04}")] if match.until is not None else []
    if match.married:
        yield line("MARR", "" if since else "Y", *since)
    else:
        yield line("EVEN", "Together", line("TYPE", "Together"), *since)
    if match.ended == "divorced":
        yield line("DIV", "" if until else "Y", *until)
    elif match.ended or until:
        word = ENDINGS[match.ended]
        yield line("EVEN", word, line("TYPE", word), *until)
