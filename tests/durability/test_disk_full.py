"""R9: on a full disk nothing is lost, the sentence is clean, and saving works after freeing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError

from notes_app import db
from notes_app.db.disk import (
    LENGTH,
    RESERVE,
    give_up_reserve,
    hold_reserve,
    is_disk_full,
    is_nearly_full,
)
from notes_app.db.session import ENGINE
from notes_app.notes.journal import entries_of
from notes_app.notes.payloads import SessionText
from notes_app.notes.service import newest_note, write_session
from tests.conftest import ON_POSTGRES
from tests.notes.builders import held

on_a_file = pytest.mark.skipif(ON_POSTGRES, reason="the full disk is played by SQLite's page count")
WORDS = "She heard the door and lay still. " * 400


class Disk:
    """The application's database may not grow: SQLite says what it says of a full disk."""

    def __init__(self, app) -> None:
        self.engine, self.full = app.extensions[ENGINE], False

    def __enter__(self) -> Self:
        event.listen(self.engine, "begin", self._limit)
        return self

    def __exit__(self, *_failure: object) -> None:
        event.remove(self.engine, "begin", self._limit)  # other tests have this engine, too

    def _limit(self, connection) -> None:
        most = "(SELECT page_count FROM pragma_page_count)" if self.full else "1073741823"
        pages = connection.exec_driver_sql(f"SELECT {most}").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


@pytest.fixture
def disk(app) -> Iterator[Disk]:
    with Disk(app) as disk:
        yield disk


@pytest.fixture
def session(practice):
    made = write_session(
        practice.mira, facts=held(), text=SessionText(), keyring=practice.keyrings["ana"]
    )
    db.session.commit()
    return made


def put(browser, session, words: str, draft: int, *, status: int = 200):
    return browser.fetch(
        "PUT",
        f"/sessions/{session.id}/draft",
        status=status,
        json={"base": 1, "sections": {"brought": words}},
        headers={"If-Match": f'"{draft}"'},
    )


@on_a_file
def test_a_full_disk_is_said_and_nothing_is_lost(disk, browse, practice, session):
    ana = browse(practice.ana)
    put(ana, session, "Before.", 0)
    disk.full = True
    refused = put(ana, session, WORDS, 1, status=507)
    assert refused.text.startswith("Not saved: the disk is full. What was stored before is safe.")
    assert WORDS not in refused.text
    keyring = practice.keyrings["ana"]
    stands = newest_note(session, user=practice.ana, keyring=keyring)
    assert stands.sections[0].text == "Before."
    disk.full = False
    put(ana, session, WORDS, 1)
    db.session.expire_all()
    stands = newest_note(session, user=practice.ana, keyring=keyring)
    assert stands.sections[0].text == WORDS
    assert len(entries_of(session.id, keyring=keyring)) == 1


@on_a_file
def test_a_full_disk_is_said_on_a_page_too(disk, browse, practice, session):
    ana = browse(practice.ana)
    page = ana.get("notes.write", session_id=session.id)
    disk.full = True
    answer = ana.submit(page, **{"section-brought": WORDS}, status=507)
    assert answer.heading == "The disk is full"


@on_a_file
def test_a_full_disk_gives_up_the_reserve(disk, browse, practice, session, tmp_path):
    ana = browse(practice.ana)
    assert hold_reserve(tmp_path)
    disk.full = True
    put(ana, session, WORDS, 0, status=507)
    assert (tmp_path / RESERVE).stat().st_size == 0
    disk.full = False
    put(ana, session, WORDS, 0)


def test_the_reserve_takes_room_and_is_held_again_when_there_is_plenty(tmp_path: Path):
    assert not is_nearly_full(tmp_path)
    assert hold_reserve(tmp_path)
    assert (tmp_path / RESERVE).stat().st_size == LENGTH
    give_up_reserve(tmp_path)
    assert not is_nearly_full(tmp_path)  # this disk has plenty: it is held at once
    assert (tmp_path / RESERVE).stat().st_size == LENGTH


def test_without_room_the_disk_is_nearly_full(tmp_path: Path, monkeypatch):
    hold_reserve(tmp_path)
    give_up_reserve(tmp_path)
    monkeypatch.setattr("notes_app.db.disk.PLENTY", 2**80)
    assert is_nearly_full(tmp_path)


class RefusedByPostgres(Exception):
    """As psycopg says that there is no room: by the code of the standard."""

    sqlstate = "53100"


def test_a_full_disk_of_postgresql_is_known_by_its_code():
    assert is_disk_full(OperationalError("INSERT", {}, RefusedByPostgres()))


def test_another_failure_is_no_full_disk(app):
    with pytest.raises(DBAPIError) as failed:
        db.session.connection().exec_driver_sql("SELECT nothing FROM nowhere")
    assert not is_disk_full(failed.value)
    db.session.rollback()
