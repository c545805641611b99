"""The preparation card at its fullest: on one screen, and on half a sheet of paper."""

from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import expect

from notes_app import db
from notes_app.accounts.service import create_account
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.passphrase import FLOOR
from notes_app.notes.beside import Alliance, NewWay, Rupture, Taken
from notes_app.notes.payloads import (
    Attendance,
    Passage,
    Ratings,
    Section,
    SessionText,
    SessionThemes,
    Tag,
    Told,
)
from notes_app.notes.service import write_session
from notes_app.web.current import CLOCK, INSTANCE_KEY
from tests.browser.journeys.built import TODAY
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import NAME, PASSPHRASE, log_in
from tests.browser.journeys.test_printing import sizes
from tests.browser.journeys.visitor import Visitor, faults

MM = 96 / 25.4
HALF_A_SHEET, MARGIN, TYPE_AREA = 148.5 * MM, 14 * MM, 180 * MM
OLD = ("feeling-met", "keeping-the-peace", "earning-approval")
LATELY = ("direct-honest-talk", "safe-enough-here", "longing-to-belong")
LAST = ("going-quiet-when-hurt", "letting-care-in", "setting-a-limit")
CARRIED = "Ask how it went with her brother before asking how she is; then stay with it. " * 4
PHRASE = "I could always hear which kind of evening it was going to be from the way he set down his"
HEADINGS = (
    *("Carried over from session 12", "Last time", "Open ruptures", "Agreed, not followed up"),
    *("Themes still open", "Not heard for a while", "Her words", "As last rated"),
    "Notes to finish",
)

WAYS = {number: uuid4() for number in (3, 4, 5)}  # when which new way was agreed


@pytest.fixture
def card(visitor: Visitor, served: Served) -> Visitor:
    """The card of a session this afternoon, open; everything that can stand on it does."""
    session_id = fill(served)
    log_in(visitor)
    visitor.go(f"/sessions/{session_id}/prepare")
    return visitor


def test_it_says_all_that_there_is(card: Visitor) -> None:
    for heading in HEADINGS:
        expect(card.page.get_by_role("heading", name=heading)).to_be_visible()
    expect(card.page.get_by_text("Risk is open.")).to_be_visible()
    assert card.page.title() == "Prepare, I. R."
    assert faults(card.page) == []


def test_it_prints_on_half_a_sheet(card: Visitor) -> None:
    page = card.page
    assert len(sizes(page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(TYPE_AREA), "height": 1100})
    bottom = page.locator("main").evaluate("main => main.getBoundingClientRect().bottom")
    assert MARGIN + bottom <= HALF_A_SHEET
    expect(page.get_by_role("heading", name="Notes to finish")).to_be_visible()


def test_it_stands_on_one_screen(card: Visitor) -> None:
    height = card.page.locator("main").evaluate("main => main.getBoundingClientRect().bottom")
    assert height <= 1.25 * 900  # a screen of 900 pixels, and a turn of the wheel


def fill(served: Served) -> UUID:
    """Twelve sessions that leave three of everything open; returns the id of the thirteenth."""
    app = served.app
    with app.app_context():
        made = create_account(
            username=NAME,
            passphrase=PASSPHRASE,
            roles="therapist",
            instance_key=app.extensions[INSTANCE_KEY],
            parameters=FLOOR,
            clock=app.extensions[CLOCK],
        )
        who = ClientIdentity(name="Ines Reis", pronouns="she")
        themes = ClientThemes(code_name="Kestrel")
        client = add_client(made.user, identity=who, themes=themes, keyring=made.keyring)
        for number in range(1, 14):
            written = write_session(
                client, facts=facts(number), text=text(number), keyring=made.keyring
            )
        db.session.commit()
        return written.id


def facts(number: int) -> SessionThemes:
    heard = OLD if number < 5 else LATELY if number == 11 else LAST if number == 12 else ()
    planned = number == 13
    return SessionThemes(
        number=0,
        held_on=TODAY - timedelta(weeks=13 - number),
        starts_at=time(14),
        attendance=None if planned else Attendance.HELD,
        tagging_complete=not planned,
        written=not planned,
        tags=tuple(Tag(uuid4(), theme, 4) for theme in heard),
        ratings=Ratings() if planned else ratings(number),
    )


def ratings(number: int) -> Ratings:
    """Item 9 of the first PHQ-9 is above 0, and nobody has answered."""
    ways = (NewWay(WAYS[number], "stay"),) if number in WAYS else ()
    answers = {2: (2,) * 9, 12: (1,) * 8 + (0,)}.get(number)
    worries = {2: (2,) * 7, 12: (1,) * 7}.get(number)
    measures = (Taken("phq-9", answers), Taken("gad-7", worries)) if answers and worries else ()
    bond = Alliance(bond=7) if number == 12 else Alliance()
    both = {"alliance_by_you": bond, "alliance_by_client": bond}
    strained = (Rupture(uuid4(), "mixed"),) if number in (7, 8, 9) else ()
    return Ratings(new_ways=ways, measures=measures, ruptures=strained, **both)


def text(number: int) -> SessionText:
    if number == 13:
        return SessionText()
    sections = (Section("brought", PHRASE), Section("next_time", CARRIED))
    starred = Passage(uuid4(), "brought", 0, len(PHRASE), PHRASE)
    agreed = "To say on Sunday that she would rather go alone, and to wait"
    words = {WAYS[number]: agreed} if number in WAYS else {}
    return SessionText(sections, told=Told(phrases=(starred,), words=words))
