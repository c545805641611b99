"""Finding a client and a theme, with JavaScript and without; an act and its way back."""

from playwright.sync_api import expect

from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.steps import add_client, add_person, press
from tests.browser.journeys.visitor import Visitor, too_wide, violations


def test_a_theme_is_found_while_its_words_are_typed(newcomer: Visitor) -> None:
    newcomer.go("/themes")
    newcomer.page.get_by_label("Find a theme").press_sequentially("peace scrapes")
    expect(newcomer.page.get_by_text("1 of 44")).to_be_visible()
    expect(newcomer.page.get_by_role("link", name="Rename Keeping the peace")).to_be_visible()
    expect(newcomer.page.get_by_role("link", name="Rename Giving way")).to_be_hidden()
    expect(newcomer.page.get_by_role("heading", name="New moves")).to_be_hidden()
    newcomer.page.get_by_label("Find a theme").fill("")
    expect(newcomer.page.get_by_role("heading", name="New moves")).to_be_visible()


def test_a_theme_is_found_without_javascript(open_newcomer: OpenVisitor) -> None:
    plain = open_newcomer(java_script_enabled=False)
    plain.go("/themes")
    plain.page.get_by_label("Find a theme").fill("peace scrapes")
    press(plain.page, "Find")
    expect(plain.page.get_by_text("1 of 44 themes")).to_be_visible()
    expect(plain.page.get_by_role("link", name="Rename Giving way")).to_have_count(0)


def test_a_client_is_found_while_the_name_is_typed(newcomer: Visitor) -> None:
    add_client(newcomer, name="Ines Reis", code_name="Kestrel")
    add_client(newcomer, name="Paul Ott", code_name="Wren")
    newcomer.go("/clients")
    newcomer.page.get_by_label("Find a client").press_sequentially("wren")
    expect(newcomer.page.get_by_role("link", name="Paul O.")).to_be_visible()
    expect(newcomer.page.get_by_role("link", name="Ines R.")).to_be_hidden()


def test_a_removed_person_comes_back_by_undo(newcomer: Visitor) -> None:
    client = add_client(newcomer, name="Ines Reis", code_name="Kestrel")
    add_person(newcomer, client, role="Partner", name="Marco")
    press(newcomer.page, "Remove Marco")
    expect(newcomer.page.get_by_role("rowheader", name="Marco")).to_have_count(0)
    press(newcomer.page, "Undo")
    expect(newcomer.page.get_by_role("rowheader", name="Marco")).to_be_visible()


def test_every_page_can_be_used_by_everybody_and_fits_a_telephone(newcomer: Visitor) -> None:
    client = add_client(newcomer, name="Ines Reis", code_name="Kestrel")
    add_person(newcomer, client, role="Partner", name="Marco")
    pages = ["/clients", "/clients/new", client, f"{client}/change", f"{client}/ties/new"]
    found = [faults(newcomer, path) for path in [*pages, "/themes", "/themes/new"]]
    assert found == [[]] * 7


def test_on_a_phone_the_open_tab_of_a_client_is_in_sight(newcomer: Visitor) -> None:
    client = add_client(newcomer, name="Ines Reis", code_name="Kestrel")
    newcomer.page.set_viewport_size({"width": 390, "height": 844})
    for path, word in (("supervision", "Supervision"), ("ruptures", "Ruptures and repairs")):
        newcomer.go(f"{client}/{path}")
        tabs = newcomer.page.get_by_role("navigation", name="Ines R.")
        expect(tabs.get_by_role("link", name=word)).to_be_in_viewport(ratio=0.99)


def faults(visitor: Visitor, path: str) -> list[str]:
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    visitor.go(path)
    inaccessible = violations(visitor.page)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    return inaccessible + too_wide(visitor.page)
