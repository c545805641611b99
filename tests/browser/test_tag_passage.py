"""Tagging a passage: by keyboard alone, by touch, changing, removing, undoing."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.editor_harness.desk import Desk

PHONE = "put the phone away before he could ask"


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul", 3, way="old")
    desk.open()
    return desk


def last_tag(desk: Desk) -> dict[str, object]:
    assert desk.flush()
    return desk.harness.tags[-1]


def test_a_sentence_is_tagged_without_a_mouse(open_desk: Desk) -> None:
    open_desk.caret_before("laughed", "Between us")
    open_desk.press("Control+k")
    open_desk.type("gua")
    open_desk.press("Tab", "Space", "Tab", "4", "Enter")
    tag = last_tag(open_desk)
    assert tag["exact"] == "She laughed: “You must be tired of this.”"
    assert (tag["theme"], tag["people"], tag["strength"]) == ("guarded-with-therapist", ["you"], 4)
    assert (tag["component"], tag["way"], tag["for_supervision"]) == (None, None, False)
    assert tag["pole"] == "therapist"
    expect(open_desk.status).to_contain_text("Tagged Guarded with therapist, 4 of 5.")


def test_theme_tab_tab_strength_enter_is_enough_after_the_first_tag(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    open_desk.type("names")
    open_desk.press("Tab", "Tab", "5", "Enter")
    tag = last_tag(open_desk)
    assert (tag["theme"], tag["people"], tag["strength"]) == ("names-a-need", ["paul"], 5)


def test_the_second_tab_is_at_the_strength_however_many_people_there_are(open_desk: Desk) -> None:
    expect(open_desk.form.get_by_role("button", name="More people")).to_be_hidden()
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    expect(open_desk.form.get_by_role("button", name="More people")).to_be_visible()
    open_desk.type("names")
    open_desk.press("Tab", "Tab")
    strengths = open_desk.form.get_by_role("group", name="How strongly")
    expect(strengths.get_by_role("radio").first).to_be_focused()


def test_everybody_is_reached_by_the_arrows(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    open_desk.press("Tab")
    people = open_desk.form.get_by_role("group", name="With whom").get_by_role("radio")
    seen = []
    for _ in range(people.count() + 2):
        seen.append(open_desk.form.locator("[name=person]:checked").input_value())
        open_desk.press("ArrowRight")
    assert set(seen) == set(people.evaluate_all("all => all.map(one => one.value)"))
    assert len(set(seen)) > 5


def test_after_tagging_the_caret_is_back_behind_the_passage(open_desk: Desk) -> None:
    open_desk.select("ten minutes late")
    open_desk.press("Control+k")
    open_desk.type("guilt")
    open_desk.press("Tab", "Tab", "2", "Enter")
    open_desk.type(" (again)")
    assert open_desk.quotes()[-1] == "ten minutes late"
    assert "ten minutes late (again) and" in open_desk.harness.sections["brought"]


def test_nothing_is_preselected_but_the_person_of_the_last_tag(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    chosen = open_desk.form.locator("input:checked")
    expect(chosen).to_have_count(1)
    expect(open_desk.form.get_by_role("radio", name="Paul")).to_be_checked()


def test_in_another_section_no_person_is_preselected(open_desk: Desk) -> None:
    open_desk.caret_before("laughed", "Between us")
    open_desk.press("Control+k")
    expect(open_desk.form.locator("input:checked")).to_have_count(0)


def test_the_list_offers_recent_themes_first_and_a_new_one_last(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    options = open_desk.form.get_by_role("option")
    expect(options.first).to_have_text("Withdraws when hurtEnter")
    expect(options.nth(1)).to_contain_text("Guilt")
    open_desk.type("gu")
    expect(options).to_contain_text(["Guilt", "Guarded with therapist", "New theme “gu”"])
    expect(options.locator("b")).to_have_text(["Gu", "Gu"])


def test_the_combobox_tells_a_screen_reader_what_is_active(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    box = open_desk.form.get_by_role("combobox", name="Theme")
    expect(box).to_be_focused()
    open_desk.type("gu")
    open_desk.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    expect(open_desk.page.locator(f"#{active}")).to_contain_text("Guarded with therapist")
    expect(box).to_have_attribute("aria-expanded", "true")
    open_desk.press("Enter")
    expect(box).to_have_value("Guarded with therapist")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_theme_is_found_by_a_word_inside_its_name(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    open_desk.type("hurt")
    expect(open_desk.form.get_by_role("option").first).to_contain_text("Withdraws when hurt")


def test_a_new_theme_is_made_by_its_last_choice_only(open_desk: Desk) -> None:
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    open_desk.type("Speaks up")
    open_desk.press("Tab", "Tab", "3", "Enter")
    expect(open_desk.form.get_by_role("alert")).to_contain_text("No theme is called “Speaks up”.")
    open_desk.press("ArrowDown", "Enter", "Enter")
    assert last_tag(open_desk)["theme"] == "own-6"
    expect(open_desk.cards.nth(1)).to_contain_text("Speaks up")
    open_desk.caret_before("Mira came")
    open_desk.press("Control+k")
    open_desk.type("speaks")
    expect(open_desk.form.get_by_role("option")).to_have_count(2)  # it, and a new one by this name


def test_what_is_missing_is_said_in_one_sentence(open_desk: Desk) -> None:
    open_desk.caret_before("laughed", "Between us")
    open_desk.press("Control+k")
    open_desk.form.get_by_role("button", name="Tag passage").click()
    alert = open_desk.form.get_by_role("alert")
    expect(alert).to_have_text("Choose a theme, with whom and how strongly.")
    expect(open_desk.form.get_by_role("combobox")).to_be_focused()
    assert open_desk.quotes() == [PHONE]


def test_all_choices_arrive(open_desk: Desk) -> None:
    open_desk.select("She laughed", label="Between us")
    open_desk.press("Control+k")
    open_desk.type("shame")
    open_desk.press("Tab")
    open_desk.form.get_by_role("button", name="More people").click()
    open_desk.form.get_by_text("Anna").click()
    open_desk.form.get_by_text("2", exact=True).click()
    open_desk.form.get_by_text("Response of other").click()
    open_desk.form.get_by_text("Expected, not what happened").click()
    open_desk.form.get_by_text("Variation").click()
    open_desk.form.get_by_text("Bring to supervision").click()
    open_desk.form.get_by_role("button", name="Tag passage").click()
    tag = last_tag(open_desk)
    assert (tag["people"], tag["pole"], tag["strength"]) == (["anna"], "past", 2)
    assert (tag["component"], tag["way"], tag["for_supervision"]) == (
        "ro_expected",
        "variation",
        True,
    )
    expect(open_desk.cards.last).to_contain_text("with Anna · variation · for supervision")


def test_optional_choices_are_cleared_by_backspace_or_a_second_click(open_desk: Desk) -> None:
    open_desk.select("She laughed", label="Between us")
    open_desk.press("Control+k")
    wish = open_desk.form.get_by_role("radio", name="Wish")
    open_desk.form.get_by_text("Wish").click()
    expect(wish).to_be_checked()
    open_desk.press("Backspace")
    expect(wish).not_to_be_checked()
    open_desk.form.get_by_text("Old way", exact=True).click()
    open_desk.form.get_by_text("Old way", exact=True).click()
    expect(open_desk.form.get_by_role("radio", name="Old way")).not_to_be_checked()


def test_a_letter_chooses_the_person(open_desk: Desk) -> None:
    open_desk.select("She laughed", label="Between us")
    open_desk.press("Control+k", "Tab", "i")
    expect(open_desk.form.get_by_role("radio", name="Ida")).to_be_checked()
    open_desk.press("a")
    expect(open_desk.form.get_by_role("radio", name="Anna")).to_be_checked()


def test_escape_closes_the_card_and_drops_no_text(open_desk: Desk) -> None:
    open_desk.select("ten minutes late")
    open_desk.press("Control+k")
    open_desk.type("gu")
    open_desk.press("Escape")
    expect(open_desk.form).to_be_hidden()
    expect(open_desk.field()).to_be_focused()
    assert open_desk.quotes() == [PHONE]
    assert "pending" not in open_desk.painted()


def test_a_tag_is_changed_in_the_same_form(open_desk: Desk) -> None:
    open_desk.button("Edit tag Withdraws when hurt").click()
    expect(open_desk.form.get_by_role("combobox")).to_have_value("Withdraws when hurt")
    expect(open_desk.form.get_by_role("radio", name="Old way")).to_be_checked()
    open_desk.form.get_by_text("5", exact=True).click()
    open_desk.form.get_by_role("button", name="Save tag").click()
    tag = last_tag(open_desk)
    assert (tag["strength"], tag["way"], tag["exact"]) == (5, "old", PHONE)
    assert len(open_desk.harness.tags) == 1


def test_a_removed_tag_comes_back_with_undo_in_the_status_line(open_desk: Desk) -> None:
    open_desk.button("Withdraws when hurt, Paul").focus()
    open_desk.press("Delete")
    expect(open_desk.cards).to_have_count(0)
    assert open_desk.quotes() == []
    open_desk.caret_before("Mira came")
    open_desk.type("So. ")
    open_desk.status.get_by_role("button", name="Undo: Removed Withdraws when hurt.").click()
    assert open_desk.quotes() == [PHONE]
    expect(open_desk.field()).to_be_focused()


def test_ctrl_z_takes_back_the_tag_first_and_then_the_typing(open_desk: Desk) -> None:
    before = open_desk.field().input_value()
    open_desk.caret_behind("on Saturday".replace("on", "On"))
    open_desk.press("x")
    open_desk.press("Control+k")
    open_desk.type("guilt")
    open_desk.press("Tab", "Tab", "2", "Enter")
    expect(open_desk.cards).to_have_count(2)
    open_desk.press("Control+z")
    expect(open_desk.cards).to_have_count(1)
    assert open_desk.field().input_value() != before
    open_desk.press("Control+Shift+z")
    expect(open_desk.cards).to_have_count(2)
    open_desk.press("Control+z", "Control+z")
    expect(open_desk.field()).to_have_value(before)
    assert open_desk.quotes() == [PHONE]


def test_undoing_a_tag_takes_its_place_from_now(open_desk: Desk) -> None:
    open_desk.button("Edit tag Withdraws when hurt").click()
    open_desk.form.get_by_text("5", exact=True).click()
    open_desk.form.get_by_role("button", name="Save tag").click()
    open_desk.caret_before("Mira came")
    open_desk.type("On Monday: ")
    open_desk.status.get_by_role("button", name="Undo").click()
    tag = last_tag(open_desk)
    assert (tag["strength"], tag["exact"]) == (3, PHONE)
    assert tag["start"] == open_desk.harness.sections["brought"].index(PHONE)


def test_typing_while_the_card_is_open_keeps_the_passage(open_desk: Desk) -> None:
    open_desk.select("ten minutes late")
    open_desk.press("Control+k")
    open_desk.caret_before("Mira came")
    open_desk.type("Today ")
    open_desk.form.get_by_role("combobox").fill("guilt")
    open_desk.press("Tab", "Tab", "2", "Enter")
    assert open_desk.quotes()[-1] == "ten minutes late"


def test_on_a_phone_a_button_tags_the_selection(desk: Desk, browser: Browser) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    desk.page = phone.new_page()
    desk.open()
    expect(desk.button("Tag passage")).to_be_hidden()
    desk.select("ten minutes late")
    desk.button("Tag passage").tap()
    expect(desk.form).to_be_in_viewport()
    desk.form.get_by_role("option", name="Guilt").tap()
    desk.form.get_by_text("Paul").tap()
    desk.form.get_by_text("4", exact=True).tap()
    desk.form.get_by_role("button", name="Tag passage").tap()
    assert desk.quotes() == ["ten minutes late"]
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.close()


@pytest.mark.parametrize("height", [800, 560])
def test_the_open_card_fits_into_the_window(open_desk: Desk, height: int) -> None:
    open_desk.page.set_viewport_size({"width": 1280, "height": height})
    open_desk.caret_before("laughed", "Between us")
    open_desk.press("Control+k")
    open_desk.type("gu")
    box = open_desk.form.bounding_box()
    assert box is not None
    assert box["height"] <= height


def opened_fold(desk: Desk) -> Desk:
    desk.caret_before("laughed", "Between us")
    desk.press("Control+k")
    desk.type("shame")
    desk.press("Tab", "Space", "Tab", "4")
    desk.form.get_by_text("More about this").click()
    return desk


def test_further_choices_are_made_in_a_fold(open_desk: Desk) -> None:
    form = opened_fold(open_desk).form
    expect(form.get_by_role("radio", name="With the therapist")).to_be_checked()
    form.get_by_label("How far worked through").select_option("3.5")
    form.get_by_text("Blocked", exact=True).click()
    form.get_by_text("Response of self").click()
    form.get_by_text("Feeling", exact=True).first.click()
    form.get_by_text("Sad", exact=True).click()
    form.get_by_text("Mixed", exact=True).click()
    form.get_by_text("Defence", exact=True).click()
    form.get_by_label("Direction").select_option("self-to-self")
    form.get_by_role("button", name="Tag passage").click()
    tag = last_tag(open_desk)
    assert (tag["stage"], tag["valence"], tag["rs_kind"]) == (3.5, "negative", "feeling")
    assert (tag["affects"], tag["conflict"]) == (["sad", "mixed"], "defence")
    assert (tag["direction"], tag["pole"]) == ("self-to-self", "therapist")
    card = open_desk.cards.last
    expect(card).to_contain_text("blocked · 3½, between named and understood · feeling")


def test_what_the_fold_says_stands_there_again_and_can_be_cleared(open_desk: Desk) -> None:
    test_further_choices_are_made_in_a_fold(open_desk)
    open_desk.button("Edit tag Shame").click()
    form = open_desk.form
    expect(form.get_by_label("How far worked through")).to_have_value("3.5")
    form.get_by_label("How far worked through").press("Backspace")
    form.get_by_role("checkbox", name="Sad").press("Backspace")
    form.get_by_role("radio", name="Defence").press("Backspace")
    form.get_by_text("Blocked", exact=True).click()
    form.get_by_text("Wish", exact=True).click()
    form.get_by_role("button", name="Save tag").click()
    tag = last_tag(open_desk)
    assert (tag["stage"], tag["affects"], tag["conflict"]) == (None, ["mixed"], "")
    assert (tag["valence"], tag["rs_kind"], tag["component"]) == (None, "", "wish")
    open_desk.press("Control+z")
    assert last_tag(open_desk)["rs_kind"] == "feeling"


def test_an_echo_is_offered_once_a_person_is_chosen(open_desk: Desk) -> None:
    open_desk.select("She laughed", label="Between us")
    open_desk.press("Control+k")
    echo = open_desk.form.get_by_role("button", name="Add an echo")
    expect(echo).to_be_hidden()
    open_desk.type("shame")
    open_desk.press("Tab", "Space")
    echo.click()
    echoes = open_desk.form.get_by_role("group", name="Echoes")
    expect(echoes.get_by_role("checkbox", name="Paul")).to_be_focused()
    expect(echoes.get_by_role("checkbox", name="You and Mira")).to_be_hidden()
    open_desk.press("Space")
    echoes.get_by_text("Ida").click()
    open_desk.form.get_by_text("2", exact=True).click()
    open_desk.form.get_by_role("button", name="Tag passage").click()
    assert last_tag(open_desk)["echoes"] == ["paul", "ida"]
    expect(open_desk.cards.last).to_contain_text("with You and Mira, echoes Paul and Ida")


def test_a_place_in_life_follows_the_person_until_it_is_chosen(open_desk: Desk) -> None:
    form = opened_fold(open_desk).form
    form.get_by_role("radio", name="Ida").check()
    expect(form.get_by_role("radio", name="Past")).to_be_checked()
    form.get_by_text("Now", exact=True).click()
    form.get_by_role("radio", name="Paul").check()
    expect(form.get_by_role("radio", name="Now")).to_be_checked()
    form.get_by_role("radio", name="Herself").check()
    form.get_by_role("button", name="Tag passage").click()
    assert last_tag(open_desk)["pole"] == "self"


def test_a_wish_is_met_or_blocked_only_where_the_theme_may_be_either(open_desk: Desk) -> None:
    open_desk.caret_before("laughed", "Between us")
    open_desk.press("Control+k")
    open_desk.type("withdraws")
    open_desk.press("Tab")
    open_desk.form.get_by_text("More about this").click()
    expect(open_desk.form.get_by_role("group", name="Wish met or blocked")).to_be_hidden()


def test_a_tag_that_was_left_waits_with_its_further_choices(open_desk: Desk) -> None:
    form = opened_fold(open_desk).form
    form.get_by_label("How far worked through").select_option("2")
    open_desk.caret_before("told him")
    open_desk.press("Control+k")
    open_desk.press("Escape")
    open_desk.button("Go on tagging: She laughed").click()
    expect(form.get_by_label("How far worked through")).to_have_value("2")
