"""Losses, and a child who is expected, as a therapist notes them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients import kinship
from notes_app.clients.losses import Loss, LossKind, shown_losses
from notes_app.clients.payloads import (
    ClientThemes,
    Descent,
    Domain,
    Person,
    Pole,
    Shape,
    Tie,
    TieKind,
)
from notes_app.clients.placement import Placement
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_person, add_tie
from notes_app.db.base import SealedPart
from tests.cast import Practice
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def kin(practice: Practice) -> dict[str, UUID]:
    found = {}
    for role in ("Ida", "Paul"):
        made = Person(uuid4(), role, Pole.CURRENT, Domain.FAMILY_OF_ORIGIN)
        found[role] = add_person(practice.mira, person=made, keyring=practice.keyrings["ana"])
    db.session.commit()
    return found


def themes_of(practice: Practice) -> ClientThemes:
    db.session.rollback()
    db.session.refresh(practice.mira)
    return open_client_themes(practice.mira, practice.keyrings["ana"])


def losses_of(practice: Practice) -> tuple[Loss, ...]:
    return themes_of(practice).losses


def overview(ana: Browser, practice: Practice) -> Page:
    return ana.get("clients.overview", client_id=practice.mira.id)


def note(ana: Browser, practice: Practice, status: int = 303, **fields: object) -> Page:
    form = ana.get("clients.note_loss", client_id=practice.mira.id)
    return ana.submit(form, status=status, **fields)


def test_a_loss_is_noted_and_stands_off_the_map_until_that_is_wished(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    note(ana, practice, first=str(kin["Ida"]), second=str(kin["Paul"]), kind="stillbirth")
    (loss,) = losses_of(practice)
    assert (loss.parents, loss.kind, loss.shown) == (
        (kin["Ida"], kin["Paul"]),
        LossKind.STILLBIRTH,
        False,
    )
    text = overview(ana, practice).text
    assert "Loss, of Ida and Paul, stillbirth; not shown on the map" in text


def test_a_loss_is_changed_removed_and_all_of_it_undone_and_done_again(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    note(ana, practice, first=str(kin["Ida"]), year="1984")
    (first,) = losses_of(practice)
    form = ana.get_path(overview(ana, practice).links["Change Loss, 1984, of Ida"])
    ana.submit(form, second=str(kin["Paul"]), shown="y")
    (second,) = losses_of(practice)
    assert (second.id, second.year, second.shown) == (first.id, 1984, True)
    ana.submit(overview(ana, practice), press="Undo")
    assert losses_of(practice) == (first,)
    ana.submit(overview(ana, practice), press="Remove Loss, 1984, of Ida")
    assert losses_of(practice) == ()
    ana.submit(overview(ana, practice), press="Undo")
    assert losses_of(practice) == (first,)
    lines = ana.get("changes.recent")
    redo = next(" ".join(b.text.split()) for b in lines.top.all("button") if "Redo" in b.text)
    ana.submit(lines, press=redo)
    assert losses_of(practice) in ((), (second,))


@pytest.mark.parametrize("second", ["", "Ida"])
def test_a_loss_has_one_parent_at_least_and_not_the_same_twice(
    ana: Browser, practice: Practice, kin: dict[str, UUID], second: str
) -> None:
    first = str(kin["Ida"]) if second else ""
    note(ana, practice, 422, first=first, second=str(kin.get(second, "")))
    assert losses_of(practice) == ()


def test_no_address_title_or_message_says_what_it_is_about(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    page = ana.get("clients.note_loss", client_id=practice.mira.id)
    assert page.title == "Family, M. R."
    saved = ana.follow(ana.submit(page, first=str(kin["Ida"])))
    assert "Saved, encrypted, for you alone." in saved.text
    links = [link for link in saved.links.values() if "loss" in link.lower()]
    assert links == []


def test_every_client_has_the_same_fold_whether_there_is_a_loss_or_not(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    def folds() -> list[str]:
        return [" ".join(one.text.split()) for one in overview(ana, practice).top.all("summary")]

    before = folds()
    note(ana, practice, first=str(kin["Ida"]))
    assert folds() == before
    assert "Losses" in before


def test_a_loss_that_was_changed_since_is_not_undone(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    page = ana.follow(note(ana, practice, first=str(kin["Ida"])))
    (loss,) = losses_of(practice)
    place = Placement(8, 8)
    keyring = practice.keyrings["ana"]
    kinship.place_loss(practice.mira, loss_id=loss.id, place=place, keyring=keyring)
    db.session.commit()
    ana.submit(page, press="Undo")
    assert [one.place for one in losses_of(practice)] == [place]


def test_losses_that_cannot_be_opened_are_not_said_to_be_none(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    note(ana, practice, first=str(kin["Ida"]))
    db.session.refresh(practice.mira)
    practice.mira.own = SealedPart(practice.mira.own.generation, 1, bytes([1]) * 400)
    db.session.commit()
    assert "What is noted of it cannot be opened." in overview(ana, practice).text


def test_only_what_is_wished_for_and_had_happened_stands_on_a_map(kin: dict[str, UUID]) -> None:
    ida, away = kin["Ida"], uuid4()
    hidden, early, late, unknown, gone = (
        Loss(uuid4(), (ida,)),
        Loss(uuid4(), (ida,), year=1984, shown=True),
        Loss(uuid4(), (ida,), year=1986, shown=True),
        Loss(uuid4(), (ida,), shown=True),
        Loss(uuid4(), (ida, away), shown=True),
    )
    found = shown_losses((hidden, early, late, unknown, gone), {ida}, 1985)
    assert found == (early, unknown)


def add_expected(ana: Browser, practice: Practice, status: int = 303, **fields: object) -> Page:
    form = ana.get("clients.add_person", client_id=practice.mira.id)
    chosen = {"role": "Baby", "domain": "child", "shape": "triangle", **fields}
    return ana.submit(form, status=status, **chosen)


def test_an_expected_child_is_a_person_without_years(ana: Browser, practice: Practice) -> None:
    page = add_expected(ana, practice, 422, born="2026")
    assert "An expected child has no years yet." in page.text
    page = ana.follow(add_expected(ana, practice))
    assert themes_of(practice).people[-1].shape is Shape.TRIANGLE
    assert "Child expected" in page.text


def test_an_expected_child_is_born_by_an_edit_and_keeps_ties_parents_and_place(
    ana: Browser, practice: Practice, kin: dict[str, UUID]
) -> None:
    add_expected(ana, practice)
    keyring, child = practice.keyrings["ana"], themes_of(practice).people[-1].id
    descent, place = Descent(child, (kin["Ida"],)), Placement(40, 8)
    kinship.keep_descent(practice.mira, descent=descent, keyring=keyring)
    kinship.place_person(practice.mira, person=child, place=place, keyring=keyring)
    tie = Tie(uuid4(), TieKind.PREOCCUPIED, kin["Ida"], child, date(2026, 4, 1))
    add_tie(practice.mira, tie=tie, keyring=keyring)
    db.session.commit()
    form = ana.get("clients.change_person", client_id=practice.mira.id, person_id=child)
    page = ana.follow(ana.submit(form, shape="circle", born="2026"))
    themes = themes_of(practice)
    born = themes.people[-1]
    assert (born.id, born.shape, born.born) == (child, Shape.CIRCLE, 2026)
    assert (themes.descents, themes.ties) == ((descent,), (tie,))
    assert themes.placements == {child: place}
    ana.submit(page, press="Undo")
    assert (themes_of(practice).people[-1].shape, themes_of(practice).people[-1].born) == (
        Shape.TRIANGLE,
        None,
    )


def test_a_client_is_not_drawn_as_an_expected_child(ana: Browser, practice: Practice) -> None:
    own = themes_of(practice).people[1].id
    form = ana.get("clients.change_person", client_id=practice.mira.id, person_id=own)
    assert "Triangle" not in form.text
    assert "Triangle (expected child)" in add_expected(ana, practice, 422, role="").text
