"""Looking back through the minutes of a note, and finding the caret where it was."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import press, section, unlock
from tests.browser.journeys.visitor import Visitor, faults

FIRST = "She heard the door and lay still."
SECOND = "She heard it."


@pytest.fixture
def writing(desk: Visitor, built: Built) -> Visitor:
    desk.go(f"/sessions/{built.untouched}/write")
    expect(desk.page.locator("[data-count]")).to_contain_text("word")  # the editor is awake
    desk.page.get_by_role("radio", name="Session record").check()
    return desk


@pytest.fixture
def two_minutes(writing: Visitor, practice: tuple[Served, Built]) -> Visitor:
    """One text, and a minute later a shorter one."""
    write(writing.page, FIRST)
    practice[0].clock.move(minutes=1)
    write(writing.page, SECOND)
    return writing


def write(page: Page, words: str, label: str = "brought") -> None:
    """Type words over what stands there, and wait until they are stored."""
    section(page, label).press("Control+a")
    with page.expect_response("**/draft"):
        page.keyboard.insert_text(words)
    expect(page.get_by_role("status")).to_contain_text("Draft saved")


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Earlier minutes of this note")


def caret(page: Page) -> tuple[str, int]:
    return tuple(
        page.evaluate("[document.activeElement.name, document.activeElement.selectionStart]")
    )


def test_a_slider_leads_through_the_minutes_and_brings_one_back(two_minutes: Visitor) -> None:
    page = two_minutes.page
    page.get_by_role("link", name="Earlier minutes").click()
    slider = panel(page).get_by_role("slider", name="Minute")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"09:15, 1 minute ago"))
    expect(panel(page)).to_contain_text("Since then 1 word came in and 5 words went out.")
    expect(panel(page).get_by_label("Then").locator("del").last).to_have_text(
        "the door and lay still."
    )
    press(page, "Bring this back")
    expect(panel(page)).to_be_hidden()
    expect(section(page)).to_have_value(FIRST)
    expect(page.get_by_role("status")).to_contain_text("Draft saved")
    page.keyboard.press("Control+z")
    expect(section(page)).to_have_value(SECOND)


def test_what_was_replaced_is_an_earlier_minute_itself(two_minutes: Visitor) -> None:
    page = two_minutes.page
    page.keyboard.press("Alt+m")
    with page.expect_response("**/draft"):
        press(page, "Bring this back")
    page.keyboard.press("Alt+m")
    expect(panel(page).get_by_label("Then")).to_contain_text(SECOND)
    expect(panel(page)).to_contain_text("Since then")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()


def test_the_slider_has_no_fault(two_minutes: Visitor) -> None:
    page = two_minutes.page
    page.get_by_role("link", name="Earlier minutes").click()
    expect(panel(page)).to_contain_text("Since then")
    assert faults(page) == []


@pytest.mark.parametrize("label", ["brought", "Next time", "Private process note"])
def test_after_unlocking_the_caret_is_where_it_was(writing: Visitor, label: str) -> None:
    page = writing.page
    if label == "Private process note":
        page.get_by_role("radio", name=label).check()
    write(page, "First 🌱 line.\nSecond line." + "\n" * 40 + "End.", label)
    page.keyboard.press("Control+Home")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    with page.expect_response("**/draft"):
        page.keyboard.insert_text("!")
    before = caret(page)
    press(page, "Lock")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    unlock(writing)
    expect(section(page, label)).to_be_focused()
    assert caret(page) == before


def test_a_caret_that_only_moved_is_there_again_after_unlocking(writing: Visitor) -> None:
    page = writing.page
    with page.expect_response("**/draft"):
        write(page, "First line.")
    page.keyboard.press("Home")
    press(page, "Lock")
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    unlock(writing)
    expect(section(page)).to_be_focused()
    assert caret(page)[1] == 0


def test_the_caret_comes_back_into_view(writing: Visitor) -> None:
    page = writing.page
    write(page, "line\n" * 80 + "End.")
    page.reload()
    expect(section(page)).to_be_focused()
    assert caret(page)[1] == len("line\n" * 80 + "End.")
    assert page.evaluate("scrollY") > 500


@pytest.mark.parametrize("way", ["opening", "unlocking"])
def test_undo_at_once_never_empties_the_note(writing: Visitor, way: str) -> None:
    page = writing.page
    write(page, FIRST)
    if way == "unlocking":
        press(page, "Lock")
        expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        unlock(writing)
    else:
        page.reload()
    expect(section(page)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(section(page)).to_have_value(FIRST)
    assert page.evaluate("document.querySelector('note-editor').flush()")
    page.reload()
    expect(section(page)).to_have_value(FIRST)
