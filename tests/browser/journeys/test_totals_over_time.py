"""The line of a questionnaire: its points by mouse and by keys, and the page on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.test_keys_alone import tab_to
from tests.browser.journeys.test_numbers_and_back import FOCUSED, walk
from tests.browser.journeys.test_printing import sizes
from tests.browser.journeys.visitor import Visitor

POINTS = ".course:has(h2:text-is('PHQ-9')) .course-line a"
ROWS = ".course:has(h2:text-is('PHQ-9')) .twin"
NAME = "Session 30, "


@pytest.fixture
def page(desk: Visitor, built: Built) -> Page:
    desk.go(f"/clients/{built.ines}/measures")
    return desk.page


def test_a_point_is_pressed_and_found_again(page: Page) -> None:
    point = page.locator(POINTS).nth(1)
    opened = point.get_attribute("id")
    point.locator(".reach").click()
    expect(page.get_by_role("heading", name="Session 30", exact=True)).to_be_visible()
    page.locator("#back-to-cell").click()
    expect(page.locator(f"[id='{opened}']")).to_be_focused()


def test_arrow_keys_walk_the_points_and_the_way_back_ends_at_the_same(page: Page) -> None:
    tab_to(page, page.locator(f"{POINTS}[tabindex='0']"))
    first = page.evaluate(FOCUSED)
    walk(page, "ArrowRight", "ArrowRight", "ArrowLeft")
    opened = page.evaluate(FOCUSED)
    assert opened.startswith("total-phq-9-")
    assert opened != first
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Session 30", exact=True)).to_be_visible()
    page.go_back()
    expect(page.locator(f"[id='{opened}']")).to_be_focused()
    walk(page, "End", "ArrowRight", "Home")
    assert page.evaluate(FOCUSED) == first


def test_a_point_says_what_it_stands_for(page: Page) -> None:
    point = page.get_by_role("link", name=NAME).first
    expect(point).to_have_accessible_name(
        "Session 30, 25 September 2025: 8, mild, under the cut-off of 10; lower by 8, more than"
        " the 6 that repeated measurement alone produces"
    )


def test_a_row_of_the_table_is_opened_and_found_again(page: Page) -> None:
    page.locator(ROWS).locator("summary").click()
    row = page.locator(ROWS).get_by_role("link").nth(1)
    opened = row.get_attribute("id")
    assert opened
    assert opened.startswith("row-")
    row.click()
    page.locator("#back-to-cell").click()
    expect(page.locator(f"[id='{opened}']")).to_be_focused()


def test_three_questionnaires_fit_one_page(page: Page) -> None:
    expect(page.locator(".course")).to_have_count(3)
    assert len(sizes(page.pdf(prefer_css_page_size=True, format="A4"))) == 1


def test_on_a_phone_the_line_scrolls_to_its_newest_end_and_the_page_stays(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    expect(page.locator(POINTS).last).to_be_in_viewport()
    expect(page.locator(".narrow-line").first).to_be_visible()
