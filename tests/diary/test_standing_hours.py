"""Hours that return: kept, changed, left out, ended; and made a session by an act."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import StandingHour
from notes_app.clients.queries import open_client_themes
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import sessions_of
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
TODAY = date(2026, 4, 30)
WEEK = timedelta(weeks=1)
FILLED = {"since": "2026-04-30", "starts_at": "14:00", "minutes": "50"}


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def standing(practice: Practice) -> tuple[StandingHour, ...]:
    db.session.expire_all()
    return open_client_themes(practice.mira, keyring=practice.keyrings["ana"]).standing


def add(ana: Browser, practice: Practice, **fields: Any) -> Page:
    page = ana.get("diary.add_hour", client_id=practice.mira.id)
    sent = ana.submit(page, press="Add standing hour", **{**FILLED, **fields})
    return ana.follow(sent)


def sessions(practice: Practice) -> list[Any]:
    db.session.expire_all()
    reads = sessions_of(practice.mira, keyring=practice.keyrings["ana"])
    return [read.facts for read in reads]


def button(page: Page, verb: str, act: str) -> str:
    """The whole name of the button that takes this act back, or does it again."""
    names = [" ".join(tag.text.split()) for tag in page.top.all("button")]
    return next(name for name in names if name.startswith(verb) and act in name)


def test_an_hour_is_said_in_words_on_the_clients_page(ana: Browser, practice: Practice) -> None:
    page = add(ana, practice, every_weeks="2", modality="video", until="2026-12-31")
    said = "Every two weeks, Thursday 14:00, 50 minutes, video, from 30 April 2026"
    assert f"{said} until 31 December 2026" in page.text
    assert "Standing hour added." in page.text


def test_adding_can_be_undone(ana: Browser, practice: Practice) -> None:
    page = add(ana, practice)
    ana.submit(page, press="Undo")
    assert standing(practice) == ()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("since", "", "Write the day of the first session"),
        ("starts_at", "2 pm", "Write the time like 14:00"),
        ("minutes", "0", "from 1 to 240"),
        ("minutes", "", "how many minutes"),
        ("until", "2026-04-01", "before the first session"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    ana: Browser, practice: Practice, field: str, typed: str, sentence: str
) -> None:
    page = ana.get("diary.add_hour", client_id=practice.mira.id)
    sent = {**FILLED, field: typed}
    assert sentence in ana.submit(page, press="Add standing hour", status=422, **sent).text
    assert standing(practice) == ()


def test_a_get_makes_no_session(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    for _ in range(2):
        assert "14:00 M. R. session 1 next" in ana.get("diary.today").text
    assert "M. R., session 1" in ana.get("diary.week").text
    assert sessions(practice) == []


def test_pressed_twice_there_is_one_session(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    page = ana.get("diary.today")
    first = ana.submit(page, press="Prepare", on="2026-04-30")
    again = ana.submit(page, press="Write note", on="2026-04-30")
    (facts,) = sessions(practice)
    assert (facts.held_on, facts.starts_at, facts.ends_at) == (TODAY, time(14), time(14, 50))
    assert first.location.endswith("/prepare")
    assert again.location == first.location.replace("prepare", "write")
    assert "Before session 1" in ana.follow(first).text


def test_pressed_again_after_the_session_was_moved_there_is_still_one(
    ana: Browser, practice: Practice
) -> None:
    add(ana, practice)
    page = ana.get("diary.today")
    to = ana.submit(page, press="Write note", on="2026-04-30").location.split("/")[2]
    facts = ana.get("notes.facts", session_id=to)
    ana.submit(facts, press="Save facts", held_on="2026-05-01")
    ana.submit(page, press="Prepare", on="2026-04-30")
    assert [facts.held_on for facts in sessions(practice)] == [date(2026, 5, 1)]
    assert "M. R." not in ana.get("diary.today").text


def test_what_did_not_come_about_is_told_and_can_be_taken_back(
    ana: Browser, practice: Practice
) -> None:
    add(ana, practice)
    ana.submit(ana.get("diary.today"), press="Did not come M. R., session 1", on="2026-04-30")
    assert [facts.attendance for facts in sessions(practice)] == ["no-show"]
    page = ana.get("diary.today")
    assert "Noted, encrypted." in page.text
    ana.submit(page, press="Undo")
    assert sessions(practice) == []


def test_a_session_with_a_draft_is_never_taken_back(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    ana.submit(ana.get("diary.today"), press="Did not come M. R., session 1", on="2026-04-30")
    page = ana.get("diary.today")
    (session,) = db.session.query(TherapySession)
    body = {"base": 1, "sections": {"brought": "She came."}, "process": "", "tags": []}
    address, version = f"/sessions/{session.id}/draft", {"If-Match": "0"}
    ana.fetch("PUT", address, status=200, json=body, headers=version)
    refused = ana.follow(ana.submit(page, press="Undo"))
    assert "Undone" not in refused.text
    assert len(sessions(practice)) == 1


def test_what_was_told_otherwise_since_is_not_taken_back(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    ana.submit(ana.get("diary.today"), press="Did not come M. R., session 1", on="2026-04-30")
    page = ana.get("diary.today")
    (session,) = db.session.query(TherapySession)
    facts = ana.get("notes.facts", session_id=session.id)
    ana.submit(facts, press="Save facts", attendance="held")
    ana.submit(page, press="Undo")
    assert [facts.attendance for facts in sessions(practice)] == ["held"]


def test_what_is_told_in_two_windows_is_told_once(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    page = ana.get("diary.today")
    ana.submit(page, press="Did not come M. R., session 1", on="2026-04-30")
    late = ana.submit(page, press="Cancelled by you M. R., session 1", on="2026-04-30")
    assert "this hour is a session already" in ana.follow(late).text
    assert [facts.attendance for facts in sessions(practice)] == ["no-show"]


def test_each_act_stands_among_recent_changes_and_can_be_done_again(
    ana: Browser, practice: Practice
) -> None:
    add(ana, practice)
    ids = {"client_id": practice.mira.id, "hour_id": standing(practice)[0].id}
    ana.submit(ana.get("diary.leave_out", **ids), press="Leave out", first="2026-05-07")
    ana.submit(ana.get("diary.change_hour", **ids), press="Save standing hour", starts_at="15:30")
    page = ana.get("changes.recent")
    assert "Changed a standing hour: Thursday 15:30" in page.text
    assert "Left days out: Thursday 14:00" in page.text
    ana.submit(page, press=button(page, "Undo", "Left days out"))
    (hour,) = standing(practice)
    assert (hour.pauses, hour.starts_at) == ((), time(15, 30))
    page = ana.get("changes.recent")
    ana.submit(page, press=button(page, "Redo", "Left days out"))
    assert len(standing(practice)[0].pauses) == 1


def test_an_hour_that_was_changed_since_is_not_taken_back(ana: Browser, practice: Practice) -> None:
    page = add(ana, practice)
    ids = {"client_id": practice.mira.id, "hour_id": standing(practice)[0].id}
    ana.submit(ana.get("diary.change_hour", **ids), press="Save standing hour", starts_at="15:30")
    ana.submit(page, press="Undo")
    assert len(standing(practice)) == 1


@pytest.mark.parametrize("on", ["2026-05-01", "2026-04-23", "no day", ""])
def test_a_day_on_which_it_does_not_fall_is_not_there(
    ana: Browser, practice: Practice, on: str
) -> None:
    add(ana, practice)
    ana.submit(ana.get("diary.today"), press="Prepare", on=on, status=404)
    assert sessions(practice) == []


def test_one_day_and_a_holiday_are_left_out_and_put_back(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    (hour,) = standing(practice)
    ids = {"client_id": practice.mira.id, "hour_id": hour.id}
    page = ana.get("diary.leave_out", **ids)
    answer = ana.follow(ana.submit(page, press="Leave out", first="2026-04-30"))
    assert "Left out: 30 April 2026" in answer.text
    assert "M. R." not in ana.get("diary.today").text
    page = ana.get("diary.leave_out", **ids)
    ana.submit(page, press="Leave out", first="2026-05-04", last="2026-05-17")
    assert "M. R." not in ana.get("diary.week", ahead=2).text
    assert "M. R., session 1" in ana.get("diary.week", ahead=3).text
    page = ana.get("clients.overview", client_id=practice.mira.id)
    ana.submit(page, press="Put back 30 April 2026, Thursday 14:00")
    assert "M. R." in ana.get("diary.today").text


def test_a_holiday_cannot_end_before_it_begins(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    ids = {"client_id": practice.mira.id, "hour_id": standing(practice)[0].id}
    page = ana.get("diary.leave_out", **ids)
    backwards = {"first": "2026-05-17", "last": "2026-05-04"}
    answer = ana.submit(page, press="Leave out", status=422, **backwards)
    assert "before the first day" in answer.text


def test_an_hour_ends_and_goes_on_again(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    page = ana.get("clients.overview", client_id=practice.mira.id)
    answer = ana.follow(ana.submit(page, press="End Thursday 14:00"))
    assert "until 30 April 2026" in answer.text
    assert "M. R." not in ana.get("diary.week", ahead=1).text
    ana.submit(answer, press="Undo")
    assert "M. R., session 2" in ana.get("diary.week", ahead=1).text


def test_a_change_keeps_the_days_that_are_left_out(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    ids = {"client_id": practice.mira.id, "hour_id": standing(practice)[0].id}
    ana.submit(ana.get("diary.leave_out", **ids), press="Leave out", first="2026-05-07")
    page = ana.get("diary.change_hour", **ids)
    ana.submit(page, press="Save standing hour", starts_at="15:30")
    (hour,) = standing(practice)
    assert (hour.starts_at, len(hour.pauses)) == (time(15, 30), 1)


def test_a_card_that_cannot_be_opened_is_not_written_over(ana: Browser, practice: Practice) -> None:
    add(ana, practice)
    (hour,) = standing(practice)
    practice.mira.themes_sealed = bit_flipped(practice.mira.themes_sealed, -1)
    db.session.commit()
    before = bytes(practice.mira.themes_sealed)
    ids = {"client_id": practice.mira.id, "hour_id": hour.id}
    ana.post("diary.end_hour", status=409, **ids)
    db.session.expire_all()
    assert bytes(practice.mira.themes_sealed) == before


def test_another_therapist_has_no_such_hour(
    ana: Browser, browse: Browse, practice: Practice
) -> None:
    add(ana, practice)
    ids = {"client_id": practice.mira.id, "hour_id": standing(practice)[0].id}
    browse(practice.bea).post("diary.begin_hour", status=404, **ids)
    browse(practice.bea).get("diary.change_hour", status=404, **ids)
