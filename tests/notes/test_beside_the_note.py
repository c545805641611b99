"""What the desk says beside the note: the last one to read, words that repeat, what is missing."""

import json
from collections.abc import Callable

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.service import plan_session, write_session
from tests.cast import Practice
from tests.notes.builders import held
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
LAST = "She said that the week had been long and that nobody had asked. " * 4


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def page(ana: Browser, practice: Practice) -> Page:
    """The desk of the second session; the first one's note is written."""
    keyring = practice.keyrings["ana"]
    text = SessionText((Section("brought", LAST),))
    write_session(practice.mira, facts=held(0, written=True), text=text, keyring=keyring)
    session = plan_session(practice.mira, facts=held(1), keyring=keyring)
    db.session.commit()
    return ana.get("notes.write", session_id=session.id)


def test_the_last_note_can_be_read_beside_this_one(page: Page) -> None:
    assert "Last note beside this one" in page.text
    assert LAST.strip() in page.text


def test_nothing_of_the_last_note_is_copied_into_this_one(page: Page) -> None:
    fields = [part.split("</textarea>")[0] for part in page.html.split("<textarea")[1:]]
    assert len(fields) > 4
    assert [field for field in fields if "nobody had asked" in field] == []


def test_a_first_session_has_no_last_note(ana: Browser, practice: Practice) -> None:
    session = plan_session(practice.mira, facts=held(), keyring=practice.keyrings["ana"])
    db.session.commit()
    page = ana.get("notes.write", session_id=session.id)
    assert "Last note beside this one" not in page.text


def draft(ana: Browser, page: Page, words: str) -> dict[str, object]:
    answer = ana.fetch(
        "PUT",
        page.path.replace("/write", "/draft"),
        status=200,
        data=json.dumps({"base": 1, "sections": {"brought": words, "next_time": ""}}),
        headers={"If-Match": "0", "Content-Type": "application/json"},
    )
    return dict(answer.json)


def test_words_of_the_last_note_are_quoted_as_a_hint(ana: Browser, page: Page) -> None:
    draft(ana, page, f"As always. {LAST}")
    again = ana.get_path(page.path)
    assert "These words stand in the last note too." in again.text
    assert "Each note stands alone" in again.text


def test_a_note_of_its_own_words_gets_no_hint(ana: Browser, page: Page) -> None:
    draft(ana, page, "She laughed today.")
    assert "These words stand in the last note too." not in ana.get_path(page.path).text


def test_the_desk_says_what_the_record_lacks(page: Page) -> None:
    shown = page.html.split("data-for-record")[1].split("</details>")[0]
    assert "4 missing" in shown
    assert shown.count("hidden") == 2  # attendance is told, and there is no goal to name


def test_every_draft_is_answered_with_what_is_missing(ana: Browser, page: Page) -> None:
    assert draft(ana, page, "Late.")["missing"] == ["times", "risk", "response", "plan"]
