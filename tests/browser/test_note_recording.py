"""A process recording at the desk: rows by keyboard, saved with the draft, undone."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor_harness.desk import Desk


@pytest.fixture
def rows(desk: Desk) -> Desk:
    """Two rows are written."""
    desk.open()
    desk.page.get_by_text("Process recording", exact=True).click()
    desk.page.get_by_label("What was said").fill("Hello.")
    desk.button("Add row").click()
    desk.page.keyboard.insert_text("I am late.")
    return desk


def said(desk: Desk) -> list[str]:
    assert desk.flush()
    return [row["said"] for row in desk.harness.recording]


def test_rows_are_saved_with_the_draft(rows: Desk) -> None:
    rows.page.get_by_label("My inner reaction").first.fill("Relief.")
    assert said(rows) == ["Hello.", "I am late."]
    assert rows.harness.recording[0]["my_reaction"] == "Relief."


def test_rows_are_moved_by_keyboard(rows: Desk) -> None:
    rows.button("Up row 2").press("Enter")
    assert said(rows) == ["I am late.", "Hello."]
    expect(rows.button("Up row 1")).to_be_focused()
    rows.button("Down row 1").press("Enter")
    assert said(rows) == ["Hello.", "I am late."]


def test_a_removed_row_comes_back_by_undo(rows: Desk) -> None:
    rows.button("Remove row 1").click()
    assert said(rows) == ["I am late."]
    rows.button("Undo: Removed row 1.").click()
    assert said(rows) == ["Hello.", "I am late."]


def test_the_last_row_leaves_an_empty_one_to_write_in(rows: Desk) -> None:
    rows.button("Remove row 2").click()
    rows.button("Remove row 1").click()
    assert said(rows) == []
    expect(rows.page.get_by_label("What was said")).to_have_count(1)


def test_rows_of_another_window_are_kept_beside_mine(rows: Desk) -> None:
    assert said(rows) == ["Hello.", "I am late."]
    rows.harness.recording = [{"said": "From elsewhere."}]
    rows.harness.draft_version += 1
    rows.page.get_by_label("What was said").first.fill("Good morning.")
    rows.button("Keep both").click()
    assert said(rows) == ["Good morning.", "I am late.", "From elsewhere."]


def test_the_words_of_the_recording_are_counted(rows: Desk) -> None:
    expect(rows.page.get_by_text("4 words")).to_be_visible()
