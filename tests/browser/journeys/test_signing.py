"""A note is signed from the desk with scripts; the other window keeps what it has typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import press, section
from tests.browser.journeys.visitor import Visitor, faults

pytestmark = pytest.mark.browser


def test_from_the_desk_to_a_signed_note_that_another_window_cannot_change(
    desk: Visitor, practice: tuple[Served, Built]
) -> None:
    built = practice[1]
    desk.go(f"/sessions/{built.untouched}/write")
    other = desk.another_page()
    other.go(f"/sessions/{built.untouched}/write")
    section(desk.page).click()
    desk.page.keyboard.type("He came, and said that he had slept.")
    answer_risk(desk.page)
    press(desk.page, "Sign note")
    expect(desk.page.get_by_role("heading", name="Before you sign")).to_be_visible()
    assert faults(desk.page) == []
    desk.page.get_by_label("Your name").fill("Jonas Weber")
    desk.page.get_by_label("Credential").fill("Dipl.-Psych.")
    press(desk.page, "Sign and lock")
    expect(desk.page.get_by_text("Unchanged since, checked just now.")).to_be_visible()
    expect(desk.page.get_by_text("He came, and said that he had slept.")).to_be_visible()
    assert faults(desk.page) == []
    the_other_window_keeps_its_words(other)


def the_other_window_keeps_its_words(other: Visitor) -> None:
    other.watch.expected = {422}
    section(other.page).click()
    other.page.keyboard.type("One more thing.")
    said = other.page.get_by_text("this note was signed in another window")
    expect(said).to_be_visible()
    expect(section(other.page)).to_have_value("One more thing.")


def answer_risk(page: Page) -> None:
    """Under Session facts: none reported."""
    page.keyboard.press("Alt+f")
    page.get_by_label("None reported").check()
