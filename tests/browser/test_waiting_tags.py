"""A tag that was begun and left for another: nothing that was chosen is dropped."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor_harness.desk import Desk


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """A card for one sentence, with a theme chosen, while the caret goes on."""
    desk.open()
    desk.caret_before("told him")
    desk.press("Control+k")
    desk.type("shame")
    desk.press("Tab")
    desk.caret_before("laughed", "Between us")
    return desk


def waiting(desk: Desk):
    return desk.page.get_by_role("list", name="Unfinished tags").get_by_role("listitem")


def test_another_card_lets_the_first_wait_with_its_words(begun: Desk) -> None:
    begun.press("Control+k")
    expect(waiting(begun)).to_have_count(1)
    expect(waiting(begun)).to_contain_text("On Saturday she told him that she had minded.")
    expect(begun.form.locator("[data-slot=quote]")).to_contain_text("She laughed")


def test_one_goes_on_where_one_was(begun: Desk) -> None:
    begun.press("Control+k")
    begun.press("Escape")
    begun.button("Go on tagging: On Saturday she told him").click()
    expect(begun.form.get_by_role("combobox", name="Theme")).to_have_value("Shame")
    begun.form.get_by_text("Paul").click()
    begun.form.get_by_text("4", exact=True).click()
    begun.form.get_by_role("button", name="Tag passage").click()
    expect(waiting(begun)).to_have_count(0)
    assert begun.quotes() == ["On Saturday she told him that she had minded."]


def test_the_words_are_followed_while_the_card_waits(begun: Desk) -> None:
    begun.press("Control+k", "Escape")
    begun.caret_before("Mira came")
    begun.type("Well. ")
    begun.button("Go on tagging").click()
    begun.form.get_by_text("Paul").click()
    begun.form.get_by_text("4", exact=True).click()
    begun.form.get_by_role("button", name="Tag passage").click()
    assert begun.quotes() == ["On Saturday she told him that she had minded."]


def test_an_untouched_card_leaves_nothing_behind(desk: Desk) -> None:
    desk.open()
    desk.caret_before("told him")
    desk.press("Control+k")
    desk.caret_before("laughed", "Between us")
    desk.press("Control+k")
    expect(waiting(desk)).to_have_count(0)
    desk.press("Escape")
    expect(desk.status).not_to_contain_text("unfinished")


def test_escape_offers_a_touched_card_back(begun: Desk) -> None:
    begun.caret_before("told him")
    begun.press("Control+k")  # the same sentence: its card is still open
    expect(begun.form.get_by_role("combobox", name="Theme")).to_have_value("Shame")
    begun.press("Escape")
    expect(begun.form).to_be_hidden()
    expect(begun.status).to_contain_text("Tag left unfinished.")
    begun.button("Undo: Tag left unfinished.").click()
    expect(begun.form.get_by_role("combobox", name="Theme")).to_have_value("Shame")


def test_what_waits_can_be_left_and_taken_back(begun: Desk) -> None:
    begun.press("Control+k", "Escape")
    begun.button("Leave it").click()
    expect(waiting(begun)).to_have_count(0)
    begun.button("Undo: Tag left unfinished.").click()
    expect(begun.form.get_by_role("combobox", name="Theme")).to_have_value("Shame")


def test_a_passage_that_goes_away_keeps_what_was_chosen(begun: Desk) -> None:
    begun.select("On Saturday she told him that she had minded.")
    begun.press("Delete")
    expect(waiting(begun)).to_have_count(1)
    begun.press("Control+z")
    begun.button("Go on tagging").click()
    expect(begun.form.get_by_role("combobox", name="Theme")).to_have_value("Shame")


def test_changing_a_tag_waits_too(desk: Desk) -> None:
    desk.harness.tag("said sorry twice", "guilt", "paul", 2)
    desk.open()
    desk.button("Edit tag Guilt").click()
    desk.form.get_by_text("5", exact=True).click()
    desk.caret_before("told him")
    desk.press("Control+k", "Escape")
    desk.button("Go on tagging: said sorry twice").click()
    expect(desk.form.get_by_role("radio", name="5")).to_be_checked()
    desk.form.get_by_role("button", name="Save tag").click()
    assert desk.flush()
    assert [tag["strength"] for tag in desk.harness.tags] == [5]
