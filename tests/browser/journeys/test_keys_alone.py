"""The whole way without a mouse: write, tag, save, look at the change, come back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.steps import (
    add_client,
    begin_note,
    save_note,
    section,
)
from tests.browser.journeys.visitor import Visitor

MOST_TABS = 80
SENTENCES = (
    ("She said nothing for a while.", "goes q", "s", "4", "Goes quiet when hurt"),
    (" Then she asked me to stay.", "reach", "s", "3", "Reaching out first"),
    (" I told her that I had minded.", "direct", "y", "2", "Direct and honest talk"),
)


def test_a_note_is_written_tagged_and_saved(desk: Visitor, built: Built) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go(f"/sessions/{built.untouched}/write")
    expect(page.get_by_text("0 passages tagged")).to_be_visible()
    tab_to(page, section(page))
    for words, theme, person, strength, name in SENTENCES:
        keys.type(words)
        keys.press("Control+k")
        keys.type(theme)
        for key in ("Tab", person, strength, "Enter"):
            keys.press(key)
        expect(page.get_by_role("status")).to_contain_text(f"Tagged {name}, {strength} of 5.")
        expect(section(page)).to_be_focused()
    tab_to(page, page.get_by_role("checkbox", name="Tagging complete"))
    keys.press("Space")
    save_note(page)
    follow(page, "Paul O.")
    follow(page, "Theme change")
    tab_to(page, page.locator("#strip td.c[tabindex='0']"))
    for _ in range(2):
        keys.press("ArrowUp")
    reading = page.locator("#reading-line")
    said = {reading.inner_text()}
    for _ in range(2):
        keys.press("ArrowDown")
        said.add(reading.inner_text())
    assert said == {
        "Session 3, 30 April 2026. Goes quiet when hurt, 4 of 5. One passage.",
        "Session 3, 30 April 2026. Reaching out first, 3 of 5. One passage.",
        "Session 3, 30 April 2026. Direct and honest talk, 2 of 5. One passage.",
    }


TYPED = (
    (" He looked away. #goesquiet 3 @you", "Enter", "Goes quiet when hurt, 3 of 5"),
    (" Then he laughed. #reach @self 2", "Tab", "Reaching out first, 2 of 5"),
)


def test_a_note_is_written_tagged_by_keys_and_by_typing_and_signed(
    newcomer: Visitor,
) -> None:
    visitor = newcomer
    client = add_client(visitor, name="Paul Ott", code_name="Wren")
    begin_note(visitor, client, day="2026-04-30")
    page, keys = visitor.page, visitor.page.keyboard
    tab_to(page, section(page))
    tag_by_keys_alone(page)
    for marks, key, said in TYPED:
        keys.type(marks)
        keys.press(key)
        expect(page.get_by_role("status")).to_contain_text(f"Tagged {said}.")
        expect(section(page)).to_be_focused()
    keys.press("Control+Shift+8")
    expect(page.get_by_role("status")).to_contain_text("Starred “Then he laughed.”")
    expect(page.get_by_text("5 passages tagged")).to_be_visible()
    keys.press("Alt+f")
    none = page.get_by_role("radio", name="None reported")
    tab_to(page, none)
    keys.press("Space")
    tab_to(page, page.get_by_role("checkbox", name="Tagging complete"))
    keys.press("Space")
    press_by_key(page, page.get_by_role("button", name="Sign note"))
    expect(page.get_by_role("heading", name="Before you sign")).to_be_visible()
    sign_by_keys_alone(page)
    expect(page.get_by_text("Unchanged since")).to_be_visible()
    expect(page.get_by_role("region", name="Her words")).to_contain_text("Then he laughed.")
    expect(page.locator("aside .tagcard[id^=tag-]")).to_have_count(5)
    assert "#" not in page.locator(".prose").first.inner_text()


def test_the_table_is_walked_with_arrows_and_left_and_found_again(
    desk: Visitor, built: Built
) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go(f"/clients/{built.ines}/themes?theme={built.theme}")
    tab_to(page, page.locator("#strip td.c[tabindex='0']"))
    reading = page.locator("#reading-line")
    keys.press("End")
    expect(reading).to_have_text("Session 60, 23 April 2026. Goes quiet when hurt, not heard.")
    for _ in range(6):
        keys.press("ArrowLeft")
    there = "Session 54, 12 March 2026. Goes quiet when hurt, 3 of 5. One passage."
    expect(reading).to_have_text(there)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Goes quiet when hurt")
    expect(page.get_by_text("1 passage in this session.")).to_be_visible()
    page.go_back()
    expect(page.locator("#reading-line")).to_have_text(there)
    assert page.evaluate("document.activeElement.cellIndex") == 54
    keys.press("Home")
    expect(reading).to_contain_text("Session 1, 6 March 2025. Goes quiet when hurt, 3 of 5.")


SEEN = """() => {
  const box = one => one.getBoundingClientRect();
  const [cell, strip] = [box(document.activeElement), document.getElementById('strip')];
  const head = getComputedStyle(strip.tHead).position === 'sticky' ? box(strip.tHead).bottom : 0;
  const line = box(document.querySelector('.read'));
  return {
    beside: cell.left >= box(strip.querySelector('tbody th[scope=row]')).right,
    below: cell.top >= head,
    above: cell.bottom <= line.top,
    told: line.bottom <= innerHeight + 1,
  };
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_cell_and_what_it_says_stay_in_sight_on_the_way(
    desk: Visitor, built: Built, width: int
) -> None:
    page, keys = desk.page, desk.page.keyboard
    page.set_viewport_size({"width": width, "height": 500})
    desk.go(f"/clients/{built.ines}/themes?theme={built.theme}")
    page.locator("#strip td.c[tabindex='0']").focus()
    seen = []
    for key in ["ArrowLeft"] * 25 + ["ArrowDown"] * 8 + ["ArrowLeft"] * 25 + ["ArrowUp"] * 8:
        keys.press(key)
        seen.append(page.evaluate(SEEN))
    assert [one for one in seen if not all(one.values())] == []


def test_the_link_above_the_passages_leads_back_to_the_cell(desk: Visitor, built: Built) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go(f"/clients/{built.ines}/themes?theme={built.theme}")
    tab_to(page, page.locator("#strip td.c[tabindex='0']"))
    keys.press("Home")
    keys.press("Enter")
    follow(page, "Ines R., theme change")
    expect(page.locator("#reading-line")).to_contain_text("Session 1, 6 March 2025.")
    assert page.evaluate("document.activeElement.cellIndex") == 1


def test_a_question_mark_outside_of_fields_opens_the_list_of_keys(
    desk: Visitor, built: Built
) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go("/themes")
    page.get_by_role("textbox", name="Find a theme").focus()
    keys.type("?")
    expect(page.get_by_role("textbox", name="Find a theme")).to_have_value("?")
    page.locator("h1").click()
    with page.expect_navigation():
        keys.type("?")
    expect(page.get_by_role("heading", name="Keyboard")).to_be_visible()
    desk.go("/account")
    page.get_by_role("checkbox", name="Keyboard shortcuts of a single letter").uncheck()
    press_by_key(page, page.get_by_role("button", name="Save settings"))
    page.locator("h1").click()
    keys.type("?/")
    expect(page.get_by_role("heading", name="Account")).to_be_visible()


def tab_to(page: Page, place: Locator) -> None:
    """Press Tab until `place` has the focus, and fail when it cannot be reached."""
    wanted = place.element_handle()
    for _ in range(MOST_TABS):
        if page.evaluate("place => place === document.activeElement", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {place}")


def tag_by_keys_alone(page: Page) -> None:
    keys = page.keyboard
    for words, theme, person, strength, name in SENTENCES:
        keys.type(words)
        keys.press("Control+k")
        keys.type(theme)
        for key in ("Tab", person, strength, "Enter"):
            keys.press(key)
        expect(page.get_by_role("status")).to_contain_text(f"Tagged {name}, {strength} of 5.")


def sign_by_keys_alone(page: Page) -> None:
    keys = page.keyboard
    tab_to(page, page.get_by_label("Your name"))
    keys.type("Ruth Adeyemi")
    keys.press("Tab")
    keys.type("Psychotherapist")
    press_by_key(page, page.get_by_role("button", name="Sign and lock"))


def press_by_key(page: Page, button: Locator) -> None:
    tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("link", name=name, exact=True))
    page.keyboard.press("Enter")
    page.wait_for_load_state()
