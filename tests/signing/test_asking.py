"""Asking for a co-signature from the page of the note, where somebody could give it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.notes.models import Addendum, TherapySession
from notes_app.sharing.accepting import take_record
from notes_app.sharing.payloads import Mode
from notes_app.signing import service
from notes_app.signing.composing import Moment
from notes_app.signing.queries import authors_met
from tests.cast import Practice, clock_of_app
from tests.clocks import TestClock
from tests.pages import Browser, Page
from tests.sharing.builders import end, introduce, keyring, now, open_for
from tests.signing.supervised import SAM
from tests.signing.test_pages import add_one, noted, sign

Browse = Callable[[Any], Browser]
FIRST, AGAIN = "Ask for co-sign", "Ask for co-sign again"


def signed(ana: Browser, practice: Practice) -> UUID:
    introduce(practice, "ana", "sam")
    session_id = noted(practice)
    sign(ana, session_id)
    return session_id


def answer(practice: Practice, session_id: UUID, *, reason: str = "") -> None:
    """Sam co-signs the note, or returns it with a reason, by the key of this record alone."""
    sam = keyring(practice, "sam")
    assert take_record(practice.sam, session_id, keyring=sam, now=now()) is not None
    session = db.session.get_one(TherapySession, session_id)
    author = authors_met(practice.sam, keyring=sam)
    moment = Moment(SAM, clock_of_app().local())
    told = {"actor": practice.sam, "author": author, "moment": moment, "keyring": sam}
    if reason:
        service.return_note(session, reason=reason, **told)
    else:
        service.cosign_note(session, **told)
    db.session.commit()


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
    open_for(practice, session_id)
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
    ("mode", "word"), [(Mode.ACCESS, ""), (Mode.REVIEW, ""), (Mode.COSIGN, FIRST)]
)
def test_only_who_may_co_sign_is_asked(
    browse: Browse, practice: Practice, mode: Mode, word: str
) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    open_for(practice, session_id, mode=mode)
    assert offered(ana, session_id) == word


def test_nobody_is_asked_once_the_record_is_closed_again(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    end(practice, open_for(practice, session_id))
    assert offered(ana, session_id) == ""
    open_for(practice, session_id)
    assert offered(ana, session_id) == FIRST
    clock.move(minutes=30 * 24 * 60)
    assert offered(browse(practice.ana), session_id) == ""


def test_a_returned_note_is_answered_and_asked_about_again(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    open_for(practice, session_id)
    press(ana, session_id, FIRST)
    answer(practice, session_id, reason="The plan is missing.")
    page = ana.get("notes.read", session_id=session_id)
    assert "Returned." in page.text
    assert "The plan is missing." in page.text
    assert offered(ana, session_id) == ""
    add_one(ana, session_id)
    assert "Awaiting co-signature." in press(ana, session_id, AGAIN).text
    answer(practice, session_id)
    page = ana.get("notes.read", session_id=session_id)
    assert "Co-signed" in page.text
    assert "not verified" not in page.text


def test_without_an_addendum_nobody_is_asked_again(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = signed(ana, practice)
    open_for(practice, session_id)
    press(ana, session_id, FIRST)
    answer(practice, session_id, reason="The plan is missing.")
    before = db.session.query(Addendum).count()
    page = ana.follow(ana.post("signing.ask", status=303, session_id=session_id))
    assert "Nothing was changed" in page.text
    assert db.session.query(Addendum).count() == before


def test_somebody_elses_note_is_not_asked_about(browse: Browse, practice: Practice) -> None:
    session_id = signed(browse(practice.ana), practice)
    open_for(practice, session_id)
    browse(practice.bea).post("signing.ask", status=404, session_id=session_id)
    assert db.session.query(Addendum).count() == 0
