"""Above ten thousand notes: what was opened lies sealed in memory, and is known when it is old."""

import pytest

from notes_app import db
from notes_app.crypto.keyring import Keyring
from notes_app.db.session import ENGINE
from notes_app.notes.formats import sections_of
from notes_app.notes.models import TherapySession
from notes_app.notes.service import Written, change_tags
from notes_app.search import service
from notes_app.search.shelf import SHELVES, Entry, Shelf, Shelves
from tests.cast import Practice
from tests.queries import asked_of
from tests.search.test_pages import Browse, finds, look, tag, write


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two notes are many here."""
    monkeypatch.setattr(service, "SHELVED_FROM", 1)
    SHELVES.forget()


def shelved(practice: Practice) -> int:
    versions = {row.id.hex: row.version for row in db.session.query(TherapySession)}
    return len(Shelf(practice.keyrings["ana"]).fresh(versions))


def test_the_second_search_reads_no_note_from_the_database(browse: Browse, practice: Practice, app):
    write(practice, "A door.", week=1)
    write(practice, "A window.", week=2, process="I was tired.")
    ana = browse(practice.ana)
    first = look(ana, "door")
    assert shelved(practice) == 2
    with asked_of(app.extensions[ENGINE]) as asked:
        again = look(ana, "door")
    assert finds(first) == finds(again) == ["M. R., session 1, 15 January 2026"]
    assert [statement for statement in asked if "notes_sealed" in statement] == []
    assert finds(look(ana, "tired")) == ["M. R., session 2, 22 January 2026"]
    assert "Not found." in look(ana, "tired", private=None).text


def test_a_changed_note_is_found_by_its_new_words_only(browse: Browse, practice: Practice):
    note = write(practice, "A door.", week=1)
    write(practice, "A window.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    session, keyring = db.session.get(TherapySession, note), practice.keyrings["ana"]
    written = Written(sections=sections_of({"brought": "A lamp."}))
    change_tags(session, written=written, base=session.version, keyring=keyring)
    db.session.commit()
    assert "Not found." in look(ana, "door").text
    assert finds(look(ana, "lamp")) == ["M. R., session 1, 15 January 2026"]
    assert shelved(practice) == 2


def test_a_new_note_is_found_and_one_that_is_gone_is_not(browse: Browse, practice: Practice):
    gone = write(practice, "A door.", week=1)
    write(practice, "A door.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    db.session.delete(db.session.get(TherapySession, gone))
    db.session.commit()
    write(practice, "A door.", week=3)
    assert finds(look(ana, "door")) == [
        "M. R., session 2, 29 January 2026",
        "M. R., session 1, 22 January 2026",
    ]


def test_themes_are_found_through_the_shelf_as_well(browse: Browse, practice: Practice):
    tag(practice, "She heard the door.", "door")
    write(practice, "A window.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    assert finds(look(ana, "quiet", among="themes")) == ["M. R., session 1, 8 January 2026"]


def test_what_lies_in_memory_is_sealed_and_opens_for_its_owner_only(
    browse: Browse, practice: Practice
):
    write(practice, "A zqcanary of a door.", week=1)
    write(practice, "A window.", week=2)
    look(browse(practice.ana), "door")
    boards = SHELVES.of(practice.ana.id)
    assert boards
    assert not any(b"zqcanary" in board for board in boards.values())
    bea = practice.keyrings["bea"]
    stolen = Shelves()
    stolen.put(bea.user_id, boards)
    assert (
        Shelf(bea, stolen).fresh(
            {row.id.hex: row.version for row in db.session.query(TherapySession)}
        )
        == {}
    )


def test_another_master_key_finds_an_empty_shelf(browse: Browse, practice: Practice):
    write(practice, "A door.", week=1)
    write(practice, "A window.", week=2)
    look(browse(practice.ana), "door")
    ana = practice.keyrings["ana"]
    renewed = Keyring(ana.user_id, bytes(32), ana.private_keys)
    versions = {row.id.hex: row.version for row in db.session.query(TherapySession)}
    assert Shelf(renewed).fresh(versions) == {}


def test_who_searched_longest_ago_makes_room(monkeypatch: pytest.MonkeyPatch, practice: Practice):
    monkeypatch.setattr("notes_app.search.shelf.MOST_BYTES", 1500)
    shelves, ids = Shelves(), [practice.ana.id, practice.bea.id]
    for name in ("ana", "bea"):
        shelf = Shelf(practice.keyrings[name], shelves)
        session = practice.mira.id.hex
        shelf.keep([Entry(session, 1, b"x" * 900, b"", b"")], {session: 1})
    assert [bool(shelves.of(user)) for user in ids] == [False, True]


def test_a_small_practice_keeps_nothing(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(service, "SHELVED_FROM", 10_000)
    write(practice, "A door.")
    look(browse(practice.ana), "door")
    assert SHELVES.of(practice.ana.id) == {}
