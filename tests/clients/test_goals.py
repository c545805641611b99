"""The goals of the work, as Ana keeps them for Mira."""

from collections.abc import Callable

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import Goal
from notes_app.clients.queries import open_client_themes
from tests.cast import Practice
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
WORDS = "Say what I need before I go quiet"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def page(ana: Browser, practice: Practice) -> Page:
    """The overview, after a goal was added."""
    asked = ana.get("clients.add_goal", client_id=practice.mira.id)
    return ana.follow(ana.submit(asked, words=WORDS, since="2026-01-08", press="Add goal"))


def goals(practice: Practice) -> tuple[Goal, ...]:
    db.session.refresh(practice.mira)
    return open_client_themes(practice.mira, practice.keyrings["ana"]).goals


def press(ana: Browser, page: Page, button: str) -> Page:
    return ana.follow(ana.submit(page, press=button))


def test_a_goal_is_added_and_stands_on_the_overview(page: Page, practice: Practice) -> None:
    assert WORDS in page.links
    assert [goal.words for goal in goals(practice)] == [WORDS]


def test_the_form_says_who_can_read_it(ana: Browser, practice: Practice) -> None:
    page = ana.get("clients.add_goal", client_id=practice.mira.id)
    assert "Closed to your supervisor." in page.text


def test_an_added_goal_is_taken_back(ana: Browser, practice: Practice, page: Page) -> None:
    press(ana, page, "Undo")
    assert goals(practice) == ()


def test_a_goal_is_reached_and_opened_again(ana: Browser, practice: Practice, page: Page) -> None:
    reached = press(ana, page, f"Reached {WORDS}")
    assert "Reached (1)" in reached.text
    assert goals(practice)[0].reached is not None
    press(ana, reached, f"Open again {WORDS}")
    assert goals(practice)[0].reached is None


def test_undo_opens_a_reached_goal_again(ana: Browser, practice: Practice, page: Page) -> None:
    press(ana, press(ana, page, f"Reached {WORDS}"), "Undo")
    assert goals(practice)[0].reached is None


def test_a_goal_is_put_better_and_keeps_its_id(
    ana: Browser, practice: Practice, page: Page
) -> None:
    before = goals(practice)[0]
    asked = ana.get("clients.change_goal", client_id=practice.mira.id, goal_id=before.id)
    changed = ana.follow(ana.submit(asked, words="Speak before going quiet", press="Save goal"))
    assert [(g.id, g.words) for g in goals(practice)] == [(before.id, "Speak before going quiet")]
    press(ana, changed, "Undo")
    assert goals(practice) == (before,)


def test_an_empty_goal_gets_a_sentence(ana: Browser, practice: Practice) -> None:
    asked = ana.get("clients.add_goal", client_id=practice.mira.id)
    answer = ana.submit(asked, words=" ", press="Add goal", status=422)
    assert "Write what you work towards" in answer.text


def test_another_therapist_has_no_such_goal(browse: Browse, practice: Practice, page: Page) -> None:
    bea, goal_id = browse(practice.bea), goals(practice)[0].id
    bea.get("clients.add_goal", client_id=practice.mira.id, status=404)
    bea.post("clients.reach_goal", client_id=practice.mira.id, goal_id=goal_id, status=404)
    bea.post("clients.reach_goal", client_id=practice.lena.id, goal_id=goal_id, status=404)


def test_the_goal_can_be_named_at_the_desk(ana: Browser, practice: Practice, page: Page) -> None:
    asked = ana.get("notes.plan_session", client_id=practice.mira.id)
    desk = ana.follow(ana.submit(asked, held_on="2026-04-30", press="Add and write the note"))
    goal_id = str(goals(practice)[0].id)
    fields = {"section-brought": "She came.", "ratings.goals": goal_id}
    ana.submit(desk, press="Save note", **fields)
    assert "The goal that it served" in desk.text
