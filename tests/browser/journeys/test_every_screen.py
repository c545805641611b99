"""Every page that there is: axe, sideways scrolling, light and dark, desk and phone."""

import re
from dataclasses import fields

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.built import Built
from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.map_pages import MAP_FORMS
from tests.browser.journeys.screens import AFTER_AN_ACT, pages_of
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import NAME, press, section
from tests.browser.journeys.visitor import Visitor, faults

ONLY_FOR_SCRIPTS = {"accounts.status", "web.static"}
NOBODY = "00000000-0000-4000-8000-000000000000"


VIEWS = sorted(pages_of(Built(*range(len(fields(Built))))))  # type: ignore[arg-type]  # only the names are used


def test_no_page_is_left_out(practice: tuple[Served, Built]) -> None:
    rules = practice[0].app.url_map.iter_rules()
    found = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    assert found - ONLY_FOR_SCRIPTS == {*VIEWS, *AFTER_AN_ACT}


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_holds(desk: Visitor, practice: tuple[Served, Built], view: str) -> None:
    for path in pages_of(practice[1])[view]:
        desk.go(path)
        assert faults(desk.page) == []


def test_the_checks_see_what_is_wrong(desk: Visitor) -> None:
    desk.go("/counting")
    desk.page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    desk.page.evaluate("document.querySelector('h1').style.width = '2000px'")
    found = "".join(faults(desk.page))
    assert "1280 light label: <input>" in found
    assert "390 dark label: <input>" in found
    assert "<h1" in found


@pytest.mark.parametrize("path", ["/log-in", "/recover", "/activate", "/create", "/unlock"])
def test_a_page_for_strangers_holds(stranger: Visitor, path: str) -> None:
    stranger.go(path)
    assert faults(stranger.page) == []


@pytest.mark.parametrize("path", ["/no/such/page", f"/clients/{NOBODY}", "/lock"])
def test_a_page_about_an_error_holds(desk: Visitor, path: str) -> None:
    desk.watch.expected = {404, 405}
    desk.go(path)
    expect(desk.page.get_by_role("heading", name="Not here")).to_be_visible()
    assert faults(desk.page) == []


@pytest.mark.parametrize("path", ["/log-in", "/recover", "/activate"])
def test_a_form_for_strangers_holds_with_its_errors(stranger: Visitor, path: str) -> None:
    stranger.watch.expected = {422}
    stranger.go(path)
    send_empty(stranger.page)
    assert faults(stranger.page) == []


FORMS = {
    "/sessions/{session}/ruptures/new": "Open rupture",
    "/sessions/{session}/repairs/new": "Link repair",
    "/measures/new": "Save questionnaire",
    "/clients/{ines}/problems": "Add problem",
    "/sessions/{untouched}/measures/{measure}": "Keep total",
    "/sessions/new": "Add session",
    "/clients/new": "Add client",
    "/clients/{ines}/people/new": "Add person",
    "/clients/{ines}/ties/new": "Add tie",
    "/clients/{ines}/goals/new": "Add goal",
    **MAP_FORMS,
    "/clients/{ines}/import": "Look through the files",
    "/clients/{ines}/hours/{hour}/left-out": "Leave out",
    "/calendar/import": "Look through the calendar",
    "/sessions/{session}/tag": "Tag passage",
    "/themes/new": "Add theme",
    "/themes/{theme}/merge": "Merge into",
    "/themes/{theme}/split": "Split",
    "/formats/new": "Add format",
    "/clients/{ines}/formulation?lens=p": "Add dyad",
    "/clients/{ines}/days/stretches": "Add stretches",
    "/account/passphrase": "Change passphrase",
    "/account/try-sheet": "Test my recovery sheet",
    "/account/confirm": "Go on",
    "/sessions/{session}/sign": "Sign and lock",
    "/sessions/{signed}/addendum": "Sign addendum",
    "/sessions/{signed}/entered-in-error": "Mark as entered in error",
}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_holds_with_its_errors(
    desk: Visitor, practice: tuple[Served, Built], path: str
) -> None:
    desk.watch.expected = {422}
    desk.go(path.format(**vars(practice[1])))
    send_empty(desk.page, FORMS[path])
    expect(desk.page.get_by_role("alert").first).to_be_visible()
    assert faults(desk.page) == []


def test_the_first_visit_holds_up_to_today(open_visitor: OpenVisitor) -> None:
    first = open_visitor()
    first.watch.expected = {422}
    first.go("/")
    press(first.page, "Suggest a passphrase")
    assert faults(first.page) == []
    send_empty(first.page, "Create your practice")
    assert faults(first.page) == []
    first.page.get_by_label("Username").fill(NAME)
    press(first.page, "Suggest a passphrase")
    press(first.page, "Create your practice")
    expect(first.page.get_by_role("heading", name="Your recovery sheet")).to_be_visible()
    assert faults(first.page) == []
    send_empty(first.page, "Continue")
    assert faults(first.page) == []


def test_the_locked_page_holds(desk: Visitor) -> None:
    desk.watch.expected = {422}
    press(desk.page, "Lock")
    expect(desk.page.get_by_role("heading", name="Locked")).to_be_visible()
    assert faults(desk.page) == []
    send_empty(desk.page, "Unlock")
    assert faults(desk.page) == []


def test_the_page_of_a_goal_holds(desk: Visitor, practice: tuple[Served, Built]) -> None:
    desk.go(f"/clients/{practice[1].ines}/goals/new")
    desk.page.get_by_label("Goal").fill("Say what she needs before she goes quiet")
    press(desk.page, "Add goal")
    expect(desk.page.get_by_role("heading", name="Goals")).to_be_visible()
    assert faults(desk.page) == []
    desk.page.get_by_role("link", name="Say what she needs").click()
    assert faults(desk.page) == []


def test_a_summary_as_the_client_reads_it_holds(
    desk: Visitor, practice: tuple[Served, Built]
) -> None:
    desk.go(f"/clients/{practice[1].ines}/summary")
    press(desk.page, "See it as the client will")
    expect(desk.page.get_by_role("heading", name="A summary of our work")).to_be_visible()
    assert faults(desk.page) == []
    desk.go(f"/clients/{practice[1].ines}/summary")
    expect(desk.page.get_by_role("button", name="Begin anew from the record")).to_be_visible()
    assert faults(desk.page) == []


def test_the_page_of_an_own_format_holds(desk: Visitor) -> None:
    desk.watch.expected = {422}
    desk.go("/formats/new")
    desk.page.get_by_label("Name", exact=True).fill("My DAP")
    press(desk.page, "Add format")
    expect(desk.page.get_by_role("button", name="Save format")).to_be_visible()
    assert faults(desk.page) == []
    press(desk.page, "Retire Between us")
    expect(desk.page.get_by_role("heading", name="Retired sections")).to_be_visible()
    assert faults(desk.page) == []
    desk.go("/formats")
    assert faults(desk.page) == []


def test_a_note_in_another_format_holds(desk: Visitor, practice: tuple[Served, Built]) -> None:
    desk.go(f"/sessions/{practice[1].session}/write")
    desk.page.get_by_label("Note format").select_option(label="SOAP")
    expect(desk.page.get_by_text("From Relational")).to_be_visible()
    assert faults(desk.page) == []


def test_what_belongs_in_the_record_is_asked_about_on_a_page_that_holds(
    desk: Visitor, practice: tuple[Served, Built]
) -> None:
    desk.watch.expected = {422}
    desk.go(f"/sessions/{practice[1].untouched}/write")
    desk.page.get_by_text("Private process note", exact=True).first.click()
    desk.page.get_by_label("Private process note").last.fill("PHQ-9 was 14. I was moved.")
    press(desk.page, "Save note")
    expect(desk.page.get_by_role("alert", name="Belongs in the session record")).to_be_visible()
    assert faults(desk.page) == []
    desk.go(f"/sessions/{practice[1].untouched}/process/check")
    assert faults(desk.page) == []


def test_the_page_of_an_import_holds(desk: Visitor, practice: tuple[Served, Built]) -> None:
    desk.go(f"/clients/{practice[1].nora}/import")
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": f"She came. {name}".encode()}
        for name in ("2025-03-01.txt", "03-04-2025.txt", "no date.txt", "picture.png")
    ]
    desk.page.get_by_label("Files", exact=True).set_input_files(files)
    press(desk.page, "Look through the files")
    expect(desk.page.get_by_role("heading", name="1 note will come in")).to_be_visible()
    assert faults(desk.page) == []


def test_the_page_of_a_family_holds(desk: Visitor, practice: tuple[Served, Built]) -> None:
    desk.go(f"/clients/{practice[1].nora}/family/import")
    family = "0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n1 NAME Nora\n0 TRLR\n"
    file = {"name": "mine.ged", "mimeType": "text/plain", "buffer": family.encode()}
    desk.page.locator("input[type=file]").set_input_files(file)
    press(desk.page, "Look through the family")
    expect(desk.page).not_to_have_url(re.compile("import$"))
    assert faults(desk.page) == []


def test_the_open_tag_form_and_the_warning_hold(
    desk: Visitor, practice: tuple[Served, Built]
) -> None:
    desk.go(f"/sessions/{practice[1].session}/write")
    expect(desk.page.get_by_text("passages tagged")).to_be_visible()
    section(desk.page).click()
    desk.page.keyboard.press("Control+k")
    expect(desk.page.get_by_role("form", name="Tag passage")).to_be_visible()
    desk.page.keyboard.type("qui")
    desk.page.locator("#still-there").evaluate("warning => { warning.hidden = false }")
    assert faults(desk.page) == []


def test_the_page_of_a_calendar_holds(desk: Visitor) -> None:
    desk.go("/calendar/import")
    weekly = "DTSTART:20260506T140000\nDURATION:PT50M\nRRULE:FREQ=WEEKLY\nEXDATE:20260513T140000"
    monthly = weekly.replace("WEEKLY", "MONTHLY")
    events = [
        f"BEGIN:VEVENT\nUID:{title}\nSUMMARY:{title}\n{lines}\nEND:VEVENT"
        for title, lines in (("Ines R.", weekly), ("Dentist", weekly), ("Team", monthly))
    ]
    content = "\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"]).encode()
    file = {"name": "mine.ics", "mimeType": "text/calendar", "buffer": content}
    desk.page.get_by_label("Calendar file").set_input_files([file])
    press(desk.page, "Look through the calendar")
    expect(desk.page.get_by_role("heading", name="1 entry of your clients")).to_be_visible()
    for fold in desk.page.get_by_role("group").all():
        fold.evaluate("fold => { fold.open = true }")
    assert faults(desk.page) == []


def send_empty(page: Page, button: str = "") -> None:
    """Send a form as it came, past the browser's own checks."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    named = page.get_by_role("button", name=button, exact=True)
    (named if button else page.locator("main form button, main form [type=submit]").first).click()
    page.wait_for_load_state()
