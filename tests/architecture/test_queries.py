"""The busiest pages ask the database as often for a career as for a month."""

import pytest

from notes_app import db
from notes_app.db.session import ENGINE
from notes_app.notes.payloads import SessionText
from notes_app.notes.queries import sessions_of
from notes_app.notes.service import write_session
from tests.notes.builders import held
from tests.queries import asked_of

# One of each is for the line that says who can see it, where a client is shown.
ASKED = {
    "diary.today": 10,  # one for where all signed notes stand, one for what is shared with them
    "clients.all_clients": 7,
    "clients.overview": 9,
    "notes.all_notes": 9,
    "notes.write": 13,
    "patterns.theme_change": 7,
    "patterns.with_whom": 7,
    "patterns.heard_together": 7,
    "patterns.show_mirror": 7,
    "patterns.formulation": 7,
    "patterns.relationship_map": 7,
    "notes.measures": 7,
    "patterns.across_clients": 6,
    "themes.codebook": 5,
}
OF_ONE_CLIENT = {
    "clients.overview",
    "notes.all_notes",
    "patterns.theme_change",
    "patterns.with_whom",
    "patterns.heard_together",
    "patterns.show_mirror",
    "patterns.formulation",
    "patterns.relationship_map",
    "notes.measures",
}


def write_weeks(practice, weeks: range) -> None:
    for week in weeks:
        for client in (practice.mira, practice.noor):
            write_session(
                client,
                facts=held(week),
                text=SessionText(),
                keyring=practice.keyrings["ana"],
            )
    db.session.commit()


def count(app, ana, practice, endpoint: str) -> int:
    values = {"client_id": practice.mira.id} if endpoint in OF_ONE_CLIENT else {}
    if endpoint == "notes.write":
        reads = sessions_of(practice.mira, keyring=practice.keyrings["ana"])
        values = {"session_id": reads[-1].session_id}
    with asked_of(app.extensions[ENGINE]) as asked:
        ana.get(endpoint, **values)
    return len(asked)


@pytest.mark.parametrize("endpoint", ASKED)
def test_a_page_asks_no_more_for_many_sessions(app, browse, practice, endpoint: str):
    ana = browse(practice.ana)
    write_weeks(practice, range(3))
    few = count(app, ana, practice, endpoint)
    write_weeks(practice, range(3, 15))
    many = count(app, ana, practice, endpoint)
    assert few == many == ASKED[endpoint]
