"""FamilyScript, letter by letter as Family Echo publishes them."""

import pytest

from notes_app.clients.payloads import Shape
from notes_app.records.kin.family_script import is_family_script, read_family_script
from notes_app.records.kin.folk import FamilyFile, Lineage, Match


def family(*lines: str) -> FamilyFile:
    return read_family_script("\n".join(lines).encode())


def couple(facts: str) -> Match:
    (match,) = family("iA\tpAna", "iB\tpBen", f"pA B\t{facts}").matches
    return match


def test_a_person_has_names_gender_and_years() -> None:
    made, other = family(
        "# a comment",
        "iA\tpMary Alice\tlSmith\tqJones\tgf\tb19680714\tz1\td20050400~",
        "iB\tqJones\tgoTrans",
    ).people
    assert (made.name, made.shape, made.born, made.died) == (
        "Mary Alice Smith",
        Shape.CIRCLE,
        1968,
        2005,
    )
    assert (other.name, other.shape, other.born) == ("Jones", Shape.DIAMOND, None)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("19530000", 1953),
        ("20030428-20040115", 2003),
        ("19990000<", 1999),
        ("00001106", None),
        ("B00270330", None),
    ],
)
def test_a_date_gives_its_year(written: str, year: int | None) -> None:
    (person,) = family(f"iA\tpAna\tb{written}").people
    assert person.born == year


@pytest.mark.parametrize("letters", ["mfV", "XYW", "KLQ"])
@pytest.mark.parametrize(
    ("kind", "descent"), [("", "birth"), ("b", "birth"), ("a", "adopted"), ("f", "fostered")]
)
def test_each_of_three_pairs_of_parents_has_its_own_letters(
    letters: str, kind: str, descent: str
) -> None:
    mother, father, which = letters
    told = f"\t{which}{kind}" if kind else ""
    found = family("iM\tpMum", "iD\tpDad", f"iC\tpChild\t{mother}M\t{father}D{told}")
    assert found.lineages == (Lineage(3, (1, 2), descent),)


@pytest.mark.parametrize("kind", ["s", "g"])
def test_a_step_parent_or_a_godparent_is_no_descent_and_is_counted(kind: str) -> None:
    found = family("iM\tpMum", "iG\tpGail", f"iC\tpChild\tmM\tXG\tW{kind}")
    assert found.lineages == (Lineage(3, (1,), "birth"),)
    assert found.remarks == ("Step-parents and godparents (1)",)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("gm\tm19900601", (True, 1990, None, "")),
        ("gr\tb19880000", (False, 1988, None, "")),
        ("ge\tr19890000", (False, None, None, "")),
        ("gs\tm19900601\ts20010101", (True, 1990, 2001, "separated")),
        ("gd\tm19900601\ts20010101\td20030101", (True, 1990, 2003, "divorced")),
        ("ga\tm19900601\ta19910101", (True, 1990, 1991, "divorced")),
        ("gr\tb19880000\tz19950000", (False, 1988, 1995, "separated")),
        ("e1", (False, None, None, "separated")),
        ("e2\tgoLife partnership", (False, None, None, "")),
    ],
)
def test_a_partnership_says_what_it_is_and_how_it_ended(
    facts: str, told: tuple[bool, int | None, int | None, str]
) -> None:
    made = couple(facts)
    assert (made.married, made.since, made.until, made.ended) == told


def test_current_partners_named_by_each_other_are_one_couple() -> None:
    found = family("iA\tpAna\tsB", "iB\tpBen\tsA")
    assert [(match.one, match.other) for match in found.matches] == [(1, 2)]


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_lines_end_in_any_way_and_unknown_letters_are_ignored(ending: str) -> None:
    told = ending.join(["# Created by somebody", "iA\t^START\tpAna\t?x", "iB\tpBen", ""]).encode()
    assert is_family_script(told)
    assert [one.name for one in read_family_script(told).people] == ["Ana", "Ben"]
