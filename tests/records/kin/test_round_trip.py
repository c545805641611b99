"""What goes out as GEDCOM 7 comes in again, whole."""

from datetime import date
from uuid import uuid4

from hypothesis import given, settings
from msgspec.structs import replace

from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.marks import Mark
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
from notes_app.records.kin.folk import FamilyFile, arriving, folk_of
from notes_app.records.kin.gedcom_in import read_gedcom
from notes_app.records.kin.gedcom_out import gedcom_7, gedcom_551
from tests.clients.genogram.families import forty_people
from tests.records.kin.drawn import families


def in_order(family: FamilyFile) -> tuple[object, ...]:
    """A family for comparison: the order of its parts says nothing."""
    return (
        family.people,
        sorted(family.matches, key=lambda m: (m.one, m.other)),
        sorted(family.lineages, key=lambda x: (x.child, x.parents)),
        sorted(family.bonds, key=str),
        family.remarks,
    )


@given(families())
@settings(deadline=None)
def test_a_family_comes_back_from_gedcom_7(family: FamilyFile) -> None:
    assert in_order(read_gedcom(gedcom_7(family))) == in_order(family)


@given(families())
@settings(deadline=None, max_examples=40)
def test_the_older_format_holds_the_family_without_its_ties(family: FamilyFile) -> None:
    found = read_gedcom(gedcom_551(family))
    assert found.people == family.people
    assert found.bonds == ()
    told = {(x.child, x.parents, x.kind) for x in family.lineages}
    assert {(x.child, x.parents, x.kind) for x in found.lineages} == told


def themes_of_forty() -> ClientThemes:
    maker = forty_people()
    ids = [person.id for person in maker.people]
    ties = tuple(
        Tie(uuid4(), kind, ids[at], ids[at + 1], date(2019, 1, at + 1), date(2024, 5, at + 1))
        for at, kind in enumerate(TieKind)
    )
    me = Person(uuid4(), "Self", Pole.SELF, Domain.ONESELF)
    you = Person(uuid4(), "You", Pole.THERAPIST, Domain.THERAPIST)
    return ClientThemes(
        code_name="Plover",
        people=(you, me, *maker.people),
        couples=tuple(maker.couples),
        descents=tuple(maker.descents),
        ties=ties,
    )


def test_forty_people_over_four_generations_come_back_as_they_were() -> None:
    themes = themes_of_forty()
    out = folk_of(themes, {})
    assert (len(out.people), len(out.bonds)) == (41, 13)
    back = read_gedcom(gedcom_7(out))
    assert in_order(back) == in_order(out)
    new = arriving(back, who=1, client=themes.people[1].id)
    again = ClientThemes(
        code_name="Plover",
        people=(*themes.people[:2], *new.people),
        couples=new.couples,
        descents=new.descents,
        ties=new.ties,
    )
    assert in_order(folk_of(again, {})) == in_order(out)


def test_the_therapist_and_who_was_removed_stay_at_home() -> None:
    gone = Person(uuid4(), "Gone", Pole.PAST, Domain.FAMILY_OF_ORIGIN, removed=date(2026, 1, 1))
    mother = Person(uuid4(), "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE)
    me = Person(uuid4(), "Self", Pole.SELF, Domain.ONESELF)
    you = Person(uuid4(), "You and the client", Pole.THERAPIST, Domain.THERAPIST)
    themes = ClientThemes(
        code_name="Heron",
        people=(you, me, mother, gone),
        couples=(Couple(uuid4(), mother.id, gone.id, married=True),),
        descents=(Descent(me.id, (mother.id, gone.id)),),
        ties=(
            Tie(uuid4(), TieKind.CLOSE, me.id, you.id),
            Tie(uuid4(), TieKind.HARM, gone.id, me.id),
        ),
    )
    text = gedcom_7(folk_of(themes, {})).decode()
    assert "Gone" not in text
    assert "You and" not in text
    assert "_EMOT close" not in text
    assert "@VOID@" in text
    (line,) = read_gedcom(text.encode()).lineages
    assert line.parents == (2,)


def test_no_file_of_a_family_has_a_mark_or_a_loss() -> None:
    plain = themes_of_forty()
    parents = (plain.people[2].id, plain.people[3].id)
    kept = replace(
        plain,
        marks=(Mark(parents[0], illness=True, addiction=True),),
        losses=(
            Loss(uuid4(), parents, LossKind.STILLBIRTH, 1984, shown=True),
            Loss(uuid4(), parents[:1], year=1986),
        ),
    )
    assert [write(folk_of(kept, {})) for write in (gedcom_7, gedcom_551)] == [
        write(folk_of(plain, {})) for write in (gedcom_7, gedcom_551)
    ]


def test_an_expected_child_goes_out_without_a_birth_and_comes_back_as_one() -> None:
    mother = Person(uuid4(), "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE)
    child = Person(uuid4(), "Baby", Pole.CURRENT, Domain.CHILD, Shape.TRIANGLE)
    descents = (Descent(child.id, (mother.id,)),)
    out = folk_of(ClientThemes("Heron", people=(mother, child), descents=descents), {})
    for write in (gedcom_7, gedcom_551):
        assert b"1 FACT expected child\n2 TYPE Kind" in write(out)
        assert b"1 BIRT" not in write(out)
        assert read_gedcom(write(out)).people[1] == out.people[1]


def test_the_file_says_what_the_extension_is_and_every_tie_in_words() -> None:
    lines = gedcom_7(folk_of(themes_of_forty(), {})).decode().split("\n")
    assert lines[:5] == [
        "0 HEAD",
        "1 GEDC",
        "2 VERS 7.0",
        "1 SCHMA",
        "2 TAG _EMOT https://between.example/gedcom/1/EMOT",
    ]
    assert lines[-2:] == ["0 TRLR", ""]
    at = lines.index("2 _EMOT fused")
    assert lines[at - 3 : at + 2] == [
        "1 ASSO @I5@",
        "2 ROLE OTHER",
        "3 PHRASE very close, fused",
        "2 _EMOT fused",
        "3 DATE FROM 3 JAN 2019 TO 3 MAY 2024",
    ]
    assert not any(line.split(" ")[1] == "CONC" for line in lines if line)
    records = [line for line in lines if line.endswith((" INDI", " FAM"))]
    assert lines.count("1 RESN CONFIDENTIAL") == len(records)


def test_names_go_out_only_where_they_are_given() -> None:
    mother = Person(uuid4(), "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN)
    themes = ClientThemes(code_name="Heron", people=(mother,))
    assert b"Ida" not in gedcom_7(folk_of(themes, {}))
    named = gedcom_7(folk_of(themes, {mother.id: "Ida"}))
    assert b"1 NAME Ida" in named
    assert b"1 FACT Mother" in named
