"""Choosing with whom and what to compare: whoever uses the keys keeps their place."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import log_in
from tests.browser.journeys.test_keys_alone import tab_to
from tests.browser.journeys.visitor import Visitor, visiting


def test_the_person_that_was_chosen_has_the_focus_again(desk: Visitor, built: Built) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go(f"/clients/{built.ines}/themes")
    tab_to(page, page.get_by_role("radio", name="Everyone"))
    chosen = []
    for _ in range(3):
        with page.expect_navigation():
            keys.press("ArrowRight")
        chosen.append(focused_name(page))
        assert page.evaluate("document.activeElement.checked")
    assert chosen[0] == "You and Ines"
    assert "Marco" in chosen
    assert len(set(chosen)) == 3


def test_a_place_in_life_has_the_focus_again(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/themes")
    with page.expect_navigation():
        page.get_by_role("radio", name="Past", exact=True).check(force=True)
    expect(page.get_by_role("radio", name="Past", exact=True)).to_be_focused()
    expect(page.get_by_role("radio", name="Past", exact=True)).to_be_checked()


def test_what_is_compared_has_the_focus_again(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/themes")
    tab_to(page, page.get_by_label("Compare"))
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Compare")).to_be_focused()
    expect(page.get_by_label("Compare")).to_have_value("b")


def test_without_scripts_the_button_has_it(
    browser: Browser, practice: tuple[Served, Built]
) -> None:
    with visiting(browser, practice[0].address, java_script_enabled=False) as plain:
        log_in(plain)
        plain.go(f"/clients/{practice[1].ines}/themes")
        plain.page.get_by_label("Compare").select_option("b")
        plain.page.get_by_role("button", name="Show").press("Enter")
        expect(plain.page).to_have_url(re.compile("compare=b"))
        expect(plain.page.get_by_role("button", name="Show")).to_be_focused()
        expect(plain.page.get_by_label("Compare")).to_have_value("b")


def focused_name(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('label').innerText.trim()"))
