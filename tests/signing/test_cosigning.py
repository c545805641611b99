"""A supervisor signs for the very same note, with the notes key only, and never for her own."""

import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.notes.models import Addendum, TherapySession
from notes_app.signing import service
from notes_app.signing.payloads import EntryKind, SignedEntry
from notes_app.signing.policy import NotNow, State
from notes_app.signing.verifying import NOBODY, Known, known_authors, own_author, spelled
from tests.signing.builders import JONAS, RUTH, moment
from tests.signing.conftest import Practice


def asked(practice: Practice) -> TherapySession:
    """A signed note with an addendum, about which Ruth was asked and for which she has the key."""
    session = practice.signed()
    practice.add(session, EntryKind.ADDITION, text="She rang.")
    service.ask_for_cosign(session, moment=moment(), keyring=practice.jonas.keyring)
    db.session.commit()
    practice.grant_notes()
    return session


def jonas_pinned(practice: Practice) -> Known:
    return known_authors(own_author(practice.jonas.keyring))


def cosign(practice: Practice, session: TherapySession) -> None:
    service.cosign_note(
        session,
        actor=practice.ruth.user,
        author=jonas_pinned(practice),
        moment=moment(RUTH, hours=24),
        keyring=practice.ruth.keyring,
    )
    db.session.commit()


def give_back(practice: Practice, session: TherapySession) -> None:
    service.return_note(
        session,
        actor=practice.ruth.user,
        author=jonas_pinned(practice),
        reason="The plan is missing.",
        moment=moment(RUTH, hours=24),
        keyring=practice.ruth.keyring,
    )
    db.session.commit()


def last_entry(practice: Practice, session: TherapySession) -> SignedEntry:
    below = practice.read(session).record
    assert below is not None
    words = below.entries[-1].words
    assert words is not None
    return words


def test_the_supervisor_co_signs_the_note_and_all_that_stands_below(practice: Practice) -> None:
    session = asked(practice)
    cosign(practice, session)
    note = practice.read(session)
    assert (note.standing.state, note.faults) == (State.COSIGNED, [])
    assert note.record is not None
    *before, last = note.record.entries
    assert last.words is not None
    assert (last.words.signer, last.words.kind) == (RUTH, EntryKind.COSIGNED)
    assert last.words.amends == spelled(note.record.record.digest)
    assert last.words.covers == tuple(spelled(entry.digest) for entry in before)


def test_only_with_the_notes_key(practice: Practice) -> None:
    session = practice.signed()
    service.ask_for_cosign(session, moment=moment(), keyring=practice.jonas.keyring)
    db.session.commit()
    with pytest.raises(NoKey):
        cosign(practice, session)


def test_nobody_co_signs_their_own(practice: Practice) -> None:
    session = asked(practice)
    with pytest.raises(NotNow):
        service.cosign_note(
            session,
            actor=practice.jonas.user,
            author=NOBODY,
            moment=moment(JONAS),
            keyring=practice.jonas.keyring,
        )


def test_nobody_co_signs_for_an_author_whose_keys_they_did_not_pin(practice: Practice) -> None:
    session = asked(practice)
    with pytest.raises(CannotOpen):
        service.cosign_note(
            session,
            actor=practice.ruth.user,
            author=NOBODY,
            moment=moment(RUTH),
            keyring=practice.ruth.keyring,
        )


def test_nobody_co_signs_unasked(practice: Practice) -> None:
    session = practice.signed()
    practice.grant_notes()
    with pytest.raises(NotNow):
        cosign(practice, session)


def test_nobody_co_signs_over_a_damaged_entry(practice: Practice) -> None:
    session = asked(practice)
    first = db.session.query(Addendum).filter(Addendum.sequence == 1).one()
    first.sealed = first.sealed[:-1] + b"?"
    db.session.commit()
    with pytest.raises(NotNow):
        cosign(practice, session)


def test_a_note_comes_back_with_a_reason_and_stays_as_signed(practice: Practice) -> None:
    session = asked(practice)
    give_back(practice, session)
    note = practice.read(session)
    assert note.standing.state is State.RETURNED
    assert note.words is not None
    assert last_entry(practice, session).reason == "The plan is missing."


def test_it_is_asked_about_again_only_after_an_addendum(practice: Practice) -> None:
    session = asked(practice)
    give_back(practice, session)
    with pytest.raises(NotNow):
        practice.add(session, EntryKind.ASKED)
    practice.add(session, EntryKind.REPLY, text="The plan: weekly.")
    practice.add(session, EntryKind.ASKED)
    assert practice.read(session).standing.state is State.AWAITING
    cosign(practice, session)
    assert practice.read(session).standing.state is State.COSIGNED


def test_a_removed_co_signature_is_no_state_of_its_own(practice: Practice) -> None:
    session = asked(practice)
    cosign(practice, session)
    last = db.session.query(Addendum).order_by(Addendum.sequence.desc()).first()
    db.session.delete(last)
    db.session.commit()
    assert practice.read(session).standing.state is State.AWAITING


def test_a_co_signature_of_somebody_unknown_moves_the_note_nowhere(practice: Practice) -> None:
    from notes_app.signing.reading import Fault, signed_note

    session = asked(practice)
    cosign(practice, session)
    db.session.expire_all()
    note = signed_note(session, keyring=practice.jonas.keyring)
    assert note is not None
    assert (note.standing.state, note.faults) == (State.AWAITING, [Fault.ENTRY_DAMAGED])
