"""A2: what a draft names - people, tags, themes, sections - is this client's, or is not kept."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.clients.queries import open_client_themes
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.queries import open_draft
from notes_app.notes.reading import read_process, read_text
from notes_app.notes.service import save_note, written_note
from notes_app.themes.queries import codebook_of

pytestmark = pytest.mark.attack


def tag(**fields):
    spot = {"section": "brought", "start": 0, "end": 3, "exact": "She"}
    return {"id": str(uuid4()), "theme": "W1", "strength": 3, **spot, **fields}


def note(*tags, **fields):
    return {"base": 1, "sections": {"brought": "She came late."}, "tags": tags, **fields}


@pytest.fixture
def put(browse, practice, ids):
    """Sends a draft as Ana's desk does."""

    def send(sent, *, status=200):
        path = f"/sessions/{ids['session_id']}/draft"
        headers = {"If-Match": '"0"', "Content-Type": "application/json"}
        body = sent if isinstance(sent, str) else json.dumps(sent)
        answer = browse(practice.ana).fetch("PUT", path, status=status, data=body, headers=headers)
        db.session.rollback()
        return answer

    return send


def kept(practice):
    return open_draft(db.session.scalars(select(Draft)).one(), keyring=practice.keyrings["ana"])


def somebody_of(client, keyring):
    return open_client_themes(client, keyring).people[0].id


def test_a2_people_of_another_client_are_let_go(practice, put):
    keyrings = practice.keyrings
    mine = somebody_of(practice.mira, keyrings["ana"])
    others = [
        somebody_of(practice.noor, keyrings["ana"]),
        somebody_of(practice.lena, keyrings["bea"]),
        uuid4(),
    ]
    put(note(tag(people=[str(each) for each in (mine, *others)])))
    assert kept(practice).tags[0].people == (mine,)


def test_a2_of_two_tags_with_one_id_the_first_is_kept(practice, put):
    one = tag()
    put(note(one, {**one, "theme": "W2"}))
    assert [each.theme for each in kept(practice).tags] == ["W1"]
    assert len(kept(practice).passages) == 1


@pytest.mark.parametrize("name", ["", " ", "\n", "\a", "x" * 81])
def test_a2_a_new_theme_needs_a_name_that_its_page_would_take(practice, put, name):
    before = len(list(codebook_of(practice.ana.id, practice.keyrings["ana"])))
    put(note(tag(theme=f"new:{name}")), status=422)
    assert len(list(codebook_of(practice.ana.id, practice.keyrings["ana"]))) == before


def test_a2_a_new_theme_is_named_on_one_line(practice, put):
    put(note(tag(theme="new:a\nb\a <script>")))
    book = codebook_of(practice.ana.id, practice.keyrings["ana"])
    assert "a b <script>" in [theme.name for theme in book]


@pytest.mark.parametrize(
    "sent",
    [
        note(base=2**70),
        note(base=-1),
        note(tag(people=[str(uuid4())] * 51)),
        note(*[tag(theme=f"new:{number}") for number in range(51)]),
        note(*[tag()] * 1_001),
        note(sections={f"s{number}": "" for number in range(51)}),
        note(sections={"brought\n": ""}),
        note(sections={"__proto__": ""}),
        '{"base":1,"sections":{},"more":' + "[" * 100_000,
        '{"base":1,"sections":{"brought":"\\ud800"}}',
    ],
    ids=range(10),
)
def test_a2_what_no_desk_sends_is_refused(practice, put, sent):
    put(sent, status=422)
    assert db.session.scalars(select(Draft)).all() == []


def test_a2_a_form_without_its_fields_wipes_nothing(browse, practice, ids):
    keyring = practice.keyrings["ana"]
    session = db.session.get(TherapySession, ids["session_id"])
    before = written_note(session, keyring=keyring)
    private = replace(before, process="Only mine.")
    save_note(session, written=private, base=1, user=practice.ana, keyring=keyring)
    db.session.commit()
    ana = browse(practice.ana)
    path = f"/sessions/{ids['session_id']}/write"
    sent = {"version": "2", "draft_version": "0"}
    sent |= {"section-<script>": "x", "section-__proto__": "x"}
    ana.fetch("POST", path, status=303, data=sent)
    db.session.rollback()
    stored = db.session.get(TherapySession, ids["session_id"])
    assert read_text(stored, keyring=keyring).sections == before.sections
    assert read_process(stored, keyring=keyring).text == "Only mine."
