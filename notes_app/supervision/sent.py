"""How passages were when they were sent for review or lent, and what changed since.  Pure.

The therapist may write on; whoever reviews sees the tags as they are now, and is told.
"""

import hashlib
from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec

from notes_app.clients.queries import ClientCard
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.payload import encode
from notes_app.supervision.naming import counted_as, named
from notes_app.supervision.payloads import LentPassage, SentTag

Sent = Mapping[UUID, SentTag]
NEW = "New since it was sent"
CHANGED = "Changed since it was sent"


def as_sent(reads: Iterable[ReadSession]) -> dict[UUID, SentTag]:
    """The tags of these sessions, as they are written down when they are sent."""
    return {
        tag.id: SentTag(read.session_id, tag.theme, tag.strength, _rest(tag))
        for read in reads
        for tag in read.tags
    }


def as_lent(passage: LentPassage) -> bytes:
    """What a lent passage is recognised by: its borrower holds its key, and could write another."""
    return hashlib.sha256(encode(passage)).digest()


def change_of(tag: Tag, sent: Sent | None, card: ClientCard) -> str:
    """What changed about a passage since it was sent, as a sentence; "" where nothing did.

    Args:
        sent: None where it is not known how it was.
    """
    if sent is None:
        return ""
    before = sent.get(tag.id)
    if before is None:
        return NEW
    was = named(card, counted_as(card, before.theme)).name
    said = [f"was {was}"] if was != named(card, tag.theme).name else []
    said += [f"was {before.strength} of 5"] if before.strength != tag.strength else []
    if said:
        return f"{CHANGED}: {' and '.join(said)}"
    return "" if before.rest == _rest(tag) else CHANGED


def removed_since(read: ReadSession, sent: Sent | None) -> int:
    """How many passages of a session are tagged no more since it was sent."""
    if read.facts is None:
        return 0
    before = {id_ for id_, one in (sent or {}).items() if one.session == read.session_id}
    return len(before - {tag.id for tag in read.tags})


def _rest(tag: Tag) -> bytes:
    bare = msgspec.structs.replace(tag, theme="", strength=1, for_supervision=False)
    return hashlib.sha256(msgspec.json.encode(bare)).digest()[:8]
