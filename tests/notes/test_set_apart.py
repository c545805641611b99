"""What does not belong in the process note is asked about when it is saved, and never lost."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.queries import draft_of
from notes_app.notes.reading import read_process, read_text
from notes_app.notes.service import plan_session
from tests.cast import Practice
from tests.notes.builders import held
from tests.notes.stored import stored
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
TIMES, SCORE, MINE = "We met 14:00 to 14:50.", "PHQ-9 was 14.", "I was moved and hid it."
PRIVATE = f"{MINE} {SCORE} {TIMES}"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def session_id(practice: Practice) -> UUID:
    session = plan_session(practice.mira, facts=held(), keyring=practice.keyrings["ana"])
    db.session.commit()
    return session.id


def private(practice: Practice, session_id: UUID) -> Any:
    return read_process(stored(session_id), keyring=practice.keyrings["ana"])


def record(practice: Practice, session_id: UUID) -> dict[str, str]:
    text = read_text(stored(session_id), keyring=practice.keyrings["ana"])
    return {section.key: section.text for section in text.sections if section.text}


def save(ana: Browser, session_id: UUID, process: str = PRIVATE) -> Page:
    page = ana.get("notes.write", session_id=session_id)
    fields = {"section-brought": "She came late.", "process": process}
    return ana.follow(ana.submit(page, press="Save note", **fields))


def press(ana: Browser, page: Page, button: str) -> Page:
    return ana.follow(ana.submit(page, press=button))


def send(ana: Browser, path: str, body: dict[str, Any], status: int = 200, **headers: str) -> Any:
    method = "PUT" if path.endswith("draft") else "POST"
    headers |= {"Content-Type": "application/json"}
    answer = ana.fetch(method, path, status=status, data=json.dumps(body), headers=headers)
    return answer.json


def test_a_plain_form_asks_about_each_sentence(ana: Browser, session_id: UUID) -> None:
    page = save(ana, session_id)
    assert page.heading == "This belongs in the session record"
    assert SCORE in page.text
    assert TIMES in page.text
    assert "it is not yet saved as the note" in page.text


def test_nothing_typed_is_lost_by_being_asked(
    ana: Browser, practice: Practice, session_id: UUID
) -> None:
    save(ana, session_id)
    assert private(practice, session_id).text == ""
    assert PRIVATE in ana.get("notes.write", session_id=session_id).text


def test_a_sentence_is_moved_into_the_record_and_the_note_saved_after_the_last(
    ana: Browser, practice: Practice, session_id: UUID
) -> None:
    page = press(ana, save(ana, session_id), "Move to the session record sentence 1")
    assert "Moved to the session record." in page.text
    page = press(ana, page, "Move to the session record sentence 1")
    assert "Note saved, encrypted." in page.text
    assert private(practice, session_id).text == MINE
    assert record(practice, session_id) == {"brought": f"She came late.\n\n{SCORE}\n\n{TIMES}"}


def test_something_else_is_asked_once(ana: Browser, practice: Practice, session_id: UUID) -> None:
    page = press(ana, save(ana, session_id), "It is something else sentence 2")
    press(ana, page, "Move to the session record sentence 1")
    assert private(practice, session_id).text == f"{MINE} {TIMES}"
    assert private(practice, session_id).settled == (TIMES,)
    again = save(ana, session_id, f"{MINE} {TIMES} And more.")
    assert "Note saved, encrypted." in again.text


def test_a_page_of_an_older_draft_moves_nothing(
    ana: Browser, practice: Practice, session_id: UUID
) -> None:
    page = save(ana, session_id)
    press(ana, page, "It is something else sentence 1")
    late = press(ana, page, "Move to the session record sentence 1")
    assert "changed in another window: look again" in late.text
    assert record(practice, session_id) == {}


def test_the_desk_gets_the_sentences_and_the_draft_stays(
    ana: Browser, practice: Practice, session_id: UUID
) -> None:
    body = {"base": 1, "sections": {}, "process": PRIVATE}
    kept = send(ana, f"/sessions/{session_id}/draft", body, **{"If-Match": "0"})
    version = {"draft_version": kept["version"]}
    answer = send(ana, f"/sessions/{session_id}/note", version, status=422)
    assert [finding["sentence"] for finding in answer["findings"]] == [SCORE, TIMES]
    assert draft_of(practice.ana, session_id) is not None
    settled = {**body, "settled": [SCORE, TIMES]}
    kept = send(ana, f"/sessions/{session_id}/draft", settled, **{"If-Match": "1"})
    send(ana, f"/sessions/{session_id}/note", {"draft_version": kept["version"]})
    assert private(practice, session_id).text == PRIVATE


def test_autosave_is_never_refused(ana: Browser, session_id: UUID) -> None:
    body = {"base": 1, "sections": {}, "process": PRIVATE}
    assert send(ana, f"/sessions/{session_id}/draft", body, **{"If-Match": "0"})["version"] == 1


def test_without_findings_there_is_no_such_page(ana: Browser, session_id: UUID) -> None:
    save(ana, session_id, MINE)
    answer = ana.get("notes.set_apart", session_id=session_id, status=303)
    assert answer.location.endswith("/write")


def test_another_therapist_sees_nothing_of_it(
    browse: Browse, practice: Practice, ana: Browser, session_id: UUID
) -> None:
    save(ana, session_id)
    browse(practice.bea).get("notes.set_apart", session_id=session_id, status=404)
    browse(practice.bea).post("notes.settle", session_id=session_id, status=404)
