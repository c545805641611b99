"""Looking back at a note, with and without scripts."""

import json

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.notes.journal import entries_of
from notes_app.notes.models import Draft, JournalEntry, TherapySession
from notes_app.notes.payloads import SessionText
from notes_app.notes.service import write_session
from tests.notes.builders import held


@pytest.fixture
def session(practice) -> TherapySession:
    made = write_session(
        practice.mira, facts=held(), text=SessionText(), keyring=practice.keyrings["ana"]
    )
    db.session.commit()
    return made


@pytest.fixture
def ana(browse, practice):
    return browse(practice.ana)


def put(browser, session, words: str, draft: int, *, status: int = 200, **more):
    body = {"base": 1, "sections": {"brought": words}, **more}
    return browser.fetch(
        "PUT",
        f"/sessions/{session.id}/draft",
        status=status,
        json=body,
        headers={"If-Match": f'"{draft}"'},
    )


def write_two_minutes(ana, session, clock) -> None:
    put(ana, session, "She heard the door.", 0)
    clock.move(minutes=8)
    put(ana, session, "She heard a loud door.", 1)


def damage(row: Draft | JournalEntry) -> None:
    row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    db.session.commit()


def test_a_note_without_a_past_says_what_will_stand_there(ana, session):
    page = ana.get("notes.earlier_minutes", session_id=session.id)
    assert "No earlier minutes yet. Each minute of writing will stand here." in page.text


def test_a_minute_is_listed_and_compared_with_now(ana, session, clock):
    write_two_minutes(ana, session, clock)
    page = ana.get("notes.earlier_minutes", session_id=session.id)
    assert "Only you." in page.text
    (link,) = [words for words in page.links if "ago" in words]
    assert link.endswith("8 minutes ago")
    page = ana.get_path(page.links[link])
    assert page.heading == link
    assert "Since then 2 words came in and 1 word went out." in page.text
    assert [tag.text for tag in page.top.all("del")] == ["the "]
    assert [tag.text for tag in page.top.all("ins")] == ["a loud "]


def test_a_minute_is_brought_back_by_a_plain_form(ana, session, clock):
    write_two_minutes(ana, session, clock)
    page = ana.get("notes.earlier_minutes", session_id=session.id)
    minute = ana.get_path(next(href for words, href in page.links.items() if "ago" in words))
    desk = ana.follow(ana.submit(minute, press="Bring this back"))
    assert "Brought back as your draft." in desk.text
    assert "She heard the door." in desk.text
    page = ana.get("notes.earlier_minutes", session_id=session.id)
    assert any(words.startswith("Set aside, ") for words in page.links)


def test_the_slider_asks_for_moments_first_and_for_words_one_by_one(ana, session, clock):
    write_two_minutes(ana, session, clock)
    listed = ana.fetch("GET", f"/sessions/{session.id}/earlier", status=200)
    assert "door" not in listed.text
    (moment,) = listed.json
    state = ana.fetch("GET", f"/sessions/{session.id}/earlier/{moment['id']}", status=200).json
    assert state["sections"]["brought"] == "She heard the door."
    assert state["parts"][0]["then"] == [
        ["same", "She heard "],
        ["only", "the "],
        ["same", "door."],
    ]


def test_a_saved_note_is_named_with_its_date(ana, session, clock):
    put(ana, session, "She heard the door.", 0)
    ana.fetch("POST", f"/sessions/{session.id}/note", status=200, json={"draft_version": 1})
    put(ana, session, "Another.", 0, base=2)
    page = ana.get("notes.earlier_minutes", session_id=session.id)
    day = clock.local()
    said = f"Saved note, {day.day} {day:%B} {day:%H:%M}"
    assert said in page.links


def test_a_refused_text_is_kept_aside_whichever_is_chosen(ana, session):
    put(ana, session, "The other text.", 0)
    put(ana, session, "My text.", 0, status=409, window="a")
    put(ana, session, "My text, longer.", 0, status=409, window="a")
    other = {"sections": {"brought": "The other text."}}
    put(ana, session, "My text, longer.", 1, window="a", instead_of=other)
    listed = ana.fetch("GET", f"/sessions/{session.id}/earlier", status=200).json
    address = f"/sessions/{session.id}/earlier"
    found = [
        ana.fetch("GET", f"{address}/{moment['id']}", status=200).json["sections"]["brought"]
        for moment in listed
    ]
    assert "The other text." in found
    assert "My text, longer." in found


def test_a_text_that_meets_a_damaged_draft_is_kept_aside(ana, session, practice):
    put(ana, session, "Before.", 0)
    damage(db.session.scalars(select(Draft)).one())
    put(ana, session, "What I typed.", 1, status=422)
    entries = entries_of(session.id, keyring=practice.keyrings["ana"])
    assert [entry.kind for entry in entries] == ["aside", "minute"]


def test_a_damaged_draft_leads_to_its_last_minute(ana, session):
    put(ana, session, "She heard the door.", 0)
    damage(db.session.scalars(select(Draft)).one())
    page = ana.get("notes.write", session_id=session.id)
    listed = ana.get_path(page.links["earlier minutes"])
    (minute,) = [address for words, address in listed.links.items() if "ago" in words]
    assert "She heard the door." in ana.get_path(minute).text


def test_a_damaged_entry_has_its_notice_and_the_list_lives(ana, session, clock):
    write_two_minutes(ana, session, clock)
    entry, newest = db.session.scalars(select(JournalEntry).order_by(JournalEntry.sequence)).all()
    damage(newest)
    page = ana.get("notes.earlier_minutes", session_id=session.id)
    assert "An entry that cannot be opened (damaged or moved). Nothing was changed." in page.text
    assert str(entry.id) in page.html


def test_nobody_else_sees_a_minute(ana, browse, practice, session, clock):
    write_two_minutes(ana, session, clock)
    (moment,) = ana.fetch("GET", f"/sessions/{session.id}/earlier", status=200).json
    bea = browse(practice.bea)
    bea.get_path(f"/sessions/{session.id}/earlier", status=404)
    bea.get_path(f"/sessions/{session.id}/earlier/{moment['id']}", status=404)


def test_the_desk_is_told_where_the_caret_was(ana, session):
    put(ana, session, "She heard the door.", 0, caret={"section": "brought", "at": 4})
    page = ana.get("notes.write", session_id=session.id)
    data = next(tag.text for tag in page.top.all("script") if tag.get("id") == "note-data")
    assert json.loads(data)["caret"] == {"section": "brought", "at": 4}


def test_a_caret_in_the_process_note_is_taken_back_as_it_was_told(ana, session):
    put(ana, session, "She heard the door.", 0, caret={"section": None, "at": 4})
    page = ana.get("notes.write", session_id=session.id)
    data = next(tag.text for tag in page.top.all("script") if tag.get("id") == "note-data")
    put(ana, session, "She heard the door again.", 1, caret=json.loads(data)["caret"])
