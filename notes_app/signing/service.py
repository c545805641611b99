"""Sign a note, and add to a signed one: an addendum, "entered in error", a co-signature."""

from dataclasses import dataclass
from uuid import uuid4

import msgspec
from sqlalchemy import delete

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import Stale
from notes_app.notes.models import Addendum, JournalEntry, TherapySession, Version
from notes_app.notes.payloads import SessionThemes, Signature
from notes_app.notes.places import themes_place
from notes_app.notes.queries import draft_of, open_draft, open_facts
from notes_app.notes.service import (
    Seen,
    Written,
    drafted_note,
    save_note,
    written_note,
)
from notes_app.notes.signed import lock_session, refuse_signed
from notes_app.sealed import Scope
from notes_app.sharing.sealing import seal_part
from notes_app.signing.composing import (
    AsShown,
    Moment,
    as_it_will_stand,
    has_process_note,
    process_of,
    record_of,
)
from notes_app.signing.payloads import EntryKind, SignedEntry, SignedWords, canonical
from notes_app.signing.places import Kind, SignedPlace
from notes_app.signing.policy import NotNow, act_behind, after, can_cosign
from notes_app.signing.queries import Below, record_below
from notes_app.signing.verifying import (
    NOBODY,
    Known,
    digest_of,
    known_authors,
    own_author,
    signed_body,
    spelled,
)

FIRST = 1


@dataclass(frozen=True)
class Addition:
    """What somebody writes below a signed record."""

    kind: EntryKind
    text: str = ""
    reason: str = ""
    scope: Scope = Scope.NOTES


def sign_note(
    session: TherapySession,
    *,
    user: User,
    seen: Seen,
    shown: AsShown,
    moment: Moment,
    keyring: Keyring,
) -> None:
    """Make what is being written the note, sign the complete record, and lock it.

    Args:
        seen: the versions of note and draft that the author looked at before signing.

    Raises:
        Signed: it is signed already.
        Stale: note or draft are no longer what the author looked at.
        CannotOpen, CannotRead: a part cannot be opened; nothing is signed.
    """
    refuse_signed(session, keyring=keyring)
    _finish_writing(session, user=user, seen=seen, keyring=keyring)
    written = written_note(session, keyring=keyring)
    facts = as_it_will_stand(open_facts(session, keyring=keyring), written)
    sign_record(session, facts, written, shown=shown, moment=moment, keyring=keyring)
    db.session.execute(delete(JournalEntry).where(JournalEntry.session_id == session.id))
    db.session.flush()


def sign_record(
    session: TherapySession,
    facts: SessionThemes,
    written: Written,
    *,
    shown: AsShown,
    moment: Moment,
    keyring: Keyring,
) -> None:
    """Sign a note whose parts are at hand.  Asks the database nothing, so thousands go quickly."""
    record = record_of(session.id, facts, written, shown=shown, moment=moment)
    signed = Signature(
        at=moment.wall,
        record=_store_version(session, Scope.NOTES, record, moment=moment, keyring=keyring),
        late=moment.late,
    )
    if has_process_note(written):
        private = process_of(session.id, facts, written, shown=shown, moment=moment)
        digest = _store_version(session, Scope.PROCESS, private, moment=moment, keyring=keyring)
        signed = msgspec.structs.replace(signed, process=digest)
    told = msgspec.structs.replace(facts, written=True, signed=signed)
    _seal_facts(session, told, keyring=keyring)


def add_entry(
    session: TherapySession,
    addition: Addition,
    *,
    moment: Moment,
    keyring: Keyring,
    pinned: Known = NOBODY,
) -> None:
    """Add below the record what its author adds to it: the record itself stays.

    Args:
        pinned: others who may have signed below it, by the keys that the author pinned.

    Raises:
        NotNow: that does not fit where the note stands, or there is no such record.
        CannotOpen, CannotRead: the record or an entry cannot be opened; nothing is added.
    """
    me = known_authors(own_author(keyring))
    below = _below(session, addition.scope, author=me, others=pinned, keyring=keyring)
    entry = _entry(below, addition, moment)
    _store_entry(session, below, entry, moment=moment, keyring=keyring)
    _remember(session, addition, len(below.entries) + 1, keyring=keyring)
    db.session.flush()


def ask_for_cosign(
    session: TherapySession, *, moment: Moment, keyring: Keyring, pinned: Known = NOBODY
) -> None:
    """Ask the supervisor to co-sign the note and everything below it.

    Args:
        pinned: as in `add_entry`.

    Raises:
        NotNow, CannotOpen, CannotRead: as `add_entry`.
    """
    add_entry(session, Addition(EntryKind.ASKED), moment=moment, keyring=keyring, pinned=pinned)


def cosign_note(
    session: TherapySession, *, actor: User, author: Known, moment: Moment, keyring: Keyring
) -> None:
    """Sign, as a supervisor, for the note and all its entries, by their hashes.

    Args:
        actor: whose keyring this is.
        author: the note's author, by the keys that the supervisor pinned.

    Raises:
        NotNow: it is the actor's own, nobody asked, or a signature below it does not hold.
        NoKey: the notes scope was not granted.
        CannotOpen, CannotRead: the record or an entry cannot be opened.
    """
    below = _to_judge(session, actor=actor, author=author, keyring=keyring)
    covers = tuple(spelled(entry.digest) for entry in below.entries)
    entry = _entry(below, Addition(EntryKind.COSIGNED), moment, covers=covers)
    _store_entry(session, below, entry, moment=moment, keyring=keyring)
    db.session.flush()


def return_note(
    session: TherapySession,
    *,
    actor: User,
    author: Known,
    reason: str,
    moment: Moment,
    keyring: Keyring,
) -> None:
    """Give the note back to its author with a reason; the note stays as signed.

    Raises:
        NotNow, NoKey, CannotOpen, CannotRead: as `cosign_note`.
    """
    below = _to_judge(session, actor=actor, author=author, keyring=keyring)
    addition = Addition(EntryKind.RETURNED, reason=reason)
    _store_entry(session, below, _entry(below, addition, moment), moment=moment, keyring=keyring)
    db.session.flush()


def _finish_writing(session: TherapySession, *, user: User, seen: Seen, keyring: Keyring) -> None:
    """The draft becomes the note, if it is the one that the author looked at."""
    draft = draft_of(user, session.id)
    if (session.version, draft.version if draft else 0) != (seen.note, seen.draft):
        raise Stale
    if draft is None:
        return
    note = open_draft(draft, keyring=keyring)
    save_note(session, written=drafted_note(note), base=note.base, user=user, keyring=keyring)
    db.session.flush()


def _store_version(
    session: TherapySession, scope: Scope, words: SignedWords, *, moment: Moment, keyring: Keyring
) -> bytes:
    """Sign and seal a record; its digest."""
    row = Version(id=uuid4(), session_id=session.id, scope=str(scope), sequence=FIRST)
    digest = _sign_into(row, "version", session, words, moment=moment, keyring=keyring)
    db.session.add(row)
    return digest


def _store_entry(
    session: TherapySession, below: Below, entry: SignedEntry, *, moment: Moment, keyring: Keyring
) -> None:
    row = Addendum(
        id=uuid4(), session_id=session.id, scope=str(below.scope), sequence=below.next_sequence
    )
    _sign_into(row, "addendum", session, entry, moment=moment, keyring=keyring)
    db.session.add(row)


def _sign_into(
    row: Version | Addendum,
    kind: Kind,
    session: TherapySession,
    words: SignedWords,
    *,
    moment: Moment,
    keyring: Keyring,
) -> bytes:
    scope = Scope(row.scope)
    place = SignedPlace(kind, row.id, session.client_id, session.id, row.sequence, scope)
    at, fields = moment.wall, place.fields
    body = signed_body(canonical(words), kind=kind, at=at, fields=fields, keyring=keyring)
    row.generation = keyring.newest_record_generation(session.client_id, session.id, scope)
    key = keyring.record_key(session.client_id, session.id, scope, row.generation)
    row.sealed = seal(body, key, place.at(row.generation))
    return digest_of(body)


def _below(
    session: TherapySession, scope: Scope, *, author: Known, others: Known, keyring: Keyring
) -> Below:
    """The record and what stands below it, whole, with the session locked."""
    # NoKey is told apart from damage.
    keyring.newest_record_generation(session.client_id, session.id, scope)
    lock_session(session.id)
    below = record_below(session, scope, author=author, others=others, keyring=keyring)
    if below is None:
        raise NotNow
    below.refuse_unless_whole()
    return below


def _to_judge(session: TherapySession, *, actor: User, author: Known, keyring: Keyring) -> Below:
    """What a supervisor is to sign for: whole, verified, and somebody else's."""
    me = known_authors(own_author(keyring))
    below = _below(session, Scope.NOTES, author=author, others=me, keyring=keyring)
    writer = below.record.author
    if writer is None or not can_cosign(actor.id, author_id=writer.user_id):
        raise NotNow
    if not all(entry.holds for entry in below.entries):
        raise NotNow
    return below


def _entry(
    below: Below, addition: Addition, moment: Moment, *, covers: tuple[str, ...] = ()
) -> SignedEntry:
    after(below.standing, act_behind(addition.kind))
    return SignedEntry(
        kind=addition.kind,
        amends=spelled(below.record.digest),
        covers=covers,
        reason=addition.reason,
        text=addition.text,
        **moment.told,
    )


def _remember(session: TherapySession, addition: Addition, count: int, *, keyring: Keyring) -> None:
    """The themes part learns how many entries there are, so that a removed one is noticed."""
    facts = open_facts(session, keyring=keyring)
    if facts.signed is None:  # the mark was removed: the record below it is not
        return
    counted = {"process_added" if addition.scope is Scope.PROCESS else "added": count}
    in_error = facts.signed.in_error or addition.kind is EntryKind.IN_ERROR
    signed = msgspec.structs.replace(facts.signed, in_error=in_error, **counted)
    _seal_facts(session, msgspec.structs.replace(facts, signed=signed), keyring=keyring)


def _seal_facts(session: TherapySession, facts: SessionThemes, *, keyring: Keyring) -> None:
    place = themes_place(session.id, session.client_id)
    session.themes = seal_part(facts, place, before=session.themes, keyring=keyring)
