"""Sealing anew happens while its owner is logged in, and ends with the lock."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from notes_app import db
from notes_app.grants.views.background import work
from notes_app.sharing import resealing
from notes_app.sharing.models import Grant
from notes_app.sharing.resealing import count_left, renewed_keys
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser
from tests.sharing.builders import end, introduce, share
from tests.signing.test_pages import noted

Browse = Callable[[Any], Browser]


@pytest.fixture
def ended(practice: Practice) -> Practice:
    """Three notes and a card under a key that Sam had."""
    introduce(practice, "ana", "sam")
    for days in (3, 2, 1):
        noted(practice, days=days)
    end(practice, share(practice))
    return practice


def at_work(app: Flask, practice: Practice) -> None:
    user_id = practice.ana.id
    db.session.rollback()  # one connection serves both
    with app.app_context():
        work(user_id, practice.masters["ana"])


def left(practice: Practice) -> int:
    count = count_left(practice.ana.id)
    db.session.rollback()
    return count


def test_it_is_done_while_its_owner_is_here_and_the_page_says_how_far_it_is(
    app: Flask, browse: Browse, ended: Practice
):
    ana = browse(ended.ana)
    page = ana.get("grants.of_client", client_id=ended.mira.id)
    assert "Sealing anew what was stored before: 4 records to go." in page.text
    at_work(app, ended)
    assert renewed_keys(ended.ana.id) == []
    page = ana.get("grants.of_client", client_id=ended.mira.id)
    assert "Sealing anew" not in page.text


def test_it_ends_with_the_lock_and_goes_on_later(
    app: Flask, browse: Browse, ended: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    ana = browse(ended.ana)
    ana.submit(ana.get("accounts.account"), press="Lock")
    at_work(app, ended)
    assert left(ended) == 3
    browse(ended.ana)
    at_work(app, ended)
    assert left(ended) == 0


def test_a_login_that_ran_out_is_nobody(
    app: Flask, browse: Browse, ended: Practice, clock: TestClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    browse(ended.ana)
    clock.move(minutes=31)
    at_work(app, ended)
    assert left(ended) == 3


def test_what_expired_is_ended_and_sealed_anew(
    app: Flask, browse: Browse, practice: Practice, clock: TestClock
):
    introduce(practice, "ana", "sam")
    share(practice, days=1)
    clock.move(minutes=25 * 60)
    browse(practice.ana)
    at_work(app, practice)
    assert db.session.scalars(select(Grant)).all() == []
    assert renewed_keys(practice.ana.id) == []
