"""The journal of a note that is being written: earlier states, under their writer's own key.

Every entry is the whole note.  The newest one carries the index of all before it (`Kept`), so that
one entry is opened to know every moment, and the database knows none.  Rows are added and removed,
never changed; what an entry's index says of the rows before it therefore stays true.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Select, delete, select

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place
from notes_app.db.errors import NotFound
from notes_app.notes.journal_payloads import EarlierNote, Kept, Kind, read_earlier
from notes_app.notes.kept import without_kept
from notes_app.notes.minutes import folded, is_same_minute, thinned
from notes_app.notes.models import JournalEntry
from notes_app.notes.payloads import DraftNote
from notes_app.notes.places import journal_place
from notes_app.payload import CannotRead, encode

KEY = "drafts"
TIDIED = 5  # other notes' journals that one save looks through


@dataclass(frozen=True)
class Entry:
    """One earlier state in a list; `at` None: it cannot be opened."""

    entry_id: UUID
    at: int | None
    kind: Kind = Kind.MINUTE


@dataclass(frozen=True)
class _Journal:
    """What stands there: the newest entry, if it opens, and the index of all that do."""

    sequence: int = 0
    newest: EarlierNote | None = None
    index: tuple[Kept, ...] = ()


def keep_state(
    session_id: UUID,
    note: DraftNote,
    *,
    kind: Kind = Kind.MINUTE,
    window: str = "",
    keyring: Keyring,
) -> None:
    """Keep `note` as it stands at its `saved_at`, unless the newest entry says the same.

    A state of the same minute gives way to it; so does one that the same window set aside then.
    """
    journal = _journal_of(session_id, keyring)
    state, before = EarlierNote(note.saved_at, note, kind, window), journal.index
    if journal.newest and _gives_way(journal.newest, state):
        before = before[:-1]
    elif journal.newest and is_same_note(journal.newest.note, note):
        return
    _add(state, session_id, journal, before=before, keyring=keyring)


def fold_journal(
    session_id: UUID, note: DraftNote, *, found: DraftNote | None, keyring: Keyring
) -> None:
    """The note was saved as `note`: keep that instead of its minutes.

    Args:
        found: what stood there before the save, where that held words.  It is kept too, unless the
            save that wrote it kept it already.
    """
    journal = _journal_of(session_id, keyring)
    kept = folded(journal.index)
    if found and not _is_known(found, kept, session_id, keyring):
        state = EarlierNote(note.saved_at, found, Kind.FOUND)
        journal = _add(state, session_id, journal, before=kept, keyring=keyring)
        kept = journal.index
    state = EarlierNote(note.saved_at, note, Kind.SAVED)
    _add(state, session_id, journal, before=kept, keyring=keyring)


def tidy_journals(*, after: UUID, now: int, keyring: Keyring) -> None:
    """Thin the journals of the few notes whose ids follow `after`: what is old goes in time."""
    ids = (
        select(JournalEntry.session_id)
        .where(JournalEntry.user_id == keyring.user_id, JournalEntry.session_id > after)
        .distinct()
        .order_by(JournalEntry.session_id)
        .limit(TIDIED)
    )
    for session_id in db.session.scalars(ids).all():
        index = _journal_of(session_id, keyring).index
        _drop(session_id, index, thinned(index, now=now), keyring)


def entries_of(session_id: UUID, *, keyring: Keyring) -> list[Entry]:
    """The earlier states of a note, newest first; one entry is opened to know all moments."""
    known = {one.sequence: one for one in _journal_of(session_id, keyring).index}
    entries = []
    rows = _rows(session_id, keyring).with_only_columns(JournalEntry.id, JournalEntry.sequence)
    for entry_id, sequence in db.session.execute(rows):
        one = known.get(sequence)
        entries.append(Entry(entry_id, one.at, one.kind) if one else Entry(entry_id, None))
    return entries


def open_state(session_id: UUID, entry_id: UUID, *, keyring: Keyring) -> EarlierNote:
    """One earlier state.  Raises NotFound, CannotOpen, CannotRead."""
    row = db.session.scalar(_rows(session_id, keyring).where(JournalEntry.id == entry_id))
    if row is None:
        raise NotFound
    return _open(row, keyring)


def newest_state(session_id: UUID, *, keyring: Keyring) -> EarlierNote | None:
    """The newest entry, if there is one and it opens."""
    return _journal_of(session_id, keyring).newest


def is_same_note(one: DraftNote, other: DraftNote) -> bool:
    """Whether two states say the same, whenever they were stored and wherever the caret was."""
    return _bare(one) == _bare(other)


def _bare(note: DraftNote) -> DraftNote:
    # A section without words says nothing: the desk sends it, a note brought in has none.
    sections = tuple(section for section in note.sections if section.text)
    bare = without_kept(note)
    return msgspec.structs.replace(bare, base=0, saved_at=0, caret=None, sections=sections)


def _gives_way(newest: EarlierNote, state: EarlierNote) -> bool:
    same = is_same_note(newest.note, state.note)
    if (newest.kind, state.kind) == (Kind.MINUTE, Kind.ASIDE):
        return same  # as a minute it would give way to the next state
    if newest.kind != state.kind or state.kind not in (Kind.MINUTE, Kind.ASIDE) or same:
        return False
    return newest.window == state.window and is_same_minute(newest.at, state.at)


def _is_known(found: DraftNote, kept: tuple[Kept, ...], session_id: UUID, keyring: Keyring) -> bool:
    last = next((one.sequence for one in reversed(kept) if one.kind == Kind.SAVED), None)
    row = db.session.scalar(_rows(session_id, keyring).where(JournalEntry.sequence == last))
    try:
        return row is not None and is_same_note(_open(row, keyring).note, found)
    except (CannotOpen, CannotRead):
        return False


def _add(
    state: EarlierNote,
    session_id: UUID,
    journal: _Journal,
    *,
    before: tuple[Kept, ...],
    keyring: Keyring,
) -> _Journal:
    """Add `state` after `before`, and remove what is not among those or is thinned."""
    own = Kept(journal.sequence + 1, state.at, state.kind)
    index = thinned([*before, own], now=state.at)
    earlier = tuple(one for one in index if one.sequence != own.sequence)
    row = JournalEntry(
        id=uuid4(), user_id=keyring.user_id, session_id=session_id, sequence=own.sequence
    )
    state = msgspec.structs.replace(state, earlier=earlier)
    row.sealed = seal(encode(state), keyring.derive(KEY), _place_of(row))
    db.session.add(row)
    _drop(session_id, journal.index, index, keyring)
    return _Journal(own.sequence, state, (*earlier, own))


def _drop(session_id: UUID, index: Iterable[Kept], kept: Iterable[Kept], keyring: Keyring) -> None:
    """Remove what the index knows and `kept` does not hold.  A damaged entry, unknown, stays."""
    gone = {one.sequence for one in index} - {one.sequence for one in kept}
    if gone:
        mine = (JournalEntry.user_id == keyring.user_id, JournalEntry.session_id == session_id)
        db.session.execute(delete(JournalEntry).where(*mine, JournalEntry.sequence.in_(gone)))


def _journal_of(session_id: UUID, keyring: Keyring) -> _Journal:
    row = db.session.scalar(_rows(session_id, keyring).limit(1))
    if row is None:
        return _Journal()
    try:
        newest = _open(row, keyring)
    except (CannotOpen, CannotRead):
        return _Journal(row.sequence, None, _index_again(session_id, keyring))
    own = Kept(row.sequence, newest.at, newest.kind)
    return _Journal(row.sequence, newest, (*newest.earlier, own))


def _index_again(session_id: UUID, keyring: Keyring) -> tuple[Kept, ...]:
    """The newest entry is damaged: open all for the moments of those that open."""
    found = []
    for row in db.session.scalars(_rows(session_id, keyring)).all():
        try:
            opened = _open(row, keyring)
        except (CannotOpen, CannotRead):
            continue
        found.append(Kept(row.sequence, opened.at, opened.kind))
    return tuple(reversed(found))


def _rows(session_id: UUID, keyring: Keyring) -> Select[JournalEntry]:
    """Their entries for one note, newest first."""
    return (
        select(JournalEntry)
        .where(JournalEntry.user_id == keyring.user_id, JournalEntry.session_id == session_id)
        .order_by(JournalEntry.sequence.desc())
    )


def _open(row: JournalEntry, keyring: Keyring) -> EarlierNote:
    return read_earlier(unseal(row.sealed, keyring.derive(KEY), _place_of(row)))


def _place_of(row: JournalEntry) -> Place:
    return journal_place(row.id, row.user_id, row.session_id, row.sequence)
