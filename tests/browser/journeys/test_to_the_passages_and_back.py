"""On every screen of patterns: a cell is opened, its passages read, and the way back ends there.

By mouse the way is the link on the page, by keys the browser's own.  The tables of With whom,
Heard together, Mirror and Formulation have theirs in `test_numbers_and_back`, the threads in
`test_ruptures`, the strip of Theme change by keys in `test_keys_alone`.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.test_keys_alone import tab_to
from tests.browser.journeys.test_numbers_and_back import FOCUSED, walk
from tests.browser.journeys.test_printing import A4_ACROSS, sizes
from tests.browser.journeys.visitor import Visitor

#: By screen: its address, and the cell that is opened.
SCREENS = {
    "episodes": ("/clients/{ines}/episodes", ".told-list tbody tr:nth-child(4) a"),
    "themes of episodes": ("/clients/{ines}/episodes", "a[id^='c-'] >> nth=2"),
    "episodes of one": ("/clients/{ines}/episodes?who={marco}", ".told-list a >> nth=1"),
    "new ways": ("/clients/{ines}/new-ways", ".ways-table a >> nth=0"),
    "map": ("/clients/{ines}/map?who={marco}", "#pair .openlist a >> nth=0"),
    "map, everything": ("/clients/{ines}/map?who={marco}", "#c-all"),
    "clients of a theme": ("/themes/{theme}/clients", ".caseload a[id^='c-'] >> nth=0"),
}
THROUGH = {
    "caseload": ("/themes/across", ".caseload a[id^='c-'] >> nth=1"),
    "codebook": ("/themes", "#codebook a[id^='c-'] >> nth=1"),
}

PLACE = """link => {
  const cell = link.closest('td, th');
  return { at: cell.cellIndex, row: cell.parentNode.rowIndex };
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_cell_is_opened_and_found_again_by_mouse(
    desk: Visitor, built: Built, screen: str
) -> None:
    where, cell = SCREENS[screen]
    desk.go(where.format(**vars(built)))
    opened = click(desk.page, cell)
    expect(passages(desk.page)).to_contain_text("Open in the note")
    desk.page.locator("#back-to-cell").click()
    expect(desk.page.locator(f"[id='{opened}']")).to_be_focused()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_cell_is_opened_and_found_again_by_keys(desk: Visitor, built: Built, screen: str) -> None:
    where, cell = SCREENS[screen]
    desk.go(where.format(**vars(built)))
    opened = enter(desk.page, cell)
    expect(passages(desk.page)).to_contain_text("Open in the note")
    tab_to(desk.page, passages(desk.page).get_by_role("link").first)
    desk.page.keyboard.press("Enter")
    expect(desk.page).to_have_url(re.compile("#tag-"))
    for _ in range(2):
        desk.page.go_back()
    expect(desk.page.locator(f"[id='{opened}']")).to_be_focused()


@pytest.mark.parametrize("screen", THROUGH)
def test_a_number_of_clients_leads_by_way_of_them_to_passages_and_back(
    desk: Visitor, screen: str
) -> None:
    page = desk.page
    where, cell = THROUGH[screen]
    for opening in (click, enter):
        desk.go(where)
        number = opening(page, cell)
        client = opening(page, ".caseload a[id^='c-']")
        expect(passages(page)).to_contain_text("Open in the note")
        back(page, by_mouse=opening is click)
        expect(page.locator(f"[id='{client}']")).to_be_focused()
        back(page, by_mouse=opening is click)
        expect(page.locator(f"[id='{number}']")).to_be_focused()


def test_a_cell_of_theme_change_is_opened_and_found_again_by_mouse(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/themes?theme={built.theme}")
    cell = page.locator("#strip tr.sel td.c").nth(53)
    cell.click()
    cell.click()
    expect(page.get_by_text("1 passage in this session.")).to_be_visible()
    page.locator("#back-to-cell").click()
    expect(page.locator("#strip td.at")).to_be_focused()
    assert page.evaluate("document.activeElement.cellIndex") == 54


def test_arrow_keys_walk_the_episodes_and_the_earlier_ones_are_found_again(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/episodes")
    tab_to(page, page.locator(".told-list a[tabindex='0']").first)
    first = page.evaluate(FOCUSED)
    walk(page, "ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown")
    expect(page.locator(".told-list a").nth(2)).to_be_focused()
    walk(page, "ArrowUp", "ArrowUp")
    assert page.evaluate(FOCUSED) == first
    page.get_by_text("and 14 earlier").click()
    opened = click(page, "details .told-list a >> nth=3")
    page.locator("#back-to-cell").click()
    expect(page.locator(f"[id='{opened}']")).to_be_focused()


def test_the_episodes_of_a_phone_are_short_lines(desk: Visitor, built: Built) -> None:
    page = desk.page
    page.set_viewport_size({"width": 390, "height": 844})
    desk.go(f"/clients/{built.ines}/episodes")
    line = page.locator(".told-list tbody tr").first
    box = line.bounding_box()
    assert box
    assert box["height"] < 70
    expect(line.locator(".said")).to_be_hidden()
    opened = click(page, ".told-list a >> nth=0")
    expect(page.get_by_text("happened well")).to_be_visible()
    page.locator("#back-to-cell").click()
    expect(page.locator(f"[id='{opened}']")).to_be_focused()


@pytest.mark.parametrize("where", ["/clients/{ines}/episodes", "/themes/across"])
def test_episodes_and_the_caseload_fit_one_sheet_across(
    desk: Visitor, built: Built, where: str
) -> None:
    desk.go(where.format(**vars(built)))
    assert sizes(desk.page.pdf(prefer_css_page_size=True)) == [A4_ACROSS]


def passages(page: Page) -> Locator:
    return page.get_by_role("region", name="Passages")


def click(page: Page, cell: str) -> str:
    """Click a cell; the id by which it is known again."""
    link = page.locator(cell).first
    opened = link.get_attribute("id")
    assert opened
    with page.expect_navigation():
        link.click()
    return opened


def enter(page: Page, cell: str) -> str:
    """Go to a cell by Tab and, in a table, by arrow keys, and press Enter on it."""
    link = page.locator(cell).first
    opened = link.get_attribute("id")
    assert opened
    stop = page.locator(f"table[data-cells]:has([id='{opened}']) a[tabindex='0']")
    if stop.count():
        tab_to(page, stop)
        wanted = link.evaluate(PLACE)
        for key, way in (("ArrowRight", "at"), ("ArrowDown", "row")):
            while page.evaluate(f"({PLACE})(document.activeElement)")[way] < wanted[way]:
                page.keyboard.press(key)
    else:
        tab_to(page, link)
    expect(link).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return opened


def back(page: Page, *, by_mouse: bool) -> None:
    if by_mouse:
        page.locator("#back-to-cell").click()
    else:
        page.go_back()
