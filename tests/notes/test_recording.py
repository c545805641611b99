"""A process recording: its rows, with and without scripts."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.payloads import Utterance
from notes_app.notes.reading import read_process
from notes_app.notes.recording import after, says_something, with_rows_of
from notes_app.notes.service import plan_session
from tests.cast import Practice
from tests.notes.builders import held
from tests.notes.stored import stored
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
ONE, TWO, THREE = (Utterance(said=words) for words in ("Hello.", "I am late.", "Are you?"))
ROWS = (ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("act", "number", "rows"),
    [
        ("up", 1, (TWO, ONE, THREE)),
        ("down", 1, (ONE, THREE, TWO)),
        ("remove", 1, (ONE, THREE)),
        ("up", 0, ROWS),
        ("down", 2, ROWS),
        ("remove", 7, ROWS),
        ("dance", 1, ROWS),
    ],
)
def test_rows_move_and_go(act: str, number: int, rows: tuple[Utterance, ...]) -> None:
    assert after(ROWS, act, number) == rows


@given(st.permutations(ROWS), st.sampled_from(["up", "down"]), st.integers(-2, 4))
def test_moving_keeps_every_row(rows: list[Utterance], act: str, number: int) -> None:
    assert sorted(after(rows, act, number), key=str) == sorted(ROWS, key=str)


def test_two_windows_keep_the_rows_of_both() -> None:
    assert with_rows_of((ONE, TWO), (TWO, THREE)) == ROWS


def test_a_row_with_a_comment_alone_says_something() -> None:
    assert says_something(Utterance(supervisor_comment="What did you feel?"))
    assert not says_something(Utterance(said=" \n"))


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def session_id(practice: Practice) -> UUID:
    session = plan_session(practice.mira, facts=held(), keyring=practice.keyrings["ana"])
    db.session.commit()
    return session.id


def press(ana: Browser, page: Page, button: str, **fields: str) -> Page:
    named = {name.replace("_at_", "-"): value for name, value in fields.items()}
    return ana.follow(ana.submit(page, press=button, **named))


def said_in(practice: Practice, session_id: UUID) -> list[str]:
    rows = read_process(stored(session_id), keyring=practice.keyrings["ana"]).recording
    return [row.said for row in rows]


def said(page: Page) -> list[str]:
    parts = page.html.split('data-cell="said"')[1:]
    texts = [part.split(">", 1)[1].split("</textarea>")[0].strip() for part in parts]
    return [text for text in texts if text]


def test_rows_are_written_moved_and_removed_by_plain_buttons(
    ana: Browser, practice: Practice, session_id: UUID
) -> None:
    page = ana.get("notes.write", session_id=session_id)
    page = press(ana, page, "Add row", **{"recording-0-said": "Hello."})
    page = press(ana, page, "Add row", **{"recording-1-said": "I am late."})
    assert said(page) == ["Hello.", "I am late."]
    page = press(ana, page, "Up row 2")
    assert said(page) == ["I am late.", "Hello."]
    page = press(ana, page, "Remove row 1")
    assert said(page) == ["Hello."]
    read = press(ana, page, "Save note", **{"section-brought": "She came."})
    assert "Process recording" in read.text
    assert said_in(practice, session_id) == ["Hello."]


def test_a_comment_of_the_supervisor_is_shown_and_kept(
    ana: Browser, practice: Practice, session_id: UUID
) -> None:
    row = {"said": "Hello.", "supervisor_comment": "What did you feel?"}
    body = {"base": 1, "sections": {}, "recording": [row]}
    ana.fetch(
        "PUT",
        f"/sessions/{session_id}/draft",
        status=200,
        data=json.dumps(body),
        headers={"If-Match": "0", "Content-Type": "application/json"},
    )
    page = ana.get("notes.write", session_id=session_id)
    assert "What did you feel?" in page.text
    press(ana, page, "Save note", **{"section-brought": "She came."})
    assert "What did you feel?" in ana.get("notes.read", session_id=session_id).text


def test_a_row_that_cannot_be_stored_is_refused_with_a_sentence(
    ana: Browser, session_id: UUID
) -> None:
    body = {"base": 1, "sections": {}, "recording": [{"said": "a\0b"}]}
    answer = ana.fetch(
        "PUT",
        f"/sessions/{session_id}/draft",
        status=422,
        data=json.dumps(body),
        headers={"If-Match": "0", "Content-Type": "application/json"},
    )
    assert "cannot be stored" in answer.json["error"]
