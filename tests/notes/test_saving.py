"""A note is saved whole, or not at all; what stands there is never lost."""

from dataclasses import replace

import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound, Stale
from notes_app.notes import service
from notes_app.notes.anchoring import How
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.payloads import Attendance, Section, SessionThemes
from notes_app.notes.queries import draft_of, open_draft, open_facts, session_of, sessions_of
from notes_app.notes.reading import read_process, read_text
from notes_app.notes.service import Seen, Written
from tests.crypto.damage import bit_flipped
from tests.notes.builders import FIRST_DAY, WORDS, held, tagged
from tests.notes.conftest import Desk

NOW = 1_790_000_000


def plan(desk: Desk, facts: SessionThemes | None = None) -> TherapySession:
    session = service.plan_session(desk.mira, facts=facts or held(), keyring=desk.ana.keyring)
    db.session.commit()
    return session


def keep(desk: Desk, session: TherapySession, written: Written, draft: int = 0) -> int:
    version, _ = service.save_draft(
        session,
        written=written,
        seen=Seen(note=session.version, draft=draft),
        user=desk.ana.user,
        now=NOW,
        keyring=desk.ana.keyring,
    )
    db.session.commit()
    return version


def save(desk: Desk, session: TherapySession, written: Written, base: int | None = None) -> None:
    service.save_note(
        session,
        written=written,
        base=session.version if base is None else base,
        user=desk.ana.user,
        keyring=desk.ana.keyring,
    )
    db.session.commit()


def test_a_saved_note_opens_with_its_tag_at_its_place(desk: Desk) -> None:
    session = plan(desk)
    save(desk, session, tagged())
    text = read_text(session, keyring=desk.ana.keyring)
    place = text.passages[0]
    assert text.sections[0].text[place.start : place.end] == "heard the door and lay still"
    facts = open_facts(session, keyring=desk.ana.keyring)
    assert (facts.written, facts.tagging_complete, facts.tags[0].strength) == (True, True, 3)


def test_writing_the_note_of_a_planned_hour_says_that_it_was_held(desk: Desk) -> None:
    session = plan(desk, SessionThemes(number=0, held_on=FIRST_DAY))
    save(desk, session, tagged())
    assert open_facts(session, keyring=desk.ana.keyring).attendance == Attendance.HELD


def test_the_private_process_note_is_kept_apart(desk: Desk) -> None:
    session = plan(desk)
    save(desk, session, Written(process="I was tired."))
    assert read_process(session, keyring=desk.ana.keyring).text == "I was tired."
    assert read_text(session, keyring=desk.ana.keyring).sections == ()


def test_a_draft_is_kept_apart_until_it_is_saved(desk: Desk) -> None:
    session = plan(desk)
    keep(desk, session, tagged())
    assert read_text(session, keyring=desk.ana.keyring).sections == ()
    draft = draft_of(desk.ana.user, session.id)
    assert draft is not None
    assert open_draft(draft, keyring=desk.ana.keyring).sections[0].text == WORDS


def test_saving_the_note_purges_the_draft(desk: Desk) -> None:
    session = plan(desk)
    keep(desk, session, tagged())
    save(desk, session, tagged())
    assert db.session.query(Draft).count() == 0


def test_a_second_window_never_overwrites_the_first(desk: Desk) -> None:
    session = plan(desk)
    seen = keep(desk, session, Written(sections=(Section("brought", "first"),)))
    keep(desk, session, Written(sections=(Section("brought", "second"),)), draft=seen)
    with pytest.raises(Stale):
        keep(desk, session, Written(sections=(Section("brought", "late"),)), draft=seen)
    draft = draft_of(desk.ana.user, session.id)
    assert draft is not None
    assert open_draft(draft, keyring=desk.ana.keyring).sections[0].text == "second"


def test_a_note_begun_on_an_older_version_is_refused(desk: Desk) -> None:
    session = plan(desk)
    base = session.version
    save(desk, session, tagged())
    with pytest.raises(Stale):
        save(desk, session, Written(), base=base)


def test_changing_the_facts_keeps_the_tags(desk: Desk) -> None:
    session = plan(desk)
    save(desk, session, tagged())
    service.change_facts(session, facts=held(2), expected=session.version, keyring=desk.ana.keyring)
    db.session.commit()
    facts = open_facts(session, keyring=desk.ana.keyring)
    assert facts.held_on == held(2).held_on
    assert (facts.written, len(facts.tags)) == (True, 1)


def test_line_ends_of_a_plain_form_do_not_move_a_passage(desk: Desk) -> None:
    words = "One line.\nShe heard the door."
    session = plan(desk)
    written = tagged(words, "heard the door")
    posted = replace(written, sections=(Section("brought", words.replace("\n", "\r\n")),))
    save(desk, session, posted)
    text = read_text(session, keyring=desk.ana.keyring)
    place = text.passages[0]
    assert text.sections[0].text[place.start : place.end] == "heard the door"


def test_a_passage_whose_words_are_gone_is_kept_as_detached(desk: Desk) -> None:
    written = tagged()
    gone = replace(written, sections=(Section("brought", "Something else."),))
    placed, how = service.place_tags(gone)
    assert placed.passages[0].detached
    assert list(how.values()) == [How.LOST]
    assert placed.passages[0].exact == "heard the door and lay still"


def test_a_damaged_draft_is_never_overwritten(desk: Desk) -> None:
    session = plan(desk)
    keep(desk, session, tagged())
    draft = draft_of(desk.ana.user, session.id)
    assert draft is not None
    draft.sealed = type(draft.sealed)(bit_flipped(draft.sealed, -1))
    db.session.commit()
    with pytest.raises(CannotOpen):
        keep(desk, session, tagged(), draft=1)
    assert draft.version == 1


def test_a_damaged_draft_set_aside_is_kept_and_writing_goes_on(desk: Desk) -> None:
    session = plan(desk)
    keep(desk, session, tagged())
    service.set_draft_aside(session, user=desk.ana.user, keyring=desk.ana.keyring)
    db.session.commit()
    keep(desk, session, tagged())
    assert db.session.query(Draft).count() == 2


def test_a_damaged_note_is_never_overwritten(desk: Desk) -> None:
    session = plan(desk)
    save(desk, session, tagged())
    before = session.notes_sealed = bit_flipped(session.notes_sealed, -1)  # type: ignore[assignment]
    db.session.commit()
    with pytest.raises(CannotOpen):
        save(desk, session, Written())
    db.session.rollback()
    stored = session_of(desk.ana.user, session.id)
    assert stored.notes_sealed == before


def test_somebody_elses_session_does_not_exist(desk: Desk) -> None:
    session = plan(desk)
    with pytest.raises(NotFound):
        session_of(desk.bea.user, session.id)


def test_a_damaged_session_leaves_the_others_in_the_list(desk: Desk) -> None:
    first, second = plan(desk, held(0)), plan(desk, held(1))
    first.themes_sealed = bit_flipped(first.themes_sealed, -1)  # type: ignore[assignment]
    db.session.commit()
    reads = sessions_of(desk.mira, keyring=desk.ana.keyring)
    assert [read.session_id for read in reads] == [second.id, first.id]
    assert reads[1].trouble is CannotOpen


def test_numbers_follow_the_dates_and_leave_out_missed_hours(desk: Desk) -> None:
    plan(desk, held(3))
    plan(desk, held(1, attendance=Attendance.NO_SHOW))
    plan(desk, held(0))
    reads = sessions_of(desk.mira, keyring=desk.ana.keyring)
    assert [read.number for read in reads] == [1, None, 2]


def test_only_complete_held_sessions_can_say_that_a_theme_was_absent(desk: Desk) -> None:
    plan(desk, held(0, tagging_complete=True))
    plan(desk, held(1))
    plan(desk, held(2, tagging_complete=True, attendance=Attendance.NO_SHOW))
    reads = sessions_of(desk.mira, keyring=desk.ana.keyring)
    assert [read.eligible for read in reads] == [True, False, False]
