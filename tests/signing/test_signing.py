"""What is signed stays; whoever changes it, or takes it away, is noticed at the next reading."""

from dataclasses import replace

import msgspec
import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import Signed, Stale
from notes_app.notes import service as notes
from notes_app.notes.models import Addendum, Draft, JournalEntry, Version
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.places import notes_place, themes_place
from notes_app.notes.queries import open_facts
from notes_app.notes.service import Seen, Written
from notes_app.sealed import Scope
from notes_app.sharing.sealing import seal_part
from notes_app.signing import service
from notes_app.signing.payloads import EntryKind, SignedRecord
from notes_app.signing.queries import signed_states
from notes_app.signing.reading import Fault, signed_note
from tests.notes.builders import WORDS, held, tagged
from tests.signing.builders import EVENING, JONAS, SHOWN, moment
from tests.signing.conftest import Practice


def test_a_signed_record_stands_alone(practice: Practice) -> None:
    session = practice.signed()
    record = practice.read(session).words
    assert isinstance(record, SignedRecord)
    assert [(s.heading, s.text) for s in record.sections] == [("What she brought", WORDS)]
    assert (record.number, record.held_on, record.signer) == (12, held().held_on, JONAS)
    assert (record.signed_at, record.utc_offset) == ("2026-01-08T17:50:00Z", 120)
    (tag,) = record.tags
    assert (tag.theme, tag.quote) == ("Going quiet when hurt", "heard the door and lay still")


def test_a_signed_note_is_unchanged_when_it_is_read(practice: Practice) -> None:
    note = practice.read(practice.signed())
    assert (note.faults, note.differs) == ([], [])
    assert note.mark is not None
    assert note.mark.at == int(EVENING.timestamp())


def test_a_note_that_was_never_signed_says_nothing(practice: Practice) -> None:
    assert signed_note(practice.write(), keyring=practice.jonas.keyring) is None


def test_what_is_being_written_is_signed_and_its_draft_purged(practice: Practice) -> None:
    session = practice.write()
    practice.draft(session, "She came back to it.")
    db.session.add(
        JournalEntry(user_id=practice.jonas.user.id, session_id=session.id, sequence=1, sealed=b"?")
    )
    db.session.commit()
    practice.sign(session)
    words = practice.read(session).words
    assert words is not None
    assert words.sections[0].text == "She came back to it."
    assert db.session.query(Draft).count() == db.session.query(JournalEntry).count() == 0


def test_the_private_process_note_is_signed_apart(practice: Practice) -> None:
    session = practice.signed(replace(tagged(), process="I was tired."))
    note = practice.read(session)
    assert note.private is not None
    assert note.private.text == "I was tired."
    assert note.record is not None
    assert b"tired" not in note.record.record.body
    assert {row.scope for row in db.session.query(Version)} == {"notes", "process"}


def test_an_empty_process_note_is_not_signed(practice: Practice) -> None:
    practice.signed()
    assert [row.scope for row in db.session.query(Version)] == ["notes"]


def test_a_note_is_signed_once(practice: Practice) -> None:
    session = practice.signed()
    with pytest.raises(Signed):
        practice.sign(session)


def test_only_what_the_author_saw_is_signed(practice: Practice) -> None:
    session = practice.write()
    seen = Seen(session.version, 0)
    practice.draft(session, "Typed in another window.")
    with pytest.raises(Stale):
        service.sign_note(
            session,
            user=practice.jonas.user,
            seen=seen,
            shown=SHOWN,
            moment=moment(),
            keyring=practice.jonas.keyring,
        )
    db.session.rollback()
    assert db.session.query(Version).count() == 0


def test_no_verb_writes_to_a_signed_note(practice: Practice) -> None:
    session, jonas = practice.signed(), practice.jonas
    seen = Seen(session.version, 0)
    for act in (
        lambda: notes.save_note(
            session, written=Written(), base=seen.note, user=jonas.user, keyring=jonas.keyring
        ),
        lambda: notes.change_tags(
            session, written=Written(), base=seen.note, keyring=jonas.keyring
        ),
        lambda: notes.change_facts(
            session, facts=held(3), expected=seen.note, keyring=jonas.keyring
        ),
        lambda: notes.save_draft(
            session, written=Written(), seen=seen, user=jonas.user, now=1, keyring=jonas.keyring
        ),
    ):
        with pytest.raises(Signed):
            act()


def test_a_removed_record_is_missed_and_still_holds_every_write(practice: Practice) -> None:
    session = practice.signed()
    db.session.query(Version).delete()
    db.session.commit()
    assert practice.read(session).faults == [Fault.RECORD_MISSING]
    with pytest.raises(Signed):
        notes.save_note(
            session,
            written=Written(),
            base=session.version,
            user=practice.jonas.user,
            keyring=practice.jonas.keyring,
        )


def test_a_changed_copy_is_noticed_and_the_signed_words_are_shown(practice: Practice) -> None:
    session = practice.signed()
    other = SessionText((Section("brought", "She never said so."),))
    place = notes_place(session.id, session.client_id)
    session.notes = seal_part(other, place, before=session.notes, keyring=practice.jonas.keyring)
    db.session.commit()
    note = practice.read(session)
    assert (note.faults, note.differs) == ([Fault.COPY_DIFFERS], ["the words"])
    assert note.text is not None
    assert note.text.sections[0].text == WORDS


def test_a_damaged_copy_leaves_the_signed_words(practice: Practice) -> None:
    session = practice.signed()
    session.notes_sealed = session.notes_sealed[:-1] + b"?"  # type: ignore[assignment]
    db.session.commit()
    note = practice.read(session)
    assert note.faults == [Fault.COPY_DAMAGED]
    assert note.text is not None
    assert note.text.sections[0].text == WORDS
    assert note.text.passages[0].exact == "heard the door and lay still"


def test_a_changed_date_is_noticed(practice: Practice) -> None:
    session = practice.signed()
    facts = open_facts(session, keyring=practice.jonas.keyring)
    moved = msgspec.structs.replace(facts, held_on=held(5).held_on)
    place = themes_place(session.id, session.client_id)
    session.themes = seal_part(moved, place, before=session.themes, keyring=practice.jonas.keyring)
    db.session.commit()
    assert practice.read(session).differs == ["the date"]


def test_a_damaged_record_is_not_believed(practice: Practice) -> None:
    session = practice.signed()
    row = db.session.query(Version).one()
    row.sealed = row.sealed[:-1] + b"?"
    db.session.commit()
    note = practice.read(session)
    assert note.faults == [Fault.RECORD_DAMAGED]
    assert note.text is None


def test_a_record_signed_anew_by_somebody_with_the_key_is_noticed(practice: Practice) -> None:
    """Ruth holds the notes key: she can seal, and cannot sign as Jonas."""
    session = practice.signed()
    practice.grant_notes()
    db.session.query(Version).delete()
    facts = open_facts(session, keyring=practice.jonas.keyring)
    record = service.record_of(session.id, facts, Written(), shown=SHOWN, moment=moment())
    service._store_version(
        session, Scope.NOTES, record, moment=moment(), keyring=practice.ruth.keyring
    )
    db.session.commit()
    assert practice.read(session).faults == [Fault.RECORD_DAMAGED]


def test_a_record_moved_to_another_session_does_not_open(practice: Practice) -> None:
    one, other = practice.signed(), practice.write()
    row = db.session.query(Version).one()
    row.session_id = other.id
    db.session.commit()
    assert practice.read(one).faults == [Fault.RECORD_MISSING]
    assert practice.read(other).faults == [Fault.RECORD_DAMAGED]


def test_an_addendum_stands_below_and_the_record_stays(practice: Practice) -> None:
    session = practice.signed()
    before = db.session.query(Version).one().sealed
    practice.add(session, EntryKind.CORRECTION, text="It was Tuesday.", reason="Wrong day")
    note = practice.read(session)
    assert note.faults == []
    assert note.record is not None
    (entry,) = note.record.entries
    assert entry.holds
    assert entry.words is not None
    assert (entry.words.kind, entry.words.text) == (EntryKind.CORRECTION, "It was Tuesday.")
    assert entry.words.signer == JONAS
    assert db.session.query(Version).one().sealed == before


def test_an_addition_to_the_process_note_stands_under_its_own_key(practice: Practice) -> None:
    session = practice.signed(replace(tagged(), process="I was tired."))
    practice.add(session, EntryKind.ADDITION, text="Still.", scope=Scope.PROCESS)
    note = practice.read(session)
    assert note.process is not None
    assert [entry.holds for entry in note.process.entries] == [True]
    assert db.session.query(Addendum).one().scope == "process"
    assert note.faults == []


def test_nothing_is_added_to_a_note_that_is_not_signed(practice: Practice) -> None:
    with pytest.raises(service.NotNow):
        practice.add(practice.write(), EntryKind.ADDITION, text="?")


def test_nothing_is_added_to_a_damaged_record(practice: Practice) -> None:
    session = practice.signed()
    row = db.session.query(Version).one()
    row.sealed = row.sealed[:-1] + b"?"
    db.session.commit()
    with pytest.raises(CannotOpen):
        practice.add(session, EntryKind.ADDITION, text="?")


@pytest.mark.parametrize("gone", [1, 2])
def test_a_removed_addendum_is_missed(practice: Practice, gone: int) -> None:
    session = practice.signed()
    practice.add(session, EntryKind.ADDITION, text="one")
    practice.add(session, EntryKind.ADDITION, text="two")
    db.session.query(Addendum).filter(Addendum.sequence == gone).delete()
    db.session.commit()
    assert practice.read(session).faults == [Fault.ENTRY_MISSING]


def test_a_changed_addendum_is_noticed(practice: Practice) -> None:
    session = practice.signed()
    practice.add(session, EntryKind.ADDITION, text="one")
    row = db.session.query(Addendum).one()
    row.sealed = row.sealed[:-1] + b"?"
    db.session.commit()
    assert practice.read(session).faults == [Fault.ENTRY_DAMAGED]


def test_entered_in_error_marks_and_deletes_nothing(practice: Practice) -> None:
    session = practice.signed()
    practice.add(session, EntryKind.IN_ERROR, reason="Another client's session")
    note = practice.read(session)
    assert note.standing.in_error
    assert note.mark is not None
    assert note.mark.in_error
    assert note.words is not None
    with pytest.raises(service.NotNow):
        practice.add(session, EntryKind.IN_ERROR, reason="again")


def test_ratings_and_told_words_are_signed_as_they_stood(practice: Practice) -> None:
    record = practice.read(practice.signed()).words
    assert record is not None
    assert (record.ratings, record.told) == ({}, {})


def test_where_every_note_stands_is_one_query(practice: Practice) -> None:
    signed, plain = practice.signed(), practice.write()
    practice.add(signed, EntryKind.ASKED)
    states = signed_states(practice.jonas.user, keyring=practice.jonas.keyring)
    assert {key: str(value.state) for key, value in states.items()} == {
        signed.id: "awaiting-co-sign"
    }
    assert plain.id not in states
