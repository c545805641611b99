"""What is signed stays; whoever changes it, or takes it away, is noticed at the next reading."""

from dataclasses import replace
from uuid import UUID

import msgspec
import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.signing import sign_body
from notes_app.db.errors import Signed, Stale
from notes_app.notes import service as notes
from notes_app.notes.beside import Taken
from notes_app.notes.models import Addendum, Draft, JournalEntry, Version
from notes_app.notes.payloads import Ratings, Section, SessionText
from notes_app.notes.places import notes_place, themes_place
from notes_app.notes.queries import open_facts
from notes_app.notes.service import Seen, Written
from notes_app.sealed import Scope
from notes_app.sharing.sealing import seal_part
from notes_app.signing import service
from notes_app.signing.payloads import (
    EntryKind,
    SignedEntry,
    SignedRecord,
    canonical,
    in_utc,
    read_entry,
)
from notes_app.signing.places import SignedPlace
from notes_app.signing.queries import told_states
from notes_app.signing.reading import Fault, signed_note
from notes_app.signing.verifying import known_authors, own_author, verify
from tests.crypto.damage import bit_flipped
from tests.notes.builders import WORDS, held, tagged
from tests.signing.builders import EVENING, GOAL, JONAS, OTHER_GOAL, SHOWN, moment
from tests.signing.conftest import Office

IDS = (UUID(int=1), UUID(int=2), UUID(int=3))


def test_a_signed_record_stands_alone(office: Office) -> None:
    session = office.signed()
    record = office.read(session).words
    assert isinstance(record, SignedRecord)
    assert [(s.heading, s.text) for s in record.sections] == [("What she brought", WORDS)]
    assert (record.number, record.held_on, record.signer) == (12, held().held_on, JONAS)
    assert (record.signed_at, record.utc_offset) == ("2026-01-08T17:50:00Z", 120)
    (tag,) = record.tags
    assert (tag.theme, tag.quote) == ("Going quiet when hurt", "heard the door and lay still")


def test_the_record_says_what_its_goals_and_own_questionnaires_are_called(office: Office) -> None:
    own = Taken(code=str(OTHER_GOAL), total=3)
    rated = Ratings(goals=(GOAL,))
    session = office.write(replace(tagged(), ratings=rated), held(ratings=Ratings(measures=(own,))))
    office.sign(session)
    record = office.read(session).words
    assert record is not None
    assert record.named == {str(GOAL): SHOWN.named[str(GOAL)], str(OTHER_GOAL): "To sleep"}


def test_the_time_in_the_words_is_that_of_the_signature(office: Office) -> None:
    assert holds_when_told(office, signed=100, told=100)
    assert not holds_when_told(office, signed=100, told=101)


def holds_when_told(office: Office, *, signed: int, told: int) -> bool:
    """Whether an entry is believed; only its author's own keys can make the two times differ."""
    me, place = own_author(office.jonas.keyring), SignedPlace("addendum", *IDS, 1, Scope.NOTES)
    entry = SignedEntry(EntryKind.ADDITION, "", (), "", "", JONAS, in_utc(told), 0)
    body = sign_body(
        canonical(entry),
        kind=place.kind,
        author_id=me.user_id,
        author=office.jonas.keyring.private_keys,
        author_fingerprint=me.fingerprint,
        time=signed,
        **place.fields,
    )
    return verify(body, place, known=known_authors(me), reader=read_entry).holds


def test_a_signed_note_is_unchanged_when_it_is_read(office: Office) -> None:
    note = office.read(office.signed())
    assert (note.faults, note.differs) == ([], [])
    assert note.mark is not None
    assert note.mark.at == int(EVENING.timestamp())


def test_a_note_that_was_never_signed_says_nothing(office: Office) -> None:
    assert signed_note(office.write(), keyring=office.jonas.keyring) is None


def test_what_is_being_written_is_signed_and_its_draft_purged(office: Office) -> None:
    session = office.write()
    office.draft(session, "She came back to it.")
    db.session.add(
        JournalEntry(user_id=office.jonas.user.id, session_id=session.id, sequence=1, sealed=b"?")
    )
    db.session.commit()
    office.sign(session)
    words = office.read(session).words
    assert words is not None
    assert words.sections[0].text == "She came back to it."
    assert db.session.query(Draft).count() == db.session.query(JournalEntry).count() == 0


def test_the_private_process_note_is_signed_apart(office: Office) -> None:
    session = office.signed(replace(tagged(), process="I was tired."))
    note = office.read(session)
    assert note.private is not None
    assert note.private.text == "I was tired."
    assert note.record is not None
    assert b"tired" not in note.record.record.body
    assert {row.scope for row in db.session.query(Version)} == {"notes", "process"}


def test_an_empty_process_note_is_not_signed(office: Office) -> None:
    office.signed()
    assert [row.scope for row in db.session.query(Version)] == ["notes"]


def test_a_note_is_signed_once(office: Office) -> None:
    session = office.signed()
    with pytest.raises(Signed):
        office.sign(session)


def test_only_what_the_author_saw_is_signed(office: Office) -> None:
    session = office.write()
    seen = Seen(session.version, 0)
    office.draft(session, "Typed in another window.")
    with pytest.raises(Stale):
        service.sign_note(
            session,
            user=office.jonas.user,
            seen=seen,
            shown=SHOWN,
            moment=moment(),
            keyring=office.jonas.keyring,
        )
    db.session.rollback()
    assert db.session.query(Version).count() == 0


def test_no_verb_writes_to_a_signed_note(office: Office) -> None:
    session, jonas = office.signed(), office.jonas
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
        lambda: notes.set_draft_aside(session, user=jonas.user, keyring=jonas.keyring),
    ):
        with pytest.raises(Signed):
            act()


def test_a_removed_record_is_missed_and_still_holds_every_write(office: Office) -> None:
    session = office.signed()
    db.session.query(Version).delete()
    db.session.commit()
    assert office.read(session).faults == [Fault.RECORD_MISSING]
    with pytest.raises(Signed):
        notes.save_note(
            session,
            written=Written(),
            base=session.version,
            user=office.jonas.user,
            keyring=office.jonas.keyring,
        )


def test_a_changed_copy_is_noticed_and_the_signed_words_are_shown(office: Office) -> None:
    session = office.signed()
    other = SessionText((Section("brought", "She never said so."),))
    place = notes_place(session.id, session.client_id)
    session.notes = seal_part(other, place, before=session.notes, keyring=office.jonas.keyring)
    db.session.commit()
    note = office.read(session)
    assert (note.faults, note.differs) == ([Fault.COPY_DIFFERS], ["the words"])
    assert note.text is not None
    assert note.text.sections[0].text == WORDS


def test_a_damaged_copy_leaves_the_signed_words(office: Office) -> None:
    session = office.signed()
    session.notes_sealed = bit_flipped(session.notes_sealed, -1)  # type: ignore[assignment]
    db.session.commit()
    note = office.read(session)
    assert note.faults == [Fault.COPY_DAMAGED]
    assert note.text is not None
    assert note.text.sections[0].text == WORDS
    assert note.text.passages[0].exact == "heard the door and lay still"


def test_a_changed_date_is_noticed(office: Office) -> None:
    session = office.signed()
    facts = open_facts(session, keyring=office.jonas.keyring)
    moved = msgspec.structs.replace(facts, held_on=held(5).held_on)
    place = themes_place(session.id, session.client_id)
    session.themes = seal_part(moved, place, before=session.themes, keyring=office.jonas.keyring)
    db.session.commit()
    assert office.read(session).differs == ["the date"]


def test_a_damaged_record_is_not_believed(office: Office) -> None:
    session = office.signed()
    row = db.session.query(Version).one()
    row.sealed = bit_flipped(row.sealed, -1)
    db.session.commit()
    note = office.read(session)
    assert note.faults == [Fault.RECORD_DAMAGED]
    assert note.text is None


def test_a_record_signed_anew_by_somebody_with_the_key_is_noticed(office: Office) -> None:
    """Ruth holds the notes key: she can seal, and cannot sign as Jonas."""
    session = office.signed()
    office.grant_notes()
    db.session.query(Version).delete()
    facts = open_facts(session, keyring=office.jonas.keyring)
    record = service.record_of(session.id, facts, Written(), shown=SHOWN, moment=moment())
    service._store_version(
        session, Scope.NOTES, record, moment=moment(), keyring=office.ruth.keyring
    )
    db.session.commit()
    assert office.read(session).faults == [Fault.RECORD_DAMAGED]


def test_a_record_moved_to_another_session_does_not_open(office: Office) -> None:
    one, other = office.signed(), office.write()
    row = db.session.query(Version).one()
    row.session_id = other.id
    db.session.commit()
    assert office.read(one).faults == [Fault.RECORD_MISSING]
    assert office.read(other).faults == [Fault.RECORD_DAMAGED]


def test_an_addendum_stands_below_and_the_record_stays(office: Office) -> None:
    session = office.signed()
    before = db.session.query(Version).one().sealed
    office.add(session, EntryKind.CORRECTION, text="It was Tuesday.", reason="Wrong day")
    note = office.read(session)
    assert note.faults == []
    assert note.record is not None
    (entry,) = note.record.entries
    assert entry.holds
    assert entry.words is not None
    assert (entry.words.kind, entry.words.text) == (EntryKind.CORRECTION, "It was Tuesday.")
    assert entry.words.signer == JONAS
    assert db.session.query(Version).one().sealed == before


def test_an_addition_to_the_process_note_stands_under_its_own_key(office: Office) -> None:
    session = office.signed(replace(tagged(), process="I was tired."))
    office.add(session, EntryKind.ADDITION, text="Still.", scope=Scope.PROCESS)
    note = office.read(session)
    assert note.process is not None
    assert [entry.holds for entry in note.process.entries] == [True]
    assert db.session.query(Addendum).one().scope == "process"
    assert note.faults == []


def test_nothing_is_added_to_a_note_that_is_not_signed(office: Office) -> None:
    with pytest.raises(service.NotNow):
        office.add(office.write(), EntryKind.ADDITION, text="?")


def test_nothing_is_added_to_a_damaged_record(office: Office) -> None:
    session = office.signed()
    row = db.session.query(Version).one()
    row.sealed = bit_flipped(row.sealed, -1)
    db.session.commit()
    with pytest.raises(CannotOpen):
        office.add(session, EntryKind.ADDITION, text="?")


@pytest.mark.parametrize("gone", [1, 2])
def test_a_removed_addendum_is_missed(office: Office, gone: int) -> None:
    session = office.signed()
    office.add(session, EntryKind.ADDITION, text="one")
    office.add(session, EntryKind.ADDITION, text="two")
    db.session.query(Addendum).filter(Addendum.sequence == gone).delete()
    db.session.commit()
    assert office.read(session).faults == [Fault.ENTRY_MISSING]


def test_a_changed_addendum_is_noticed(office: Office) -> None:
    session = office.signed()
    office.add(session, EntryKind.ADDITION, text="one")
    row = db.session.query(Addendum).one()
    row.sealed = bit_flipped(row.sealed, -1)
    db.session.commit()
    assert office.read(session).faults == [Fault.ENTRY_DAMAGED]


def test_entered_in_error_marks_and_deletes_nothing(office: Office) -> None:
    session = office.signed()
    office.add(session, EntryKind.IN_ERROR, reason="Another client's session")
    note = office.read(session)
    assert note.standing.in_error
    assert note.mark is not None
    assert note.mark.in_error
    assert note.words is not None
    with pytest.raises(service.NotNow):
        office.add(session, EntryKind.IN_ERROR, reason="again")


def test_ratings_and_told_words_are_signed_as_they_stood(office: Office) -> None:
    record = office.read(office.signed()).words
    assert record is not None
    assert (record.ratings, record.told) == ({}, {})


def test_where_every_note_stands_is_one_query(office: Office) -> None:
    signed, plain = office.signed(), office.write()
    office.add(signed, EntryKind.ASKED)
    states = told_states(office.jonas.user, keyring=office.jonas.keyring)
    assert {key: str(value.standing.state) for key, value in states.items()} == {
        signed.id: "awaiting-co-sign"
    }
    assert plain.id not in states
