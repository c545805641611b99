"""The pages of note formats, as Ana uses them without scripts."""

import re
from collections.abc import Callable

import pytest

from notes_app.accounts.models import User
from tests.cast import Practice
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def page(ana: Browser) -> Page:
    """The page of a format that was just made from DAP."""
    asked = ana.get("formats.new_format")
    return ana.follow(ana.submit(asked, name="My DAP", like="dap", press="Add format"))


def headings(page: Page) -> list[str]:
    return re.findall(r'name="label_[^"]+"[^>]*value="([^"]*)"', page.html)


def press(ana: Browser, page: Page, button: str, **fields: str) -> Page:
    return ana.follow(ana.submit(page, press=button, **fields))


def test_the_list_shows_the_built_in_formats_and_how_to_begin(ana: Browser) -> None:
    page = ana.get("formats.all_formats")
    assert "No format of your own yet." in page.text
    assert "Subjective · Objective · Assessment · Plan · Risk" in page.text
    assert "New format" in page.links


def test_a_format_is_made_and_stands_in_the_list(ana: Browser, page: Page) -> None:
    assert headings(page) == ["Data", "Assessment", "Plan", "Risk"]
    assert "My DAP" in ana.get("formats.all_formats").links


def test_a_section_is_moved_by_a_button(ana: Browser, page: Page) -> None:
    moved = press(ana, page, "Down Data")
    assert headings(moved) == ["Assessment", "Data", "Plan", "Risk"]
    press(ana, moved, "Undo")
    assert headings(ana.get_path(page.path)) == ["Data", "Assessment", "Plan", "Risk"]


def test_every_button_keeps_what_was_typed(ana: Browser, page: Page) -> None:
    label = re.search(r'name="(label_[^"]+)"[^>]*value="Data"', page.html)
    assert label
    moved = press(ana, page, "Up Plan", **{label[1]: "What was said"})
    assert headings(moved) == ["What was said", "Plan", "Assessment", "Risk"]


def test_a_section_is_added_retired_and_brought_back(ana: Browser, page: Page) -> None:
    longer = press(ana, page, "Add section", new_label="Dreams", new_prompt="As told.")
    assert headings(longer) == ["Data", "Assessment", "Plan", "Dreams", "Risk"]
    shorter = press(ana, longer, "Retire Dreams")
    assert headings(shorter) == ["Data", "Assessment", "Plan", "Risk"]
    assert "Retired sections" in shorter.text
    assert "Dreams" in headings(press(ana, shorter, "Bring back Dreams"))


def test_undo_of_a_new_section_keeps_its_heading_for_notes_that_hold_it(
    ana: Browser, page: Page
) -> None:
    longer = press(ana, page, "Add section", new_label="Dreams")
    shorter = press(ana, longer, "Undo")
    changed = ana.get_path(page.path)
    assert headings(changed) == ["Data", "Assessment", "Plan", "Risk"]
    assert "Bring back Dreams" in changed.text
    assert "taken back" in shorter.text.lower() or "undone" in shorter.text.lower()


def test_nothing_changed_is_nothing_to_undo(ana: Browser, page: Page) -> None:
    assert "Undo" not in press(ana, page, "Save format").text


def test_a_change_stands_under_recent_changes(ana: Browser, page: Page) -> None:
    press(ana, page, "Down Data")
    assert "Changed the note format “My DAP”" in ana.get("changes.recent").text


def test_what_was_changed_on_top_is_not_taken_back(ana: Browser, page: Page) -> None:
    moved = press(ana, page, "Down Data")
    press(ana, moved, "Down Data")
    assert headings(ana.get_path(page.path)) == ["Assessment", "Plan", "Data", "Risk"]
    ana.submit(moved, press="Undo")
    assert headings(ana.get_path(page.path)) == ["Assessment", "Plan", "Data", "Risk"]


def test_a_section_without_heading_gets_a_sentence(ana: Browser, page: Page) -> None:
    label = re.search(r'name="(label_[^"]+)"[^>]*value="Plan"', page.html)
    assert label
    answer = ana.submit(page, press="Save format", status=422, **{label[1]: " "})
    assert "Section 3 needs a heading." in answer.text


def test_two_formats_of_one_name_are_refused(ana: Browser, page: Page) -> None:
    asked = ana.get("formats.new_format")
    answer = ana.submit(asked, name="my dap", like="soap", press="Add format", status=422)
    assert "Another format has this name." in answer.text


def test_a_page_of_another_window_does_not_write_over(ana: Browser, page: Page) -> None:
    press(ana, page, "Save format", name="Elsewhere")
    answer = ana.submit(page, press="Save format", name="Here", status=409)
    assert "changed in another window" in answer.text
    assert "Elsewhere" in answer.text


def test_a_format_is_retired_and_brought_back(ana: Browser, page: Page) -> None:
    listed = ana.get("formats.all_formats")
    gone = press(ana, listed, "Retire My DAP")
    assert "Bring back My DAP" in gone.text
    assert "Retire My DAP" in press(ana, gone, "Undo").text


def test_another_therapists_format_does_not_exist(
    browse: Browse, practice: Practice, page: Page
) -> None:
    address, bea = page.path.rsplit("/", 1)[1], browse(practice.bea)
    bea.get("formats.change_format", format_id=address, status=404)
    bea.post("formats.retire", format_id=address, status=404)
    assert "My DAP" in browse(practice.ana).get("formats.all_formats").links
