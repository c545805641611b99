"""The same way with a finger, on a phone: write, tag, star, sign."""

from playwright.sync_api import Page, expect

from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.steps import SELECT, add_client, begin_note, section
from tests.browser.journeys.visitor import too_wide

WORDS = "She said nothing for a while. Then she asked me to stay. “I never know,” she said."
TAPPED = (
    ("said nothing for a while", "Goes quiet when hurt", "Self", "4"),
    ("asked me to stay", "Reaching out first", "Self", "3"),
)
TYPED = (
    " I told her that I had minded. #direct 2 @you",
    " We sat still. #goesquiet 1 @you",
    " She left late. #reach 2 @self",
)


def test_a_note_is_written_tagged_and_signed_by_touch(open_newcomer: OpenVisitor) -> None:
    visitor = open_newcomer(width=390, height=844, has_touch=True, is_mobile=True)
    client = add_client(visitor, name="Ines Reis", code_name="Kestrel")
    begin_note(visitor, client, day="2026-04-30")
    page = visitor.page
    section(page).tap()
    page.keyboard.insert_text(WORDS)
    tag_by_touch(page)
    section(page).evaluate("area => area.setSelectionRange(area.value.length, area.value.length)")
    for marks in TYPED:  # as the keyboard of a phone sends them, with its Enter
        page.keyboard.type(marks)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Tagged ")
    expect(page.get_by_text("5 passages tagged")).to_be_visible()
    section(page).evaluate(SELECT, "I never know")
    page.get_by_role("button", name="Star as her words").tap()
    expect(page.get_by_role("region", name="Her words")).to_contain_text("I never know")
    assert too_wide(page) == []
    sign_by_touch(page)
    expect(page.get_by_text("Unchanged since")).to_be_visible()
    expect(page.locator("aside .tagcard[id^=tag-]")).to_have_count(5)
    assert too_wide(page) == []


def tag_by_touch(page: Page) -> None:
    form = page.get_by_role("form", name="Tag passage")
    for words, theme, person, strength in TAPPED:
        section(page).evaluate(SELECT, words)
        page.get_by_role("button", name="Tag passage").tap()
        form.get_by_role("combobox", name="Theme").fill(theme)
        form.get_by_role("option", name=theme).first.tap()
        form.get_by_role("group", name="With whom").get_by_text(person, exact=True).tap()
        form.get_by_role("group", name="How strongly").get_by_text(strength).tap()
        form.get_by_role("button", name="Tag passage").tap()
        expect(form).to_be_hidden()


def sign_by_touch(page: Page) -> None:
    page.locator("summary", has_text="Session facts").tap()
    page.get_by_text("None reported", exact=True).tap()
    page.get_by_text("Tagging complete").tap()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign note").tap()
    page.get_by_label("Your name").fill("Ruth Adeyemi")
    page.get_by_label("Credential").fill("Psychotherapist")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign and lock").tap()
