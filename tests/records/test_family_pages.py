"""A family out as a file and in again, as Ana does it."""

from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import ClientThemes, Descent, Domain, Person, Pole
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.clients.service import add_person
from notes_app.records import families
from notes_app.records.models import ImportBatch
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
FILE = (
    "0 HEAD\n1 GEDC\n2 VERS 7.0\n"
    "0 @I1@ INDI\n1 NAME Mira\n0 @I2@ INDI\n1 NAME Ida\n1 FACT Mother\n2 TYPE Role\n"
    "0 @F1@ FAM\n1 WIFE @I2@\n1 CHIL @I1@\n0 TRLR\n"
)


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def themes_of(practice: Practice) -> ClientThemes:
    db.session.rollback()
    db.session.refresh(practice.mira)
    return open_client_themes(practice.mira, practice.keyrings["ana"])


def choose(ana: Browser, practice: Practice, content: str, *, status: int = 303) -> Page:
    page = ana.get("records.family_in", client_id=practice.mira.id)
    file = (BytesIO(content.encode()), "mine.ged")
    sent = ana.submit(page, press="Look through the family", file=file, status=status)
    return ana.follow(sent) if status == 303 else sent


def add_mother(practice: Practice) -> None:
    mother = Person(uuid4(), "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, born=1950)
    add_person(practice.mira, person=mother, name="Ida", keyring=practice.keyrings["ana"])
    db.session.commit()


def test_the_page_warns_and_the_file_holds_roles_only(ana: Browser, practice: Practice) -> None:
    add_mother(practice)
    page = ana.get("records.family_out", client_id=practice.mira.id)
    assert "The people in it are third parties." in page.text
    answer = ana.submit(page, press="Export family", status=200)
    assert "1 NAME Mother" in answer.html
    assert "Ida" not in answer.html
    assert "Mira" not in answer.html
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="family-2')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_names_go_out_when_they_are_asked_for(ana: Browser, practice: Practice) -> None:
    add_mother(practice)
    page = ana.get("records.family_out", client_id=practice.mira.id)
    answer = ana.submit(page, names="y", format="5", status=200)
    assert "1 NAME Ida" in answer.html
    assert "2 VERS 5.5.1" in answer.html


def test_an_export_asks_for_the_passphrase_again(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    clock.move(minutes=6)
    page = ana.get("records.family_out", client_id=practice.mira.id, status=303)
    assert page.location.startswith("/account/confirm")


def test_a_family_is_looked_through_before_anybody_comes_in(
    ana: Browser, practice: Practice
) -> None:
    page = choose(ana, practice, FILE)
    assert page.heading == "2 people can come in"
    assert len(themes_of(practice).people) == 2
    ana.submit(page, who="1")
    themes = themes_of(practice)
    (mother,) = [person for person in themes.people if person.role == "Mother"]
    own = next(person.id for person in themes.people if person.pole is Pole.SELF)
    assert themes.descents == (Descent(own, (mother.id,)),)
    assert mother.domain is Domain.FAMILY_OF_ORIGIN
    identity = open_identity(practice.mira, practice.keyrings["ana"])
    assert identity.names[mother.id] == "Ida"
    assert db.session.query(ImportBatch).count() == 0


def test_a_family_that_came_in_can_be_undone(ana: Browser, practice: Practice) -> None:
    ana.submit(choose(ana, practice, FILE), who="1")
    ana.submit(ana.get("patterns.relationship_map", client_id=practice.mira.id), press="Undo")
    themes = themes_of(practice)
    assert themes.descents == ()
    assert len(themes.present_people) == 2


def test_a_family_that_is_left_is_kept_nowhere(ana: Browser, practice: Practice) -> None:
    ana.submit(choose(ana, practice, FILE), press="Leave it")
    assert len(themes_of(practice).people) == 2
    assert db.session.query(ImportBatch).count() == 0


@pytest.mark.parametrize("content", ["", "hello", "0 HEAD\n0 TRLR\n"])
def test_what_is_no_family_is_refused(ana: Browser, practice: Practice, content: str) -> None:
    page = choose(ana, practice, content, status=422)
    assert "Not saved yet." in page.text


def test_markup_in_a_file_is_text_on_the_page(ana: Browser, practice: Practice) -> None:
    page = choose(ana, practice, FILE.replace("NAME Ida", "NAME <img src=x>"))
    assert "<img src=x>" not in page.html
    assert "&lt;img src=x&gt;" in page.html


def test_more_people_than_fit_are_refused_and_nobody_comes_in(
    ana: Browser, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families, "MOST_PEOPLE", 3)
    page = ana.submit(choose(ana, practice, FILE), who="", status=422)
    assert "more people than fit" in page.text
    assert len(themes_of(practice).people) == 2
