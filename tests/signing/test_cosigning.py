"""A supervisor signs for the very same note, with the notes key only, and never for her own."""

import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.notes.models import Addendum, TherapySession
from notes_app.signing import service
from notes_app.signing.payloads import EntryKind, SignedEntry
from notes_app.signing.policy import NotNow, State
from notes_app.signing.verifying import NOBODY, Known, known_authors, own_author, spelled
from tests.crypto.damage import bit_flipped
from tests.signing.builders import JONAS, RUTH, moment
from tests.signing.conftest import Office


def asked(office: Office) -> TherapySession:
    """A signed note with an addendum, about which Ruth was asked and for which she has the key."""
    session = office.signed()
    office.add(session, EntryKind.ADDITION, text="She rang.")
    service.ask_for_cosign(session, moment=moment(), keyring=office.jonas.keyring)
    db.session.commit()
    office.grant_notes()
    return session


def jonas_pinned(office: Office) -> Known:
    return known_authors(own_author(office.jonas.keyring))


def cosign(office: Office, session: TherapySession) -> None:
    service.cosign_note(
        session,
        actor=office.ruth.user,
        author=jonas_pinned(office),
        moment=moment(RUTH, hours=24),
        keyring=office.ruth.keyring,
    )
    db.session.commit()


def give_back(office: Office, session: TherapySession) -> None:
    service.return_note(
        session,
        actor=office.ruth.user,
        author=jonas_pinned(office),
        reason="The plan is missing.",
        moment=moment(RUTH, hours=24),
        keyring=office.ruth.keyring,
    )
    db.session.commit()


def last_entry(office: Office, session: TherapySession) -> SignedEntry:
    below = office.read(session).record
    assert below is not None
    words = below.entries[-1].words
    assert words is not None
    return words


def test_the_supervisor_co_signs_the_note_and_all_that_stands_below(office: Office) -> None:
    session = asked(office)
    cosign(office, session)
    note = office.read(session)
    assert (note.standing.state, note.faults) == (State.COSIGNED, [])
    assert note.record is not None
    *before, last = note.record.entries
    assert last.words is not None
    assert (last.words.signer, last.words.kind) == (RUTH, EntryKind.COSIGNED)
    assert last.words.amends == spelled(note.record.record.digest)
    assert last.words.covers == tuple(spelled(entry.digest) for entry in before)


def test_only_with_the_notes_key(office: Office) -> None:
    session = office.signed()
    service.ask_for_cosign(session, moment=moment(), keyring=office.jonas.keyring)
    db.session.commit()
    with pytest.raises(NoKey):
        cosign(office, session)


def test_nobody_co_signs_their_own(office: Office) -> None:
    session = asked(office)
    with pytest.raises(NotNow):
        service.cosign_note(
            session,
            actor=office.jonas.user,
            author=jonas_pinned(office),
            moment=moment(JONAS),
            keyring=office.jonas.keyring,
        )


def test_nobody_co_signs_for_an_author_whose_keys_they_did_not_pin(office: Office) -> None:
    session = asked(office)
    with pytest.raises(CannotOpen):
        service.cosign_note(
            session,
            actor=office.ruth.user,
            author=NOBODY,
            moment=moment(RUTH),
            keyring=office.ruth.keyring,
        )


def test_nobody_co_signs_unasked(office: Office) -> None:
    session = office.signed()
    office.grant_notes()
    with pytest.raises(NotNow):
        cosign(office, session)


def test_nobody_co_signs_over_a_damaged_entry(office: Office) -> None:
    session = asked(office)
    first = db.session.query(Addendum).filter(Addendum.sequence == 1).one()
    first.sealed = bit_flipped(first.sealed, -1)
    db.session.commit()
    with pytest.raises(NotNow):
        cosign(office, session)


def test_a_note_comes_back_with_a_reason_and_stays_as_signed(office: Office) -> None:
    session = asked(office)
    give_back(office, session)
    note = office.read(session)
    assert note.standing.state is State.RETURNED
    assert note.words is not None
    assert last_entry(office, session).reason == "The plan is missing."


def test_it_is_asked_about_again_only_after_an_addendum(office: Office) -> None:
    session = asked(office)
    give_back(office, session)
    with pytest.raises(NotNow):
        office.add(session, EntryKind.ASKED)
    office.add(session, EntryKind.REPLY, text="The plan: weekly.")
    office.add(session, EntryKind.ASKED)
    assert office.read(session).standing.state is State.AWAITING
    cosign(office, session)
    assert office.read(session).standing.state is State.COSIGNED


def test_a_removed_co_signature_is_no_state_of_its_own(office: Office) -> None:
    session = asked(office)
    cosign(office, session)
    last = db.session.query(Addendum).order_by(Addendum.sequence.desc()).first()
    db.session.delete(last)
    db.session.commit()
    assert office.read(session).standing.state is State.AWAITING


def test_a_co_signature_of_somebody_unknown_moves_the_note_nowhere(office: Office) -> None:
    from notes_app.signing.reading import Fault, signed_note

    session = asked(office)
    cosign(office, session)
    db.session.expire_all()
    note = signed_note(session, keyring=office.jonas.keyring)
    assert note is not None
    assert (note.standing.state, note.faults) == (State.AWAITING, [Fault.ENTRY_DAMAGED])
