"""Sentences of the process note that belong in the session record, at the desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor_harness.app import BROUGHT
from tests.browser.editor_harness.desk import Desk

SCORE, TIMES, MINE = "PHQ-9 was 14.", "We met 14:00 to 14:50.", "I was moved."


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """The note was to be saved, and two sentences are asked about."""
    desk.harness.tag("put the phone away", "guilt", "paul")
    desk.open()
    desk.page.get_by_text("Private process note", exact=True).first.click()
    desk.page.locator("#process-note").fill(f"{MINE} {SCORE} {TIMES}")
    desk.button("Save note").click()
    expect(desk.page.get_by_role("alert", name="Belongs in")).to_contain_text(SCORE)
    return desk


def test_the_draft_is_saved_and_the_note_is_not(asked: Desk) -> None:
    assert asked.harness.process == f"{MINE} {SCORE} {TIMES}"
    assert asked.harness.asked_to_save == 0
    expect(asked.status).to_contain_text("Not yet the note")


def test_moved_sentences_stand_in_the_record_and_the_note_is_saved(asked: Desk) -> None:
    asked.button("Move to the session record sentence 1").click()
    asked.button("Move to the session record sentence 2").click()
    expect(asked.status).to_contain_text("Saved 15:12, encrypted")
    assert asked.harness.process == MINE
    assert asked.harness.sections["brought"] == f"{BROUGHT}\n\n{SCORE}\n\n{TIMES}"
    assert asked.quotes() == ["put the phone away"]


def test_something_else_stays_and_is_not_asked_again(asked: Desk) -> None:
    asked.button("It is something else sentence 1").click()
    asked.button("It is something else sentence 2").click()
    expect(asked.status).to_contain_text("Saved 15:12, encrypted")
    assert asked.harness.process == f"{MINE} {SCORE} {TIMES}"
    assert asked.harness.asked_to_save == 1


def test_a_move_can_be_undone_like_typing(asked: Desk) -> None:
    asked.button("Move to the session record sentence 1").click()
    process = asked.page.locator("#process-note")
    expect(process).to_have_value(f"{MINE} {TIMES}")
    process.focus()
    asked.press("Control+z")
    expect(process).to_have_value(f"{MINE} {SCORE} {TIMES}")


def test_the_keyboard_goes_from_sentence_to_sentence(asked: Desk) -> None:
    expect(asked.button("Move to the session record sentence 1")).to_be_focused()
    asked.press("Tab", "Enter")
    expect(asked.button("Move to the session record sentence 2")).to_be_focused()
    asked.press("Enter")
    expect(asked.page.locator("#process-note")).to_be_focused()
