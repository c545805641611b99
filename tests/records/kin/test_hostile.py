"""Files that mean harm, or were written badly: read within bounds, or refused in words."""

import time
from collections import Counter
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.clients.genogram.family import is_own_ancestor
from notes_app.clients.payloads import Descent, Shape, TieKind
from notes_app.records.kin.ancestry import MORE_PARENTS, MOST_HOMES, OWN_ANCESTOR
from notes_app.records.kin.dates import read_period, year_in
from notes_app.records.kin.family_script import is_family_script, read_family_script
from notes_app.records.kin.folk import FamilyFile
from notes_app.records.kin.gedcom_in import MOST_TIES, read_gedcom
from notes_app.records.kin.gedcom_out import gedcom_7, gedcom_551
from notes_app.records.kin.lines import MOST_BYTES
from notes_app.records.reading.errors import NotUnderstood

SECONDS = 20  # without a bound: some seconds for the value, many minutes for the thicket
DECLARED = "1 SCHMA\n2 TAG _EMOT https://between.example/gedcom/1/EMOT\n"
HEAD = f"0 HEAD\n1 GEDC\n2 VERS 7.0\n{DECLARED}"


def read(body: str, head: str = HEAD) -> FamilyFile:
    return read_gedcom(f"{head}{body}0 TRLR\n".encode())


def person(number: int, *lines: str) -> str:
    return "".join(f"{line}\n" for line in (f"0 @I{number}@ INDI", f"1 NAME P{number}", *lines))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"0 TRLR\n",
        b"\xff\xfe0\x00 \x00H\x00",
        HEAD.encode("utf-16"),
        b"0 HEAD\n0 @I1@ INDI\n1 NAME Jos\xe9\n0 TRLR\n",
        b"0 HEAD\0\n",
        b"0 HEAD\n2 SKIPS\n",
        b"0 HEAD\nnot a line\n",
        HEAD.encode() + b"0 TRLR\n",
        b"0 HEAD\n" + b"".join(b"%d A\n" % level for level in range(1, 60)),
        b"x" * (MOST_BYTES + 1),
        b"0 HEAD\n" + b"1 A\n" * 50_000,
        b"0 HEAD\n" + b"".join(b"0 @I%d@ INDI\n" % n for n in range(1000)),
    ],
)
def test_what_is_no_family_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_gedcom(content)
    assert refused.value.sentence.endswith(".")


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_bytes_break_a_reader(content: bytes) -> None:
    for reader in (read_gedcom, read_family_script):
        for whole in (content, HEAD.encode() + b"0 @I1@ INDI\n" + content):
            with suppress(NotUnderstood):
                reader(whole)


def test_pointers_that_lead_nowhere_are_left_out_and_counted() -> None:
    found = read(
        person(1, "1 FAMC @F9@", "1 ASSO @I77@", "2 _EMOT close", "1 ASSO @VOID@", "2 _EMOT close")
        + "0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I55@\n1 CHIL @I56@\n1 MARR Y\n"
    )
    assert found.lineages == found.matches == found.bonds == ()
    assert found.remarks == (
        "Parents that are not in the file (1)",
        "Ties to people who are not in the file (2)",
    )


def test_nobody_comes_in_as_their_own_ancestor() -> None:
    families = "0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n0 @F2@ FAM\n1 HUSB @I2@\n1 CHIL @I1@\n"
    found = read(person(1, "1 FAMC @F2@") + person(2, "1 FAMC @F1@") + families)
    assert len(found.lineages) == 1
    assert found.remarks == ("People who would be their own ancestor (1)",)
    alone = read(person(1, "1 FAMC @F1@") + "0 @F1@ FAM\n1 HUSB @I1@\n1 CHIL @I1@\n")
    assert alone.lineages == ()


def test_a_long_line_of_ancestors_is_no_deep_recursion() -> None:
    people = "".join(person(n, f"1 FAMC @F{n}@") for n in range(1, 300))
    families = "".join(f"0 @F{n}@ FAM\n1 HUSB @I{n + 1}@\n" for n in range(1, 299))
    assert len(read(people + families).lineages) == 298


def test_an_extension_that_was_not_declared_is_no_tie() -> None:
    body = person(1, "1 ASSO @I2@", "2 ROLE OTHER", "2 _EMOT fused") + person(2)
    assert len(read(body).bonds) == 1
    found = read(body, head="0 HEAD\n1 GEDC\n2 VERS 7.0\n")
    assert found.bonds == ()
    assert found.remarks == ("Ties of a kind that this version does not know (1)",)
    foreign = HEAD.replace("between.example", "elsewhere.example")
    assert read(body, head=foreign).bonds == ()


def test_a_kind_that_a_later_version_may_know_is_left_out() -> None:
    found = read(person(1, "1 ASSO @I2@", "2 _EMOT entangled") + person(2))
    assert found.bonds == ()
    assert found.remarks == ("Ties of a kind that this version does not know (1)",)


def test_words_are_cleaned_and_shortened_and_markup_stays_text() -> None:
    body = person(1, "1 FACT <script>x</script>\u202e", "2 TYPE Role").replace("P1", "Z" * 500)
    (found,) = read(body).people
    assert found.role.startswith("<script>")
    assert len(found.name) == 120
    (long,) = read(person(1, f"1 FACT {'r' * 500}", "2 TYPE Role")).people
    assert len(long.role) == 80


def test_a_file_of_another_program_is_read_as_far_as_it_goes() -> None:
    found = read_gedcom(
        "\ufeff0 HEAD\r\n1 CHAR UTF-8\r\n1 GEDC\r\n2 VERS 5.5.1\r\n"
        "0 @I1@ INDI\r\n1 NAME John /Smith/\r\n1 SEX M\r\n1 BIRT\r\n2 DATE ABT 12 MAR 1950\r\n"
        "0 @I2@ INDI\r\n1 NAME Ann\r\n2 CONC a\r\n1 SEX F\r\n1 DEAT Y\r\n"
        "2 DATE BET 1999 AND 2001\r\n"
        "0 @I3@ INDI\r\n1 NAME Kim\r\n1 FAMC @F1@\r\n2 PEDI adopted\r\n"
        "0 @F1@ FAM\r\n1 HUSB @I1@\r\n1 WIFE @I2@\r\n1 CHIL @I3@\r\n1 MARR\r\n2 DATE 1974\r\n"
        "1 DIV Y\r\n0 TRLR\r\n".encode()
    )
    john, ann, kim = found.people
    assert (john.name, john.shape, john.born) == ("John Smith", Shape.SQUARE, 1950)
    assert (ann.name, ann.died) == ("Anna", 1999)
    assert kim.name == "Kim"
    (match,) = found.matches
    assert (match.married, match.since, match.ended) == (True, 1974, "divorced")
    (line,) = found.lineages
    assert (line.child, line.parents, line.kind) == (3, (1, 2), "adopted")


@pytest.mark.parametrize(
    ("value", "year"),
    [("1950", 1950), ("FRENCH_R 4 BRUM 1793", None), ("44 BCE", None), ("9999", None), ("", None)],
)
def test_a_year_is_read_where_there_is_one(value: str, year: int | None) -> None:
    assert year_in(value) == year


def test_a_period_is_read_in_any_of_its_halves() -> None:
    assert [d and d.isoformat() for d in read_period("FROM 2019 TO 2024")] == [
        "2019-01-01",
        "2024-01-01",
    ]
    assert read_period("TO 30 FEB 2024") == (None, None)
    assert read_period("FROM MAR 2020")[0].isoformat() == "2020-03-01"


SCRIPT = (
    "# a comment\r\niSTART\tpInes\tlReis\tgf\tb19890312\tmMUM\tfDAD\tsMARCO\tZunknown\r"
    "iMUM\tpGra\u00e7a\tgf\niDAD\tpJoaquim\tgm\td20140101\niMARCO\tgm\n"
    "iMUM2\tpNobody\nzzz\npSTART MARCO\tgm\tm20190601\npDAD MUM\tgd\n"
)


def test_family_script_is_read_line_by_line() -> None:
    content = SCRIPT.encode()
    assert is_family_script(content)
    assert not is_family_script(HEAD.encode())
    found = read_family_script(content)
    ines, mum, dad, _marco, _ = found.people
    assert (ines.name, ines.shape, ines.born) == ("Ines Reis", Shape.CIRCLE, 1989)
    assert (mum.name, dad.died) == ("Gra\u00e7a", 2014)
    assert found.lineages[0].parents == (2, 3)
    wed, parted = found.matches
    assert (wed.one, wed.other, wed.married, wed.since) == (1, 4, True, 2019)
    assert parted.ended == "divorced"


def test_family_script_with_a_circle_keeps_what_it_can() -> None:
    found = read_family_script(b"iA\tmB\niB\tmA\niC\tmC\n")
    assert len(found.lineages) == 1
    assert found.remarks == ("People who would be their own ancestor (1)",)


@pytest.mark.parametrize("kind", TieKind)
def test_every_kind_of_tie_has_its_code(kind: TieKind) -> None:
    (bond,) = read(person(1, "1 ASSO @I2@", f"2 _EMOT {kind}") + person(2)).bonds
    assert bond.kind is kind


def crowd(number: int, *lines: str, homes: int) -> str:
    """So many people, each with these lines and a child of each of so many homes."""
    everybody = range(1, number + 1)
    above = [f"1 FAMC @F{home}@" for home in range(1, homes + 1)]
    pairs = ((home, home % number + 1, home * 7 % number + 1) for home in range(1, homes + 1))
    return "".join(person(one, *above, *lines) for one in everybody) + "".join(
        f"0 @F{home}@ FAM\n1 HUSB @I{one}@\n1 WIFE @I{other}@\n" for home, one, other in pairs
    )


def test_a_thicket_of_descent_is_gone_through_once_each_way() -> None:
    begun = time.thread_time()
    found = read(crowd(300, homes=100))
    assert gedcom_551(found)
    assert gedcom_7(found)
    assert time.thread_time() - begun < SECONDS
    assert max(Counter(one.child for one in found.lineages).values()) == MOST_HOMES
    assert not is_own_ancestor(
        Descent(UUID(int=one.child), tuple(UUID(int=parent) for parent in one.parents))
        for one in found.lineages
    )
    assert [remark.partition(" (")[0] for remark in found.remarks] == [OWN_ANCESTOR, MORE_PARENTS]


def test_a_value_of_forty_thousand_lines_is_gone_through_once() -> None:
    begun = time.thread_time()
    found = read(person(1, *["2 CONT and so on, and so on, and so on"] * 39_000))
    assert len(found.people[0].name) == 120
    assert time.thread_time() - begun < SECONDS


def test_more_ties_than_a_map_can_draw_are_left_out_and_counted() -> None:
    tied = ["1 ASSO @I1@", "2 _EMOT close"] * 3
    found = read("".join(person(one, *tied) for one in range(1, 300)))
    assert len(found.bonds) == MOST_TIES
    assert f"Ties beyond the first {MOST_TIES} (294)" in found.remarks
