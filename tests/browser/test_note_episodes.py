"""Episodes at the desk: proposed, joined by one key, told, split, and undone as tags are."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.editor_harness.desk import Desk


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Two passages with Paul that follow each other, and one in the room."""
    desk.harness.tag("Paul rang after midnight", "withdraws-when-hurt", "paul", pole="current")
    desk.harness.tag("put the phone away", "guilt", "paul", pole="current")
    desk.harness.tag("You must be tired of this", "shame", "you", pole="therapist")
    desk.open()
    return desk


def proposals(desk: Desk) -> Locator:
    return desk.page.get_by_role("list", name="Proposed episodes").get_by_role("listitem")


def kept(desk: Desk) -> list[dict[str, Any]]:
    assert desk.flush()
    return desk.harness.episodes


def ids(desk: Desk) -> list[str]:
    return [tag["id"] for tag in desk.harness.tags]


def test_neighbours_are_proposed_and_a_press_makes_them_one(told: Desk) -> None:
    expect(proposals(told)).to_have_count(1)
    expect(proposals(told)).to_contain_text("2 passages with Paul follow each other.")
    told.button("These are one episode: Paul").click()
    (episode,) = kept(told)
    assert (episode["person"], episode["pole"]) == ("paul", "current")
    assert episode["tags"] == ids(told)[:2]
    expect(proposals(told)).to_have_count(0)
    expect(told.page.get_by_role("region", name="Episodes")).to_contain_text("Paul 2 passages")
    expect(told.page.locator(".tag.gathered")).to_have_count(2)


def test_one_key_is_enough_and_ctrl_z_takes_it_back(told: Desk) -> None:
    told.caret_before("Paul rang")
    told.press("Alt+j")
    assert len(kept(told)) == 1
    told.press("Control+z")
    assert kept(told) == []
    expect(proposals(told)).to_have_count(1)


def test_what_is_not_one_is_not_asked_again(told: Desk) -> None:
    told.button("Not one: Paul").click()
    expect(proposals(told)).to_have_count(0)
    assert kept(told) == []
    assert told.harness.not_one == [ids(told)[:2]]
    told.open()
    expect(proposals(told)).to_have_count(0)


def test_chosen_cards_are_joined(told: Desk) -> None:
    told.page.get_by_role("checkbox", name="Choose: Guilt").check()
    told.page.get_by_role("checkbox", name="Choose: Shame").check()
    told.button("Join as one episode").click()
    (episode,) = kept(told)
    assert episode["tags"] == ids(told)[1:]
    expect(told.page.get_by_role("checkbox", name="Choose: Guilt")).not_to_be_checked()


def test_what_is_told_of_an_episode_is_kept_and_stands_there_again(told: Desk) -> None:
    told.press("Alt+j")
    told.button("Edit episode 1").click()
    form = told.page.get_by_role("form", name="Episode")
    form.get_by_label("When in life").select_option("this-week")
    form.get_by_label("How complete").select_option("4")
    form.get_by_label("Expected").select_option("negative")
    form.get_by_label("What happened").select_option("positive")
    form.get_by_label("How it ended").select_option("closer")
    form.get_by_label("In a line").fill("The call after midnight.")
    form.get_by_role("button", name="Save episode").click()
    (episode,) = kept(told)
    assert (episode["when"], episode["completeness"]) == ("this-week", 4)
    assert (episode["expected"], episode["actual"]) == ("negative", "positive")
    assert told.harness.lines == {episode["id"]: "The call after midnight."}
    told.open()
    expect(told.page.get_by_role("region", name="Episodes")).to_contain_text("Paul, this week")
    assert kept(told) == [episode]


def test_an_episode_is_split_and_not_proposed_again(told: Desk) -> None:
    told.press("Alt+j")
    told.button("Split episode 1").click()
    expect(proposals(told)).to_have_count(0)
    assert kept(told) == []
    expect(told.status).to_contain_text("Split Paul.")


def test_a_tag_that_is_removed_leaves_its_episode_and_comes_back_into_it(told: Desk) -> None:
    told.press("Alt+j")
    both = ids(told)[:2]
    told.button("Guilt, Paul").focus()
    told.press("Delete")
    assert [one["tags"] for one in kept(told)] == [both[:1]]
    told.status.get_by_role("button", name="Undo").click()
    assert [one["tags"] for one in kept(told)] == [both]
