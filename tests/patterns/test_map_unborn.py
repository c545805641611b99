"""Expected children and losses on the relationship map: drawn, told beside it, moved."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients import kinship
from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.payloads import Descent, Shape
from notes_app.clients.placement import Placement
from notes_app.clients.service import remove_person
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser, Page
from tests.patterns.test_map_pages import get, own, person, rows, themes_of, weekly

Browse = Callable[[User | None], Browser]
KINDS = ("miscarriage", "stillbirth", "termination", "died before")


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def lose(practice: Practice, *parents: UUID, year: int | None = None, shown: bool = True) -> Loss:
    loss = Loss(uuid4(), parents, LossKind.TERMINATION, year, shown)
    kinship.keep_loss(practice.mira, loss=loss, keyring=practice.keyrings["ana"])
    db.session.commit()
    return loss


def expect_child(practice: Practice, *parents: UUID) -> UUID:
    child = person(practice, "Baby", shape=Shape.TRIANGLE)
    descent = Descent(child, parents)
    kinship.keep_descent(practice.mira, descent=descent, keyring=practice.keyrings["ana"])
    db.session.commit()
    return child


def drawn(page: Page, who: UUID) -> bool:
    return f'data-person="{who}"' in page.html


def legend(page: Page) -> list[str]:
    lists = [one for one in page.top.all("ul") if one.get("class") == "legend"]
    return [" ".join(item.text.split()) for one in lists for item in one.all("li")]


def test_a_loss_stands_on_the_map_where_the_client_wishes_it_and_nowhere_else(
    ana: Browser, practice: Practice
) -> None:
    ida = person(practice, "Mother", "Ida")
    hidden = lose(practice, ida, year=1981, shown=False)
    page = get(ana, practice)
    assert not drawn(page, hidden.id)
    assert [word for word in ("loss", "Loss", "1981") if word in page.html] == []
    shown = lose(practice, ida, own(practice), year=1984)
    page = get(ana, practice)
    assert drawn(page, shown.id)
    assert not drawn(page, hidden.id)
    assert rows(page, "Losses") == [["Loss, 1984", "of Ida and Mira"]]
    assert legend(page) == ["loss"]


def test_neither_drawing_nor_table_says_what_kind_of_loss_it_was(
    ana: Browser, practice: Practice
) -> None:
    loss = lose(practice, person(practice, "Mother", "Ida"))
    for page in (get(ana, practice), get(ana, practice, who=loss.id)):
        assert [kind for kind in KINDS if kind in page.text.lower()] == []


def test_an_expected_child_is_a_triangle_with_its_word_and_its_line_in_the_table(
    ana: Browser, practice: Practice
) -> None:
    assert legend(get(ana, practice)) == []
    expect_child(practice, person(practice, "Mother", "Ida"))
    page = get(ana, practice)
    assert legend(page) == ["expected child"]
    assert rows(page, "Expected children") == [["Baby", "expected child of Ida"]]


def test_both_stand_in_one_table_and_the_drawing_counts_people_and_losses(
    ana: Browser, practice: Practice
) -> None:
    ida = person(practice, "Mother", "Ida")
    expect_child(practice, ida)
    lose(practice, ida)
    page = get(ana, practice)
    assert [row[0] for row in rows(page, "Expected children and losses")] == ["Baby", "Loss"]
    assert legend(page) == ["expected child", "loss"]
    (svg,) = [one for one in page.top.all("svg") if one.get("id") == "genogram"]
    assert svg.get("aria-label").startswith("Genogram of Mira, 4 people, 1 loss.")


def test_a_loss_is_not_on_the_map_of_sessions_before_it(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    year = clock.local().date().year
    ida = person(practice, "Mother", "Ida")
    loss = lose(practice, ida, year=year)
    weekly(practice, clock, "." * 60, ida)
    assert drawn(get(ana, practice), loss.id)
    before = get(ana, practice, sessions="1-12")
    assert not drawn(before, loss.id)
    assert legend(before) == []


def test_a_loss_of_somebody_who_was_removed_is_not_drawn(ana: Browser, practice: Practice) -> None:
    ida, keyring = person(practice, "Mother", "Ida"), practice.keyrings["ana"]
    loss = lose(practice, ida)
    remove_person(practice.mira, person_id=ida, today=date(2026, 4, 30), keyring=keyring)
    db.session.commit()
    assert not drawn(get(ana, practice), loss.id)


def test_a_loss_opened_from_the_table_can_be_moved_and_changed(
    ana: Browser, practice: Practice
) -> None:
    loss = lose(practice, person(practice, "Mother", "Ida"), year=1984)
    page = ana.get_path(get(ana, practice).links["Loss, 1984"])
    assert "It stands on the map because your client wishes it." in page.text
    form = ana.get_path(page.links["Move the loss"])
    assert form.heading == "Move a loss"
    ana.submit(form, row="2", place="-1")
    assert themes_of(practice).losses == (replace(loss, place=Placement(-72, 240)),)
    assert themes_of(practice).placements == {}
    ana.submit(get(ana, practice), press="Undo")
    assert themes_of(practice).losses == (loss,)
    assert "Change a loss" in ana.get_path(page.links["Change the loss"]).text


def test_tidying_up_forgets_where_a_loss_was_put(ana: Browser, practice: Practice) -> None:
    loss = lose(practice, person(practice, "Mother", "Ida"))
    assert "Tidy up" not in get(ana, practice).text
    keyring = practice.keyrings["ana"]
    kinship.place_loss(practice.mira, loss_id=loss.id, place=Placement(9, 9), keyring=keyring)
    db.session.commit()
    ana.submit(get(ana, practice), press="Tidy up")
    assert themes_of(practice).losses == (loss,)
    ana.submit(get(ana, practice), press="Undo")
    assert themes_of(practice).losses == (replace(loss, place=Placement(9, 9)),)


def test_a_loss_that_is_not_shown_cannot_be_moved(ana: Browser, practice: Practice) -> None:
    loss = lose(practice, person(practice, "Mother", "Ida"), shown=False)
    ana.get("patterns.move_person", client_id=practice.mira.id, person_id=loss.id, status=404)
