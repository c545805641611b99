"""The relationship map by mouse, by keys, without scripts, and on paper."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from notes_app.clients.payloads import ClientThemes
from notes_app.records.kin.folk import folk_of
from notes_app.records.kin.gedcom_out import gedcom_7
from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import log_in, press
from tests.browser.journeys.test_keys_alone import tab_to
from tests.browser.journeys.test_printing import A4_ACROSS, sizes
from tests.browser.journeys.visitor import Visitor, faults, visiting
from tests.clients.genogram.families import forty_people


def place_of(page: Page, person: object) -> tuple[float, float]:
    """Where somebody stands, from the client, as the page has it."""
    node = page.locator(f"#genogram .one[data-person='{person}']")
    return float(node.get_attribute("data-x") or 0), float(node.get_attribute("data-y") or 0)


def test_somebody_is_dragged_and_the_move_undone(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/map")
    before = place_of(page, built.marco)
    symbol = page.locator(f"#genogram .one[data-person='{built.marco}'] .o").bounding_box()
    assert symbol
    x, y = symbol["x"] + symbol["width"] / 2, symbol["y"] + symbol["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    with page.expect_navigation():
        page.mouse.up()
    expect(page.get_by_role("status")).to_contain_text("Moved, and remembered.")
    after = place_of(page, built.marco)
    assert after == pytest.approx((before[0] + 40, before[1] + 30), abs=1)
    with page.expect_navigation():
        press(page, "Undo")
    assert place_of(page, built.marco) == before


def test_arrow_keys_move_by_eight_and_with_shift_by_one(desk: Visitor, built: Built) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go(f"/clients/{built.ines}/map?who={built.marco}")
    before = place_of(page, built.marco)
    tab_to(page, page.get_by_role("link", name="Move Marco"))
    with page.expect_navigation():
        for key in ("ArrowRight", "ArrowRight", "ArrowUp", "Shift+ArrowDown"):
            keys.press(key)
    expect(page.get_by_role("link", name="Move Marco")).to_be_focused()
    assert place_of(page, built.marco) == (before[0] + 16, before[1] - 7)


def test_a_move_in_another_window_is_met_with_both(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/map?who={built.marco}")
    other = page.context.new_page()
    other.goto(f"{page.url.split('/clients')[0]}/clients/{built.ines}/map/{built.marco}/move")
    press(other, "Move")
    expect(other.get_by_role("status")).to_contain_text("Moved, and remembered.")
    desk.watch.expected = {409}
    page.get_by_role("link", name="Move Marco").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Move Marco")).to_be_visible()


def test_a_person_is_opened_by_mouse_and_their_passages_lead_back(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/map?sessions=1-12")
    with page.expect_navigation():
        page.locator("#genogram .one", has_text="Lena").click()
    expect(page.get_by_role("heading", name="Ines and Lena")).to_be_visible()
    with page.expect_navigation():
        page.locator(f"#genogram .one[data-person='{built.marco}']").click()
    expect(page.get_by_role("heading", name="Ines and Marco")).to_be_visible()
    page.get_by_role("link", name="All passages with Marco").click()
    expect(page.get_by_role("heading", name="Passages with Marco")).to_be_visible()
    page.get_by_role("link", name="relationship map").click()
    expect(page).to_have_url(re.compile(f"who={built.marco}.*sessions=1-12"))
    expect(page.get_by_role("radio", name="1 to 12", exact=True)).to_be_checked()


def test_a_person_is_opened_by_keys_from_the_table(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/map")
    table = page.get_by_role("table", name=re.compile("All relationships"))
    tab_to(page, table.get_by_role("link", name="Mother"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ines and Mother")).to_be_visible()
    expect(table.get_by_role("link", name="Mother")).to_have_attribute("aria-current", "true")


def test_a_loss_is_opened_by_a_click_on_its_cross_and_moved_by_keys(
    desk: Visitor, built: Built
) -> None:
    page, keys = desk.page, desk.page.keyboard
    desk.go(f"/clients/{built.ines}/map")
    cross = page.locator(f"#genogram .one[data-person='{built.loss}']")
    with page.expect_navigation():
        cross.locator(".grip").click(position={"x": 24, "y": 14})  # beside its strokes
    expect(page.get_by_role("heading", name="Loss, 1986")).to_be_visible()
    before = place_of(page, built.loss)
    tab_to(page, page.get_by_role("link", name="Move the loss"))
    with page.expect_navigation():
        keys.press("ArrowLeft")
    expect(page.get_by_role("link", name="Move the loss")).to_be_focused()
    assert place_of(page, built.loss) == (before[0] - 8, before[1])


def test_a_stretch_redraws_the_ties_at_once(desk: Visitor, built: Built) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/map?who={built.marco}")
    expect(page.get_by_text("Very close, fused. At first: distant.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("radio", name="1 to 12", exact=True).check(force=True)
    expect(page.locator("#pair").get_by_text("Distant.", exact=True)).to_be_visible()


def test_illness_and_addiction_are_drawn_as_soon_as_they_are_asked_for(
    desk: Visitor, built: Built
) -> None:
    page = desk.page
    desk.go(f"/clients/{built.ines}/map?who={built.marco}&sessions=1-12")
    with page.expect_navigation():
        page.get_by_label("Show illness and addiction").check()
    expect(page).to_have_url(re.compile(f"who={built.marco}&sessions=1-12.*&marks=1#marks"))
    expect(page.get_by_label("Show illness and addiction")).to_be_checked()
    expect(page.get_by_role("heading", name="Illness and addiction")).to_be_visible()


def test_without_scripts_the_stretch_the_pair_and_the_place_are_forms(
    browser: Browser, practice: tuple[Served, Built]
) -> None:
    built = practice[1]
    with visiting(browser, practice[0].address, java_script_enabled=False) as plain:
        log_in(plain)
        page = plain.page
        plain.go(f"/clients/{built.ines}/map?who={built.marco}")
        page.get_by_role("radio", name="1 to 12", exact=True).check(force=True)
        page.get_by_role("button", name="Show sessions").click()
        expect(page).to_have_url(re.compile("sessions=1-12"))
        page.get_by_role("link", name="Move Marco").click()
        page.get_by_label("Row").select_option(label="1 row above Ines")
        page.get_by_label("Place").fill("-2")
        press(page, "Move")
        expect(page.get_by_role("status")).to_contain_text("Moved, and remembered.")
        assert place_of(page, built.marco) == (-144, -120)
        press(page, "Tidy up")
        expect(page.get_by_role("status")).to_contain_text("where the rule puts them")


def test_the_map_and_its_table_fit_one_page_across(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/map")
    assert sizes(desk.page.pdf(prefer_css_page_size=True)) == [A4_ACROSS]


def test_a_family_of_forty_comes_in_as_a_file_and_fits_one_page(
    desk: Visitor, built: Built
) -> None:
    page, maker = desk.page, forty_people()
    themes = ClientThemes(
        code_name="Forty",
        people=tuple(maker.people),
        couples=tuple(maker.couples),
        descents=tuple(maker.descents),
    )
    content = gedcom_7(folk_of(themes, {}))
    desk.go(f"/clients/{built.nora}/family/import")
    file = {"name": "forty.ged", "mimeType": "text/plain", "buffer": content}
    page.get_by_label("Family file").set_input_files([file])
    press(page, "Look through the family")
    expect(page.get_by_role("heading", name="40 people can come in")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Who of them is Nora?").select_option(index=40)
    press(page, "Bring them in")
    expect(page.get_by_role("img", name=re.compile("41 people"))).to_be_visible()
    assert faults(page) == []
    assert sizes(page.pdf(prefer_css_page_size=True)) == [A4_ACROSS]
