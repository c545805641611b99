"""Whoever reads an opened record leaves a look under its own key, and its author is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta, timezone
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select

from notes_app import db
from notes_app.clients.models import Client
from notes_app.db.engine import writing
from notes_app.grants.views import looking
from notes_app.notes.models import TherapySession, Version
from notes_app.sharing.accepting import take_record
from notes_app.sharing.models import RecordGrant
from notes_app.sharing.resealing import count_left
from notes_app.signing.looks import days_read, looks_of_client
from notes_app.signing.models import RecordLook
from notes_app.signing.verifying import NOBODY
from notes_app.supervision.models import Comment
from tests.cast import Practice
from tests.clocks import TestClock
from tests.crypto.damage import bit_flipped
from tests.grants.looks import looks, note_of, opened, told
from tests.pages import Browser
from tests.sharing.builders import end, introduce, keyring, now, open_for, share
from tests.sharing.test_resealing import reseal_all
from tests.signing.test_asking import FIRST, press
from tests.signing.test_pages import noted, sign
from tests.supervision.test_looking import each_window_with_a_connection_of_its_own
from tests.supervision.test_presenting import tab

Browse = Callable[[Any], Browser]
A_DAY = 24 * 60
READ = "Sam read this on 30 April 2026"


def grant_of(record: UUID) -> UUID:
    return db.session.scalars(select(RecordGrant.id).where(RecordGrant.session_id == record)).one()


def test_a_reader_of_one_record_who_sees_no_themes_leaves_a_look(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    assert "Each day on which you read it is noted for Ana." in opened(sam, record).text
    assert told(practice) == [(practice.sam.id, 1, "30 April", True)]
    assert db.session.scalars(select(Comment)).all() == []
    assert "Sam read the signed record of session 1." in tab(ana, practice).text
    assert f"{READ}." in note_of(ana, record).text
    assert "Sam read it on 30 April 2026." in ana.get("grants.of_note", session_id=record).text


def test_a_reader_who_sees_the_themes_leaves_it_in_the_same_place(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    share(practice)
    opened(sam, record)
    assert told(practice) == [(practice.sam.id, 1, "30 April", True)]
    assert db.session.scalars(select(Comment)).all() == []


def test_each_day_is_one_look(
    browse: Browse, practice: Practice, record: UUID, clock: TestClock
) -> None:
    for minutes in (0, 60, A_DAY, 60, A_DAY):
        clock.move(minutes=minutes)
        opened(browse(practice.sam), record)
    ana = browse(practice.ana)
    assert [(number, day) for _, number, day, _ in told(practice)] == [
        (1, "30 April"),
        (2, "01 May"),
        (3, "02 May"),
    ]
    assert "Sam read this on 2 May 2026, and on two days before." in note_of(ana, record).text
    every = "Sam read it on 2 May 2026, 1 May 2026 and 30 April 2026."
    assert every in ana.get("grants.of_note", session_id=record).text


def test_a_day_is_the_day_of_the_page_and_not_of_greenwich(
    sam: Browser, practice: Practice, record: UUID
) -> None:
    opened(sam, record)
    (look,) = looks(practice)
    east = timezone(timedelta(hours=15))
    read = days_read([look], practice.sam.id, local=lambda at: at.astimezone(east))
    assert read == {date(2026, 5, 1)}
    assert days_read([look], practice.ana.id, local=lambda at: at) == set()


def test_each_record_and_each_reader_has_looks_of_their_own(
    ana: Browser, sam: Browser, browse: Browse, practice: Practice, record: UUID
) -> None:
    other = noted(practice, days=1)
    sign(ana, other)
    introduce(practice, "ana", "bea")
    open_for(practice, other)
    open_for(practice, record, to="bea")
    opened(sam, record)
    opened(sam, other)
    opened(browse(practice.bea), record)
    assert sorted(told(practice)) == sorted(
        [
            (practice.sam.id, 1, "30 April", True),
            (practice.sam.id, 2, "30 April", True),
            (practice.bea.id, 1, "30 April", True),
        ]
    )
    assert "Bea read this" in note_of(ana, record).text
    assert "Bea read this" not in note_of(ana, other).text


def test_whoever_reads_one_record_opens_no_look_at_another(
    ana: Browser, sam: Browser, browse: Browse, practice: Practice, record: UUID
) -> None:
    other = noted(practice, days=1)
    sign(ana, other)
    introduce(practice, "ana", "bea")
    open_for(practice, other, to="bea")
    opened(sam, record)
    page = opened(browse(practice.bea), other)
    assert "cannot be opened" not in page.text
    by_bea = {one.session_id: one.at is not None for one in looks(practice, "bea")}
    assert by_bea == {record: False, other: True}


def test_asking_for_the_head_is_no_look_and_neither_is_her_own_reading(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    sam.fetch("HEAD", f"/opened/{record}", status=200)
    note_of(ana, record)
    ana.get("grants.of_note", session_id=record)
    ana.fetch("GET", f"/opened/{record}", status=404)
    assert told(practice) == []


def test_a_record_that_comes_back_with_an_error_is_a_look_too(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    press(ana, record, FIRST)
    page = sam.post("grants.give_back", session_id=record, status=422)
    assert "Unchanged since" in page.text
    assert len(told(practice)) == 1


def test_a_record_that_does_not_hold_shows_nothing_and_nothing_is_noted(
    sam: Browser, practice: Practice, record: UUID
) -> None:
    version = db.session.scalars(select(Version).where(Version.session_id == record)).one()
    version.sealed = bit_flipped(version.sealed, 800)
    db.session.commit()
    page = opened(sam, record)
    assert "Nothing of it is shown." in page.text
    assert "is noted for" not in page.text
    assert told(practice) == []


def test_after_the_last_day_there_is_no_page_and_no_look(
    browse: Browse, practice: Practice, record: UUID, clock: TestClock
) -> None:
    opened(browse(practice.sam), record)
    clock.move(minutes=31 * A_DAY)
    opened(browse(practice.sam), record, status=404)
    assert len(told(practice)) == 1
    assert READ in note_of(browse(practice.ana), record).text


def test_looks_stay_with_the_author_when_it_has_ended_and_go_on_when_it_is_opened_again(
    browse: Browse, sam: Browser, practice: Practice, record: UUID, clock: TestClock
) -> None:
    opened(sam, record)
    end(practice, grant_of(record))
    assert count_left(practice.ana.id) > 0
    assert told(practice) == [(practice.sam.id, 1, "30 April", True)]
    reseal_all(practice)
    assert told(practice) == [(practice.sam.id, 1, "30 April", True)]
    assert set(db.session.scalars(select(RecordLook.generation))) == {2}
    assert [one.at for one in looks(practice, "sam")] == [None]
    clock.move(minutes=A_DAY)
    open_for(practice, record)
    opened(browse(practice.sam), record)
    assert [(number, day) for _, number, day, _ in told(practice)] == [
        (1, "30 April"),
        (2, "01 May"),
    ]
    told_to_ana = tab(browse(practice.ana), practice).text
    assert told_to_ana.count("Sam read the signed record of session") == 2


def test_whoever_lost_the_record_opens_none_of_its_looks_with_the_key_of_before(
    sam: Browser, practice: Practice, record: UUID
) -> None:
    opened(sam, record)
    before = keyring(practice, "sam")
    assert take_record(practice.sam, record, keyring=before, now=now()) is not None
    end(practice, grant_of(record))
    reseal_all(practice)
    db.session.expire_all()
    found = looks_of_client(practice.mira.id, keyring=before, known=NOBODY)
    assert [one.at for one in found] == [None]


def test_what_is_taken_away_while_the_page_is_made_is_not_shown_and_leaves_no_look(
    sam: Browser, practice: Practice, record: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = looking._is_due

    def ended_meanwhile(*args: Any) -> bool:
        monkeypatch.setattr(looking, "_is_due", asked)
        due = asked(*args)
        db.session.rollback()
        with writing():
            db.session.execute(delete(RecordGrant))
            db.session.commit()
        return due

    monkeypatch.setattr(looking, "_is_due", ended_meanwhile)
    opened(sam, record, status=404)
    assert told(practice) == []


def test_two_windows_at_the_same_moment_write_one_look(
    app: Flask,
    browse: Browse,
    practice: Practice,
    record: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    windows = [browse(practice.sam), browse(practice.sam)]
    both, asked = Barrier(2, timeout=20), looking._is_due
    waiting = [both.wait, both.wait]

    def asked_together(*args: Any) -> bool:
        found = asked(*args)
        if waiting:  # neither writes before both have read that nothing is written
            waiting.pop()()
        return found

    monkeypatch.setattr(looking, "_is_due", asked_together)

    def read(window: Browser) -> int:
        headers = {"Sec-Fetch-Site": "same-origin"}
        with app.app_context():
            return window.client.get(f"/opened/{record}", headers=headers).status_code

    with each_window_with_a_connection_of_its_own(app, tmp_path):
        db.session.remove()  # or this test holds the one lock
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(read, windows)) == [200, 200]
        assert len(told(practice)) == 1
        db.session.remove()


@pytest.mark.parametrize("whole", [Client, TherapySession])
def test_looks_go_with_the_client_and_with_the_session(
    sam: Browser, practice: Practice, record: UUID, whole: Any
) -> None:
    opened(sam, record)
    gone = practice.mira.id if whole is Client else record
    db.session.execute(delete(whole).where(whole.id == gone))
    db.session.commit()
    assert db.session.scalars(select(RecordLook.id)).all() == []
