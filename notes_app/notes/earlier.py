"""Keeping, showing and bringing back what a note said before."""

from dataclasses import replace
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.notes.journal import (
    Entry,
    entries_of,
    fold_journal,
    is_same_note,
    keep_state,
    newest_state,
    open_state,
    tidy_journals,
)
from notes_app.notes.journal_payloads import Kind
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Caret, DraftNote
from notes_app.notes.queries import draft_of, open_draft
from notes_app.notes.service import (
    Seen,
    Written,
    drafted_note,
    newest_note,
    place_tags,
    save_draft,
    save_note,
    written_note,
)
from notes_app.payload import CannotRead


def finish_note(
    session: TherapySession, *, written: Written, base: int, now: int, user: User, keyring: Keyring
) -> None:
    """Save the note, and keep in its journal what it was before, and what it is now.

    A draft that says something else than `written` is set aside.

    Raises:
        Signed, Stale, CannotOpen, CannotRead: as `save_note`.
    """
    draft = draft_of(user, session.id)
    drafted = open_draft(draft, keyring=keyring) if draft else None
    found = written_note(session, keyring=keyring)
    save_note(session, written=written, base=base, user=user, keyring=keyring)
    saved = _state(written_note(session, keyring=keyring), now=now, caret=written.caret)
    if drafted and not is_same_note(drafted, _state(place_tags(written)[0], now=now)):
        put_aside(session, written=drafted_note(drafted), now=now, keyring=keyring)
    before = _state(found, now=now) if says_something(found) else None
    fold_journal(session.id, saved, found=before, keyring=keyring)
    tidy_journals(after=session.id, now=now, keyring=keyring)


def put_aside(
    session: TherapySession, *, written: Written, window: str = "", now: int, keyring: Keyring
) -> None:
    """Keep a text in whose place another one stands, or is about to."""
    if says_something(written):
        note = _state(place_tags(written)[0], now=now)
        keep_state(session.id, note, kind=Kind.ASIDE, window=window, keyring=keyring)


def bring_back(
    session: TherapySession, *, entry_id: UUID, now: int, user: User, keyring: Keyring
) -> None:
    """Make an earlier state the draft; what stands now is set aside.

    Raises:
        NotFound: there is no such entry of theirs for this note.
        Signed, CannotOpen, CannotRead: nothing is changed.
    """
    earlier = open_state(session.id, entry_id, keyring=keyring).note
    draft = draft_of(user, session.id)
    present = newest_note(session, user=user, keyring=keyring)
    put_aside(session, written=present, now=now, keyring=keyring)
    base = open_draft(draft, keyring=keyring).base if draft else session.version
    seen = Seen(note=base, draft=draft.version if draft else 0)
    save_draft(
        session, written=drafted_note(earlier), seen=seen, user=user, now=now, keyring=keyring
    )


def earlier_states(session: TherapySession, *, user: User, keyring: Keyring) -> list[Entry]:
    """What can be looked back at, newest first: without an entry that says what stands now."""
    entries = entries_of(session.id, keyring=keyring)
    newest = newest_state(session.id, keyring=keyring)
    try:
        present = _state(newest_note(session, user=user, keyring=keyring), now=0)
    except (CannotOpen, CannotRead):
        return entries
    return entries[1:] if newest and is_same_note(newest.note, present) else entries


def caret_of(session: TherapySession, written: Written, *, keyring: Keyring) -> Caret | None:
    """Where the caret was: in the draft, or in the note as it was saved last."""
    if written.caret:
        return written.caret
    newest = newest_state(session.id, keyring=keyring)
    return newest.note.caret if newest and newest.kind == Kind.SAVED else None


def says_something(written: Written) -> bool:
    """Whether anything stands in a note but its format."""
    empty = DraftNote(base=0, saved_at=0, format=written.format, frame=written.frame)
    return not is_same_note(_state(written, now=0), empty)


def _state(written: Written, *, now: int, caret: Caret | None = None) -> DraftNote:
    placed = replace(written, caret=caret or written.caret)
    return DraftNote(base=0, saved_at=now, **vars(placed))
