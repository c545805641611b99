"""Another note format at the desk: headings change, no text and no tag does."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.editor_harness.app import BETWEEN, BROUGHT
from tests.browser.editor_harness.desk import Desk

PHONE = "put the phone away before he could ask"
DAP = ["Data", "Assessment", "Plan", "Risk", "What she brought", "Between us"]


@pytest.fixture
def tagged(desk: Desk) -> Desk:
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul")
    desk.open()
    return desk


def choose(desk: Desk, name: str) -> None:
    desk.page.get_by_label("Note format").select_option(label=name)


def headings(desk: Desk) -> list[str]:
    return desk.page.locator(".prose.only-record .ph").all_inner_texts()


def leftovers(desk: Desk) -> Locator:
    return desk.page.locator(".from")


def test_the_new_headings_stand_above_what_is_left_over(tagged: Desk) -> None:
    choose(tagged, "DAP")
    assert headings(tagged) == DAP
    expect(leftovers(tagged)).to_have_text(["From Relational"])
    assert tagged.field().input_value() == BROUGHT


def test_the_choice_is_saved_by_itself_with_every_text_and_tag(tagged: Desk) -> None:
    choose(tagged, "DAP")
    assert tagged.quotes() == [PHONE]
    assert tagged.harness.format == "dap"
    texts = tagged.harness.sections
    assert (texts["brought"], texts["between"], texts["data"]) == (BROUGHT, BETWEEN, "")


def test_what_is_typed_while_another_format_is_tried_keeps_its_tags(tagged: Desk) -> None:
    tagged.caret_before("On Friday")
    tagged.type("She had not slept. ")
    choose(tagged, "SOAP")
    tagged.field("Subjective").fill("Tired of waiting.")
    tagged.caret_before("On Friday")
    tagged.type("Again: ")
    assert tagged.quotes() == [PHONE]
    assert "She had not slept. Again: On Friday" in tagged.harness.sections["brought"]
    assert tagged.harness.sections["subjective"] == "Tired of waiting."
    assert any(PHONE in words for all_ in tagged.painted().values() for words in all_)


def test_the_old_choice_brings_the_old_order_back(tagged: Desk) -> None:
    before = headings(tagged)
    choose(tagged, "DAP")
    choose(tagged, "Relational")
    assert headings(tagged) == before
    expect(leftovers(tagged)).to_have_count(0)


def test_text_under_two_other_formats_stands_under_two_lines(tagged: Desk) -> None:
    choose(tagged, "SOAP")
    tagged.field("Subjective").fill("Tired.")
    choose(tagged, "History session")
    expect(leftovers(tagged)).to_have_text(["From SOAP", "From Relational"])


def test_shared_headings_keep_their_text_in_place(tagged: Desk) -> None:
    choose(tagged, "SOAP")
    tagged.field("Plan").fill("Ring her on Friday.")
    choose(tagged, "DAP")
    assert headings(tagged)[:4] == ["Data", "Assessment", "Plan", "Risk"]
    assert tagged.field("Plan").input_value() == "Ring her on Friday."


def test_what_was_typed_can_still_be_undone_after_the_change(tagged: Desk) -> None:
    tagged.caret_before("On Friday")
    tagged.type("Then. ")
    choose(tagged, "DAP")
    tagged.caret_before("On Friday")
    tagged.press("Control+z")
    assert tagged.field().input_value() == BROUGHT
    assert tagged.quotes() == [PHONE]


def test_a_new_section_takes_tags_and_comes_back_after_loading(tagged: Desk) -> None:
    choose(tagged, "DAP")
    tagged.field("Data").fill("He rang at night and she said so.")
    tagged.select("she said so", label="Data")
    tagged.press("Control+k")
    tagged.page.keyboard.type("names")
    tagged.press("Tab", "p", "3", "Enter")
    assert sorted(tagged.quotes()) == sorted([PHONE, "she said so"])


def test_text_of_another_window_under_another_heading_is_offered_and_kept(tagged: Desk) -> None:
    tagged.harness.sections["data"] = "From elsewhere."
    tagged.harness.draft_version += 1
    tagged.caret_before("On Friday")
    tagged.type("Now. ")
    tagged.page.get_by_role("button", name="Keep both").click()
    assert tagged.flush()
    assert tagged.harness.sections["data"] == "From elsewhere."
    assert "Now. On Friday" in tagged.harness.sections["brought"]


def test_the_other_windows_text_comes_with_its_format(tagged: Desk) -> None:
    tagged.harness.sections |= {"data": "From elsewhere.", "between": ""}
    tagged.harness.format = "dap"
    tagged.harness.draft_version += 1
    tagged.caret_before("On Friday")
    tagged.type("Now. ")
    tagged.page.get_by_role("button", name="Keep the other").click()
    assert tagged.quotes() == [PHONE]
    assert headings(tagged) == ["Data", "Assessment", "Plan", "Risk", "What she brought"]
    assert tagged.harness.sections["data"] == "From elsewhere."
