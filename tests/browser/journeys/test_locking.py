"""Locking leaves nothing to read on the page, and loses nothing that was typed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import log_in, press, section, unlock
from tests.browser.journeys.visitor import NO_ANSWER, Visitor, visiting

WORDS = "She brought the blue letter."
# All windows of a test have the focus, always: nothing else tells a page that it has it again.
COME_BACK = "dispatchEvent(new Event('focus'))"
LOCKED_OUT = {400, 401, 423}


@pytest.fixture
def writing(desk: Visitor, built: Built) -> Visitor:
    """At an empty note, its editor awake."""
    open_note(desk, built)
    return desk


@pytest.fixture
def remembering(browser_type: BrowserType, practice: tuple[Served, Built]) -> Iterator[Visitor]:
    """A browser that keeps whole pages for its Back button, as people's browsers do."""
    browser = browser_type.launch(
        executable_path=CHROMIUM,
        args=QUIET,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    with visiting(browser, practice[0].address) as visitor:
        log_in(visitor)
        yield visitor
    browser.close()


def test_what_was_typed_a_moment_ago_is_saved_before_locking(writing: Visitor) -> None:
    write(writing.page, "A moment ago.")
    press(writing.page, "Lock")
    assert_locked(writing.page)
    unlock(writing)
    expect(section(writing.page)).to_have_value(re.compile(r"A moment ago\."))


def test_the_keys_lock_as_the_button_does(writing: Visitor) -> None:
    write(writing.page, "By keys.")
    writing.page.keyboard.press("Control+Shift+L")
    assert_locked(writing.page)
    unlock(writing)
    expect(section(writing.page)).to_have_value(re.compile(r"By keys\."))


def test_an_unused_page_warns_and_then_locks(desk: Visitor, built: Built) -> None:
    desk.page.clock.install()
    desk.go(f"/sessions/{built.session}")
    warning = desk.page.get_by_role("alert").filter(has_text="Still there?")
    desk.page.clock.run_for(8 * 60_000)
    expect(warning).to_be_hidden()
    desk.page.clock.run_for(65_000)
    expect(warning).to_be_visible()
    press(desk.page, "Stay unlocked")
    expect(warning).to_be_hidden()
    desk.page.clock.run_for(9 * 60_000 + 5_000)
    expect(warning).to_be_visible()
    desk.page.clock.run_for(60_000)
    assert_locked(desk.page)


def test_back_after_locking_shows_nothing(remembering: Visitor, built: Built) -> None:
    page = remembering.page
    remembering.go(f"/sessions/{built.session}")
    expect(page.get_by_text("told him that she had minded").first).to_be_visible()
    page.get_by_role("link", name="All notes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ines")
    press(page, "Lock")
    assert_locked(page)
    for _ in range(2):
        page.go_back(wait_until="load")
        expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        assert "minded" not in page.content()


def test_the_browser_does_keep_pages_when_it_may(remembering: Visitor) -> None:
    # Else the test above would prove nothing.
    pictures = f"/static/{version_of(remembering)}"
    remembering.go(f"{pictures}/icon.svg")
    remembering.page.evaluate("addEventListener('pageshow', e => { window.kept = e.persisted })")
    remembering.go(f"{pictures}/css/base.css")
    remembering.page.go_back(wait_until="commit")
    assert remembering.page.evaluate("window.kept") is True


def test_locking_in_one_tab_blanks_the_other(desk: Visitor, built: Built) -> None:
    desk.go(f"/sessions/{built.session}")
    other = desk.another_page()
    other.go("/")
    press(other.page, "Lock")
    assert_locked(other.page)
    assert_locked(desk.page)
    assert "minded" not in desk.page.content()


def test_a_page_locked_from_another_tab_comes_back_after_unlocking(
    desk: Visitor, built: Built
) -> None:
    desk.go(f"/sessions/{built.session}")
    other = desk.another_page()
    other.go("/")
    press(other.page, "Lock")
    unlock(other)
    expect(other.page.get_by_role("button", name="Lock")).to_be_visible()
    desk.page.evaluate(COME_BACK)
    expect(desk.page.get_by_text("told him that she had minded").first).to_be_visible()


def test_text_of_another_tab_is_not_lost(writing: Visitor) -> None:
    """It is saved before the server locks, or, where that came first, after unlocking."""
    writing.watch.expected = LOCKED_OUT
    other = writing.another_page()
    other.go("/clients")
    write(writing.page, "From the other tab.")
    press(other.page, "Lock")
    assert_locked(writing.page)
    unlock(other)
    writing.page.evaluate(COME_BACK)
    expect(section(writing.page)).to_have_value(re.compile(r"From the other tab\."))


def test_text_survives_a_lock_that_the_page_did_not_know_of(
    writing: Visitor, practice: tuple[Served, Built]
) -> None:
    """The server's clock ran out first: the page is covered, and saves after the passphrase."""
    writing.watch.expected = LOCKED_OUT
    practice[0].clock.move(minutes=11)
    write(writing.page, "Not yet on the server.")
    assert_locked(writing.page)
    expect(section(writing.page)).to_be_hidden()
    unlock(writing)
    expect(section(writing.page)).to_be_focused()
    expect(writing.page.get_by_role("status")).to_contain_text("Draft saved")
    writing.page.reload()
    expect(section(writing.page)).to_have_value(re.compile(r"Not yet on the server\."))


def test_text_survives_a_lock_without_a_connection(writing: Visitor) -> None:
    writing.watch.expected = {NO_ANSWER, *LOCKED_OUT}
    writing.context.set_offline(True)
    write(writing.page, "Without a connection.")
    writing.page.keyboard.press("Control+Shift+L")
    assert_locked(writing.page)
    writing.context.set_offline(False)
    with writing.page.expect_response("**/lock"):
        writing.page.evaluate(COME_BACK)
    other = writing.another_page()
    other.go("/unlock")
    unlock(other)
    writing.page.evaluate(COME_BACK)
    expect(section(writing.page)).to_have_value(re.compile(r"Without a connection\."))
    expect(writing.page.get_by_role("status")).to_contain_text("Draft saved")


def open_note(visitor: Visitor, built: Built) -> None:
    visitor.go(f"/sessions/{built.untouched}/write")
    expect(visitor.page.get_by_text("passages tagged")).to_be_visible()


def write(page: Page, words: str) -> None:
    section(page).press("Control+End")
    page.keyboard.insert_text(f" {words}")


def assert_locked(page: Page) -> None:
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    expect(page).to_have_title("Locked")


def version_of(visitor: Visitor) -> str:
    found = re.search(r"/static/([^/]+)/", visitor.page.content())
    assert found is not None
    return found[1]
