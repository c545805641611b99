"""Pages with signed notes ask the database as often for a career as for a month."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from notes_app import db
from notes_app.db.session import ENGINE
from notes_app.notes.payloads import SessionText, SessionThemes
from notes_app.notes.service import write_session
from notes_app.signing.queries import told_states
from notes_app.signing.service import sign_record
from tests.cast import Practice
from tests.notes.builders import held, tagged
from tests.pages import Browser
from tests.queries import asked_of
from tests.signing.builders import SHOWN, moment
from tests.signing.test_exporting import fresh

Browse = Callable[[Any], Browser]


def sign_weeks(practice: Practice, weeks: range) -> None:
    keyring = practice.keyrings["ana"]
    for week in weeks:
        note = tagged()
        facts: SessionThemes = held(week, tags=note.tags, written=True)
        text = SessionText(sections=note.sections, passages=note.passages)
        session = write_session(practice.mira, facts=facts, text=text, keyring=keyring)
        db.session.flush()
        sign_record(session, facts, note, shown=SHOWN, moment=moment(), keyring=keyring)
    db.session.commit()


@pytest.mark.parametrize(
    "endpoint", ["notes.all_notes", "clients.overview", "signing.export_notes"]
)
def test_a_list_of_signed_notes_asks_no_more_for_many(
    app: Flask, browse: Browse, practice: Practice, endpoint: str
) -> None:
    ana = fresh(browse, practice)
    counts = []
    for weeks in (range(2), range(2, 12)):
        sign_weeks(practice, weeks)
        with asked_of(app.extensions[ENGINE]) as asked:
            ana.get(endpoint, client_id=practice.mira.id)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_where_all_notes_stand_is_asked_once(app: Flask, practice: Practice) -> None:
    sign_weeks(practice, range(12))
    with asked_of(app.extensions[ENGINE]) as asked:
        states = told_states(practice.ana, keyring=practice.keyrings["ana"])
    questions = [one for one in asked if one.startswith("SELECT")]
    assert (len(states), len(questions)) == (12, 1)


def test_the_file_of_many_notes_is_asked_for_in_two(
    app: Flask, browse: Browse, practice: Practice
) -> None:
    ana = fresh(browse, practice)
    counts = []
    for weeks in (range(2), range(2, 12)):
        sign_weeks(practice, weeks)
        page = ana.get("signing.export_notes", client_id=practice.mira.id)
        with asked_of(app.extensions[ENGINE]) as asked:
            ana.submit(page, press="Export signed record", status=200)
        counts.append(len(asked))
    assert counts[0] == counts[1]
