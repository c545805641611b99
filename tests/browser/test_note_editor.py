"""Tags stay on their words while the note is written, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor_harness.app import BROUGHT
from tests.browser.editor_harness.desk import Desk

PHONE = "put the phone away before he could ask"
WAITING = "“I always keep you waiting.”"
RANDOM_EDITS = """async () => {
  const anchors = await import('/static/js/anchors.js');
  const { playRandomEdits } = await import('/tests/random_edits.mjs');
  return playRandomEdits(anchors, 30_000, 7);
}"""


@pytest.fixture
def tagged(desk: Desk) -> Desk:
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul")
    desk.open()
    return desk


def test_words_before_a_passage_move_it(tagged: Desk) -> None:
    tagged.caret_before("On Friday")
    tagged.type("She had not slept. 🙂🙃 ")
    assert tagged.quotes() == [PHONE]


def test_offsets_are_stored_in_code_points(tagged: Desk) -> None:
    tagged.caret_before("Mira")
    tagged.type("🙂🙂 ")
    assert tagged.quotes() == [PHONE]
    (tag,), text = tagged.harness.tags, tagged.harness.sections["brought"]
    assert tagged.harness.received[-1]["tags"][0]["start"] == text.index(PHONE)
    assert text[tag["start"] : tag["end"]] == PHONE


def test_words_typed_inside_belong_to_the_passage(tagged: Desk) -> None:
    tagged.caret_before("away before")
    tagged.type("far ")
    assert tagged.quotes() == ["put the phone far away before he could ask"]


@pytest.mark.parametrize(("at", "words"), [("put the", "slowly "), (", as she used", " him")])
def test_words_typed_at_an_edge_stay_outside(tagged: Desk, at: str, words: str) -> None:
    tagged.caret_before(at)
    tagged.type(words)
    assert tagged.quotes() == [PHONE]


def test_deleting_over_an_edge_cuts_the_passage(tagged: Desk) -> None:
    tagged.select("after midnight", "put the")
    tagged.press("Delete")
    assert tagged.quotes() == ["phone away before he could ask"]


def test_a_word_replaced_inside_stays_inside(tagged: Desk) -> None:
    tagged.select("phone")
    tagged.type("receiver")
    assert tagged.quotes() == ["put the receiver away before he could ask"]


def test_a_deleted_passage_is_kept_and_comes_back_with_undo(tagged: Desk) -> None:
    tagged.select(PHONE)
    tagged.press("Backspace")
    gone = tagged.cards.get_by_text("Passage no longer in the note")
    expect(gone).to_be_visible()
    assert tagged.quotes() == [f"(gone) {PHONE}"]
    tagged.press("Control+z")
    expect(gone).to_be_hidden()
    assert tagged.quotes() == [PHONE]


@pytest.mark.parametrize("label", ["What she brought", "Between us", "My own response"])
def test_a_passage_cut_and_pasted_takes_its_tag_along(tagged: Desk, label: str) -> None:
    tagged.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tagged.select(PHONE)
    tagged.press("Control+x")
    tagged.field(label).focus()
    tagged.press("Control+End", "Control+v")
    assert tagged.quotes() == [PHONE]
    assert tagged.harness.sections[tagged.harness.tags[0]["section"]].endswith(PHONE)


def test_undo_right_after_opening_does_not_empty_the_note(tagged: Desk) -> None:
    tagged.field().focus()
    tagged.press("Control+z")
    expect(tagged.field()).to_have_value(BROUGHT)


def test_right_to_left_words_are_tagged_like_others(desk: Desk) -> None:
    desk.harness.sections["between"] = "שלום עולם, אמרה מירה בשקט. היא חייכה."
    desk.harness.tag("אמרה מירה", "shame", "you")
    desk.open()
    desk.caret_before("שלום", "Between us")
    desk.type("היא באה. ")
    assert desk.quotes() == ["אמרה מירה"]
    assert desk.painted()["feel-0"] == ["אמרה מירה"]


def test_overlapping_tags_are_painted_in_two_lanes(tagged: Desk) -> None:
    tagged.harness.tag("away before he could ask, as she used to", "shame", "ida")
    tagged.page.reload()
    expect(tagged.cards).to_have_count(2)
    assert tagged.painted() == {
        "ways-0": [PHONE],
        "feel-1": ["away before he could ask, as she used to"],
    }


def test_overlapping_tags_are_marked_in_a_browser_without_highlights(tagged: Desk) -> None:
    tagged.harness.tag("away before he could ask, as she used to", "shame", "ida")
    tagged.page.add_init_script("delete window.Highlight")
    tagged.page.reload()
    both = tagged.page.locator("mark.f-ways.lane-0 mark.f-feel.lane-1")
    expect(both).to_have_text("away before he could ask")
    tagged.caret_before("Mira")
    tagged.type("So. ")
    assert tagged.page.locator(".mirror").first.text_content() == f"So. {BROUGHT}\n"


def test_each_card_stands_beside_its_passage(tagged: Desk) -> None:
    tagged.harness.tag(WAITING, "is-too-much", "you")
    tagged.page.reload()
    expect(tagged.cards).to_have_count(2)
    tops = [box["y"] for card in tagged.cards.all() if (box := card.bounding_box())]
    field = tagged.field().bounding_box()
    assert field is not None
    assert tops[0] == pytest.approx(field["y"], abs=45)
    assert tops[1] == pytest.approx(field["y"] + 3 * 32, abs=45)


def test_a_card_leads_to_its_passage_and_its_list_says_what_it_is(tagged: Desk) -> None:
    name = f"Withdraws when hurt, Paul, 3 of 5, go to passage: {PHONE}"
    tagged.page.get_by_role("button", name=name, exact=True).click()
    assert tagged.selected() == PHONE


def test_alt_and_arrows_go_from_passage_to_passage(tagged: Desk) -> None:
    tagged.harness.tag(WAITING, "is-too-much", "you")
    tagged.harness.tag("She laughed", "shame", "you")
    tagged.page.reload()
    expect(tagged.cards).to_have_count(3)
    tagged.caret_before("Mira came")
    tagged.press("Alt+ArrowDown", "Alt+ArrowDown")
    assert tagged.selected() == PHONE
    tagged.press("Alt+ArrowDown")
    assert tagged.selected("Between us") == "She laughed"
    tagged.press("Alt+ArrowUp", "Alt+ArrowUp")
    assert tagged.selected() == WAITING


def test_words_and_passages_are_counted(tagged: Desk) -> None:
    expect(tagged.page.get_by_text("67 words, 1 passage tagged")).to_be_visible()
    tagged.caret_behind("had minded.")
    tagged.type(" One, two.")
    expect(tagged.page.get_by_text("69 words, 1 passage tagged")).to_be_visible()


def test_the_process_note_is_another_pane_without_tags(tagged: Desk) -> None:
    tagged.page.get_by_text("Private process note", exact=True).first.click()
    expect(tagged.page.get_by_text("Only you. Not in exports, not in supervision.")).to_be_visible()
    expect(tagged.field()).to_be_hidden()
    expect(tagged.cards).to_have_count(0)
    tagged.field("Private process note").fill("I was tired.")
    expect(tagged.page.get_by_text("3 words", exact=True)).to_be_visible()
    assert tagged.flush()
    assert tagged.harness.process == "I was tired."


def test_find_in_page_meets_the_words_once(tagged: Desk) -> None:
    assert tagged.page.evaluate(
        "() => { getSelection().collapse(document.body, 0); window.find('midnight');"
        " return !document.querySelector('.mirror').contains(getSelection().anchorNode); }"
    )


def test_random_edits_in_this_browser_take_no_tag_astray(tagged: Desk) -> None:
    count = tagged.page.evaluate(RANDOM_EDITS)
    assert count["edits"] == 30_000
    assert count["swallowed"] > 100
    assert [count[name] for name in ("wrong", "misread", "halfPairs", "astray")] == [0, 0, 0, 0]


# Kerning pairs, runs of spaces, empty lines, tabs, long words, scripts, emoji.
HARD_TO_WRAP = "\n".join(
    [
        "Withdraws To Avoid Ty AV We. LT fi fl ffi Va 'Yes' T. Wa Yo P. " * 12,
        "word " * 40 + "   " * 30 + "end\n\n",
        "a\tb\tc\n\n\tan indented line that is long enough to wrap over the edge, at any width",
        "x" * 180 + " y " + "Donaudampfschifffahrtsgesellschaft" * 6,
        "שלום עולם " * 12 + "你好世界" * 40 + " مرحبا " * 8,
        "👩‍👩‍👧‍👦 🙂 " * 40 + "\n\n\n",
    ]
)
ONLY = """which => {
  CSS.highlights.clear();
  const area = document.querySelector('textarea'), mirror = document.querySelector('.mirror');
  area.blur();
  for (const box of [area, mirror]) { box.style.color = 'black'; box.style.visibility = 'hidden'; }
  (which === 'area' ? area : mirror).style.visibility = 'visible';
}"""


@pytest.mark.parametrize("width", [1280, 900, 390])
def test_the_mirror_lies_under_the_words_to_the_pixel(desk: Desk, width: int) -> None:
    desk.harness.sections["brought"] = HARD_TO_WRAP
    desk.page.set_viewport_size({"width": width, "height": 1400})
    desk.open()
    desk.page.evaluate("document.fonts.ready")
    assert picture(desk.page, "area") == picture(desk.page, "mirror")
    desk.page.evaluate("document.querySelector('.mirror').style.letterSpacing = '.02px'")
    assert picture(desk.page, "area") != picture(desk.page, "mirror")  # it can tell them apart


def picture(page: Page, which: str) -> bytes:
    page.evaluate(ONLY, which)
    return page.locator(".pad").first.screenshot()


def test_without_javascript_the_same_form_saves_and_keeps_tags(desk: Desk, browser) -> None:  # type: ignore[no-untyped-def]
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(desk.address + "/1/write")
    expect(page.get_by_role("listitem").filter(has_text="Withdraws when hurt")).to_contain_text(
        PHONE
    )
    page.get_by_label("What she brought").fill("Before that: Paul rang. " + BROUGHT)
    page.get_by_text("Private process note", exact=True).first.click()
    page.get_by_role("textbox", name="Private process note").fill("Mine.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("heading", name="Session 34")).to_be_visible()
    assert desk.harness.quotes() == [PHONE]
    assert desk.harness.process == "Mine."
    page.context.close()


PRESS = """(area, composing) => area.dispatchEvent(new KeyboardEvent('keydown', {
  key: 'k', ctrlKey: true, isComposing: composing === 'composing', bubbles: true, cancelable: true,
}))"""


def test_no_shortcut_fires_while_an_input_method_composes(tagged: Desk) -> None:
    tagged.caret_before("Mira")
    tagged.field().evaluate(PRESS, "composing")
    expect(tagged.form).to_be_hidden()
    tagged.field().evaluate(PRESS, "typing")
    expect(tagged.form).to_be_visible()
