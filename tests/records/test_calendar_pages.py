"""Bringing in a calendar: chosen, looked through, confirmed; and nothing of its titles is kept."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import StandingHour
from notes_app.clients.queries import open_client_themes
from notes_app.diary.service import keep_hour
from notes_app.notes.queries import sessions_of
from notes_app.records.guessing import guess_client
from notes_app.records.matching import KnownClient
from notes_app.records.models import ImportBatch
from tests.cast import Practice
from tests.diary.builders import hour
from tests.pages import Browser, Page
from tests.records.calendars import calendar, event

Browse = Callable[[User | None], Browser]
WEEKLY = ("DTSTART:20260430T140000", "DURATION:PT50M", "RRULE:FREQ=WEEKLY")
MIRA = event(*WEEKLY, uid="mira", title="M. R. session")
NOOR = event("DTSTART:20260506T100000", "DURATION:PT45M", uid="noor", title="Wren, first visit")
DENTIST = event("DTSTART:20260507T080000", "DURATION:PT30M", uid="tooth", title="Molar extraction")


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def choose(ana: Browser, content: bytes, *, status: int = 303) -> Page:
    page = ana.get("records.choose_calendar")
    file = (BytesIO(content), "mine.ics")
    sent = ana.submit(page, press="Look through the calendar", file=file, status=status)
    return ana.follow(sent) if status == 303 else sent


def bring_in(ana: Browser, *events: str, **whose: Any) -> Page:
    page = choose(ana, calendar(*events))
    return ana.follow(ana.submit(page, press="Bring in the calendar", **whose))


def hours(practice: Practice, client: str = "mira") -> tuple[StandingHour, ...]:
    db.session.expire_all()
    found = getattr(practice, client)
    return open_client_themes(found, keyring=practice.keyrings["ana"]).standing


def held_on(practice: Practice, client: str) -> list[tuple[date, time | None]]:
    db.session.expire_all()
    reads = sessions_of(getattr(practice, client), keyring=practice.keyrings["ana"])
    return [(read.facts.held_on, read.facts.starts_at) for read in reads if read.facts]


def test_a_weekly_entry_becomes_a_standing_hour_and_a_single_one_a_session(
    ana: Browser, practice: Practice
) -> None:
    page = bring_in(ana, MIRA, NOOR, DENTIST)
    assert "The calendar is in. Its titles were not kept." in page.text
    (one,) = hours(practice)
    assert (one.since, one.starts_at, one.minutes) == (date(2026, 4, 30), time(14), 50)
    assert held_on(practice, "mira") == []
    assert held_on(practice, "noor") == [(date(2026, 5, 6), time(10))]


def test_what_will_come_in_is_shown_before(ana: Browser, practice: Practice) -> None:
    page = choose(ana, calendar(MIRA, NOOR, DENTIST))
    assert "2 entries of your clients" in page.text
    assert "1 entry of nobody, left out unless you choose" in page.text
    assert "Every week, Thursday 14:00, 50 minutes, from 30 April 2026" in page.text
    assert (hours(practice), held_on(practice, "noor")) == ((), [])


def test_bringing_in_twice_adds_nothing(ana: Browser, practice: Practice) -> None:
    bring_in(ana, MIRA, NOOR)
    page = choose(ana, calendar(MIRA, NOOR))
    assert page.text.count("There already.") == 2
    answer = ana.follow(ana.submit(page, press="Bring in the calendar"))
    assert "Nothing was planned" in answer.text
    assert (len(hours(practice)), len(held_on(practice, "noor"))) == (1, 1)


def test_a_week_later_the_same_calendar_still_adds_nothing(
    browse: Browse, practice: Practice, clock: Any
) -> None:
    bring_in(browse(practice.ana), MIRA)
    clock.move(minutes=7 * 24 * 60)
    bring_in(browse(practice.ana), MIRA)
    assert len(hours(practice)) == 1


def test_an_hour_that_was_added_by_hand_is_there_already(ana: Browser, practice: Practice) -> None:
    keyring = practice.keyrings["ana"]
    keep_hour(practice.mira, hour=hour(date(2026, 1, 8)), keyring=keyring)
    db.session.commit()
    bring_in(ana, MIRA)
    assert len(hours(practice)) == 1


def test_a_moved_day_takes_the_place_of_its_own(ana: Browser, practice: Practice) -> None:
    moved = event(
        "RECURRENCE-ID:20260507T140000",
        "DTSTART:20260508T100000",
        "DURATION:PT50M",
        uid="mira",
        title="M. R.",
    )
    bring_in(ana, MIRA, moved)
    assert held_on(practice, "mira") == [(date(2026, 5, 8), time(10))]
    week = ana.get("diary.week", ahead=1)
    assert week.text.count("M. R., session") == 1
    assert "Friday 8 May" in week.text[: week.text.index("M. R., session")]


def test_the_therapist_says_whose_an_entry_is(ana: Browser, practice: Practice) -> None:
    choice = {"whose_0": "", "whose_1": str(practice.mira.id)}
    bring_in(ana, MIRA, DENTIST, **choice)
    assert hours(practice) == ()
    assert held_on(practice, "mira") == [(date(2026, 5, 7), time(8))]


def test_a_client_of_somebody_else_cannot_be_chosen(ana: Browser, practice: Practice) -> None:
    page = choose(ana, calendar(MIRA))
    theirs = str(practice.lena.id)
    ana.submit(page, press="Bring in the calendar", whose_0=theirs, status=422)
    assert hours(practice, "mira") == ()


def test_all_of_it_is_undone_by_one_act(ana: Browser, practice: Practice) -> None:
    page = bring_in(ana, MIRA, NOOR)
    ana.submit(page, press="Undo")
    assert (hours(practice), held_on(practice, "noor")) == ((), [])


def test_undoing_leaves_what_was_written_since(ana: Browser, practice: Practice) -> None:
    page = bring_in(ana, MIRA, NOOR)
    (read,) = sessions_of(practice.noor, keyring=practice.keyrings["ana"])
    desk = ana.get("notes.write", session_id=read.session_id)
    ana.submit(desk, press="Save note", **{"section-brought": "She came."})
    ana.submit(page, press="Undo")
    assert (hours(practice), len(held_on(practice, "noor"))) == ((), 1)


def test_nothing_of_a_title_is_kept(ana: Browser, practice: Practice) -> None:
    bring_in(ana, MIRA, DENTIST, whose_1=str(practice.noor.id))
    assert db.session.query(ImportBatch).count() == 0
    everything = repr(hours(practice)) + repr(sessions_of(practice.noor, keyring=_keys(practice)))
    assert "7 May" in ana.get("diary.week", ahead=1).text
    assert "2026, 5, 7" in everything
    for word in ("Molar", "tooth", "session'"):
        assert word not in everything


def test_what_waits_is_sealed(ana: Browser, practice: Practice) -> None:
    page = choose(ana, calendar(DENTIST))
    assert "Molar extraction" in page.text
    (batch,) = db.session.query(ImportBatch)
    assert (batch.client_id, b"Molar" in batch.sealed) == (None, False)


def test_what_was_left_is_forgotten(ana: Browser, practice: Practice) -> None:
    page = choose(ana, calendar(MIRA))
    ana.post("records.leave_calendar", status=303)
    assert db.session.query(ImportBatch).count() == 0
    ana.get_path(page.path, status=404)


def test_another_therapist_cannot_reach_it(
    ana: Browser, browse: Browse, practice: Practice
) -> None:
    page = choose(ana, calendar(MIRA))
    browse(practice.bea).get_path(page.path, status=404)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04", "Export your calendar as .ics"),
        (b"", "Export your calendar as .ics"),
        (calendar(), "Nothing in this calendar lies ahead"),
        (calendar(event("DTSTART:20200430T140000")), "Nothing in this calendar lies ahead"),
        (
            calendar(*(event("DTSTART:20260507T080000", uid=str(n)) for n in range(501))),
            "more than 500 entries",
        ),
    ],
)
def test_a_file_that_does_not_serve_is_refused_with_a_sentence(
    ana: Browser, practice: Practice, content: bytes, sentence: str
) -> None:
    assert sentence in choose(ana, content, status=422).text
    assert db.session.query(ImportBatch).count() == 0


INES, IDA = UUID(int=1), UUID(int=2)
KNOWN = [KnownClient(INES, "Kestrel", "Ines Reis"), KnownClient(IDA, "Wren", "Ida Rohde")]


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        ("Kestrel", INES),
        ("therapy: KESTREL (50 min)", INES),
        ("Ines Reis", INES),
        ("Ines R. 14:00", INES),
        ("Session with Ida", IDA),
        ("I. R.", None),  # both have these initials
        ("IR", None),
        ("Kestrel and Wren", None),
        ("Wrenching", None),
        ("Dinner", None),
        ("", None),
    ],
)
def test_whose_an_entry_may_be_is_read_from_its_title(title: str, whose: UUID | None) -> None:
    assert guess_client(title, KNOWN) == whose


def _keys(practice: Practice) -> Any:
    return practice.keyrings["ana"]
