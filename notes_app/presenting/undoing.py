"""How a suggestion that was taken is taken back, and taken again: the tag, and what is said of it.

The conversation is signed and nothing in it changes: each way is an entry of its own, so that the
supervisor reads what holds.
"""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from notes_app import db
from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.clients.queries import ClientCard, client_of
from notes_app.crypto.errors import CannotOpen
from notes_app.grants.labels import keep_labels
from notes_app.notes.queries import session_of, sessions_of
from notes_app.notes.remembering import TagChange, tag_act
from notes_app.notes.taking_back import change_back
from notes_app.payload import CannotRead, Part, decode
from notes_app.supervision.payloads import Said, Settled, Unsettled
from notes_app.supervision.service import say
from notes_app.themes.queries import codebook_of

KIND = "suggestion-taken"


class TakenSuggestion(Part, frozen=True):
    """Which suggestion was taken, by its entry, and what became of the tag."""

    suggestion: UUID
    tag: TagChange


def taken_act(suggestion: UUID, change: TagChange, card: ClientCard, *, theme: str) -> Act | None:
    """A suggestion was taken; None where the passage was called so already."""
    act = tag_act(KIND, change, card, theme=theme)
    return replace(act, details=TakenSuggestion(suggestion, change)) if act else None


def register_taken_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_undo(KIND, undo=_undo, redo=_redo, place=place)


def _undo(record: ChangeRecord, stand: Stand) -> None:
    taken = decode(record.details, TakenSuggestion)
    _put(taken.tag, stand, back=True, said=Unsettled(taken.suggestion))


def _redo(record: ChangeRecord, stand: Stand) -> None:
    taken = decode(record.details, TakenSuggestion)
    _put(taken.tag, stand, back=False, said=Settled(taken.suggestion, taken=True))


def _put(change: TagChange, stand: Stand, *, back: bool, said: Said) -> None:
    client = client_of(stand.user, session_of(stand.user, change.session_id).client_id)
    change_back(change, stand, back=back)
    db.session.flush()
    book = codebook_of(stand.user.id, stand.keyring)
    reads = sessions_of(client, keyring=stand.keyring)
    with suppress(CannotOpen, CannotRead):  # a damaged card is not written over
        keep_labels(client, reads, book=book, keyring=stand.keyring)
    say(client.id, said, at=stand.now, keyring=stand.keyring)
