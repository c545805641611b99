"""What goes on paper, counted in pages."""

import re

from playwright.sync_api import expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.steps import press
from tests.browser.journeys.visitor import Visitor

A4_ACROSS = (842, 595)  # points
A_PAGE = re.compile(rb"/Type\s*/Page\b")
A_BOX = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")


def test_theme_change_fits_one_page_across(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/themes?theme={built.theme}")
    expect(desk.page.locator("#strip tr.r")).to_have_count(24)
    printed = desk.page.pdf(prefer_css_page_size=True)
    assert sizes(printed) == [A4_ACROSS]


def test_a_note_prints_upright(desk: Visitor, built: Built) -> None:
    desk.go(f"/sessions/{built.session}")
    printed = desk.page.pdf(prefer_css_page_size=True, format="A4")
    assert all(width < height for width, height in sizes(printed))


def test_the_recovery_sheet_fits_one_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/")
    page.get_by_label("Username").fill("ruth")
    press(page, "Suggest a passphrase")
    press(page, "Create your practice")
    page.get_by_role("region", name="Recovery key").wait_for()
    assert len(sizes(page.pdf(prefer_css_page_size=True, format="A4"))) == 1


def sizes(printed: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    found = [(round(float(w)), round(float(h))) for w, h in A_BOX.findall(printed)]
    assert len(found) == len(A_PAGE.findall(printed)) > 0
    return found
