"""The lines that were left for the next time, for the hours of one day."""

from collections.abc import Iterable
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.diary.slots import Slot, State
from notes_app.notes.formats import carried_over
from notes_app.notes.reading import texts_of_sessions

BEFORE_A_NOTE = {State.PLANNED, State.BEGUN}


def carried_words(slots: Iterable[Slot], *, user: User, keyring: Keyring) -> dict[UUID, str]:
    """What was carried over from each session that one of `slots` follows, by that session."""
    followed = [slot.last for slot in slots if slot.state in BEFORE_A_NOTE]
    wanted = {read.session_id for read in followed if read is not None}
    texts = texts_of_sessions(user, wanted, keyring=keyring)
    lines = {key: carried_over(text) for key, text in texts.items() if text}
    return {key: line for key, line in lines.items() if line}
