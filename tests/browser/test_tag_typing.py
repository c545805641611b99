"""Tag by typing: `#theme 3 @person` at the end of a sentence, then Enter or Tab."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor_harness.desk import Desk

PHONE = "put the phone away before he could ask"
LAST = "On Saturday she told him that she had minded."


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul", 3, way="old")
    desk.open()
    return desk


def type_behind(desk: Desk, words: str, marks: str, label: str = "What she brought") -> None:
    desk.caret_behind(words, label)
    desk.page.keyboard.type(marks)


def last_tag(desk: Desk) -> dict[str, object]:
    assert desk.flush()
    return desk.harness.tags[-1]


def brought(desk: Desk) -> str:
    return desk.field().input_value()


def test_a_sentence_is_tagged_by_typing_and_the_marks_vanish(open_desk: Desk) -> None:
    before = brought(open_desk)
    type_behind(open_desk, LAST, " #shame 4 @ida")
    open_desk.press("Enter")
    assert brought(open_desk) == before
    tag = last_tag(open_desk)
    assert (tag["exact"], tag["theme"], tag["strength"]) == (LAST, "shame", 4)
    assert (tag["people"], tag["pole"]) == (["ida"], "past")
    assert (tag["component"], tag["way"], tag["for_supervision"]) == (None, None, False)
    expect(open_desk.status).to_contain_text("Tagged Shame, 4 of 5.")
    expect(open_desk.field()).to_be_focused()
    assert "#" not in open_desk.harness.sections["brought"]


def test_writing_goes_on_where_it_was(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #shame 4 @ida")
    open_desk.press("Tab")
    open_desk.page.keyboard.type(" Then she left.")
    assert brought(open_desk).endswith(f"{LAST} Then she left.")
    assert open_desk.quotes()[-1] == LAST


def test_names_may_be_shortened_and_persons_called_by_the_order_one_likes(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #withdr @you 2")
    open_desk.press("Enter")
    tag = last_tag(open_desk)
    assert (tag["theme"], tag["people"]) == ("withdraws-when-hurt", ["you"])


def test_undo_takes_the_tag_then_brings_the_marks_back(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #shame 4 @ida")
    open_desk.press("Enter")
    open_desk.press("Control+z")
    expect(open_desk.cards).to_have_count(1)
    assert brought(open_desk).endswith(LAST)
    open_desk.press("Control+z")
    assert brought(open_desk).endswith(f"{LAST} #shame 4 @ida")
    open_desk.press("Control+Shift+z")
    assert brought(open_desk).endswith(LAST)


def test_tab_completes_a_name(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #nam")
    open_desk.press("Tab")
    assert brought(open_desk).endswith(f"{LAST} #Namesaneed ")
    open_desk.page.keyboard.type("3 @pa")
    open_desk.press("Tab")
    tag = last_tag(open_desk)
    assert (tag["theme"], tag["people"], tag["exact"]) == ("names-a-need", ["paul"], LAST)


def test_what_is_missing_is_asked_for_with_what_is_known(open_desk: Desk) -> None:
    before = brought(open_desk)
    type_behind(open_desk, LAST, " #shame @ida")
    open_desk.press("Enter")
    expect(open_desk.form).to_be_visible()
    assert brought(open_desk) == before
    expect(open_desk.form.get_by_role("combobox", name="Theme")).to_have_value("Shame")
    expect(open_desk.form.get_by_role("radio", name="Ida")).to_be_checked()
    open_desk.press("4", "Enter")
    tag = last_tag(open_desk)
    assert (tag["exact"], tag["theme"], tag["strength"]) == (LAST, "shame", 4)


def test_a_name_that_fits_two_offers_both(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #gu 3 @ida")
    open_desk.press("Enter")
    options = open_desk.page.get_by_role("listbox", name="Names that fit").get_by_role("option")
    expect(options).to_have_text(["Guilt", "Guarded with therapist"])
    expect(open_desk.page.locator("[data-spoken]")).to_contain_text("2 names fit: Guilt, Guarded")
    active = open_desk.field().get_attribute("aria-activedescendant")
    expect(open_desk.page.locator(f"#{active}")).to_have_text("Guilt")
    open_desk.press("ArrowDown", "Enter")
    tag = last_tag(open_desk)
    assert (tag["theme"], tag["exact"]) == ("guarded-with-therapist", LAST)
    assert brought(open_desk).endswith(LAST)


def test_a_slip_of_the_pen_is_offered_what_it_is_near(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #shmae 3 @ida")
    open_desk.press("Enter", "Enter")
    assert last_tag(open_desk)["theme"] == "shame"


def test_names_are_offered_while_they_are_typed_and_escape_puts_them_away(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #s")
    offers = open_desk.page.get_by_role("listbox", name="Names that fit")
    expect(offers).to_be_visible()
    open_desk.press("Escape")
    expect(offers).to_be_hidden()
    assert brought(open_desk).endswith("#s")


def test_a_name_is_taken_from_the_list_by_a_click(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #gu")
    open_desk.page.get_by_role("option", name="Guilt").click()
    assert brought(open_desk).endswith(f"{LAST} #Guilt ")
    expect(open_desk.field()).to_be_focused()


@pytest.mark.parametrize(
    "words", [" Room #1", " #zzzz 3 @ida", " #shame 3 @zzzz", " a#shame 3 @ida"]
)
def test_where_nothing_fits_enter_is_a_new_line(open_desk: Desk, words: str) -> None:
    type_behind(open_desk, LAST, words)
    open_desk.press("Enter")
    assert brought(open_desk).endswith(f"{words}\n")
    assert open_desk.quotes() == [PHONE]


def test_where_nothing_fits_tab_leads_on(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #zzzz 3 @ida")
    open_desk.press("Tab")
    expect(open_desk.field("Between us")).to_be_focused()


def test_nothing_is_taken_without_enter_or_tab(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #shame 4 @ida and so on")
    assert open_desk.quotes() == [PHONE]
    assert brought(open_desk).endswith("#shame 4 @ida and so on")


def test_a_new_theme_is_offered_and_made_when_it_is_chosen(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #new Speaks up 3 @ida")
    open_desk.press("Enter")
    expect(open_desk.page.get_by_role("option", name="New theme “Speaks up”")).to_be_visible()
    assert open_desk.quotes() == [PHONE]
    open_desk.press("Enter")
    assert last_tag(open_desk)["theme"] == "own-6"
    assert brought(open_desk).endswith(LAST)


def test_marks_on_a_line_of_their_own_have_no_sentence(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, "\n#shame 3 @ida")
    open_desk.press("Enter")
    assert open_desk.quotes() == [PHONE]
    assert brought(open_desk).endswith("#shame 3 @ida\n")


def test_a_pictograph_before_the_marks_moves_no_place(open_desk: Desk) -> None:
    type_behind(
        open_desk, "waiting.” She looked at the clock.", " 🙂🙂 He smiled 🙂. #shame 2 @paul"
    )
    open_desk.press("Enter")
    assert open_desk.quotes() == [PHONE, "🙂🙂 He smiled 🙂."]


def test_text_that_runs_from_right_to_left_is_tagged(open_desk: Desk) -> None:
    open_desk.field("My own response").click()
    open_desk.type("היא שתקה. אחר כך הלכה.")
    open_desk.page.keyboard.type(" #shame 3 @ida")
    open_desk.press("Enter")
    assert last_tag(open_desk)["exact"] == "אחר כך הלכה."


def test_a_sentence_with_a_tag_in_it_takes_another(open_desk: Desk) -> None:
    type_behind(open_desk, "when Ida called.", " #guilt 2 @ida")
    open_desk.press("Enter")
    sentence = str(last_tag(open_desk)["exact"])
    assert PHONE in sentence
    assert open_desk.quotes() == [PHONE, sentence]


def test_no_key_is_taken_while_letters_are_composed(open_desk: Desk) -> None:
    type_behind(open_desk, LAST, " #shame 3 @ida")
    taken = open_desk.field().evaluate(
        """area => !area.dispatchEvent(new KeyboardEvent('keydown',
          { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"""
    )
    assert not taken
    assert open_desk.quotes() == [PHONE]


def test_it_works_on_a_phone_and_nothing_scrolls_sideways(open_desk: Desk) -> None:
    open_desk.page.set_viewport_size({"width": 390, "height": 844})
    type_behind(open_desk, LAST, " #gu")
    offers = open_desk.page.get_by_role("listbox", name="Names that fit")
    box = offers.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert not open_desk.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    open_desk.page.keyboard.type("ilt 3 @ida")
    open_desk.press("Enter")
    assert last_tag(open_desk)["theme"] == "guilt"


def test_the_process_note_takes_no_tags(open_desk: Desk) -> None:
    open_desk.page.get_by_text("Private process note", exact=True).first.click()
    open_desk.field("Private process note").click()
    open_desk.page.keyboard.type("I was tired. #shame 3 @ida")
    open_desk.press("Enter")
    assert open_desk.quotes() == [PHONE]
