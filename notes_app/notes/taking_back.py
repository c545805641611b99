"""How a change of a saved note's tags, or of a session's facts, is taken back, and done again."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.reversing import taken_back
from notes_app.db.errors import Signed
from notes_app.notes.gathering import put_tag_back
from notes_app.notes.payloads import Passage, Tag
from notes_app.notes.queries import open_facts, session_of
from notes_app.notes.remembering import FactsChange, TagChange, tag_of
from notes_app.notes.revising import change_or_revise_tags
from notes_app.notes.service import Written, change_facts, with_tag, without_tag, written_note
from notes_app.notes.signed import is_signed
from notes_app.payload import decode

SIGNED_SINCE = "note-signed-since"
TAGS = ("passage-tagged", "tag-removed", "tag-changed")
Placed = tuple[Tag, Passage]


def register_note_undo(*, tags: Place, facts: Place) -> None:
    """Tell how each kind is taken back, and where it is seen."""
    for kind in TAGS:
        register_undo(
            kind, partial(tag_back, back=True), redo=partial(tag_back, back=False), place=tags
        )
    register_undo(
        "facts-changed",
        partial(facts_back, back=True),
        redo=partial(facts_back, back=False),
        place=facts,
    )


def tag_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A tag as it was."""
    change_back(decode(record.details, TagChange), stand, back=back)


def change_back(change: TagChange, stand: Stand, *, back: bool) -> None:
    """A tag as it was, or as it became.  Its passage is looked up again in the words of now.

    Raises CannotUndo: nothing was changed.
    """
    was, became = (change.was, change.became) if back else (change.became, change.was)
    session = session_of(stand.user, change.session_id)
    if is_signed(session, keyring=stand.keyring) and not change.signed:
        raise CannotUndo(SIGNED_SINCE)
    written = written_note(session, keyring=stand.keyring)
    one = (was or became or _nothing())[0].id
    after = _with_tag_back(written, one, was=was, became=became)
    if change.episode and became is None:
        after = replace(after, ratings=put_tag_back(after.ratings, one, change.episode))
    change_or_revise_tags(
        session,
        written=after,
        base=session.version,
        now=stand.now,
        keyring=stand.keyring,
    )


def facts_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The facts of a session as they were."""
    change = decode(record.details, FactsChange)
    was, became = (change.was, change.became) if back else (change.became, change.was)
    session = session_of(stand.user, change.session_id)
    now = open_facts(session, keyring=stand.keyring)
    facts = taken_back(now, was=was, became=became)
    try:
        change_facts(session, facts=facts, expected=session.version, keyring=stand.keyring)
    except Signed:
        raise CannotUndo(SIGNED_SINCE) from None


def _with_tag_back(
    written: Written, tag_id: UUID, *, was: Placed | None, became: Placed | None
) -> Written:
    now = tag_of(written, tag_id)
    if now is None or became is None:
        if now is not None or became is not None or was is None:
            raise CannotUndo
        return with_tag(written, *was)
    if was is None:
        if now[0] != became[0]:
            raise CannotUndo
        return without_tag(written, tag_id)
    tag = taken_back(now[0], was=was[0], became=became[0])
    place = _place_back(now[1], was=was[1], became=became[1])
    return replace(
        written,
        tags=tuple(tag if one.id == tag_id else one for one in written.tags),
        passages=tuple(place if one.id == tag_id else one for one in written.passages),
    )


def _place_back(now: Passage, *, was: Passage, became: Passage) -> Passage:
    """The passage before, where the act moved it; the words round it may have moved since."""
    if (was.section, was.exact) == (became.section, became.exact):
        return now
    if (now.section, now.exact) != (became.section, became.exact):
        raise CannotUndo
    return was


def _nothing() -> Placed:
    raise CannotUndo("no-longer-there")
