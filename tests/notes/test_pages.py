"""The pages of sessions and notes, as Ana uses them; Bea and a stranger get nothing."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import open_facts, sessions_of
from notes_app.notes.reading import read_process, read_text
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.notes.builders import WORDS
from tests.pages import Browser

Browse = Callable[[User | None], Browser]


def plan(ana: Browser, practice: Practice, day: str = "2026-04-30") -> UUID:
    page = ana.get("notes.plan_session", client_id=practice.mira.id)
    ana.submit(page, held_on=day, starts_at="14:00", ends_at="14:50", press="Add session")
    newest = {s.id for s in db.session.query(TherapySession)} - KNOWN
    KNOWN.update(newest)
    return newest.pop()


KNOWN: set[UUID] = set()


@pytest.fixture(autouse=True)
def forget() -> None:
    KNOWN.clear()


def draft(ana: Browser, session_id: UUID, words: str = WORDS, version: int = 0, **more: Any) -> Any:
    body = {"base": 1, "sections": {"brought": words}, "process": "", "tags": [], **more}
    return ana.fetch(
        "PUT",
        f"/sessions/{session_id}/draft",
        status=more.pop("status", 200),
        data=json.dumps(body),
        headers={"If-Match": str(version), "Content-Type": "application/json"},
    ).json


def test_a_session_can_be_added_for_any_client(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("notes.add_session")
    ana.submit(page, client=str(practice.noor.id), held_on="2026-04-30", press="Add session")
    reads = sessions_of(practice.noor, keyring=practice.keyrings["ana"])
    assert [read.facts.held_on for read in reads if read.facts] == [date(2026, 4, 30)]


def test_another_therapists_client_cannot_be_chosen(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("notes.add_session")
    ana.submit(page, client=str(practice.lena.id), held_on="2026-04-30", status=422)
    assert db.session.query(TherapySession).count() == 0


@pytest.mark.parametrize("day", ["", "30.4.", "2026-02-30", "1349-01-01", "0"])
def test_a_wrong_date_gets_a_sentence_and_keeps_what_was_typed(
    browse: Browse, practice: Practice, day: str
) -> None:
    ana = browse(practice.ana)
    page = ana.get("notes.plan_session", client_id=practice.mira.id)
    answer = ana.submit(page, held_on=day, starts_at="14:00", press="Add session", status=422)
    assert "like 2026-04-30" in answer.text
    assert 'value="14:00"' in answer.html


def test_an_hour_cannot_end_before_it_starts(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("notes.plan_session", client_id=practice.mira.id)
    answer = ana.submit(
        page,
        held_on="2026-04-30",
        starts_at="14:00",
        ends_at="13:00",
        status=422,
        press="Add session",
    )
    assert "The end lies before the start" in answer.text


def test_what_is_typed_is_kept_as_a_draft_and_comes_back(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    assert draft(ana, session_id)["version"] == 1
    page = ana.get("notes.write", session_id=session_id)
    assert WORDS in page.text
    assert "Draft of this note" in page.text


def test_the_draft_becomes_the_note(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    version = draft(ana, session_id, process="I was tired.")["version"]
    path = f"/sessions/{session_id}/note"
    ana.fetch("POST", path, status=200, json={"draft_version": version})
    session = db.session.get(TherapySession, session_id)
    keyring = practice.keyrings["ana"]
    assert read_text(session, keyring=keyring).sections[0].text == WORDS
    assert read_process(session, keyring=keyring).text == "I was tired."


def test_two_windows_both_keep_their_text(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    draft(ana, session_id, "the first window")
    other = draft(ana, session_id, "the second window", status=409)
    assert other["sections"]["brought"] == "the first window"
    assert draft(ana, session_id, "both", version=other["version"])["version"] == 2


def test_a_note_that_is_too_long_is_refused_with_a_sentence(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    answer = draft(ana, session_id, "x" * 500_000, status=422)
    assert "Nothing was lost" in answer["error"] or "Your text is safe" in answer["error"]


def test_a_new_theme_named_while_tagging_joins_the_codebook(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    tag = {"id": str(uuid4()), "theme": "new:Holds her breath", "strength": 2, "section": "brought"}
    place = {"start": 0, "end": 9, "exact": "She heard"}
    answer = draft(ana, session_id, tags=[tag | place])
    assert answer["themes"][0]["name"] == "Holds her breath"
    assert "Holds her breath" in ana.get("themes.codebook").text


def test_without_scripts_the_note_is_saved_by_its_form(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    page = ana.get("notes.write", session_id=session_id)
    words = {"section-brought": "She came.\r\nShe stayed.", "section-next_time": "Ask."}
    answer = ana.follow(ana.submit(page, press="Save note", tagging_complete="y", **words))
    assert "Note saved, encrypted." in answer.text
    session = db.session.get(TherapySession, session_id)
    text = read_text(session, keyring=practice.keyrings["ana"])
    assert text.sections[0].text == "She came.\nShe stayed."
    assert open_facts(session, keyring=practice.keyrings["ana"]).tagging_complete


def test_without_scripts_a_sentence_is_tagged_from_a_list(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    page = ana.get("notes.write", session_id=session_id)
    ana.submit(page, press="Save note", **{"section-brought": WORDS})
    page = ana.get("notes.tag_plainly", session_id=session_id)
    chosen = {
        "sentence": f"brought:{WORDS.index('On')}:{len(WORDS)}",
        "theme": "direct-honest-talk",
        "strength": "4",
    }
    answer = ana.follow(ana.submit(page, press="Tag passage", way="new", **chosen))
    assert "Passage tagged." in answer.text
    assert "“On Monday she told him that she had minded.”" in answer.text


def test_a_tag_can_be_removed(browse: Browse, practice: Practice) -> None:
    test_without_scripts_a_sentence_is_tagged_from_a_list(browse, practice)
    ana = browse(practice.ana)
    (session,) = db.session.query(TherapySession)
    page = ana.get("notes.read", session_id=session.id)
    answer = ana.follow(ana.submit(page, press="Remove tag"))
    assert "No passage is tagged." in answer.text


def test_the_facts_can_be_changed(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    page = ana.get("notes.facts", session_id=session_id)
    answer = ana.submit(page, press="Save facts", attendance="no-show", modality="video")
    assert "Session facts saved" in ana.follow(answer).text
    facts = open_facts(db.session.get(TherapySession, session_id), keyring=practice.keyrings["ana"])
    assert (facts.attendance, facts.modality) == ("no-show", "video")


def test_a_damaged_note_lets_the_page_live(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    session = db.session.get(TherapySession, session_id)
    session.notes_sealed = bit_flipped(session.notes_sealed, -1)
    db.session.commit()
    assert "This entry cannot be opened" in ana.get("notes.read", session_id=session_id).text
    assert "This entry cannot be opened" in ana.get("notes.write", session_id=session_id).text
    assert "cannot be opened" in ana.get("notes.all_notes", client_id=practice.mira.id).text


def test_the_title_and_the_address_hold_no_name(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("notes.write", session_id=plan(ana, practice))
    assert "Mira" not in page.title
    assert "Mira" in page.text


@pytest.mark.parametrize(
    "endpoint", ["notes.read", "notes.write", "notes.facts", "notes.tag_plainly"]
)
def test_somebody_elses_session_is_the_same_as_none(
    browse: Browse, practice: Practice, endpoint: str
) -> None:
    session_id = plan(browse(practice.ana), practice)
    bea = browse(practice.bea)
    hers = bea.get(endpoint, session_id=session_id, status=404)
    none = bea.get(endpoint, session_id=uuid4(), status=404)
    assert hers.text == none.text


def test_without_scripts_a_note_changed_elsewhere_keeps_both_texts(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    page = ana.get("notes.write", session_id=session_id)
    ana.submit(page, press="Save note", **{"section-brought": "The first window."})
    late = ana.submit(page, press="Save note", status=422, **{"section-brought": "The second."})
    assert "Nothing is lost: the other text now stands below yours." in late.text
    ana.submit(late, press="Save note")
    text = read_text(db.session.get(TherapySession, session_id), keyring=practice.keyrings["ana"])
    assert text.sections[0].text == "The second.\n\nFrom the other window:\nThe first window."


def test_without_scripts_what_cannot_be_stored_is_said_and_kept(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    page = ana.get("notes.write", session_id=plan(ana, practice))
    words = {"section-brought": "She\0came.", "process": "Tired."}
    answer = ana.submit(page, press="Save note", status=422, **words)
    assert "null byte" in answer.text
    assert "Tired." in answer.text


def test_spell_check_is_off_until_it_is_turned_on(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = plan(ana, practice)
    assert 'spellcheck="true"' not in ana.get("notes.write", session_id=session_id).html
    ana.submit(ana.get("accounts.account"), press="Save settings", spell_check="y")
    assert 'spellcheck="true"' in ana.get("notes.write", session_id=session_id).html
