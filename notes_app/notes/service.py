"""What can be done with a session: plan it, tell its facts, write its note, tag its passages."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import msgspec

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import Stale
from notes_app.formats.built_in import RELATIONAL
from notes_app.notes.anchoring import How, normalise_newlines
from notes_app.notes.exclusions import refuse_excluded
from notes_app.notes.gathering import tidied
from notes_app.notes.journal import keep_state
from notes_app.notes.kept import with_kept, with_kept_lines
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.payloads import (
    NOT_RATED,
    NOTHING_TOLD,
    Attendance,
    Caret,
    DraftNote,
    Frame,
    Passage,
    ProcessText,
    Ratings,
    Section,
    SessionText,
    SessionThemes,
    Tag,
    Told,
    Utterance,
    frame_of,
    with_frame,
)
from notes_app.notes.places import draft_place, notes_place, process_place, themes_place
from notes_app.notes.placing import place_passages, with_plain_lines
from notes_app.notes.queries import draft_of, open_draft, open_facts
from notes_app.notes.reading import read_process, read_text
from notes_app.notes.signed import refuse_signed
from notes_app.payload import encode
from notes_app.sharing.sealing import seal_part


@dataclass(frozen=True)
class Written:
    """A note as the desk holds it: the words, the private words, the tags with their places.

    Below them what stands beside the text: the fields of `SessionText`, `SessionThemes` and
    `ProcessText` of the same names.  `frame` None leaves times and attendance as they are.
    """

    sections: tuple[Section, ...] = ()
    process: str = ""
    tagging_complete: bool = False
    tags: tuple[Tag, ...] = ()
    passages: tuple[Passage, ...] = ()
    format: str = RELATIONAL
    ratings: Ratings = NOT_RATED
    told: Told = NOTHING_TOLD
    recording: tuple[Utterance, ...] = ()
    caret: Caret | None = None
    own_response: str = ""
    settled: tuple[str, ...] = ()
    frame: Frame | None = None


@dataclass(frozen=True)
class Seen:
    """What a writer had before them: the note's version, and the draft's (0: there was none)."""

    note: int
    draft: int


def plan_session(client: Client, *, facts: SessionThemes, keyring: Keyring) -> TherapySession:
    """Put an hour with `client` into the diary; nothing is written yet."""
    return write_session(client, facts=facts, text=SessionText(), keyring=keyring)


def write_session(
    client: Client,
    *,
    facts: SessionThemes,
    text: SessionText,
    process: str = "",
    keyring: Keyring,
    session_id: UUID | None = None,
) -> TherapySession:
    """Store a whole session at once.  Asks the database nothing, so thousands go in quickly."""
    session_id = session_id or uuid4()
    session = TherapySession(
        id=session_id,
        client_id=client.id,
        themes=seal_part(facts, themes_place(session_id, client.id), before=None, keyring=keyring),
        notes=seal_part(text, notes_place(session_id, client.id), before=None, keyring=keyring),
        process=seal_part(
            ProcessText(process), process_place(session_id, client.id), before=None, keyring=keyring
        ),
    )
    db.session.add(session)
    return session


def change_facts(
    session: TherapySession, *, facts: SessionThemes, expected: int, keyring: Keyring
) -> None:
    """Store date, times, attendance and the like; the tags stay as they are.

    Raises:
        Signed: the note is signed.
        Stale: the session is no longer at the version `expected`.
        CannotOpen, CannotRead: what stands there cannot be opened, so it is not overwritten.
    """
    refuse_signed(session, keyring=keyring)
    _at(session, expected)
    before = open_facts(session, keyring=keyring)
    kept = msgspec.structs.replace(
        facts,
        number=before.number,
        tags=before.tags,
        tagging_complete=before.tagging_complete,
        written=before.written,
        ratings=before.ratings,
        revisions=before.revisions,
        planned_by=before.planned_by,
    )
    _seal_facts(session, kept, keyring=keyring)


def save_draft(
    session: TherapySession,
    *,
    written: Written,
    seen: Seen,
    user: User,
    now: int,
    keyring: Keyring,
) -> tuple[int, dict[UUID, How]]:
    """Keep what is being written, with every tag looked up again in the words; and its minute.

    Args:
        seen: the versions that the writer last saw.
        now: Unix seconds.

    Returns:
        The draft's new version, and how each passage was found.

    Raises:
        Signed: the note is signed.
        Stale: another window has written in between; nothing is stored.
        CannotOpen, CannotRead: the draft that stands there cannot be opened; it is not overwritten.
    """
    refuse_signed(session, keyring=keyring)
    draft = draft_of(user, session.id)
    if (draft.version if draft else 0) != seen.draft:
        raise Stale
    if draft:
        open_draft(draft, keyring=keyring)
    placed, how = place_tags(written)
    note = DraftNote(base=seen.note, saved_at=now, **vars(placed))
    keep_state(session.id, note, keyring=keyring)
    return _store_draft(draft, session, note, user=user, keyring=keyring), how


def save_note(
    session: TherapySession, *, written: Written, base: int, user: User, keyring: Keyring
) -> None:
    """Make `written` the session's note, and purge the draft that led to it.

    Raises:
        Signed: the note is signed.
        BelongsInTheRecord: the process note holds what it may not.
        Stale: the session is no longer at version `base`.
        CannotOpen, CannotRead: a part that stands there cannot be opened; nothing is overwritten.
    """
    refuse_excluded(session.id, written.process, settled=written.settled)
    change_tags(session, written=written, base=base, keyring=keyring)
    purge_draft(session, user=user)


def change_tags(session: TherapySession, *, written: Written, base: int, keyring: Keyring) -> None:
    """The same for a note of which only the tags changed: what is being written beside it stays.

    Raises:
        Signed, Stale, CannotOpen, CannotRead: as `save_note`.
    """
    refuse_signed(session, keyring=keyring)
    _at(session, base)
    placed, _ = place_tags(written)
    facts = open_facts(session, keyring=keyring)
    text = read_text(session, keyring=keyring)
    private = read_process(session, keyring=keyring)
    _seal_facts(session, _facts_as_written(facts, placed), keyring=keyring)
    words = msgspec.structs.replace(
        text,
        sections=placed.sections,
        passages=placed.passages,
        format=placed.format,
        told=with_kept_lines(placed.told, text.told, facts.ratings),
    )
    place = notes_place(session.id, session.client_id)
    session.notes = seal_part(words, place, before=session.notes, keyring=keyring)
    process = _process_as_written(private, placed)
    if process != private:
        _seal_process(session, process, keyring=keyring)


def purge_draft(session: TherapySession, *, user: User) -> None:
    """Forget the draft of this session, if there is one."""
    draft = draft_of(user, session.id)
    if draft:
        db.session.delete(draft)


def set_draft_aside(session: TherapySession, *, user: User, keyring: Keyring) -> None:
    """Go on without a draft that cannot be opened; it is kept as it is.

    Raises:
        Signed: the note is signed.
    """
    refuse_signed(session, keyring=keyring)
    draft = draft_of(user, session.id)
    if draft:
        draft.set_aside = True


def written_note(session: TherapySession, *, keyring: Keyring) -> Written:
    """The note as it was last saved.  Raises NoKey, CannotOpen, CannotRead."""
    facts = open_facts(session, keyring=keyring)
    text = read_text(session, keyring=keyring)
    private = read_process(session, keyring=keyring)
    return Written(
        sections=text.sections,
        process=private.text,
        tagging_complete=facts.tagging_complete,
        tags=facts.tags,
        passages=text.passages,
        format=text.format,
        ratings=facts.ratings,
        told=text.told,
        recording=private.recording,
        own_response=private.own_response,
        settled=private.settled,
        frame=frame_of(facts),
    )


def drafted_note(note: DraftNote) -> Written:
    """A draft as the desk holds it."""
    return Written(**{field: getattr(note, field) for field in Written.__dataclass_fields__})


def newest_note(session: TherapySession, *, user: User, keyring: Keyring) -> Written:
    """The draft where there is one, else the note.  Raises NoKey, CannotOpen, CannotRead."""
    draft = draft_of(user, session.id)
    if draft is None:
        return written_note(session, keyring=keyring)
    return drafted_note(open_draft(draft, keyring=keyring))


def with_tag(written: Written, tag: Tag, passage: Passage) -> Written:
    """The note with one more tagged passage."""
    return replace(written, tags=(*written.tags, tag), passages=(*written.passages, passage))


def with_tag_changed(written: Written, tag: Tag) -> Written:
    """The note with `tag` in the place of the one that had its id."""
    return replace(written, tags=tuple(tag if one.id == tag.id else one for one in written.tags))


def without_tag(written: Written, tag_id: UUID) -> Written:
    """The note without one tag; a tag that is not there changes nothing."""
    return replace(
        written,
        tags=tuple(tag for tag in written.tags if tag.id != tag_id),
        passages=tuple(passage for passage in written.passages if passage.id != tag_id),
    )


def place_tags(written: Written) -> tuple[Written, dict[UUID, How]]:
    """Look every passage up in its section's words, the starred ones too; none is dropped.

    Passages without a tag, and tags without a passage, are left out: neither can be shown.  What
    is left out leaves its episode as well.
    """
    sections, phrases = with_plain_lines(written.sections), written.told.phrases
    ids = {tag.id for tag in written.tags}
    tagged = tuple(passage for passage in written.passages if passage.id in ids)
    found = place_passages(sections, (*tagged, *phrases))
    placed = replace(
        written,
        sections=sections,
        process=normalise_newlines(written.process),
        tags=tuple(tag for tag in written.tags if tag.id in found),
        ratings=tidied(written.ratings, ids & found.keys(), words=written.told.words),
        passages=tuple(found[passage.id][0] for passage in tagged),
        told=msgspec.structs.replace(
            written.told, phrases=tuple(found[phrase.id][0] for phrase in phrases)
        ),
    )
    return placed, {passage_id: how for passage_id, (_, how) in found.items()}


def _facts_as_written(facts: SessionThemes, placed: Written) -> SessionThemes:
    framed = with_frame(facts, placed.frame)
    return msgspec.structs.replace(
        framed,
        attendance=framed.attendance or Attendance.HELD,
        tagging_complete=placed.tagging_complete,
        written=True,
        tags=placed.tags,
        ratings=with_kept(placed.ratings, facts.ratings),
    )


def _process_as_written(private: ProcessText, placed: Written) -> ProcessText:
    return msgspec.structs.replace(
        private,
        text=placed.process,
        recording=placed.recording,
        own_response=placed.own_response,
        settled=placed.settled,
    )


def _at(session: TherapySession, expected: int) -> None:
    if session.version != expected:
        raise Stale


def _store_draft(
    draft: Draft | None, session: TherapySession, note: DraftNote, *, user: User, keyring: Keyring
) -> int:
    if draft is None:
        draft = Draft(id=uuid4(), user_id=user.id, session_id=session.id, version=0)
        db.session.add(draft)
    version = draft.version + 1
    place = draft_place(draft.id, user.id, session.id, version)
    draft.sealed = seal(encode(note), keyring.derive("drafts"), place)
    draft.version = version
    return version


def _seal_facts(session: TherapySession, facts: SessionThemes, *, keyring: Keyring) -> None:
    place = themes_place(session.id, session.client_id)
    session.themes = seal_part(facts, place, before=session.themes, keyring=keyring)


def _seal_process(session: TherapySession, private: ProcessText, *, keyring: Keyring) -> None:
    place = process_place(session.id, session.client_id)
    session.process = seal_part(private, place, before=session.process, keyring=keyring)
