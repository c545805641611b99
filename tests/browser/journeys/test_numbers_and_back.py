"""A number is opened, its passages are read, and the way back ends at that number."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.test_keys_alone import tab_to
from tests.browser.journeys.test_printing import A4_ACROSS, sizes
from tests.browser.journeys.visitor import Visitor

TABLES = ("with-whom", "together", "mirror", "formulation?lens=p")
PRINTED = (*TABLES, "formulation", "formulation?lens=c")
FOCUSED = "document.activeElement.id"
RUNNING_OVER = """heads => heads.map(head => {
    head.textContent = "stepgrandmother".repeat(5);
    return head;
}).filter(head => head.scrollWidth > head.clientWidth).length"""


@pytest.mark.parametrize("where", TABLES)
def test_a_number_is_opened_and_found_again_by_mouse(
    desk: Visitor, built: Built, where: str
) -> None:
    desk.go(f"/clients/{built.ines}/{where}")
    number = desk.page.locator("table[data-cells] a").last
    opened = number.get_attribute("id")
    number.click()
    expect(desk.page.get_by_role("region", name="Passages")).to_be_visible()
    desk.page.locator("#back-to-cell").click()
    expect(desk.page.locator(f"[id='{opened}']")).to_be_focused()


@pytest.mark.parametrize("where", TABLES)
def test_a_number_is_opened_and_found_again_by_keys(
    desk: Visitor, built: Built, where: str
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/{where}")
    tab_to(page, page.locator("table[data-cells] a[tabindex='0']"))
    first = page.evaluate(FOCUSED)
    walk(page, "ArrowDown", "ArrowDown", "End")
    opened = page.evaluate(FOCUSED)
    assert opened.startswith("c-")
    assert opened != first
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Passages")).to_be_visible()
    page.go_back()
    expect(page.locator(f"[id='{opened}']")).to_be_focused()
    walk(page, "Home", "ArrowUp", "ArrowUp")
    assert page.evaluate(FOCUSED) not in ("", opened)


def test_a_pair_in_the_ranked_list_is_found_again(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/together")
    pair = desk.page.get_by_role("link", name="heard together in").first
    opened = pair.get_attribute("id")
    pair.click()
    expect(desk.page.get_by_text("both heard in each")).to_be_visible()
    desk.page.go_back()
    expect(desk.page.locator(f"[id='{opened}']")).to_be_focused()


@pytest.mark.parametrize("where", ["with-whom", "themes"])
def test_no_name_in_the_head_runs_over_the_next(desk: Visitor, built: Built, where: str) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.go(f"/clients/{built.ines}/{where}")
    heads = desk.page.locator(".matrix thead th:not(:first-child)")
    assert heads.count()
    assert heads.evaluate_all(RUNNING_OVER) == 0


@pytest.mark.parametrize("where", PRINTED)
def test_the_page_fits_one_sheet_across(desk: Visitor, built: Built, where: str) -> None:
    desk.go(f"/clients/{built.ines}/{where}")
    assert sizes(desk.page.pdf(prefer_css_page_size=True)) == [A4_ACROSS]


def test_two_passages_are_put_together_and_still_print_on_one_sheet(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    for _ in range(3):
        desk.go(f"/clients/{built.ines}/mirror?all=1")
        pairs = page.locator(".pairs li").count()
        for side in ("With you", "Elsewhere"):
            page.get_by_role("radio", name=f"{side}:").nth(pairs).check()
        page.get_by_role("button", name="These belong together").click()
        expect(page.locator(".pairs li")).to_have_count(pairs + 1)
    assert sizes(page.pdf(prefer_css_page_size=True)) == [A4_ACROSS]
    page.get_by_role("button", name="Take apart, pair 3").click()
    expect(page.locator(".pairs li")).to_have_count(2)


def walk(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
