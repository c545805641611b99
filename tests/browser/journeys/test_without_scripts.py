"""The same work in a browser that runs no scripts at all."""

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.change_page import folded
from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.steps import (
    add_client,
    add_person,
    bring_in,
    create_practice,
    log_in,
    press,
    section,
    unlock,
)
from tests.browser.journeys.visitor import Visitor

FILES = [
    {"name": f"2025-0{month}-03.txt", "mimeType": "text/plain", "buffer": b"She came late."}
    for month in range(1, 4)
]


@pytest.fixture
def plain(open_newcomer: OpenVisitor) -> Visitor:
    """A browser without scripts, in a practice that was just created."""
    return open_newcomer(java_script_enabled=False)


def test_a_note_is_written_tagged_and_counted(plain: Visitor) -> None:
    page = plain.page
    ines = add_client(plain, name="Ines Reis", code_name="Kestrel")
    add_person(plain, ines, role="Partner", name="Marco")
    plain.go(f"{ines}/sessions/new")
    page.get_by_label("Date").fill("2026-04-29")
    press(page, "Add and write the note")
    section(page).fill("She came late. She told him that she had minded.")
    page.get_by_label("Tagging complete").check()
    press(page, "Save note")
    expect(page.get_by_role("status")).to_contain_text("Note saved, encrypted.")
    page.get_by_role("link", name="Tag a sentence from a list").click()
    page.get_by_label("She told him that she had minded.").check()
    page.get_by_label("Theme").select_option(label="Direct and honest talk")
    page.get_by_label("With whom").select_option(label="Marco")
    page.get_by_role("group", name="How strongly").get_by_label("4").check()
    press(page, "Tag passage")
    expect(page.get_by_role("status")).to_contain_text("Passage tagged.")
    expect(page.get_by_role("mark")).to_have_text("She told him that she had minded.")
    page.get_by_role("link", name="Ines R.").click()
    assert folded(page, "Too early to tell") == ["Direct and honest talk 1 of 1 too early to tell"]


def test_a_note_is_changed_by_the_plain_form_and_keeps_its_tag(plain: Visitor) -> None:
    page = plain.page
    wren = add_client(plain, name="Paul Ott", code_name="Wren", pronouns="he")
    plain.go(f"{wren}/sessions/new")
    press(page, "Add and write the note")
    section(page).fill("He was quiet.")
    press(page, "Save note")
    page.get_by_role("link", name="Tag a sentence from a list").click()
    page.get_by_label("He was quiet.").check()
    page.get_by_label("Theme").select_option(label="Feeling met")
    page.get_by_role("group", name="How strongly").get_by_label("2").check()
    press(page, "Tag passage")
    page.get_by_role("link", name="Edit note").click()
    section(page).fill("It rained.\r\nHe was quiet. Then he laughed.")
    press(page, "Save note")
    expect(page.get_by_role("mark")).to_have_text("He was quiet.")


def test_a_note_changes_its_format_and_keeps_its_words(plain: Visitor) -> None:
    page = plain.page
    wren = add_client(plain, name="Paul Ott", code_name="Wren", pronouns="he")
    plain.go(f"{wren}/sessions/new")
    press(page, "Add and write the note")
    section(page).fill("He was quiet.")
    page.get_by_label("Note format").select_option(label="DAP")
    press(page, "Use this format")
    expect(page.get_by_text("From Relational")).to_be_visible()
    expect(section(page)).to_have_value("He was quiet.")
    section(page, "Data").fill("He was quiet and looked at the door.")
    press(page, "Save note")
    expect(page.get_by_role("heading", name="Data")).to_be_visible()
    expect(page.get_by_text("From Relational")).to_be_visible()


def test_what_belongs_in_the_record_is_moved_there(plain: Visitor) -> None:
    page = plain.page
    wren = add_client(plain, name="Paul Ott", code_name="Wren", pronouns="he")
    plain.go(f"{wren}/sessions/new")
    press(page, "Add and write the note")
    section(page).fill("He was quiet.")
    page.get_by_role("radio", name="Private process note").check()
    page.locator("#process-note").fill("I was moved. PHQ-9 was 14.")
    press(page, "Save note")
    press(page, "Move to the session record sentence 1")
    expect(page.get_by_role("status")).to_contain_text("Note saved, encrypted.")
    expect(page.get_by_role("region", name="Note", exact=True)).to_contain_text("PHQ-9 was 14.")
    expect(page.locator("#process")).not_to_contain_text("PHQ-9")


def test_a_process_recording_is_written_row_by_row(plain: Visitor) -> None:
    page = plain.page
    wren = add_client(plain, name="Paul Ott", code_name="Wren", pronouns="he")
    plain.go(f"{wren}/sessions/new")
    press(page, "Add and write the note")
    page.get_by_role("radio", name="Process recording").check()
    page.get_by_label("What was said").fill("Hello.")
    press(page, "Add row")
    page.get_by_role("radio", name="Process recording").check()
    expect(page.get_by_label("What was said")).to_have_count(2)
    page.get_by_label("What was said").last.fill("I am late.")
    press(page, "Save note")
    rows = page.get_by_role("region", name="Process recording").get_by_role("row")
    expect(rows).to_have_count(3)


def test_notes_are_brought_in(plain: Visitor) -> None:
    ines = add_client(plain, name="Ines Reis", code_name="Kestrel")
    bring_in(plain, ines, FILES)
    expect(plain.page.get_by_role("link", name="Session 3, 3 March 2025")).to_be_visible()


def test_creating_a_practice_locking_and_logging_in_need_no_script(
    open_visitor: OpenVisitor,
) -> None:
    plain = open_visitor(java_script_enabled=False)
    create_practice(plain)
    page = plain.page
    press(page, "Lock")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    unlock(plain)
    expect(page.get_by_role("button", name="Lock")).to_be_visible()
    plain.go("/account")
    press(page, "Log out")
    log_in(plain)
