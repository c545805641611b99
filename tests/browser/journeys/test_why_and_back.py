"""Theme change by mouse: why a word was chosen, and from a cell to its passages and back."""

import re

from playwright.sync_api import expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.visitor import Visitor


def test_the_counts_of_a_line_open_the_rule_that_gave_its_word(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/themes")
    counts = page.locator("button.was").first
    told = page.locator(f"#{counts.get_attribute('popovertarget')}")
    expect(told).to_be_hidden()
    counts.click()
    expect(told).to_contain_text(re.compile(r"Heard in \d+ of "))
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(counts).to_be_focused()


def test_a_cell_that_shows_stages_opens_its_passages_and_is_come_back_to(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/themes?show=g")
    cell = page.locator("#strip td.heard").last
    cell.click()
    expect(page.locator("#reading-line")).to_contain_text(re.compile("stage"))
    at = page.evaluate("document.activeElement.cellIndex")
    page.keyboard.press("Enter")
    expect(page.get_by_text("in this session.")).to_be_visible()
    page.locator("#back-to-cell").click()
    expect(page.locator("#strip td.at")).to_be_focused()
    assert page.evaluate("document.activeElement.cellIndex") == at
    expect(page.get_by_role("radio", name="Stage")).to_be_checked()
