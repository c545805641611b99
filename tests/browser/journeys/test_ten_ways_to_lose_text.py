"""Ten ways to lose what was typed, and none of them does.  Each ends with the text there."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import begin_note, log_in, press, section, unlock
from tests.browser.journeys.visitor import NO_ANSWER, Visitor, Watch
from tests.durability.server import Server, running
from tests.durability.test_disk_full import Disk
from tests.durability.writer import add_session, create_practice

FIRST, SECOND = "She heard the door", " and lay still."
SAFE = "Not saved. Your text is safe in this window; trying again."
COME_BACK = "dispatchEvent(new Event('focus'))"
LOCKED_OUT = {400, 401, 423}
MOST_LOADS = 40


@pytest.fixture
def note(desk: Visitor, built: Built) -> Visitor:
    """A new note at the desk of its own, with the first words saved as its draft."""
    begin_note(desk, f"/clients/{built.nora}", day="2026-03-05")
    write(desk.page, FIRST)
    saved(desk.page)
    return desk


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that can be killed, with a practice in it."""
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def lonely(browser: Browser, server: Server) -> Iterator[Visitor]:
    """At a note on that server, the first words saved; what it complains about is expected."""
    address = add_session(create_practice(server.port), "Kestrel")
    with a_window(browser, server.address) as visitor:
        log_in(visitor)
        visitor.go(f"{address}/write")
        write(visitor.page, FIRST)
        saved(visitor.page)
        yield visitor


@contextmanager
def a_window(browser: Browser, address: str) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield Visitor(context, context.new_page(), address, Watch(address))
    context.close()


def write(page: Page, words: str) -> None:
    expect(page.locator("[data-count]")).to_contain_text("word")  # the editor is awake
    section(page).press("Control+End")
    page.keyboard.insert_text(words)


def saved(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("Draft saved", timeout=15_000)


def assert_stands(visitor: Visitor, words: str = FIRST + SECOND) -> None:
    """The words are there, in this window and after loading it again, and so is the caret."""
    expect(section(visitor.page)).to_have_value(words)
    visitor.page.reload()
    expect(section(visitor.page)).to_have_value(words)
    expect(section(visitor.page)).to_be_focused()
    caret = visitor.page.evaluate("document.activeElement.selectionStart")
    assert caret == len(words)


def assert_covered(page: Page) -> None:
    expect(page.get_by_role("heading", name="Locked")).to_be_visible(timeout=15_000)
    expect(section(page)).to_be_hidden()


def log_in_elsewhere(visitor: Visitor) -> None:
    """In another tab of this browser; then back to the first one."""
    log_in(visitor.another_page())
    visitor.page.evaluate(COME_BACK)


def test_1_the_tab_is_closed(note: Visitor) -> None:
    other, asked = note.another_page(), []
    address = note.path()
    note.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write(note.page, SECOND)
    with note.page.expect_event("close"):
        note.page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    load_until_it_says(other, address, FIRST + SECOND)
    assert_stands(other)


def load_until_it_says(visitor: Visitor, address: str, words: str) -> None:
    """What a closing window sends arrives after it is gone."""
    for _ in range(MOST_LOADS):
        visitor.go(address)
        if section(visitor.page).input_value() == words:
            return


def browser_process(browser: Browser) -> int:
    tools = browser.new_browser_cdp_session()
    processes = tools.send("SystemInfo.getProcessInfo")["processInfo"]
    return next(process["id"] for process in processes if process["type"] == "browser")


@pytest.mark.parametrize("typing", ["after a pause", "without a pause"])
def test_2_the_browser_is_killed(browser_type: BrowserType, note: Visitor, typing: str) -> None:
    """Lost is at most what was typed since the last pause, or in the last ten seconds."""
    doomed = browser_type.launch(executable_path=CHROMIUM, args=QUIET)
    with a_window(doomed, note.address) as visitor:
        log_in(visitor)
        if typing == "without a pause":
            visitor.page.clock.install()
        visitor.go(note.path())
        kept = type_and_keep(visitor.page, typing)
        os.kill(browser_process(doomed), signal.SIGKILL)
        note.page.reload()
        expect(section(note.page)).to_have_value(re.compile(f"^{FIRST}{kept}"))


def type_and_keep(page: Page, typing: str) -> str:
    """Type on until the kill; returns what must be there after it."""
    if typing == "after a pause":
        write(page, SECOND)
        saved(page)
        page.keyboard.insert_text(" Not yet a pause.")
        return SECOND
    write(page, " ")
    typed = " "
    with page.expect_response("**/draft"):  # its timers stand until they are let run
        for letter in "abcdefghijklmnopqrstu":
            page.clock.run_for(500)  # shorter than a pause
            page.keyboard.insert_text(letter)
            typed += letter
    page.keyboard.insert_text("z")
    return typed[:-2]  # all but what was typed in the last second, and more was allowed


def test_3_the_server_is_killed(lonely: Visitor, server: Server) -> None:
    server.kill()
    write(lonely.page, SECOND)
    expect(lonely.page.get_by_role("status")).to_contain_text(SAFE)
    server.start()
    assert_covered(lonely.page)
    log_in_elsewhere(lonely)
    saved(lonely.page)
    assert_stands(lonely)


def test_4_it_locks_while_typing(note: Visitor, practice: tuple[Served, Built]) -> None:
    note.watch.expected = LOCKED_OUT
    practice[0].clock.move(minutes=11)
    write(note.page, SECOND)
    assert_covered(note.page)
    unlock(note)
    expect(section(note.page)).to_be_focused()
    saved(note.page)
    assert_stands(note)


def test_5_another_window_logs_out(note: Visitor) -> None:
    note.watch.expected = LOCKED_OUT
    other = note.another_page()
    other.go("/account")
    press(other.page, "Log out")
    write(note.page, SECOND)
    assert_covered(note.page)
    log_in_elsewhere(note)
    saved(note.page)
    assert_stands(note)


@pytest.mark.parametrize("choice", ["Keep mine", "Keep the other", "Keep both"])
def test_6_two_windows_write_one_note(note: Visitor, choice: str) -> None:
    note.watch.expected = {409}
    other = note.another_page()
    other.go(note.path())
    write(other.page, " and cried.")
    saved(other.page)
    write(note.page, SECOND)
    press(note.page, choice)
    saved(note.page)
    present = section(note.page).input_value()
    words = [present, *earlier_texts(note)]
    for typed in (FIRST + SECOND, FIRST + " and cried."):
        assert any(typed in text for text in words), words


def earlier_texts(visitor: Visitor) -> list[str]:
    """Every earlier minute of the note, as its page shows it."""
    texts, page = [], visitor.another_page().page
    listed = visitor.page.url.replace("/write", "/earlier")
    page.goto(listed)
    for address in page.locator(".minutes a").evaluate_all("all => all.map(a => a.href)"):
        page.goto(address)
        texts.append(page.locator(".thennow section").first.inner_text())
    page.close()
    return texts


def test_7_the_connection_is_lost_for_a_minute(note: Visitor) -> None:
    note.watch.expected = {NO_ANSWER}
    note.page.clock.install()
    note.page.reload()
    note.context.set_offline(True)
    write(note.page, SECOND)
    note.page.clock.run_for(2_000)
    expect(note.page.get_by_role("status")).to_contain_text(SAFE)
    note.page.clock.run_for(60_000)
    expect(note.page.get_by_role("status")).to_contain_text(SAFE)
    note.context.set_offline(False)
    note.page.clock.run_for(6_000)
    saved(note.page)
    assert_stands(note)


def test_8_the_disk_is_full(note: Visitor, practice: tuple[Served, Built]) -> None:
    note.watch.expected = {507}
    more = SECOND + " She heard it again." * 2_000
    with Disk(practice[0].app) as disk:
        disk.full = True
        write(note.page, more)
        expect(note.page.get_by_role("status")).to_contain_text(
            "Not saved: the disk is full. Your text is safe in this window; free some space, and it"
            " is saved by itself."
        )
        disk.full = False
        saved(note.page)
    assert_stands(note, FIRST + more)


def test_9_the_session_expires(note: Visitor, practice: tuple[Served, Built]) -> None:
    note.watch.expected = LOCKED_OUT
    practice[0].clock.move(minutes=13 * 60)
    write(note.page, SECOND)
    assert_covered(note.page)
    log_in_elsewhere(note)
    saved(note.page)
    assert_stands(note)


def test_10_the_server_restarts_during_a_save(lonely: Visitor, server: Server) -> None:
    server.die_during_the_next_save()
    write(lonely.page, SECOND)
    expect(lonely.page.get_by_role("status")).to_contain_text(SAFE)
    assert server.process is not None
    assert server.process.wait(timeout=10) == 9
    server.start()
    assert_covered(lonely.page)
    log_in_elsewhere(lonely)
    saved(lonely.page)
    assert_stands(lonely)
