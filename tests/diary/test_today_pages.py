"""Today, the week and what waits, as Ana sees them."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.db.session import ENGINE
from notes_app.notes.beside import Rupture
from notes_app.notes.models import Draft
from notes_app.notes.payloads import Ratings, Section, SessionText
from notes_app.notes.service import write_session
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.notes.builders import held, tagged
from tests.pages import Browser
from tests.queries import asked_of

Browse = Callable[[User | None], Browser]
TODAY = date(2026, 4, 30)
WEEK = timedelta(weeks=1)
MOST_QUERIES = 11  # one of them for what others share with her


def keep(
    practice: Practice, day: date, *, words: str = "", carried: str = "", **facts: Any
) -> UUID:
    """A session of Mira's, stored."""
    sections = (Section("brought", words), Section("next_time", carried))
    text = SessionText(sections) if words or carried else SessionText()
    told = held(**{"held_on": day, "written": bool(words or carried), **facts})
    keyring = practice.keyrings["ana"]
    session = write_session(practice.mira, facts=told, text=text, keyring=keyring)
    db.session.commit()
    return session.id


def planned(practice: Practice, day: date = TODAY, at: time = time(14)) -> UUID:
    return keep(practice, day, attendance=None, starts_at=at)


def test_today_is_empty_at_first_and_says_what_to_do(browse: Browse, practice: Practice) -> None:
    page = browse(practice.ana).get("diary.today")
    assert "No sessions today." in page.text
    assert "Add a session" in page.links


def test_a_planned_session_stands_on_its_day(browse: Browse, practice: Practice) -> None:
    planned(practice)
    page = browse(practice.ana).get("diary.today")
    assert "14:00 M. R. session 1 next, in 4 hours and 45 minutes" in page.text
    assert "one session, one still to come" in page.text


@pytest.mark.parametrize(
    ("facts", "ways"),
    [
        ({"starts_at": time(14), "attendance": None}, ["Prepare", "Write note"]),
        ({"starts_at": time(9), "attendance": None}, ["Write note"]),
        ({"starts_at": time(9), "words": "She came."}, ["Sign note"]),
        ({"attendance": "no-show"}, ["Read the note"]),
    ],
)
def test_each_session_has_its_next_action(
    browse: Browse, practice: Practice, facts: dict[str, Any], ways: list[str]
) -> None:
    keep(practice, TODAY, **facts)
    page = browse(practice.ana).get("diary.today")
    named = [a.get("aria-label") for a in page.top.all("a") if "M. R." in a.get("aria-label")]
    number = ", session 1" if facts.get("attendance") != "no-show" else ""
    assert named == [f"{way}, M. R.{number}" for way in ways]


def test_what_was_carried_over_and_the_last_themes_stand_at_the_next_one(
    browse: Browse, practice: Practice
) -> None:
    strained = tagged(theme="strain-with-therapist")
    opened = Rupture(id=uuid4(), kind="confrontation", tags=(strained.tags[0].id,))
    ratings = Ratings(ruptures=(opened,))
    keep(
        practice,
        TODAY - WEEK,
        carried="Ask about the door.",
        tags=strained.tags,
        ratings=ratings,
    )
    planned(practice)
    page = browse(practice.ana).get("diary.today")
    assert "Ask about the door." in page.text
    assert "Last timeStrain with the therapist" in page.text
    assert "Still openRupture in session 1, open, no session since" in page.text
    assert f"#tag-{strained.tags[0].id}" in page.links["Rupture in session 1"]


def test_a_damaged_note_leaves_today_alone(browse: Browse, practice: Practice) -> None:
    from notes_app.notes.models import TherapySession

    last = db.session.get(TherapySession, keep(practice, TODAY - WEEK, carried="Ask."))
    assert last is not None
    last.notes_sealed = bit_flipped(last.notes_sealed, -1)  # type: ignore[assignment]
    db.session.commit()
    planned(practice)
    assert "session 2 next" in browse(practice.ana).get("diary.today").text


def test_today_calls_clients_by_first_name_when_asked_to(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    planned(practice)
    ana.submit(ana.get("accounts.account"), press="Save settings", names_on_today="first-names")
    assert "Mira session 1" in ana.get("diary.today").text


def test_all_that_waits_can_be_reached(browse: Browse, practice: Practice) -> None:
    for week in range(1, 13):
        planned(practice, TODAY - week * WEEK)
    ana = browse(practice.ana)
    page = ana.get("diary.today")
    waiting = page.links["and 4 more"]
    every = ana.get_path(waiting)
    assert "Not signed yet twelve" in every.text
    assert every.text.count("M. R., session") == 12
    assert every.text.index("5 February 2026") < every.text.index("23 April 2026")


def test_nothing_waits_is_said(browse: Browse, practice: Practice) -> None:
    assert "Every note is signed." in browse(practice.ana).get("diary.waiting").text


def test_the_week_leads_to_its_days_and_to_its_neighbours(
    browse: Browse, practice: Practice
) -> None:
    session_id = planned(practice)
    ana = browse(practice.ana)
    page = ana.get("diary.week")
    assert page.heading == "27 April to 3 May 2026 one session"
    assert page.links["M. R., session 1"] == f"/sessions/{session_id}/prepare"
    assert ana.get("diary.week", ahead=1).heading == "4 to 10 May 2026 no sessions"
    assert "/day/" in page.links["Friday 1 May"]


def test_see_the_week_leads_to_the_week_of_the_day_that_is_shown(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    for ahead, week in (
        (0, "/week"),
        (3, "/week"),
        (4, "/week/1"),
        (-3, "/week"),
        (-4, "/week/-1"),
    ):
        link = ana.get("diary.today", ahead=ahead).links["See the week"]
        assert link in (week, f"{week}/0")


@pytest.mark.parametrize("path", ["/day/9999", "/week/-9999", "/week/x"])
def test_days_too_far_away_are_not_there(browse: Browse, practice: Practice, path: str) -> None:
    browse(practice.ana).get_path(path, status=404)


def test_today_asks_as_little_for_a_full_day_as_for_an_empty_one(
    app: Any, browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    asked = []
    for hour in range(8, 20):
        keep(practice, TODAY - WEEK, carried="Ask.", starts_at=time(hour))
        planned(practice, at=time(hour))
        with asked_of(app.extensions[ENGINE]) as statements:
            ana.get("diary.today")
        asked.append(len(statements))
    assert set(asked) == {asked[0]}
    assert asked[0] <= MOST_QUERIES


def overview(browse: Browse, practice: Practice) -> str:
    page = browse(practice.ana).get("clients.overview", client_id=practice.mira.id)
    main = page.html.split("</main>")[0]
    assert main.count('class="btn go"') == 1
    return main


def test_the_overview_leads_to_the_next_hour(browse: Browse, practice: Practice) -> None:
    next_one = planned(practice, TODAY + WEEK)
    html = overview(browse, practice)
    assert f'class="btn go" href="/sessions/{next_one}/prepare"' in html
    assert f'class="btn" href="/sessions/{next_one}/write"' in html


def test_the_overview_leads_to_a_note_of_the_last_days_first(
    browse: Browse, practice: Practice
) -> None:
    planned(practice, TODAY + WEEK)
    begun = planned(practice, TODAY - timedelta(days=1))
    assert f'class="btn go" href="/sessions/{begun}/write"' in overview(browse, practice)


def test_the_overview_offers_to_add_a_session_where_none_is_planned(
    browse: Browse, practice: Practice
) -> None:
    keep(practice, TODAY, words="She came late.")
    html = overview(browse, practice)
    assert 'class="btn go" href="/clients/' in html


def typed(ana: Browser, session_id: UUID, words: str, *, draft: int) -> None:
    """Keep these words as the draft, as the desk does."""
    sent = {"base": 1, "sections": {"brought": words}}
    kept = {"If-Match": f'"{draft}"'}
    ana.fetch("PUT", f"/sessions/{session_id}/draft", status=200, json=sent, headers=kept)


def test_a_draft_from_which_everything_was_deleted_is_no_draft(
    browse: Browse, practice: Practice
) -> None:
    session_id, ana = planned(practice, at=time(9)), browse(practice.ana)
    typed(ana, session_id, "She came late.", draft=0)
    assert "A draft is kept." in ana.get("diary.today").text
    typed(ana, session_id, " \n", draft=1)
    page = ana.get("diary.today")
    assert "A draft is kept." not in page.text
    assert "Not written yet." in page.text


def test_a_note_that_was_emptied_at_the_desk_waits_as_a_draft(
    browse: Browse, practice: Practice
) -> None:
    """What was saved is still the note: taking all of it away is something to decide on."""
    session_id = keep(practice, TODAY, words="She came late.", starts_at=time(9))
    ana = browse(practice.ana)
    typed(ana, session_id, "", draft=0)
    assert "A draft is kept." in ana.get("diary.today").text


def test_a_draft_that_cannot_be_opened_is_still_said_to_be_kept(
    browse: Browse, practice: Practice
) -> None:
    session_id, ana = planned(practice, at=time(9)), browse(practice.ana)
    typed(ana, session_id, "", draft=0)
    row = db.session.query(Draft).one()
    row.sealed = bit_flipped(row.sealed, 40)
    db.session.commit()
    assert "A draft is kept." in ana.get("diary.today").text
