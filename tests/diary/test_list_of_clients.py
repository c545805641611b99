"""The list of clients: the one whose note waits comes first."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.diary.glances import glances_in
from notes_app.diary.service import keep_hour
from notes_app.notes.beside import Risk, Taken
from notes_app.notes.payloads import Ratings, SessionText, Signature
from notes_app.notes.service import write_session
from tests.cast import Practice
from tests.diary.builders import NOON, diary, hour, read
from tests.notes.builders import held
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
WEEK = timedelta(weeks=1)


def lines(page: Page) -> list[str]:
    bodies = (body for table in page.top.all("table") for body in table.all("tbody"))
    return [" ".join(row.text.split()) for body in bodies for row in body.all("tr")]


def keep(practice: Practice, client: str, **facts: object) -> None:
    day = date(2026, 4, 30) - WEEK
    told = held(**{"held_on": day, **facts})
    keyring = practice.keyrings["ana"]
    write_session(getattr(practice, client), facts=told, text=SessionText(), keyring=keyring)
    db.session.commit()


@pytest.mark.parametrize(
    ("facts", "word"), [({"written": False}, "Not written"), ({"written": True}, "Not signed")]
)
def test_whoever_needs_a_note_comes_first(
    browse: Browse, practice: Practice, facts: dict[str, bool], word: str
) -> None:
    assert lines(browse(practice.ana).get("clients.all_clients"))[0].startswith("Mira R.")
    keep(practice, "noor", **facts)
    first, second = lines(browse(practice.ana).get("clients.all_clients"))
    assert first.startswith("Noor R.")
    assert word in first
    assert "none waits" in second


def test_those_whose_note_is_missing_can_be_shown_alone(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    assert "No note is missing." in ana.get("clients.all_clients", show="note-missing").text
    keep(practice, "noor")
    keep(practice, "noor")
    (only,) = lines(ana.get("clients.all_clients", show="note-missing"))
    assert only.startswith("Noor R.")
    assert "2 to finish" in only


def test_a_standing_hour_that_passed_counts_as_a_missing_note(
    browse: Browse, practice: Practice
) -> None:
    last_week = hour(date(2026, 4, 23))
    keep_hour(practice.noor, hour=last_week, keyring=practice.keyrings["ana"])
    db.session.commit()
    (only,) = lines(browse(practice.ana).get("clients.all_clients", show="note-missing"))
    assert only.startswith("Noor R.")


def test_open_risk_stands_at_the_clients_line_until_it_is_answered(
    browse: Browse, practice: Practice
) -> None:
    keep(practice, "noor", ratings=Ratings(measures=(Taken("phq-9", (0,) * 8 + (1,), seen=True),)))
    ana = browse(practice.ana)
    assert "Risk is open since session 1" in lines(ana.get("clients.all_clients"))[0]
    answered = Ratings(risk=Risk.NONE_REPORTED)
    keep(practice, "noor", held_on=date(2026, 4, 29), ratings=answered)
    assert "Risk is open" not in ana.get("clients.all_clients").text


def test_a_glance_counts_what_was_held_and_what_waits() -> None:
    today = NOON.date()
    signed = read(today - 2 * WEEK, written=True, signed=Signature(at=0, record=bytes(32)))
    written, missed = read(today - WEEK, written=True), read(today, attendance="no-show")
    (glance,) = glances_in(diary(signed, written, missed)).values()
    assert (glance.sessions, glance.last_seen) == (2, today - WEEK)
    assert (glance.waiting, glance.note) == (1, "written")
