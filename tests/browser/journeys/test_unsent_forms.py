"""What stands in a form and was not sent yet is there again after a lock, for its writer only."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route, expect

from notes_app import db
from notes_app.clients.models import Client
from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import PASSPHRASE, log_in, press, submit, unlock
from tests.browser.journeys.test_s12_another_person import invite_vera, take_over
from tests.browser.journeys.visitor import NO_ANSWER, Visitor

WORDS = "She says it began in the spring."
COME_BACK = "dispatchEvent(new Event('focus'))"
LOCKED_OUT = {400, 401, 422, 423}
STORED = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, history.state,
]"""


@dataclass(frozen=True)
class Half:
    """A form of the practice, half filled in: where it is, and what is typed into which field."""

    path: str
    typed: dict[str, str]


HALVES = {
    "a new client": Half("/clients/new", {"Code name": "Plover", "In their own words": WORDS}),
    "a card": Half("/clients/{nora}/change", {"Contact": WORDS, "Since": "2025-02-03"}),
    "another card": Half("/clients/{paul}/change", {"Contact": WORDS}),
    "a person": Half("/clients/{ines}/people/new", {"Role": "Her aunt", "Born": "1950"}),
    "a definition": Half("/themes/{theme}/define", {"Definition": WORDS}),
    "a theme": Half("/themes/new", {"Name": "Leaving first"}),
    "the facts of a session": Half("/sessions/{session}/facts", {"Date": "2026-04-22"}),
    "the account": Half("/account", {"Display name": "Ruth W."}),
}

# Those that a test saves have words of their own: typed anew into a form that already says them,
# the same words are nothing unsent.
SAVED_CARD = Half("/clients/{paul}/change", {"Contact": "By letter, on Fridays."})
SAVED_DEFINITION = Half("/themes/{theme}/define", {"Definition": "Going before one is left."})


def lock_by_button(visitor: Visitor) -> None:
    press(visitor.page, "Lock")


def lock_by_keys(visitor: Visitor) -> None:
    visitor.page.keyboard.press("Control+Shift+L")


def lock_by_waiting(visitor: Visitor) -> None:
    # The page tells the server of the last click, and the ten minutes count from its answer.
    visitor.page.clock.run_for(25 * 60_000)


def lock_elsewhere(visitor: Visitor) -> None:
    other = visitor.another_page()
    other.go("/counting")
    press(other.page, "Lock")
    expect(other.page.get_by_role("heading", name="Locked")).to_be_visible()
    other.page.close()


WAYS = [lock_by_button, lock_by_keys, lock_by_waiting, lock_elsewhere]


@pytest.mark.parametrize("name", HALVES)
def test_what_was_typed_is_there_again(desk: Visitor, built: Built, name: str) -> None:
    begin(desk, built, HALVES[name])
    press(desk.page, "Lock")
    assert_covered(desk.page)
    unlock(desk)
    assert_stands(desk.page, HALVES[name])


@pytest.mark.parametrize("lock", WAYS)
def test_however_it_was_locked(
    desk: Visitor, built: Built, lock: Callable[[Visitor], None]
) -> None:
    desk.page.clock.install()
    half = HALVES["a card"]
    begin(desk, built, half)
    status = desk.page.get_by_role("group", name="Status").get_by_role("radio").last
    status.check()
    desk.page.get_by_role("checkbox").first.check()
    lock(desk)
    assert_covered(desk.page)
    assert desk.page.evaluate(STORED) == [0, 0, 0, 0, None]
    unlock(desk)
    assert_stands(desk.page, half)
    expect(desk.page.get_by_role("checkbox").first).to_be_checked()
    expect(status).to_be_checked()


def test_nothing_was_sent_and_it_can_be_now(
    desk: Visitor, built: Built, practice: tuple[Served, Built]
) -> None:
    before = version_of_card(practice[0], built)
    begin(desk, built, SAVED_CARD)
    press(desk.page, "Lock")
    unlock(desk)
    assert_stands(desk.page, SAVED_CARD)
    assert version_of_card(practice[0], built) == before
    press(desk.page, "Save card")
    expect(desk.page.get_by_text(SAVED_CARD.typed["Contact"])).to_be_visible()
    assert version_of_card(practice[0], built) != before


def test_the_caret_is_where_it_was(desk: Visitor) -> None:
    desk.go("/clients/new")
    field = desk.page.get_by_label("Contact")
    field.fill("By letter")
    field.evaluate("field => field.setSelectionRange(3, 3)")
    desk.page.keyboard.press("Control+Shift+L")
    unlock(desk)
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == 3


def test_chosen_files_are_still_chosen(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.nora}/import")
    note = {"name": "2025-03-01.txt", "mimeType": "text/plain", "buffer": b"She came."}
    desk.page.get_by_label("Files", exact=True).set_input_files([note])
    press(desk.page, "Lock")
    unlock(desk)
    expect(desk.page.get_by_label("Files", exact=True)).to_be_visible()
    press(desk.page, "Look through the files")
    expect(desk.page.get_by_role("heading", name="1 note will come in")).to_be_visible()


def test_a_form_that_was_held_up_keeps_its_words(desk: Visitor) -> None:
    """What was typed stands in that page as if it had been given."""
    desk.watch.expected = {422}
    desk.go("/clients/new")
    desk.page.get_by_label("Contact").fill(WORDS)
    desk.page.evaluate("for (const form of document.forms) form.noValidate = true")
    press(desk.page, "Add client")
    expect(desk.page.get_by_role("alert")).to_be_visible()
    press(desk.page, "Lock")
    assert_covered(desk.page)
    unlock(desk)
    expect(desk.page.get_by_label("Contact")).to_have_value(WORDS)


def test_a_login_that_ran_out_while_typing_loses_nothing(
    desk: Visitor, built: Built, practice: tuple[Served, Built]
) -> None:
    """The server locked first: sending asks before the page is left."""
    begin(desk, built, SAVED_DEFINITION)
    practice[0].clock.move(minutes=11)
    press(desk.page, "Save definition")
    assert_covered(desk.page)
    unlock(desk)
    assert_stands(desk.page, SAVED_DEFINITION)
    press(desk.page, "Save definition")
    expect(desk.page.get_by_text(SAVED_DEFINITION.typed["Definition"]).first).to_be_visible()


def test_a_page_from_before_an_unlocking_can_still_be_sent(desk: Visitor, built: Built) -> None:
    """Its token is of a cookie that is no more."""
    begin(desk, built, HALVES["a person"])
    desk.page.get_by_label("Part of life").select_option(index=1)
    other = desk.another_page()
    other.go("/account")
    press(other.page, "Lock")
    unlock(other)
    expect(other.page.get_by_role("heading", name="Account")).to_be_visible()
    desk.page.evaluate(COME_BACK)
    assert_stands(desk.page, HALVES["a person"])
    press(desk.page, "Add person")
    expect(desk.page.get_by_role("rowheader", name="Her aunt")).to_be_visible()


def test_without_an_answer_nothing_is_sent_and_nothing_lost(desk: Visitor, built: Built) -> None:
    desk.watch.expected = {NO_ANSWER}
    begin(desk, built, HALVES["the facts of a session"])
    desk.context.set_offline(True)
    press(desk.page, "Save facts")
    expect(desk.page.get_by_role("status")).to_contain_text("Not sent")
    assert_stands(desk.page, HALVES["the facts of a session"])
    desk.context.set_offline(False)


def test_a_wrong_passphrase_lifts_nothing(desk: Visitor, built: Built) -> None:
    desk.watch.expected = {422}
    begin(desk, built, HALVES["a card"])
    press(desk.page, "Lock")
    unlock(desk, passphrase="not the right one at all")
    expect(desk.page.get_by_role("alert")).to_contain_text("did not open anything")
    assert_covered(desk.page)
    unlock(desk)
    assert_stands(desk.page, HALVES["a card"])


def test_somebody_else_sees_nothing_of_it(
    desk: Visitor, built: Built, practice: tuple[Served, Built]
) -> None:
    invite_vera(practice[0])
    desk.watch.expected = LOCKED_OUT
    begin(desk, built, HALVES["a card"])
    press(desk.page, "Lock")
    assert_covered(desk.page)
    other = desk.another_page()
    other.go("/unlock")
    submit(other.page, "Log out")
    log_in(other, name="vera")
    desk.page.evaluate(COME_BACK)
    expect(desk.page.get_by_text("This login has ended.")).to_be_visible()
    assert_hidden(desk.page, HALVES["a card"])
    take_over(other, "ruth")
    desk.page.evaluate(COME_BACK)
    assert_stands(desk.page, HALVES["a card"])


def test_a_passphrase_is_not_kept(desk: Visitor) -> None:
    desk.go("/account/passphrase")
    for label in ("New passphrase", "Repeat new passphrase"):
        desk.page.get_by_label(label, exact=True).fill(PASSPHRASE)
    press(desk.page, "Lock")
    expect(desk.page).to_have_url(re.compile("/unlock"))
    assert PASSPHRASE not in desk.page.content()


def test_unlocking_waits_for_a_lock_that_is_still_on_its_way(desk: Visitor, built: Built) -> None:
    begin(desk, built, HALVES["a card"])
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.page.route(re.compile("/lock$"), hold)
    press(desk.page, "Lock")
    assert_covered(desk.page)
    unlock(desk)
    expect(desk.page.get_by_role("button", name="Unlock")).to_be_disabled()
    assert len(held) == 1
    held[0].continue_()
    assert_stands(desk.page, HALVES["a card"])
    assert len(held) == 1


def test_a_page_on_which_nothing_was_typed_is_left(desk: Visitor, built: Built) -> None:
    desk.go(f"/clients/{built.ines}/change")
    press(desk.page, "Lock")
    expect(desk.page).to_have_url(re.compile("/unlock"))


def begin(visitor: Visitor, built: Built, half: Half) -> None:
    visitor.go(half.path.format(**vars(built)))
    for label, words in half.typed.items():
        visitor.page.get_by_label(label).first.fill(words)


def assert_stands(page: Page, half: Half) -> None:
    expect(page.get_by_role("heading", name="Locked")).to_have_count(0)
    for label, words in half.typed.items():
        expect(page.get_by_label(label).first).to_be_visible()
        expect(page.get_by_label(label).first).to_have_value(words)


def assert_covered(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Passphrase")).to_be_focused()
    expect(page).to_have_title("Locked")
    expect(page.locator("main form").first).to_be_hidden()


def assert_hidden(page: Page, half: Half) -> None:
    expect(page).to_have_title("Locked")
    for label in half.typed:
        expect(page.get_by_label(label).first).to_be_hidden()


def version_of_card(served: Served, built: Built) -> tuple[int, int]:
    with served.app.app_context():
        client = db.session.get(Client, built.paul)
        assert client is not None
        return client.identity.version, client.themes.version
