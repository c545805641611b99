"""Every look is written down once, whoever comes at once; asking for a head is no look."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert, select

from notes_app import db
from notes_app.db.engine import sqlcipher_engine
from notes_app.db.session import ENGINE
from notes_app.supervision.payloads import Comment, Looked, Question
from notes_app.supervision.policy import Entry, looks_due, new_answers
from notes_app.supervision.service import say
from notes_app.supervision.views import looking
from tests.cast import Practice, clock_of_app
from tests.conftest import ON_POSTGRES
from tests.pages import Browser
from tests.postgres import make_tables
from tests.sharing.builders import keyring, now
from tests.supervision.test_pages import case, lent, said_by_sam, sam, session
from tests.supervision.test_policy import JONAS, RUTH

__all__ = ["sam", "session"]  # fixtures
DAY = date(2026, 5, 1)


def entry(who: UUID, said: Any, day: int, hour: int = 8) -> Entry:
    return Entry(uuid4(), who, datetime(2026, 5, day, hour, tzinfo=UTC), said)


def due(*entries: Entry) -> list:
    return looks_due(entries, [], reader=RUTH, day=DAY)


def test_a_case_is_looked_at_once_a_day() -> None:
    assert due() == [None]
    assert due(entry(RUTH, Looked(), 1)) == []
    assert looks_due([entry(RUTH, Looked(), 1)], [], reader=RUTH, day=DAY + timedelta(1)) == [None]


def test_each_lent_passage_is_looked_at_once_a_day() -> None:
    seen, new = uuid4(), uuid4()
    entries = [entry(RUTH, Looked(), 1), entry(RUTH, Looked(seen), 1)]
    assert looks_due(entries, [seen, new], reader=RUTH, day=DAY) == [new]


def test_a_case_is_looked_at_again_after_the_therapist_said_something() -> None:
    assert due(entry(RUTH, Looked(), 1), entry(JONAS, Comment("We moved."), 1, hour=9)) == [None]
    assert due(entry(JONAS, Comment("We moved."), 1), entry(RUTH, Looked(), 1, hour=9)) == []


def test_looks_of_others_are_nobodys_reason_to_look_again() -> None:
    assert due(entry(RUTH, Looked(), 1), entry(JONAS, Looked(), 1, hour=9)) == []


def test_an_answer_is_new_until_its_asker_comes_again() -> None:
    asked = entry(RUTH, Question("Who moved first?"), 1)
    answered = entry(JONAS, Comment("She did.", answers=asked.id), 2)
    beside = entry(JONAS, Comment("We go on."), 2)
    assert new_answers([asked, answered, beside], RUTH) == [(asked, answered)]
    assert new_answers([asked, answered, entry(RUTH, Looked(), 3)], RUTH) == []
    assert new_answers([asked, answered], JONAS) == []


def test_asking_for_the_head_of_a_case_writes_nothing(sam: Browser, practice: Practice, session):
    path = f"/supervision/cases/{practice.mira.id}"
    sam.fetch("HEAD", path, status=200)
    assert said_by_sam(practice) == []
    sam.fetch("GET", path, status=200)
    assert said_by_sam(practice) == [Looked()]


def test_a_page_opened_again_after_a_new_word_is_a_look_of_its_own(
    sam: Browser, practice: Practice, session
):
    case(sam, practice)
    clock_of_app().move(minutes=1)
    say(practice.mira.id, Comment("We moved."), at=now(), keyring=keyring(practice, "ana"))
    db.session.commit()
    clock_of_app().move(minutes=1)
    case(sam, practice)
    case(sam, practice)
    assert said_by_sam(practice) == [Looked(), Looked()]


@contextmanager
def each_window_with_a_connection_of_its_own(app: Flask, folder: Path) -> Iterator[None]:
    """On a laptop a test has one connection, in memory: its rows go into an SQLCipher file."""
    if ON_POSTGRES:
        yield
        return
    engine = sqlcipher_engine(folder / "between.db", bytes(32))
    make_tables(engine)
    with engine.begin() as file:
        for table in db.Base.metadata.sorted_tables:
            if rows := [dict(row._mapping) for row in db.session.execute(select(table))]:
                file.execute(insert(table), rows)
    app.extensions[ENGINE] = engine  # the fixture of the application puts back its own
    yield
    engine.dispose()


def test_two_windows_at_the_same_moment_write_one_look(
    app: Flask, browse: Any, practice: Practice, session, tmp_path: Path, monkeypatch
):
    loan = lent(practice, session)
    path = f"/supervision/cases/{practice.mira.id}"
    windows = [browse(practice.sam), browse(practice.sam)]
    both = Barrier(2, timeout=20)

    def asked_together(*entries: Any, **rest: Any) -> list:
        found = looks_due(*entries, **rest)
        both.wait()  # neither writes before both have read that nothing is written
        return found

    monkeypatch.setattr(looking, "looks_due", asked_together)

    def opened(window: Browser) -> int:
        headers = {"Sec-Fetch-Site": "same-origin"}
        with app.app_context():
            return window.client.get(path, headers=headers).status_code

    with each_window_with_a_connection_of_its_own(app, tmp_path):
        db.session.remove()  # or this test holds the one lock
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(opened, windows)) == [200, 200]
        assert said_by_sam(practice) == [Looked(), Looked(loan)]
        db.session.remove()
