"""Every page that there is: axe, sideways scrolling, light and dark, desk and phone."""

from dataclasses import fields

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys.built import FORMULATIONS, Built
from tests.browser.journeys.conftest import OpenVisitor
from tests.browser.journeys.map_pages import MAP_FORMS, map_pages_of
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import NAME, press, section
from tests.browser.journeys.visitor import Visitor, faults

ONLY_FOR_SCRIPTS = {"accounts.status", "web.static"}
NOBODY = "00000000-0000-4000-8000-000000000000"


def pages_of(built: Built) -> dict[str, list[str]]:
    """The addresses of every page, by the name of its view."""
    ines, paul, nora = f"/clients/{built.ines}", f"/clients/{built.paul}", f"/clients/{built.nora}"
    return {
        "diary.today": ["/", "/day/-35", "/day/1", "/day/5"],
        "diary.week": ["/week", "/week/1", "/week/-300"],
        "diary.waiting": ["/waiting"],
        "diary.prepare": [
            f"/sessions/{built.untouched}/prepare",
            f"/sessions/{built.session}/prepare",
            f"/sessions/{built.damaged}/prepare",
        ],
        "diary.add_hour": [f"{ines}/hours/new"],
        "diary.change_hour": [f"{ines}/hours/{built.hour}"],
        "diary.leave_out": [f"{ines}/hours/{built.hour}/left-out"],
        "notes.add_session": ["/sessions/new"],
        "notes.plan_session": [f"{ines}/sessions/new"],
        "notes.all_notes": [f"{ines}/notes", f"{paul}/notes", f"{nora}/notes"],
        "notes.read": [
            f"/sessions/{built.session}",
            f"/sessions/{built.damaged}",
            f"/sessions/{built.signed}",
            f"/sessions/{built.in_error}",
            f"/sessions/{built.returned}",
        ],
        "notes.write": [
            f"/sessions/{built.session}/write",
            f"/sessions/{built.untouched}/write",
            f"/sessions/{built.damaged}/write",
        ],
        "notes.earlier_minutes": [
            f"/sessions/{built.session}/earlier",
            f"/sessions/{built.untouched}/earlier",
        ],
        "notes.earlier_minute": [f"/sessions/{built.session}/earlier/{built.entry}"],
        "notes.take_measure": [
            f"/sessions/{built.session}/measures/phq-9",
            f"/sessions/{built.untouched}/measures/gad-7",
            f"/sessions/{built.session}/measures/personal",
            f"/sessions/{built.session}/measures/{built.measure}",
        ],
        "notes.open_rupture": [
            f"/sessions/{built.session}/ruptures/new",
            f"/sessions/{built.untouched}/ruptures/new",
            f"/sessions/{built.signed}/ruptures/new",
        ],
        "notes.change_rupture": [f"/sessions/{built.session}/ruptures/{built.rupture}"],
        "notes.link_repair": [
            f"/sessions/{built.session}/repairs/new",
            f"/sessions/{built.untouched}/repairs/new",
        ],
        "notes.change_repair": [f"/sessions/{built.session}/repairs/{built.repair}"],
        "patterns.ruptures": [f"{ines}/ruptures", f"{paul}/ruptures", f"{nora}/ruptures"],
        "patterns.new_ways": [f"{ines}/new-ways", f"{nora}/new-ways"],
        "notes.measures": [f"{ines}/measures", f"{nora}/measures"],
        "measures.all_own": ["/measures"],
        "measures.add": ["/measures/new"],
        "measures.change": [f"/measures/{built.measure}"],
        "clients.problems": [f"{ines}/problems", f"{nora}/problems"],
        "clients.change_problem": [f"{ines}/problems/{built.problem}"],
        "notes.facts": [f"/sessions/{built.session}/facts"],
        "notes.tag_plainly": [f"/sessions/{built.session}/tag", f"/sessions/{built.untouched}/tag"],
        "notes.tell_episode": [f"/sessions/{built.session}/episodes/{built.episode}"],
        "notes.change_tag": [f"/sessions/{built.session}/tags/{built.tag}"],
        "signing.sign": [f"/sessions/{built.session}/sign", f"/sessions/{built.untouched}/sign"],
        "signing.add": [f"/sessions/{built.signed}/addendum"],
        "signing.export_note": [f"/sessions/{built.signed}/signed-record"],
        "signing.export_notes": [f"{ines}/signed-records", f"{nora}/signed-records"],
        "signing.mark_in_error": [f"/sessions/{built.signed}/entered-in-error"],
        "notes.star_plainly": [
            f"/sessions/{built.session}/star",
            f"/sessions/{built.untouched}/star",
        ],
        "clients.all_clients": [
            "/clients",
            "/clients?show=resting",
            "/clients?show=note-missing",
        ],
        "clients.overview": [ines, paul, nora],
        "clients.add_client": ["/clients/new"],
        "clients.change_client": [f"{ines}/change"],
        "clients.add_person": [f"{ines}/people/new"],
        "clients.change_person": [f"{ines}/people/{built.marco}"],
        **map_pages_of(built),
        "clients.add_goal": [f"{ines}/goals/new"],
        "clients.add_tie": [f"{ines}/ties/new"],
        "clients.end_tie": [f"{ines}/ties/{built.tie}/end"],
        "changes.recent": ["/changes"],
        "themes.codebook": ["/themes"],
        "themes.new_theme": ["/themes/new"],
        "themes.rename": [f"/themes/{built.theme}/rename"],
        "themes.define": [f"/themes/{built.theme}/define"],
        "themes.merge": [f"/themes/{built.theme}/merge"],
        "themes.history": [f"/themes/{built.theme}/history"],
        "supervision.inbox": ["/supervision"],
        "presenting.tab": [f"{ines}/supervision", f"{nora}/supervision"],
        "presenting.calibrate": [f"{ines}/supervision/calibration"],
        "presenting.lend_passage": [f"{ines}/supervision/lend/{built.tag}"],
        "hours.log": ["/supervision/hours"],
        "hours.add_hour": ["/supervision/hours/new"],
        "hours.change_hour": [f"/supervision/hours/{built.supervised}"],
        "formats.all_formats": ["/formats"],
        "formats.new_format": ["/formats/new"],
        "patterns.theme_change": [
            f"{ines}/themes",
            f"{ines}/themes?compare=b&theme={built.theme}",
            f"{ines}/themes?who={built.marco}",
            f"{ines}/themes?show=g&channel=c",
            f"{nora}/themes",
        ],
        "patterns.all_passages": [f"{ines}/themes/passages?theme={built.theme}"],
        "patterns.with_whom": [
            f"{ines}/with-whom",
            f"{ines}/with-whom?by=p&of=l",
            f"{ines}/with-whom?by=d",
            f"{nora}/with-whom",
        ],
        "patterns.heard_together": [f"{ines}/together", f"{nora}/together"],
        "patterns.show_mirror": [
            f"{ines}/mirror",
            f"{ines}/mirror?who=x&theme={built.theme}",
            f"{nora}/mirror",
        ],
        "patterns.formulation": [
            f"{ines}/formulation",
            f"{ines}/formulation?lens=c",
            f"{ines}/formulation?lens=p",
            f"{ines}/formulation?as={FORMULATIONS[0].id}",
            f"{nora}/formulation",
        ],
        "patterns.behind": [f"{ines}/behind?f=w&theme={built.theme}&who={built.marco}"],
        "patterns.words": [f"{ines}/words", f"{nora}/words"],
        "patterns.days": [f"{ines}/days", f"{nora}/days"],
        "patterns.counting": ["/counting"],
        "grants.who_can_see_what": ["/account/who-can-see-what"],
        "grants.compare": [f"/account/compare?person={built.samira}"],
        "grants.of_client": [f"{ines}/who-can-see", f"{nora}/who-can-see"],
        "grants.share": [f"{ines}/share?person={built.samira}"],
        "grants.end": [f"{nora}/grants/{built.grant}/end"],
        "grants.of_note": [
            f"/sessions/{built.signed}/who-can-see",
            f"/sessions/{built.untouched}/who-can-see",
        ],
        "grants.open_note": [f"/sessions/{built.signed}/open?person={built.samira}"],
        "grants.opened": [f"/opened/{built.opened}"],
        "search.all_notes": ["/search"],
        "search.one_client": [f"{ines}/search"],
        "records.bring_in": [f"{ines}/import"],
        "records.choose_calendar": ["/calendar/import"],
        "accounts.account": ["/account"],
        "accounts.keyboard": ["/keyboard"],
        "accounts.change_passphrase": ["/account/passphrase"],
        "accounts.confirm": ["/account/confirm"],
        "accounts.new_sheet": ["/account/new-sheet"],
        "accounts.try_sheet": ["/account/try-sheet"],
    }


VIEWS = sorted(pages_of(Built(*range(len(fields(Built))))))  # type: ignore[arg-type]  # only the names are used
# Pages that come only after an act; each has a test of its own below.
AFTER_AN_ACT = {
    "accounts.create",
    "accounts.activate",
    "accounts.login",
    "accounts.recover",
    "accounts.recovery_sheet",
    "accounts.unlock",
    "clients.change_goal",
    "supervision.calibration",
    "supervision.case",
    "supervision.suggest",
    "formats.change_format",
    "notes.set_apart",
    "records.confirm",
    "records.confirm_calendar",
}


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
    "/formats/new": "Add format",
    "/clients/{ines}/formulation?lens=p": "Add dyad",
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
