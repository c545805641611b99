"""Ruptures from a tagged passage to a mended thread, and back to the same line."""

from playwright.sync_api import expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.steps import (
    Mark,
    add_client,
    begin_note,
    create_practice,
    press,
    section,
    submit,
    tag_by_keys,
)
from tests.browser.journeys.test_printing import sizes
from tests.browser.journeys.visitor import Visitor

STRAINED, MENDED = "Strain with the therapist", "Mended and tried anew"


def test_a_strained_passage_offers_a_rupture_and_a_later_one_mends_it(visitor: Visitor) -> None:
    page = visitor.page
    create_practice(visitor)
    client = add_client(visitor, name="Mira Halt", code_name="Heron")
    begin_note(visitor, client, day="2026-04-16")
    offer = page.get_by_role("link", name="Open a rupture for the strain that is tagged")
    section(page).fill("She agreed before I had finished.")
    expect(offer).to_be_hidden()
    tag_by_keys(page, Mark("She agreed", STRAINED, "Y", 4))
    offer.click()
    page.get_by_text("Pulling back", exact=True).click()
    page.get_by_text("Agrees in order to keep peace").click()
    expect(page.get_by_role("checkbox", name="She agreed")).to_be_checked()
    page.get_by_label("In words").fill("Three weeks of being right.")
    submit(page, "Open rupture")
    expect(section(page)).to_have_value("She agreed before I had finished.")
    expect(offer).to_be_hidden()

    begin_note(visitor, client, day="2026-04-23")
    section(page).fill("I asked how these weeks had been.")
    tag_by_keys(page, Mark("I asked", MENDED, "Y", 4))
    page.get_by_role("link", name="Link a repair to the rupture of session 1").click()
    page.get_by_text("Asked how therapy or therapist feels just now").click()
    page.get_by_text("It is mended", exact=True).click()
    submit(page, "Link repair")
    visitor.go(f"{client}/ruptures")
    expect(page.get_by_role("row", name="Session 1")).to_contain_text("Mended in session 2")


def test_a_line_leads_to_its_passage_and_back_by_keys(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/ruptures")
    line = page.get_by_role("link", name="Session 20", exact=True)
    line.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rupture of session 20")).to_be_visible()
    expect(line).to_be_focused()
    passage = page.get_by_role("link", name="Open in the note, session 20")
    passage.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Session 20", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Rupture of session 20")).to_be_visible()
    expect(line).to_be_focused()


def test_a_line_leads_to_its_passage_and_back_by_mouse(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/ruptures")
    page.get_by_role("link", name="Session 20", exact=True).click()
    page.get_by_role("link", name="Open in the note, session 22").click()
    expect(page.get_by_role("heading", name="Session 22", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Rupture of session 20")).to_be_visible()


def test_not_a_rupture_after_all_is_one_press_and_can_be_undone(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/ruptures")
    submit(page, "Not a rupture after all")
    expect(page.get_by_role("row", name="Session 60")).to_contain_text("Not a rupture after all")
    press(page, "Undo")
    expect(page.get_by_role("row", name="Session 60")).to_contain_text("Open")


def test_a_bar_of_old_and_new_ways_leads_to_its_passages_and_back(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/new-ways")
    table = page.get_by_role("region", name="Old and new ways by theme")
    theme = table.get_by_role("link", name="Direct and honest talk")
    theme.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Direct and honest talk")
    page.go_back()
    expect(theme).to_be_visible()


def test_both_screens_print_on_one_page(desk: Visitor, built: Built) -> None:
    for screen in ("ruptures", "new-ways"):
        desk.go(f"/clients/{built.paul if screen == 'new-ways' else built.ines}/{screen}")
        printed = desk.page.pdf(prefer_css_page_size=True, format="A4")
        assert len(sizes(printed)) == 1, screen
