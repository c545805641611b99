"""Signing as a therapist meets it: before you sign, the signed page, what is added below."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.notes import service as notes
from notes_app.notes.beside import Risk
from notes_app.notes.models import Addendum, Draft, TherapySession, Version
from notes_app.notes.payloads import NOT_RATED, Ratings
from notes_app.notes.queries import open_facts
from notes_app.signing.composing import Moment
from notes_app.signing.payloads import EntryKind, Signer
from notes_app.signing.service import Addition, add_entry
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.builders import WORDS, held, tagged
from tests.pages import Browser, Page

Browse = Callable[[Any], Browser]
ANSWERED = Ratings(risk=Risk.NONE_REPORTED)
MORNING_OF = date(2026, 4, 30)
WHO = {"name": "Ana Real", "credential": "LPC"}


def noted(
    practice: Practice, *, days: int = 0, ratings: Ratings = ANSWERED, process: str = ""
) -> UUID:
    """A session of Mira's with its note, not signed: this morning's, or of `days` before."""
    keyring = practice.keyrings["ana"]
    facts = held(held_on=MORNING_OF - timedelta(days=days))
    session = notes.plan_session(practice.mira, facts=facts, keyring=keyring)
    db.session.commit()
    written = replace(tagged(), ratings=ratings, process=process)
    notes.save_note(
        session, written=written, base=session.version, user=practice.ana, keyring=keyring
    )
    db.session.commit()
    return session.id


def sign(ana: Browser, session_id: UUID, **fields: str) -> Page:
    page = ana.get("signing.sign", session_id=session_id)
    return ana.submit(page, press="Sign and lock", **{**WHO, **fields})


def add_one(ana: Browser, session_id: UUID) -> None:
    page = ana.get("signing.add", session_id=session_id)
    ana.submit(page, press="Sign addendum", text="She rang.")


def test_a_note_is_signed_and_says_so(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    page = ana.follow(sign(ana, session_id))
    assert "Signed and locked." in page.text
    signed = "Signed 30 April 2026, 09:15, Ana Real, LPC. Unchanged since, checked just now."
    assert signed in page.text
    assert {"Edit note", "Sign note", "Session facts"} & page.links.keys() == set()


def test_the_desk_leads_to_the_page_before_signing(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    desk = ana.get("notes.write", session_id=session_id)
    typed = ana.submit(desk, press="Sign note", **{"section-brought": "She came back to it."})
    page = ana.follow(typed)
    assert page.heading == "Before you sign"
    assert "After signing, these words cannot be changed. You can add to them." in page.text
    signed = ana.follow(ana.submit(page, press="Sign and lock", **WHO))
    assert "She came back to it." in signed.text


def test_without_an_answer_to_risk_nothing_is_signed(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice, ratings=NOT_RATED)
    page = ana.get("signing.sign", session_id=session_id)
    assert "Risk has no answer." in page.text
    answer = ana.submit(page, press="Sign and lock", status=422, **WHO)
    assert "cannot be signed before this is filled in" in answer.text
    assert db.session.query(Version).count() == 0


def test_what_else_is_missing_is_said_and_holds_nothing_up(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    page = ana.get("signing.sign", session_id=session_id)
    assert "Start or end is not filled in." in page.text
    assert "“Between us”" in page.text
    assert "Signed" in ana.follow(sign(ana, session_id)).text


def test_name_and_credential_are_asked_for_once(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    first, second = noted(practice), noted(practice)
    page = ana.get("signing.sign", session_id=first)
    refused = ana.submit(page, press="Sign and lock", status=422)
    assert "Write your licence or title" in refused.text
    ana.submit(refused, press="Sign and lock", **WHO)
    ana.submit(ana.get("signing.sign", session_id=second), press="Sign and lock")
    assert "Ana Real, LPC" in ana.get("notes.read", session_id=second).text


def test_a_note_that_changed_meanwhile_is_looked_at_again(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    page = ana.get("signing.sign", session_id=session_id)
    desk = ana.get("notes.write", session_id=session_id)
    ana.submit(desk, press="Save note", **{"section-brought": "Changed meanwhile."})
    again = ana.submit(page, press="Sign and lock", status=409, **WHO)
    assert "changed since this page was drawn" in again.text
    assert "Changed meanwhile." in ana.follow(ana.submit(again, press="Sign and lock")).text


def test_signing_after_seventy_two_hours_is_a_late_entry_wherever_it_is_shown(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    clock.move(minutes=60 * 24 * 4)
    ana = browse(practice.ana)
    page = ana.get("signing.sign", session_id=session_id)
    assert "labelled as a late entry" in page.text
    page = ana.follow(ana.submit(page, press="Sign and lock", **WHO))
    late = "Late entry, written 4 May 2026, 09:15"
    assert late in page.text
    assert late in ana.get("notes.all_notes", client_id=practice.mira.id).text
    assert late in ana.get("clients.overview", client_id=practice.mira.id).text


def test_lists_say_where_a_note_stands(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    assert "Not signed yet" in ana.get("notes.all_notes", client_id=practice.mira.id).text
    sign(ana, session_id)
    assert "Signed 09:15" in ana.get("notes.all_notes", client_id=practice.mira.id).text
    assert "Signed 09:15" in ana.get("clients.overview", client_id=practice.mira.id).text
    db.session.query(Version).delete()
    db.session.commit()
    assert "Signed record missing" in ana.get("clients.overview", client_id=practice.mira.id).text


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["asked-to-co-sign"], "Signed 09:15. Awaiting co-signature"),
        (["addition"], "Signed 09:15"),
        (["entered-in-error"], "Entered in error"),
    ],
)
def test_lists_say_what_came_after_a_signature(
    browse: Browse, practice: Practice, kinds: list[str], words: str
) -> None:
    ana, keyring = browse(practice.ana), practice.keyrings["ana"]
    session_id = noted(practice)
    sign(ana, session_id)
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    moment = Moment(Signer("Ana Real", "LPC"), datetime(2026, 4, 30, 9, 20, tzinfo=UTC))
    for kind in kinds:
        add_entry(session, Addition(EntryKind(kind)), moment=moment, keyring=keyring)
    db.session.commit()
    for page in ("notes.all_notes", "clients.overview"):
        assert words in ana.get(page, client_id=practice.mira.id).text


def test_the_desk_of_a_signed_note_is_its_page(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    away = ana.get("notes.write", session_id=session_id, status=303)
    assert away.location == f"/sessions/{session_id}"
    assert ana.get("signing.sign", session_id=session_id, status=303).location == away.location


def test_what_is_typed_in_another_window_is_refused_and_kept_there(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    desk = ana.get("notes.write", session_id=session_id)
    sign(ana, session_id)
    late = ana.submit(desk, press="Save note", status=409, **{"section-brought": "One more thing."})
    assert "One more thing." in late.text
    assert late.links["Add an addendum"] == f"/sessions/{session_id}/addendum"
    sent = {"base": 1, "sections": {"brought": "One more thing."}}
    headers = {"If-Match": '"0"'}
    answer = ana.fetch(
        "PUT", f"/sessions/{session_id}/draft", status=422, json=sent, headers=headers
    )
    assert "this note was signed in another window" in answer.json["error"]
    assert db.session.query(Draft).count() == 0


def test_an_addendum_stands_below_with_its_kind_and_reason(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.add", session_id=session_id)
    added = {"kind": "correction", "text": "It was Tuesday.", "reason": "Wrong day"}
    page = ana.follow(ana.submit(page, press="Sign addendum", **added))
    assert "Addendum signed." in page.text
    assert page.text.index(WORDS) < page.text.index("It was Tuesday.")
    assert "Correction 30 April 2026, 09:15, Ana Real, LPC Reason: Wrong day" in page.text


def test_a_correction_says_why(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.add", session_id=session_id)
    answer = ana.submit(page, press="Sign addendum", status=422, kind="correction", text="No.")
    assert "Write why it is corrected" in answer.text
    assert "No." in answer.text


def test_pressing_twice_adds_one_addendum(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.add", session_id=session_id)
    ana.submit(page, press="Sign addendum", text="Once.")
    ana.submit(page, press="Sign addendum", text="Once.", status=409)
    assert db.session.query(Addendum).count() == 1


def test_the_private_process_note_gets_addenda_of_its_own(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice, process="I was tired.")
    sign(ana, session_id)
    page = ana.get("signing.add", session_id=session_id)
    page = ana.follow(ana.submit(page, press="Sign addendum", scope="process", text="Still."))
    assert "Addenda to the private process note" in page.text
    assert [row.scope for row in db.session.query(Addendum)] == ["process"]


def test_a_note_without_a_private_part_takes_none_below_it(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.add", session_id=session_id)
    ana.submit(page, press="Sign addendum", scope="process", text="Still.", status=422)


def test_entered_in_error_strikes_through_and_keeps(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    note = ana.get("notes.read", session_id=session_id)
    page = ana.get_path(note.links["Mark as entered in error"])
    assert page.heading == "Entered in error"
    page = ana.follow(ana.submit(page, press="Mark as entered in error", reason="Another client"))
    assert "Entered in error, 30 April 2026, 09:15, Ana Real: Another client" in page.text
    assert WORDS in page.text
    assert 'class="write reading in-error"' in page.html
    assert "Entered in error" in ana.get("notes.all_notes", client_id=practice.mira.id).text


@pytest.mark.parametrize("endpoint", ["signing.add", "signing.mark_in_error"])
def test_nothing_is_added_to_a_note_that_is_not_signed(
    browse: Browse, practice: Practice, endpoint: str
) -> None:
    browse(practice.ana).get(endpoint, session_id=noted(practice), status=303)


def test_a_changed_copy_is_told_and_the_signed_words_are_read(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id, other = noted(practice), noted(practice)
    sign(ana, session_id)
    one, two = (db.session.get(TherapySession, key) for key in (session_id, other))
    assert one is not None
    assert two is not None
    one.notes_sealed = two.notes_sealed
    db.session.commit()
    page = ana.get("notes.read", session_id=session_id)
    assert "The stored copy of this note cannot be opened" in page.text
    assert "Unchanged since" not in page.text
    assert WORDS in page.text


def test_a_removed_record_is_told(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    db.session.query(Version).delete()
    db.session.commit()
    page = ana.get("notes.read", session_id=session_id)
    assert "The signed record of this note is missing. Restore from a backup." in page.text


def test_removing_a_tag_after_signing_is_a_dated_revision(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("notes.read", session_id=session_id)
    page = ana.follow(ana.submit(page, press="Remove tag"))
    assert "Tags changed 30 April 2026, 09:15" in page.text
    assert "Unchanged since, checked just now." in page.text
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    facts = open_facts(session, keyring=practice.keyrings["ana"])
    assert (len(facts.tags), len(facts.revisions[0].tags)) == (0, 1)


def test_a_note_dated_ahead_is_not_signed(browse: Browse, practice: Practice) -> None:
    ana, keyring = browse(practice.ana), practice.keyrings["ana"]
    facts = held(held_on=MORNING_OF + timedelta(days=2))
    session = notes.plan_session(practice.mira, facts=facts, keyring=keyring)
    db.session.commit()
    page = ana.get("signing.sign", session_id=session.id)
    assert "The date of this session lies ahead." in page.text
    ana.submit(page, press="Sign and lock", status=422, **WHO)


def test_the_titles_hold_no_name(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    titles = [ana.get("signing.sign", session_id=session_id).title]
    sign(ana, session_id)
    titles += [
        ana.get(endpoint, session_id=session_id).title
        for endpoint in ("signing.add", "signing.mark_in_error")
    ]
    assert [title for title in titles if "Mira" in title or "Real" in title] == []
