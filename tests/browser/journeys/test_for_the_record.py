"""What the record lacks, beside the note: each point leads to its field, and goes once filled."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.visitor import Visitor, faults


@pytest.fixture
def fold(desk: Visitor, practice: tuple[Served, Built]) -> Locator:
    """The fold "For the record" of a session that nobody wrote about yet, open."""
    desk.go(f"/sessions/{practice[1].untouched}/write")
    expect(desk.page.get_by_text("passages tagged")).to_be_visible()
    found = desk.page.locator("[data-for-record]")
    found.locator("summary").click()
    return found


def test_a_point_opens_the_facts_and_puts_the_caret_into_its_field(
    desk: Visitor, fold: Locator
) -> None:
    fold.get_by_role("link", name="What you did").click()
    expect(desk.page.get_by_label("Intervention").first).to_be_focused()
    fold.get_by_role("link", name="What comes next").click()
    expect(desk.page.get_by_role("textbox", name="Next time")).to_be_focused()


def test_a_point_of_the_record_leads_there_from_the_process_note(
    desk: Visitor, fold: Locator
) -> None:
    desk.page.get_by_text("Private process note", exact=True).first.click()
    fold.get_by_role("link", name="An answer on risk").click()
    expect(desk.page.get_by_role("radio", name="None reported")).to_be_focused()


def test_a_link_of_another_page_puts_the_caret_into_the_field(
    desk: Visitor, practice: tuple[Served, Built]
) -> None:
    desk.go(f"/sessions/{practice[1].untouched}/write#fact-risk")
    expect(desk.page.get_by_role("radio", name="None reported")).to_be_focused()
    desk.go("/")
    desk.go(f"/sessions/{practice[1].untouched}/write#section-next_time")
    expect(desk.page.get_by_role("textbox", name="Next time")).to_be_focused()


def test_a_point_goes_when_it_is_filled(desk: Visitor, fold: Locator) -> None:
    planned = fold.get_by_role("link", name="What comes next")
    expect(planned).to_be_visible()
    before = int(fold.locator("[data-count-missing]").inner_text().split()[0])
    desk.page.get_by_role("textbox", name="Next time").fill("Ask about the stairs.")
    expect(planned).to_be_hidden()
    expect(fold).to_contain_text(f"{before - 1} missing")


def test_the_open_folds_and_the_recording_hold(desk: Visitor, fold: Locator) -> None:
    last = desk.page.get_by_text("Last note beside this one")
    if last.count():
        last.click()
    assert faults(desk.page) == []
    desk.page.get_by_text("Process recording", exact=True).click()
    assert faults(desk.page) == []
