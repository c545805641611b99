"""A rare word is found the quick way; whatever the way, the answer is the same."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from notes_app import db
from notes_app.db.session import ENGINE
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Section
from notes_app.sealed import Sealed
from notes_app.search import service, sieve
from tests.cast import Practice
from tests.pages import Browser
from tests.queries import asked_of
from tests.search.test_pages import Browse, finds, look, write
from tests.signing.test_pages import add_one, noted, sign

NOBODY = 10**9


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One note is enough to be sifted."""
    monkeypatch.setattr(service, "SIFTED_FROM", 1)


def career(practice: Practice) -> None:
    write(practice, "She heard the door\nand said \u201cI\u2019ll wait\u201d.", week=1)
    write(practice, "Élan in the café, and a \\ on the wall.", week=2, process="Tired of the DOOR.")
    write(practice, "Nothing.", week=3, sections=[Section("between", "A naïve clock, it's late.")])
    write(practice, "A door \u2014 a clock \u2014 a lamp.", week=4)
    write(practice, "İstanbul, ﬁre, straße.", week=5, client=practice.noor)


def both_ways(ana: Browser, patch: pytest.MonkeyPatch, **fields: object) -> Iterator[list[str]]:
    for fewest in (1, NOBODY):
        patch.setattr(service, "SIFTED_FROM", fewest)
        page = look(ana, **fields)
        yield [*finds(page), *(mark.text for mark in page.top.all("mark"))]


WORDS = (
    "door i'll elan cafe cafe* \\ naive it's istanbul fire strasse tired nothing lamp a st* \u2014"
)
SEVERAL = ["clock door", '"i\'ll wait"', '"door and"', '"the door and said"', "zeppelin", "wal*"]
SOUGHT = [*WORDS.split(), *SEVERAL]


@pytest.mark.parametrize("private", ["y", None])
def test_the_quick_way_finds_what_the_slow_way_finds(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch, private: str | None
):
    career(practice)
    ana = browse(practice.ana)
    answers = {}
    for sought in SOUGHT:
        quick, slow = both_ways(ana, monkeypatch, sought=sought, private=private)
        assert quick == slow, sought
        answers[sought] = quick
    assert sum(map(bool, answers.values())) > len(SOUGHT) // 2


def test_what_was_added_after_signing_is_found_the_quick_way(browse: Browse, practice: Practice):
    note = noted(practice)
    write(practice, "A lamp.", week=2)
    ana = browse(practice.ana)
    sign(ana, note)
    add_one(ana, note)
    found = look(ana, "rang")
    assert len(finds(found)) == 1
    assert "Added after signing" in found.text


def test_a_rare_word_opens_the_dates_of_its_own_client_only(
    browse: Browse, practice: Practice, app
):
    write(practice, "A window.", week=1)
    write(practice, "A zeppelin.", week=2)
    spoil_themes(write(practice, "A lamp.", week=1, client=practice.noor))
    page = look(browse(practice.ana), "zeppelin")
    assert finds(page) == ["M. R., session 2, 22 January 2026"]
    assert "1 passage in 3 notes" in page.text
    assert "3 notes were looked through." in page.text
    assert "could not be opened" not in page.text
    ana = browse(practice.ana)
    with asked_of(app.extensions[ENGINE]) as asked:
        assert "Not found. Try part of a word. 3 notes were looked" in look(ana, "balloon").text
    assert [one for one in asked if "themes_sealed" in one and "FROM sessions" in one] == []


def test_a_record_that_does_not_open_is_said_to_be_closed(browse: Browse, practice: Practice):
    broken = db.session.get(TherapySession, write(practice, "A door.", week=1))
    broken.notes = replace(broken.notes, sealed=Sealed(bytes(400)))
    db.session.commit()
    write(practice, "A zeppelin.", week=2)
    page = look(browse(practice.ana), "zeppelin")
    assert finds(page) == ["M. R., session 2, 22 January 2026"]
    assert "1 note could not be opened and was not searched." in page.text


@pytest.mark.parametrize(("name", "value"), [("MANY", 0), ("BUDGET", -1.0)])
def test_the_quick_way_is_left_for_a_common_word_and_when_it_takes_long(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch, name: str, value: float
):
    for week in range(3):
        write(practice, "A door.", week=week)
    spoil_themes(write(practice, "A window.", week=5))
    monkeypatch.setattr(service if name == "BUDGET" else sieve, name, value)
    page = look(browse(practice.ana), "door")
    assert len(finds(page)) == 3
    assert "1 note could not be opened" in page.text  # only the slow way asks for its date


def test_an_answer_goes_on_where_it_ended_though_the_quick_way_would_do_now(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    for week in range(4):
        write(practice, "A door." if week in (0, 3) else "A window.", week=week)
    ana = browse(practice.ana)
    with monkeypatch.context() as slow:
        slow.setattr(service, "BUDGET", -1.0)
        slow.setattr(service, "FEWEST", 2)
        first = look(ana, "door")
    second = ana.submit(first, press="Search on", status=200)
    assert finds(first) == ["M. R., session 4, 29 January 2026"]
    assert finds(second) == ["M. R., session 1, 8 January 2026"]


def spoil_themes(note: UUID) -> None:
    session = db.session.get(TherapySession, note)
    session.themes = replace(session.themes, sealed=Sealed(bytes(400)))
    db.session.commit()
