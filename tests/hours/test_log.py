"""The supervision log as Ana keeps it, without scripts."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.hours import service
from notes_app.hours.attesting import Attested
from notes_app.hours.payloads import Hour, Side
from notes_app.hours.printed import Line, LogOf, log_sheet
from notes_app.hours.queries import hours_of
from notes_app.paper.sheet import Table, Words
from tests.cast import Practice
from tests.pages import Browser, Page
from tests.sharing.builders import end, introduce, share

Browse = Callable[[User | None], Browser]
PRINT = "/supervision/hours/print"
TOPICS = "The repair in session 60: hers, or mine?"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    """Her log is empty, whatever the cast noted in it."""
    for hour in hours_of(practice.ana.id, practice.keyrings["ana"]).hours:
        keyring = practice.keyrings["ana"]
        service.take_out(practice.ana, hour.id, on=hour.on, keyring=keyring)
    db.session.commit()
    return browse(practice.ana)


def add(ana: Browser, **fields: str) -> Page:
    typed = {"on": "2026-04-30", "minutes": "50", "side": "supervised", **fields}
    return ana.submit(ana.get("hours.add_hour"), press="Save hour", **typed)


def log_of(practice: Practice) -> tuple[Hour, ...]:
    db.session.expire_all()
    return hours_of(practice.ana.id, practice.keyrings["ana"]).hours


def test_an_empty_log_says_what_will_stand_there(ana):
    page = ana.get("hours.log")
    assert "No hours yet." in page.text
    assert "Add an hour" in page.links


def test_an_hour_stands_in_the_log_with_its_totals(ana):
    add(ana, category="Case supervision", topics=TOPICS, with_whom="Ruth Adeyemi, LMFT")
    page = ana.follow(add(ana, minutes="90", category="Group", setting="group"))
    assert TOPICS in page.text
    assert "With Ruth Adeyemi, LMFT" in page.text
    assert re.search(r"All\s*2\s*2 h 20 min", page.text)


def test_the_code_names_of_shared_cases_are_offered_while_they_are_shared(browse, practice):
    sam = browse(practice.sam)
    assert "You have:" not in sam.get("hours.add_hour").text
    introduce(practice, "ana", "sam")
    grant = share(practice)
    page = sam.get("hours.add_hour")
    assert "You have: Heron." in page.text
    assert "Mira" not in page.html
    end(practice, grant)
    assert "You have:" not in sam.get("hours.add_hour").text


def test_a_client_is_named_by_code_only(ana, practice):
    page = ana.submit(
        ana.get("hours.add_hour"),
        press="Save hour",
        status=422,
        **{"on": "2026-04-30", "minutes": "50", "side": "supervised", "cases": "Fox, mira real"},
    )
    assert "Write the code name instead." in page.text
    assert log_of(practice) == ()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("minutes", "0", "from 5 to 600"),
        ("minutes", "many", "from 5 to 600"),
        ("on", "", "Write the date"),
        ("side", "", "Choose."),
        ("own_practice", "-3", "from 0 to 999"),
    ],
)
def test_a_slip_keeps_what_was_typed(ana, field, typed, said):
    fields = {"on": "2026-04-30", "minutes": "50", "side": "supervised", "topics": TOPICS}
    page = ana.submit(
        ana.get("hours.add_hour"), press="Save hour", status=422, **(fields | {field: typed})
    )
    assert said in page.text
    assert TOPICS in page.text


def test_a_change_is_taken_back_by_name(ana, practice):
    add(ana, topics=TOPICS)
    (hour,) = log_of(practice)
    page = ana.get("hours.change_hour", supervision_hour_id=hour.id)
    page = ana.follow(ana.submit(page, press="Save hour", topics="Something else"))
    assert TOPICS not in page.text
    assert "Changed a supervision hour of 30 April 2026" in ana.get("changes.recent").text
    ana.submit(page, press="Undo")
    assert log_of(practice) == (hour,)


def test_an_hour_taken_out_comes_back(ana, practice):
    page = ana.follow(add(ana, topics=TOPICS))
    (hour,) = log_of(practice)
    page = ana.follow(ana.submit(page, press="Take out 30 April 2026"))
    assert log_of(practice) == ()
    ana.submit(page, press="Undo")
    assert log_of(practice) == (hour,)


def test_an_attested_hour_changes_no_more_and_says_who_holds_it_unchanged(ana, practice):
    page = ana.follow(add(ana, side="supervising", topics=TOPICS))
    page = ana.follow(ana.submit(page, press="Attest 30 April 2026"))
    assert "Unchanged since, checked just now." in page.text
    assert "Change 30 April 2026" not in page.links
    (hour,) = log_of(practice)
    answer = ana.follow(ana.get("hours.change_hour", supervision_hour_id=hour.id, status=303))
    assert "this hour is attested" in answer.text
    page = ana.follow(ana.submit(page, press="Strike out 30 April 2026"))
    assert "Struck out on" in page.text
    assert "It counts nowhere." in page.text


def test_only_who_supervised_attests(ana, practice):
    add(ana)
    (hour,) = log_of(practice)
    page = ana.follow(ana.post("hours.attest", supervision_hour_id=hour.id, status=303))
    assert "the one who supervised attests" in page.text
    assert log_of(practice)[0].attested is None


def test_a_changed_attested_hour_is_noticed(ana, practice):
    hour = Hour(uuid4(), date(2026, 4, 30), 50, Side.SUPERVISING, topics=TOPICS)
    keyring = practice.keyrings["ana"]
    service.put_hour(practice.ana, hour, keyring=keyring)
    service.attest(practice.ana, hour.id, at=1_777_550_400, keyring=keyring)
    db.session.commit()
    (signed,) = log_of(practice)
    forged = replace(signed, minutes=500)
    service.bring_back(practice.ana, forged, keyring=keyring)
    db.session.commit()
    assert "The attestation does not fit this entry." in ana.get("hours.log").text


def test_the_printed_log_says_nothing_by_its_file(ana):
    add(ana, category="Group", topics=TOPICS, cases="Fox")
    answer = ana.fetch("POST", "/supervision/hours/print", status=200)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    disposition = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="supervision-log-\d{4}-\d\d-\d\d\.pdf"', disposition)


def test_the_printed_log_has_totals_hours_and_attestations():
    received = Hour(uuid4(), date(2026, 4, 30), 50, Side.SUPERVISED, cases=("Fox",), topics=TOPICS)
    given = Hour(uuid4(), date(2026, 4, 2), 90, Side.SUPERVISING, category="Group")
    struck = replace(given, id=uuid4(), withdrawn=date(2026, 4, 9))
    signed = Attested(datetime(2026, 4, 30, 14, tzinfo=UTC), "eight words")
    whose = LogOf("Ruth Adeyemi", "LMFT", date(2026, 4, 1), None, date(2026, 4, 30))
    lines = [Line(received, None), Line(given, signed, signed.at), Line(struck, None)]
    sheet = log_sheet(lines, whose)
    assert sheet.lines[:2] == ("Ruth Adeyemi, LMFT", "From 1 April 2026 until 30 April 2026.")
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [table.rows[-1] for table in tables] == [
        ("All", "1", "50 min"),
        ("All", "1", "1 h 30 min"),
    ]
    told = [block.words for block in sheet.blocks if isinstance(block, Words)]
    assert "Cases: Fox" in told
    assert "Attested 30 April 2026, 14:00. Unchanged since. Words of the key: eight words." in told
    assert "Struck out on 9 April 2026. It counts nowhere." in told


def test_each_year_has_its_sums_by_category(ana):
    add(ana, category="Group", minutes="90")
    add(ana, category="Individual", minutes="50")
    page = ana.follow(add(ana, on="2025-03-01", category="Group", minutes="60"))
    assert "Received: Group 1 h 30 min, Individual 50 min; in all 2 h 20 min." in page.text
    assert "Received: Group 1 h." in page.text


def test_the_log_is_printed_for_one_person_without_the_others(ana):
    add(ana, with_whom="Bea Real", topics="Of Bea.")
    page = ana.follow(add(ana, with_whom="Ruth Real", topics=TOPICS))
    sizes = [
        len(ana.fetch("POST", PRINT, status=200, data={"whom": whom}).data)
        for whom in ("", "Bea Real")
    ]
    assert sizes[0] > sizes[1]
    ana.submit(page, press="Print log", status=422, whom="Somebody else")
    whose = LogOf("Ana Real", "", None, None, date(2026, 4, 30), "Bea Real")
    assert "Only hours with Bea Real." in log_sheet([], whose).lines


def test_the_printed_log_asks_for_the_passphrase_again(ana, clock):
    page = ana.follow(add(ana))
    clock.move(minutes=6)
    away = ana.submit(page, press="Print log", status=303)
    assert away.location.startswith("/account/confirm")


def test_a_period_that_runs_backwards_is_asked_again(ana):
    page = ana.follow(add(ana))
    page = ana.submit(page, press="Print log", status=422, first="2026-05-01", last="2026-04-01")
    assert "This is before the first day." in page.text


def test_nobody_elses_hour_is_there(browse, practice, ana):
    add(ana)
    (hour,) = log_of(practice)
    bea = browse(practice.bea)
    assert "No hours yet." in bea.get("hours.log").text
    bea.get("hours.change_hour", supervision_hour_id=hour.id, status=404)
