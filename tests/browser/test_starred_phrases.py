"""The client's own words: starred by a key or a button, listed, followed, undone."""

from playwright.sync_api import Locator, expect

from tests.browser.editor_harness.desk import Desk

WAITING = "I always keep you waiting."
TIRED = "You must be tired of this."


def starred(desk: Desk) -> list[str]:
    assert desk.flush()
    return desk.harness.starred()


def words_listed(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="Her words").get_by_role("listitem")


def test_the_selection_is_starred_by_a_key_and_listed_under_her_words(desk: Desk) -> None:
    desk.open()
    desk.select(WAITING)
    desk.press("Control+Shift+8")
    expect(words_listed(desk)).to_have_count(1)
    expect(words_listed(desk)).to_contain_text(WAITING)
    expect(desk.status).to_contain_text(f"Starred “{WAITING}”")
    expect(desk.field()).to_be_focused()
    assert starred(desk) == [WAITING]
    assert desk.painted()["starred"] == [WAITING]


def test_without_a_selection_the_sentence_at_the_caret_is_starred(desk: Desk) -> None:
    desk.open()
    desk.caret_before("told him")
    desk.press("Control+Shift+8")
    assert starred(desk) == ["On Saturday she told him that she had minded."]


def test_the_same_words_once_more_take_the_star_off(desk: Desk) -> None:
    desk.open()
    for _ in range(2):
        desk.select(WAITING)
        desk.press("Control+Shift+8")
    assert starred(desk) == []
    expect(desk.page.get_by_text("Her words", exact=True)).to_be_hidden()


def test_a_button_stars_what_is_selected(desk: Desk) -> None:
    desk.open()
    desk.select(TIRED, label="Between us")
    desk.button("Star as her words").click()
    assert starred(desk) == [TIRED]


def test_the_star_is_taken_off_in_the_list_and_undone(desk: Desk) -> None:
    desk.harness.star(WAITING)
    desk.open()
    desk.button(f"Take the star off: {WAITING}").click()
    assert starred(desk) == []
    desk.button(f"Undo: Took the star off “{WAITING}”").click()
    assert starred(desk) == [WAITING]


def test_undo_by_key_takes_what_came_last_the_star_or_the_tag(desk: Desk) -> None:
    desk.open()
    desk.caret_behind("that she had minded.")
    desk.page.keyboard.type(" #shame 3 @ida")
    desk.press("Enter")
    desk.select(WAITING)
    desk.press("Control+Shift+8", "Control+z")
    assert (starred(desk), len(desk.harness.tags)) == ([], 1)
    desk.press("Control+z")
    assert desk.quotes() == []
    desk.press("Control+Shift+z", "Control+Shift+z")
    assert (starred(desk), len(desk.harness.tags)) == ([WAITING], 1)


def test_a_starred_phrase_follows_its_words(desk: Desk) -> None:
    desk.harness.star(WAITING)
    desk.open()
    desk.caret_before("Mira came")
    desk.type("🙂 Well then. ")
    assert starred(desk) == [WAITING]


def test_it_survives_cut_and_paste_into_another_section(desk: Desk) -> None:
    desk.harness.star(WAITING)
    desk.open()
    desk.select("said sorry twice", WAITING)
    desk.press("Control+x")
    expect(words_listed(desk)).to_contain_text("No longer in the note")
    desk.field("My own response").click()
    desk.press("Control+v")
    assert starred(desk) == [WAITING]
    assert desk.harness.phrases[0]["section"] == "own_response"


def test_from_the_list_one_goes_to_the_words(desk: Desk) -> None:
    desk.harness.star(TIRED)
    desk.open()
    desk.button(f"Go to: {TIRED}").click()
    assert desk.selected("Between us") == TIRED


def test_stars_of_both_windows_are_kept(desk: Desk) -> None:
    desk.open()
    desk.select(WAITING)
    desk.press("Control+Shift+8")
    desk.harness.other_window_writes("between", " It was late.")
    desk.harness.star(TIRED)
    desk.page.evaluate("document.querySelector('note-editor').flush()")
    desk.button("Keep both").click()
    assert sorted(starred(desk)) == sorted([WAITING, TIRED])


def test_a_tag_on_the_same_words_keeps_its_own_mark(desk: Desk) -> None:
    desk.harness.tag(WAITING, "guilt", "paul", 2)
    desk.harness.star(WAITING)
    desk.open()
    painted = desk.painted()
    assert painted["starred"] == painted["feel-0"] == [WAITING]
    expect(desk.cards).to_have_count(1)
