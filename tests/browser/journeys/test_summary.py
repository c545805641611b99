"""A summary for the client keeps what was typed, also when its page is left at once."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.steps import press
from tests.browser.journeys.visitor import Visitor

TRIES = 20


def closing(page: Page) -> Locator:
    return page.get_by_label("Closing words")


def test_what_is_typed_is_kept_and_then_shown_as_the_client_reads_it(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/summary")
    closing(page).fill("I am glad that we spoke of it.")
    expect(page.locator("#summary-kept")).to_contain_text("Kept sealed at")
    closing(page).fill("I am glad that we spoke of it. Ruth")
    press(page, "See it as the client will")
    handed = page.get_by_role("article", name="A summary of our work")
    expect(handed).to_contain_text("I am glad that we spoke of it. Ruth")


def test_whoever_leaves_at_once_finds_it_again(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.nora}/summary")
    closing(page).fill("Left in a hurry")
    page.get_by_role("link", name="Today").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("A summary for the client")
    for _ in range(TRIES):  # it may arrive a moment after the next page
        desk.go(f"/clients/{built.nora}/summary")
        if closing(page).input_value():
            break
    expect(closing(page)).to_have_value("Left in a hurry")
