"""What was typed is saved, whatever happens, and nothing is written over."""

import pytest
from playwright.sync_api import Dialog, Request, expect

from tests.browser.editor_harness.desk import Desk

PHONE = "put the phone away before he could ask"
TRYING = "Not saved. Your text is safe in this window; trying again."


@pytest.fixture
def typed(desk: Desk) -> Desk:
    """The desk, opened, with the caret behind the first section's words."""
    desk.harness.tag(PHONE, "withdraws-when-hurt", "paul")
    desk.open()
    desk.caret_behind("had minded.")
    return desk


def test_a_pause_saves_the_draft_and_only_then_says_so(typed: Desk) -> None:
    typed.type(" Then she wept.")
    expect(typed.status).to_contain_text("Not saved yet")
    expect(typed.status).to_contain_text("Draft saved 15:12, encrypted")
    (body,) = typed.harness.received
    assert body["sections"]["brought"].endswith("Then she wept.")
    assert (body["base"], body["idle_seconds"], body["tagging_complete"]) == (4, 0, False)


def test_typing_without_a_pause_is_saved_all_the_same(desk: Desk) -> None:
    """Not within eight seconds, and before fourteen have gone; the page's clock is let run."""
    desk.page.clock.install()
    desk.open()
    desk.caret_behind("had minded.")
    type_for(desk, seconds=8)
    assert desk.harness.received == []
    with desk.page.expect_request("**/draft"):
        type_for(desk, seconds=6)


def type_for(desk: Desk, *, seconds: int) -> None:
    """A letter every half second, which is shorter than a pause."""
    for _ in range(2 * seconds):
        desk.press("w")
        desk.page.clock.run_for(500)


def test_tagging_complete_is_saved(typed: Desk) -> None:
    typed.page.get_by_role("checkbox", name="Tagging complete").check()
    assert typed.flush()
    assert typed.harness.tagging_complete


def test_ctrl_s_makes_the_draft_the_note(typed: Desk) -> None:
    typed.type(" Then she wept.")
    typed.press("Control+s")
    expect(typed.status).to_contain_text("Saved 15:12, encrypted")
    assert (typed.harness.asked_to_save, typed.harness.version) == (1, 5)
    typed.type(" More.")
    assert typed.flush()
    assert typed.harness.received[-1]["base"] == 5


def test_the_button_saves_the_note_and_stays_on_the_page(typed: Desk) -> None:
    typed.type(" Then she wept.")
    typed.button("Save note").click()
    expect(typed.status).to_contain_text("Saved 15:12, encrypted")
    assert typed.harness.sections["brought"].endswith("Then she wept.")
    typed.button("Save note").click()
    expect(typed.status).to_contain_text("Nothing to save")
    assert typed.harness.asked_to_save == 1


def test_while_the_server_is_gone_the_text_is_kept_and_sent_later(typed: Desk) -> None:
    typed.harness.refuse_with = 503
    typed.type(" Then she wept.")
    expect(typed.status).to_contain_text(TRYING)
    assert typed.harness.received == []
    typed.harness.refuse_with = None
    expect(typed.status).to_contain_text("Draft saved 15:12, encrypted", timeout=8_000)
    assert typed.harness.sections["brought"].endswith("Then she wept.")


def test_a_refused_text_says_what_to_do_and_waits_for_a_change(typed: Desk) -> None:
    typed.harness.refuse_with = 422
    typed.type(" Then she wept.")
    expect(typed.status).to_contain_text("Move part of it into another note.")
    typed.harness.refuse_with = None
    typed.type(" Less.")
    expect(typed.status).to_contain_text("Draft saved 15:12, encrypted")


@pytest.mark.parametrize("status", [401, 423])
def test_a_locked_login_keeps_the_text_and_saves_after_unlocking(typed: Desk, status: int) -> None:
    typed.page.evaluate(
        "addEventListener('between:locked', e => document.title = e.target.localName)"
    )
    typed.harness.refuse_with = status
    typed.type(" Then she wept.")
    expect(typed.page).to_have_title("note-editor")
    expect(typed.status).to_contain_text("Locked. Your text is kept")
    typed.harness.refuse_with = None
    typed.page.evaluate("document.dispatchEvent(new CustomEvent('between:unlocked'))")
    expect(typed.status).to_contain_text("Draft saved 15:12, encrypted")
    assert typed.harness.sections["brought"].endswith("Then she wept.")


def test_locking_saves_first(typed: Desk) -> None:
    typed.type(" Then she wept.")
    typed.page.evaluate(
        "() => { const saves = []; document.dispatchEvent(new CustomEvent('between:locking',"
        " {detail: {waitUntil: save => saves.push(save)}})); return Promise.all(saves); }"
    )
    assert typed.harness.sections["brought"].endswith("Then she wept.")


def test_leaving_by_a_link_that_waits_loses_nothing_and_asks_nothing(typed: Desk) -> None:
    typed.type(" Then she wept.")
    typed.page.get_by_role("link", name="Preview").click()
    expect(typed.page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    assert typed.harness.sections["brought"].endswith("Then she wept.")


def test_leaving_asks_only_while_something_is_unsaved(typed: Desk) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    typed.page.on("dialog", answer)
    typed.press("x")
    typed.page.goto(typed.address + "/elsewhere")
    assert asked == ["beforeunload"]
    typed.page.goto(typed.address + "/1/write")
    typed.caret_before("Mira")
    typed.press("y")
    expect(typed.status).to_contain_text("Draft saved")
    typed.page.goto(typed.address + "/elsewhere")
    assert asked == ["beforeunload"]


def test_a_page_that_goes_away_sends_a_last_draft(typed: Desk) -> None:
    typed.page.on("dialog", lambda dialog: dialog.accept())
    typed.press("x")
    typed.page.goto(typed.address + "/elsewhere")
    expect(typed.page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    assert [body["sections"]["brought"][-1] for body in typed.harness.received] == ["x"]


def test_one_request_at_a_time(typed: Desk) -> None:
    running, most = [0], [0]

    def begin(request: Request) -> None:
        running[0] += request.method == "PUT"
        most[0] = max(most[0], running[0])

    def end(request: Request) -> None:
        running[0] -= request.method == "PUT"

    typed.page.on("request", begin)
    typed.page.on("requestfinished", end)
    typed.type(" One.")
    typed.page.evaluate(
        "() => { const desk = document.querySelector('note-editor');"
        " return Promise.all([desk.flush(), desk.flush(), desk.flush()]); }"
    )
    assert most == [1]
    assert len(typed.harness.received) == 1


def conflict(desk: Desk) -> None:
    desk.harness.other_window_writes("brought", " He said yes.", theme="guilt", person="ida")
    desk.type(" Then she wept.")
    alert = desk.page.get_by_role("alert", name="Two versions")
    expect(alert).to_contain_text("Nothing is lost: choose what to keep.")
    expect(desk.status).to_contain_text("Not saved: this note was changed in another window.")
    expect(desk.page.get_by_role("region", name="Your text")).to_contain_text("Then she wept.")
    expect(desk.page.get_by_role("region", name="The other text")).to_contain_text("He said yes.")


def test_two_windows_keep_both_texts_and_both_tags(typed: Desk) -> None:
    conflict(typed)
    typed.button("Keep both").click()
    expect(typed.status).to_contain_text("Draft saved")
    text = typed.harness.sections["brought"]
    assert "Then she wept.\n\nFrom the other window, 15:20:\nMira came" in text
    assert text.endswith("He said yes.")
    assert typed.harness.quotes() == [PHONE, "He said yes."]


def test_two_windows_keep_mine(typed: Desk) -> None:
    conflict(typed)
    typed.button("Keep mine").click()
    expect(typed.status).to_contain_text("Draft saved")
    assert typed.harness.sections["brought"].endswith("had minded. Then she wept.")
    assert typed.harness.quotes() == [PHONE, "(gone) He said yes."]


def test_two_windows_keep_the_other_and_undo_it_as_typing(typed: Desk) -> None:
    conflict(typed)
    typed.button("Keep the other").click()
    expect(typed.status).to_contain_text("Draft saved")
    assert typed.harness.sections["brought"].endswith("had minded. He said yes.")
    assert typed.harness.quotes() == [PHONE, "He said yes."]
    typed.press("Control+z")
    assert typed.field().input_value().endswith("Then she wept.")
    assert typed.quotes()[0] == PHONE


def test_typing_may_go_on_while_two_texts_wait_for_a_choice(typed: Desk) -> None:
    conflict(typed)
    typed.caret_behind("she wept.")
    typed.type(" Long.")
    expect(typed.page.get_by_role("region", name="Your text")).to_contain_text("wept. Long.")
    typed.button("Keep both").click()
    expect(typed.status).to_contain_text("Draft saved")
    assert "Then she wept. Long.\n\nFrom" in typed.harness.sections["brought"]
