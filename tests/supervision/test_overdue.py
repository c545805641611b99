"""What was lent for some days leaves the record with the last of them, not only the page."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from notes_app import db
from notes_app.grants.views.background import work
from notes_app.notes.models import TherapySession
from notes_app.notes.service import plan_session, save_note
from notes_app.supervision.models import Loan
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.queries import loans_of
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.builders import held, tagged
from tests.pages import Browser
from tests.sharing.builders import introduce, keyring, share
from tests.supervision.test_pages import LENT, lent, session, tag_of

__all__ = ["session"]  # a fixture
Browse = Callable[[Any], Browser]
DAY = 24 * 60  # minutes
LENT_FOR = 14


def comes_in(app: Flask, browse: Browse, practice: Practice) -> None:
    """Ana logs in, and what happens in the background then happens."""
    browse(practice.ana)
    user_id = practice.ana.id
    db.session.rollback()  # one connection serves both
    with app.app_context():
        work(user_id, practice.masters["ana"])


def passages(practice: Practice) -> list[LentPassage | None]:
    db.session.expire_all()
    return [one.lent for one in loans_of(practice.mira.id, keyring=keyring(practice, "ana"))]


@pytest.mark.parametrize("days", [LENT_FOR, LENT_FOR + 1])
def test_the_words_of_a_loan_leave_the_record_with_its_last_day(
    app: Flask,
    browse: Browse,
    practice: Practice,
    session: TherapySession,
    clock: TestClock,
    days: int,
):
    lent(practice, session)
    clock.move(minutes=days * DAY)
    comes_in(app, browse, practice)
    (passage,) = passages(practice)
    assert (passage.words, passage.taken_back) == (LENT if days == LENT_FOR else "", None)


def test_a_loan_that_cannot_be_opened_is_left_and_the_others_end(
    app: Flask, browse: Browse, practice: Practice, session: TherapySession, clock: TestClock
):
    damaged = lent(practice, session)
    lent(practice, session)
    db.session.execute(update(Loan).where(Loan.id == damaged).values(words_sealed=b"\x01" * 400))
    db.session.commit()
    clock.move(minutes=(LENT_FOR + 1) * DAY)
    comes_in(app, browse, practice)
    assert sorted(one.words if one else "damaged" for one in passages(practice)) == ["", "damaged"]


@pytest.mark.parametrize("endpoint", ["presenting.lend_passage", "presenting.calibrate"])
def test_where_several_see_the_themes_it_is_said_that_one_alone_can_open_what_is_lent(
    browse: Browse, practice: Practice, session: TherapySession, endpoint: str
):
    ids = {"client_id": practice.mira.id}
    if endpoint == "presenting.lend_passage":
        ids["tag_id"] = tag_of(practice, session)
    ana = browse(practice.ana)
    assert "see these themes" not in ana.get(endpoint, **ids).text
    introduce(practice, "ana", "bea")
    share(practice, "bea")
    text = ana.get(endpoint, **ids).text
    assert "Sam and Bea see these themes." in text
    assert "only the one whom you choose can open it" in text


def test_words_that_may_be_names_are_pointed_out_before_they_are_lent_for_calibration(
    browse: Browse, practice: Practice
):
    words = "Then she and Berta heard the door and lay still."
    ana = practice.keyrings["ana"]
    found = plan_session(practice.mira, facts=held(), keyring=ana)
    db.session.commit()
    written = tagged(words, "she and Berta heard the door")
    save_note(found, written=written, base=found.version, user=practice.ana, keyring=ana)
    db.session.commit()
    introduce(practice, "ana", "sam")
    share(practice)
    page = browse(practice.ana).get("presenting.calibrate", client_id=practice.mira.id)
    assert "These words may be names: Berta." in page.text
