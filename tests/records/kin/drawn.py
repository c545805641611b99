"""Families in files, drawn by chance: everything that a file can hold."""

from datetime import date

from hypothesis import strategies as st

from notes_app.clients.payloads import Shape, TieKind
from notes_app.records.kin.folk import Bond, FamilyFile, Folk, Lineage, Match
from notes_app.web.fields import as_line

words = st.text(min_size=1, max_size=30).map(as_line).filter(lambda w: w and "\u2215" not in w)
years = st.none() | st.integers(1500, 2100)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
marks = st.sampled_from(
    ["@I1@", "@", "@@x", "0 HEAD", "O/Neil/", "Ana  María", "媽媽", "No\u0301ra"]
)
roles = (words | marks).map(as_line)


@st.composite
def folk(draw) -> Folk:
    role = draw(roles)
    name = draw(st.just("") | roles.filter(lambda one: one != role))
    return Folk(role, name, draw(st.sampled_from(Shape)), draw(years), draw(years))


@st.composite
def families(draw) -> FamilyFile:
    people = draw(st.lists(folk(), min_size=2, max_size=9))
    numbers = range(1, len(people) + 1)
    pairs = [(one, other) for one in numbers for other in numbers if one < other]
    return FamilyFile(
        people=tuple(people),
        matches=tuple(draw_matches(draw, pairs)),
        lineages=tuple(draw_lineages(draw, numbers)),
        bonds=tuple(draw_bonds(draw, pairs)),
    )


def draw_matches(draw, pairs) -> list[Match]:
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    found = []
    for one, other in chosen:
        ended = draw(st.sampled_from(["", "separated", "divorced", "died"]))
        found.append(Match(one, other, draw(st.booleans()), draw(years), draw(years), ended))
    return found


def draw_lineages(draw, numbers) -> list[Lineage]:
    """Parents have higher numbers than their children: nobody is their own ancestor."""
    found = []
    for child in numbers:
        above = [one for one in numbers if one > child]
        size = st.integers(0, min(2, len(above)))
        chosen = draw(st.permutations(above))[: draw(size)] if above else []
        if chosen:
            kind = draw(st.sampled_from(["birth", "adopted", "fostered"]))
            found.append(Lineage(child, tuple(sorted(chosen)), kind))
    return as_twins(found, draw(st.booleans()))


def as_twins(lineages: list[Lineage], identical: bool) -> list[Lineage]:  # noqa: FBT001 - drawn
    """The first two children of the same parents are of one birth."""
    for one in lineages:
        same = [x for x in lineages if x.parents == one.parents][:2]
        if len(same) == 2:
            return [
                Lineage(x.child, x.parents, x.kind, min(s.child for s in same), identical)
                if x in same
                else x
                for x in lineages
            ]
    return lineages


def draw_bonds(draw, pairs) -> list[Bond]:
    found = []
    for one, other in draw(st.lists(st.sampled_from(pairs), max_size=5)):
        since, until = draw(days), draw(days)
        over = draw(st.booleans()) and until is None
        found.append(Bond(draw(st.sampled_from(TieKind)), one, other, since, until, over))
    return found
