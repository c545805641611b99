"""Couples, parents and closeness, as a therapist notes them."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import ClientThemes, Couple, Descent, Domain, Person, Pole
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_person
from tests.cast import Practice
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def kin(practice: Practice) -> dict[str, UUID]:
    found = {}
    for role in ("Ida", "Paul", "Noa", "Ben"):
        made = Person(uuid4(), role, Pole.CURRENT, Domain.FAMILY_OF_ORIGIN)
        found[role] = add_person(practice.mira, person=made, keyring=practice.keyrings["ana"])
    db.session.commit()
    return found


def themes_of(practice: Practice) -> ClientThemes:
    db.session.rollback()
    db.session.refresh(practice.mira)
    return open_client_themes(practice.mira, practice.keyrings["ana"])


def overview(ana: Browser, practice: Practice) -> Page:
    return ana.get("clients.overview", client_id=practice.mira.id)


def add_couple(ana: Browser, practice: Practice, **fields: object) -> Page:
    form = ana.get("clients.add_couple", client_id=practice.mira.id)
    return ana.submit(form, **fields)


def parents(ana: Browser, practice: Practice, child: UUID, **fields: object) -> Page:
    form = ana.get("clients.add_parents", client_id=practice.mira.id, person_id=child)
    return ana.submit(form, **fields)


def test_a_couple_is_added_changed_removed_and_all_of_it_undone(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    add_couple(ana, practice, one=str(kin["Ida"]), other=str(kin["Paul"]), since="1974")
    page = overview(ana, practice)
    assert "Ida and Paul, since 1974" in page.text
    form = ana.get_path(page.links["Change Ida and Paul"])
    ana.submit(form, married="y", until="1990", ended="divorced")
    (couple,) = themes_of(practice).couples
    assert (couple.married, couple.ended) == (True, "divorced")
    page = overview(ana, practice)
    assert "Ida and Paul, married, since 1974, divorced 1990" in page.text
    ana.submit(page, press="Remove the couple Ida and Paul")
    assert themes_of(practice).couples == ()
    ana.submit(overview(ana, practice), press="Undo")
    assert themes_of(practice).couples == (couple,)


def test_a_couple_is_noted_once(ana: Browser, practice: Practice, kin: dict[str, UUID]) -> None:
    add_couple(ana, practice, one=str(kin["Ida"]), other=str(kin["Paul"]))
    form = ana.get("clients.add_couple", client_id=practice.mira.id)
    page = ana.submit(form, one=str(kin["Paul"]), other=str(kin["Ida"]), status=422)
    assert "noted as a couple already" in page.text


def test_a_couple_that_ends_before_it_begins_is_refused(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    form = ana.get("clients.add_couple", client_id=practice.mira.id)
    fields = {"one": str(kin["Ida"]), "other": str(kin["Paul"])}
    page = ana.submit(form, **fields, since="1990", until="1980", status=422)
    assert "This lies before the year in which it began." in page.text


def test_two_windows_do_not_change_a_couple_over_one_another(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    add_couple(ana, practice, one=str(kin["Ida"]), other=str(kin["Paul"]))
    form = ana.get_path(overview(ana, practice).links["Change Ida and Paul"])
    ana.submit(form, since="1970")
    page = ana.submit(form, since="1980", status=409)
    assert "changed in another window" in page.text
    assert themes_of(practice).couples[0].since == 1970


def test_parents_are_noted_and_removed_and_it_is_undone(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    parents(ana, practice, kin["Noa"], first=str(kin["Ida"]), second=str(kin["Paul"]))
    page = overview(ana, practice)
    assert "Noa, child of Ida and Paul" in page.text
    ana.submit(page, press="Remove Ida as parent of Noa")
    assert themes_of(practice).descents == ()
    ana.submit(overview(ana, practice), press="Undo")
    assert themes_of(practice).descents == (Descent(kin["Noa"], (kin["Ida"], kin["Paul"])),)


def test_somebody_may_be_adopted_beside_their_parents_by_birth(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    parents(ana, practice, kin["Noa"], first=str(kin["Ida"]))
    parents(ana, practice, kin["Noa"], first=str(kin["Paul"]), kind="adopted")
    assert [one.kind for one in themes_of(practice).descents] == ["birth", "adopted"]
    assert "Noa, child of Paul, adopted" in overview(ana, practice).text


def test_nobody_becomes_their_own_ancestor(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    parents(ana, practice, kin["Noa"], first=str(kin["Ida"]))
    parents(ana, practice, kin["Ben"], first=str(kin["Noa"]))
    form = ana.get("clients.add_parents", client_id=practice.mira.id, person_id=kin["Ida"])
    page = ana.submit(form, first=str(kin["Ben"]), status=422)
    assert "Ben already descends from Ida, and nobody can be their own ancestor." in page.text
    assert len(themes_of(practice).descents) == 2


def test_twins_share_a_birth_and_need_the_same_parents(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    form = ana.get("clients.add_parents", client_id=practice.mira.id, person_id=kin["Ben"])
    page = ana.submit(form, first=str(kin["Ida"]), twin_of=str(kin["Noa"]), status=422)
    assert "Twins have the same parents." in page.text
    parents(ana, practice, kin["Noa"], first=str(kin["Ida"]))
    fields = {"first": str(kin["Ida"]), "twin_of": str(kin["Noa"]), "identical": "y"}
    parents(ana, practice, kin["Ben"], **fields)
    one, other = themes_of(practice).descents
    assert one.twins == other.twins is not None
    assert one.identical
    assert other.identical
    assert "Ben, child of Ida, identical twin" in overview(ana, practice).text


def test_closeness_is_noted_by_day_and_taken_back(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    address = {"client_id": practice.mira.id, "person_id": kin["Ida"]}
    form = ana.get("clients.note_closeness", **address)
    ana.submit(form, on="2026-03-01", closeness="7", trust="2", strategy="turned-up")
    page = ana.get("clients.note_closeness", **address)
    cells = [" ".join(cell.text.split()) for cell in page.top.all("th", "td")]
    assert cells[6:11] == ["1 March 2026", "7", "2", "", "Need turned up"]
    assert "not a validated scale" in page.text
    ana.submit(page, press="Remove what was noted 1 March 2026")
    assert themes_of(practice).closeness == ()
    ana.submit(ana.get("clients.note_closeness", **address), press="Undo")
    assert [one.closeness for one in themes_of(practice).closeness] == [7]


@pytest.mark.parametrize("fields", [{"trust": ""}, {"closeness": "11"}, {"trust": "-1"}])
def test_closeness_needs_something_from_nought_to_ten(
    ana: Browser, practice: Practice, kin: dict[str, UUID], fields: dict[str, str]
) -> None:
    form = ana.get("clients.note_closeness", client_id=practice.mira.id, person_id=kin["Ida"])
    page = ana.submit(form, **fields, status=422)
    assert "Not saved yet." in page.text
    assert themes_of(practice).closeness == ()


def test_a_person_can_be_an_attachment_figure(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    form = ana.get("clients.change_person", client_id=practice.mira.id, person_id=kin["Ida"])
    ana.submit(form, attachment_figure="y")
    figures = [p.role for p in themes_of(practice).people if p.attachment_figure]
    assert figures == ["Ida"]


def test_undo_leaves_alone_what_was_changed_since(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    add_couple(ana, practice, one=str(kin["Ida"]), other=str(kin["Paul"]))
    offered = overview(ana, practice)
    form = ana.get_path(offered.links["Change Ida and Paul"])
    ana.submit(form, since="1970")
    ana.submit(offered, press="Undo")
    (couple,) = themes_of(practice).couples
    assert isinstance(couple, Couple)
    assert couple.since == 1970
