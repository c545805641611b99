"""Undo of tags in the editor: each act by one press, by button and by key, also after a save."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor_harness.desk import Desk

PHONE = "put the phone away before he could ask"


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul", 3, way="old")
    desk.open()
    return desk


def remove(desk: Desk) -> None:
    desk.button("Withdraws when hurt, Paul").focus()
    desk.press("Delete")
    expect(desk.cards).to_have_count(0)


def make_stronger(desk: Desk) -> None:
    desk.button("Edit tag Withdraws when hurt").click()
    desk.form.get_by_text("5", exact=True).click()
    desk.form.get_by_role("button", name="Save tag").click()


def save(desk: Desk) -> None:
    desk.press("Control+s")
    expect(desk.status).to_contain_text("Saved 15:12, encrypted")


def saved_tags(desk: Desk) -> list[tuple[object, object]]:
    assert desk.flush()
    return [(tag["strength"], tag["exact"]) for tag in desk.harness.tags]


def test_a_removed_tag_comes_back_by_ctrl_z(open_desk: Desk) -> None:
    remove(open_desk)
    open_desk.field().focus()
    open_desk.press("Control+z")
    assert saved_tags(open_desk) == [(3, PHONE)]


def test_a_changed_tag_is_as_before_by_ctrl_z(open_desk: Desk) -> None:
    make_stronger(open_desk)
    assert saved_tags(open_desk) == [(5, PHONE)]
    open_desk.press("Control+z")
    assert saved_tags(open_desk) == [(3, PHONE)]


def test_a_passage_that_was_cut_and_pasted_goes_back_by_undoing_both(open_desk: Desk) -> None:
    before = open_desk.field().input_value()
    open_desk.select(PHONE)
    open_desk.press("Control+x")
    open_desk.field("Between us").focus()
    open_desk.press("Control+v")
    assert open_desk.quotes() == [PHONE]
    open_desk.press("Control+z", "Control+z")
    expect(open_desk.field()).to_have_value(before)
    assert saved_tags(open_desk) == [(3, PHONE)]
    assert open_desk.harness.tags[0]["section"] == "brought"


def test_after_a_save_undo_still_brings_a_removed_tag_back(open_desk: Desk) -> None:
    remove(open_desk)
    save(open_desk)
    assert open_desk.harness.tags == []
    open_desk.status.get_by_role("button", name="Undo: Removed Withdraws when hurt.").click()
    assert saved_tags(open_desk) == [(3, PHONE)]


def test_after_a_save_ctrl_z_still_takes_a_change_back(open_desk: Desk) -> None:
    make_stronger(open_desk)
    save(open_desk)
    open_desk.press("Control+z")
    assert saved_tags(open_desk) == [(3, PHONE)]


def test_a_tag_of_a_theme_that_is_not_offered_keeps_its_code(desk: Desk) -> None:
    """Merged or retired: it is shown under the name as which it counts, and stays what it is."""
    merged = {"code": "distance", "name": "Withdraws when hurt", "family": "ways"}
    desk.harness.not_offered = [{**merged, "definition": "", "component": None}]
    desk.harness.tag(PHONE, "distance", "paul", 3, way="old")
    desk.open()
    make_stronger(desk)
    assert saved_tags(desk) == [(5, PHONE)]
    assert desk.harness.tags[0]["theme"] == "distance"
