"""Tags and ratings of a signed session: they change as dated revisions, and what was is kept."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import msgspec

from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import Stale
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Ratings, Revision, SessionThemes
from notes_app.notes.places import notes_place, themes_place
from notes_app.notes.queries import ReadSession, open_facts
from notes_app.notes.reading import read_text
from notes_app.notes.service import Written, change_tags, place_tags
from notes_app.notes.signed import is_signed, lock_session, refuse_signed
from notes_app.sharing.sealing import seal_part


def change_or_revise_tags(
    session: TherapySession, *, written: Written, base: int, now: int, keyring: Keyring
) -> None:
    """Store changed tags: as the note's where it is not signed, as a revision where it is.

    Args:
        now: Unix seconds.

    Raises:
        Stale, CannotOpen, CannotRead: as `change_tags`.
    """
    if is_signed(session, keyring=keyring):
        revise_tags(session, written=written, base=base, now=now, keyring=keyring)
    else:
        change_tags(session, written=written, base=base, keyring=keyring)


def revise_tags(
    session: TherapySession, *, written: Written, base: int, now: int, keyring: Keyring
) -> None:
    """Store the tags of `written` for a signed session; its words stay as they are.

    Args:
        written: only its tags, their places, its ratings and whether tagging is complete count.
        now: Unix seconds; until then the tags were as they are now.

    Raises:
        Stale: the session is no longer at version `base`.
        CannotOpen, CannotRead: a part cannot be opened; nothing is overwritten.
    """
    lock_session(session.id)
    if session.version != base:
        raise Stale
    facts, text = open_facts(session, keyring=keyring), read_text(session, keyring=keyring)
    # Signed words do not move: each passage is found where it stands, or was never in them.
    placed, _ = place_tags(replace(written, sections=text.sections))
    revised = _revised(facts, placed, now)
    if revised is facts:
        return
    place = themes_place(session.id, session.client_id)
    session.themes = seal_part(revised, place, before=session.themes, keyring=keyring)
    words = msgspec.structs.replace(text, passages=placed.passages)
    if words != text:
        where = notes_place(session.id, session.client_id)
        session.notes = seal_part(words, where, before=session.notes, keyring=keyring)


def change_or_revise_ratings(
    session: TherapySession, *, ratings: Ratings, base: int, now: int, keyring: Keyring
) -> None:
    """Store other ratings: as the session's where its note is not signed, else as a revision.

    Args:
        now: Unix seconds.

    Raises:
        Stale, CannotOpen, CannotRead: as `revise_tags`.
    """
    lock_session(session.id)
    if session.version != base:
        raise Stale
    facts = open_facts(session, keyring=keyring)
    if facts.ratings == ratings:
        return
    told = msgspec.structs.replace(facts, ratings=ratings)
    if is_signed(session, keyring=keyring):
        told = _with_revision(told, before=facts, now=now)
    place = themes_place(session.id, session.client_id)
    session.themes = seal_part(told, place, before=session.themes, keyring=keyring)


def tell_line(session: TherapySession, about: UUID, *, line: str, keyring: Keyring) -> None:
    """Put a line of words about a rupture or a repair under its id; an empty one takes it away.

    Raises:
        Signed: the note is signed, and its words stay.
        CannotOpen, CannotRead: the notes part cannot be opened; it is not overwritten.
    """
    refuse_signed(session, keyring=keyring)
    text = read_text(session, keyring=keyring)
    others = {one: words for one, words in text.told.words.items() if one != about}
    told = msgspec.structs.replace(text.told, words=others | ({about: line} if line else {}))
    if told != text.told:
        where = notes_place(session.id, session.client_id)
        words = msgspec.structs.replace(text, told=told)
        session.notes = seal_part(words, where, before=session.notes, keyring=keyring)


def themes_as_of(facts: SessionThemes, moment: int) -> SessionThemes:
    """The session as it was tagged and rated at `moment` (Unix seconds); later revisions undone."""
    for revision in facts.revisions:
        if moment < revision.until:
            return msgspec.structs.replace(
                facts,
                tags=revision.tags,
                tagging_complete=revision.tagging_complete,
                ratings=revision.ratings,
            )
    return facts


def sessions_as_of(reads: Sequence[ReadSession], moment: int) -> list[ReadSession]:
    """The same for all sessions of a client: what a chart drawn at `moment` was drawn from."""
    return [
        replace(read, facts=themes_as_of(read.facts, moment)) if read.facts else read
        for read in reads
    ]


def _revised(facts: SessionThemes, placed: Written, now: int) -> SessionThemes:
    """The facts with other tags; the same object where nothing changed."""
    told = msgspec.structs.replace(
        facts,
        tags=placed.tags,
        tagging_complete=placed.tagging_complete,
        ratings=placed.ratings,
    )
    return facts if told == facts else _with_revision(told, before=facts, now=now)


def _with_revision(told: SessionThemes, *, before: SessionThemes, now: int) -> SessionThemes:
    # Two changes within one second, or a clock that was set back, must stay in order.
    last = before.revisions[-1].until if before.revisions else 0
    was = Revision(
        until=max(now, last),
        tags=before.tags,
        tagging_complete=before.tagging_complete,
        ratings=before.ratings,
    )
    return msgspec.structs.replace(told, revisions=(*before.revisions, was))
