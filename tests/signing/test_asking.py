"""Asking for a co-signature from the page of the note, where somebody could give it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.notes.models import Addendum
from notes_app.sealed import Scope
from tests.cast import Practice
from tests.clocks import MORNING
from tests.pages import Browser, Page
from tests.signing.supervised import cosign, give_back, granted, supervisor
from tests.signing.test_pages import add_one, noted, sign

Browse = Callable[[Any], Browser]
NOW = int(MORNING.timestamp())
FIRST, AGAIN = "Ask for co-sign", "Ask for co-sign again"


def signed(ana: Browser, practice: Practice) -> UUID:
    session_id = noted(practice)
    sign(ana, session_id)
    return session_id


def press(ana: Browser, session_id: UUID, word: str) -> Page:
    page = ana.get("notes.read", session_id=session_id)
    return ana.follow(ana.submit(page, press=word))


def offered(ana: Browser, session_id: UUID) -> str:
    """What the button says on the page of the note; empty where there is none."""
    text = ana.get("notes.read", session_id=session_id).text
    return AGAIN if AGAIN in text else FIRST if FIRST in text else ""


def test_a_note_is_asked_about_and_waits(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    granted(practice, supervisor())
    page = press(ana, session_id, FIRST)
    assert "Asked to co-sign. It stands below the note." in page.text
    assert "Awaiting co-signature." in page.text
    assert offered(ana, session_id) == ""
    assert "Awaiting co-signature" in ana.get("diary.today").text


def test_nobody_is_asked_where_nobody_could_answer(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    assert offered(ana, session_id) == ""
    page = ana.follow(ana.post("signing.ask", status=303, session_id=session_id))
    assert "Nothing was changed: this note cannot be co-signed" in page.text
    assert db.session.query(Addendum).count() == 0


@pytest.mark.parametrize(
    ("scopes", "expires", "word"),
    [
        ((Scope.THEMES,), 0, ""),
        ((Scope.NOTES,), NOW, ""),
        ((Scope.NOTES,), NOW + 3600, FIRST),
        ((Scope.NOTES,), 0, FIRST),
    ],
)
def test_only_a_live_grant_of_the_notes_lets_ask(
    browse: Browse, practice: Practice, scopes: tuple[Scope, ...], expires: int, word: str
) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    granted(practice, supervisor(), *scopes, expires=expires)
    assert offered(ana, session_id) == word


def test_a_returned_note_is_answered_and_asked_about_again(
    browse: Browse, practice: Practice
) -> None:
    ana, sam = browse(practice.ana), supervisor()
    session_id = signed(ana, practice)
    granted(practice, sam)
    press(ana, session_id, FIRST)
    give_back(practice, sam, session_id)
    page = ana.get("notes.read", session_id=session_id)
    assert "Returned, not verified." in page.text
    assert "The plan is missing." in page.text
    assert offered(ana, session_id) == ""
    add_one(ana, session_id)
    assert "Awaiting co-signature." in press(ana, session_id, AGAIN).text
    cosign(practice, sam, session_id)
    assert "Co-signed, not verified." in ana.get("notes.read", session_id=session_id).text


def test_without_an_addendum_nobody_is_asked_again(browse: Browse, practice: Practice) -> None:
    ana, sam = browse(practice.ana), supervisor()
    session_id = signed(ana, practice)
    granted(practice, sam)
    press(ana, session_id, FIRST)
    give_back(practice, sam, session_id)
    before = db.session.query(Addendum).count()
    page = ana.follow(ana.post("signing.ask", status=303, session_id=session_id))
    assert "Nothing was changed" in page.text
    assert db.session.query(Addendum).count() == before


def test_somebody_elses_note_is_not_asked_about(browse: Browse, practice: Practice) -> None:
    session_id = signed(browse(practice.ana), practice)
    granted(practice, supervisor())
    browse(practice.bea).post("signing.ask", status=404, session_id=session_id)
    assert db.session.query(Addendum).count() == 0
