"""Searching by keyboard: what is looked for stands in no address, history, title or log."""

import pytest
from playwright.sync_api import Page, expect

from notes_app.search import service
from notes_app.search.catalogue import Catalogue
from tests.browser.journeys.built import Built
from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import add_client, begin_note, create_practice, save_note, section
from tests.browser.journeys.visitor import Visitor, faults

CANARY = "zqcanarysought"
STORED = """async () => [
  ...Object.entries(localStorage), ...Object.entries(sessionStorage),
  JSON.stringify(history.state), location.href, document.title, document.cookie,
  ...(await caches.keys()),
].join(' ')"""


def search_for(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Search your notes").fill(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_words_are_found_and_lead_to_their_place(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go("/search")
    search_for(page, "tea monday")
    expect(page.get_by_role("heading", level=2)).to_contain_text("passages in")
    expect(page.get_by_text("What you look for is forgotten when you lock")).to_be_visible()
    link = page.get_by_role("link", name="Open in the note, session 60").first
    with page.expect_navigation():
        link.click()
    assert desk.path() == f"/sessions/{built.session}#section-brought"
    expect(page.locator("#section-brought")).to_be_in_viewport()


def test_going_back_and_loading_again_show_what_was_found(desk: Visitor) -> None:
    page = desk.page
    desk.go("/themes")
    desk.go("/search")
    search_for(page, "minded")
    first = page.locator(".finds h3").first.inner_text()
    field = page.get_by_role("textbox", name="Search your notes")
    with page.expect_navigation():
        page.get_by_role("link", name="Open in the note").first.click()
    for step in ("history.back()", "location.reload()"):
        page.evaluate(step)
        expect(field).to_have_value("minded")
        expect(page.locator(".finds h3").first).to_have_text(first)
        assert desk.path() == "/search"
        assert "minded" not in page.evaluate(STORED)
    page.evaluate("history.back()")  # to where it began, and not round in a circle
    expect(page.get_by_role("button", name="Your last search")).to_be_visible()
    expect(field).to_have_value("")
    page.evaluate("history.back()")
    expect(page.get_by_role("textbox", name="Find a theme")).to_be_visible()


def test_search_again_begins_with_an_empty_form(desk: Visitor) -> None:
    page = desk.page
    desk.go("/search")
    for link in ("Search again", "Search"):
        search_for(page, "minded")
        with page.expect_navigation():
            page.get_by_role("link", name=link, exact=True).click()
        expect(page.get_by_role("button", name="Your last search")).to_be_visible()
        expect(page.get_by_role("textbox", name="Search your notes")).to_have_value("")


def test_while_words_are_typed_the_page_has_a_large_career_made_ready(
    desk: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CATALOGUED_FROM", 0)
    monkeypatch.setattr(Catalogue.write_missing, "__defaults__", (1,))  # one client at a time
    page, answers = desk.page, []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    with page.expect_response(lambda answer: answer.status == 204):
        desk.go("/search")
    ready = [status for url, status in answers if url.endswith("/search/ready")]
    assert ready[:1] == [202]
    search_for(page, "tea monday")
    expect(page.get_by_role("link", name="Open in the note, session 60").first).to_be_visible()


def test_a_slash_leads_to_search_from_anywhere_but_a_field(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go("/themes")
    page.get_by_role("textbox", name="Find a theme").focus()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Find a theme")).to_have_value("/")
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search your notes")
    expect(field).to_be_focused()
    search_for(page, "minded")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("minded")


def test_one_client_is_searched_from_the_page_of_her_notes(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/notes")
    page.get_by_role("link", name="Search this client").click()
    expect(page.get_by_role("combobox", name="Clients")).to_have_value(str(built.ines))
    search_for(page, "minded")
    expect(page.get_by_role("link", name="Ines R.", exact=True)).to_be_visible()
    assert page.locator("h3").first.inner_text().startswith("I. R.")


def test_an_answer_holds(desk: Visitor) -> None:
    desk.go("/search")
    search_for(desk.page, "minded")
    assert faults(desk.page) == []


def test_an_answer_about_themes_and_an_empty_one_hold(desk: Visitor) -> None:
    page = desk.page
    desk.go("/search")
    page.get_by_text("Themes", exact=True).last.click()
    search_for(page, "quiet")
    assert faults(page) == []
    search_for(page, "nowhere to be found")
    expect(page.get_by_role("heading", name="Not found")).to_be_visible()
    assert faults(page) == []


def test_a_form_with_an_error_holds(desk: Visitor) -> None:
    desk.watch.expected = {422}
    desk.go("/search")
    search_for(desk.page, "a*")
    expect(desk.page.get_by_role("alert")).to_contain_text("at least two letters")
    assert faults(desk.page) == []


def test_a_word_that_was_looked_for_is_nowhere_afterwards(
    open_visitor: OpenVisitor, served: Served
) -> None:
    visitor = open_visitor()
    page, titles = visitor.page, []
    create_practice(visitor)
    client = add_client(visitor, name="Ines Reis", code_name="Kestrel")
    begin_note(visitor, client, day="2026-04-30")
    section(page).fill(f"She said {CANARY} twice.")
    save_note(page)
    visitor.go("/search")
    search_for(page, CANARY)
    expect(page.locator("mark")).to_have_text(CANARY)  # or silence means nothing
    titles.append(page.title())
    assert CANARY not in str(page.evaluate(STORED))
    visitor.go("/search")
    page.go_back()
    assert CANARY not in str(page.evaluate(STORED))
    everything = [*visitor.watch.asked, *titles, *served.lines]
    everything += [cookie["value"] for cookie in visitor.context.cookies()]
    assert any('"route": "/search"' in line for line in served.lines)
    assert [line for line in everything if CANARY in line.lower()] == []
