"""What is inside an entry of a note's journal."""

from enum import StrEnum

from notes_app.notes.payloads import DraftNote
from notes_app.payload import Part, Payload, decode


class Kind(StrEnum):
    """Why an earlier state of a note was kept."""

    MINUTE = "minute"  # the last state of one minute of writing
    SAVED = "saved"  # the note as it was saved then
    FOUND = "found"  # the note as a save found it, written before there was a journal
    ASIDE = "aside"  # a text in whose place another one was chosen


class Kept(Part, frozen=True, array_like=True):
    """One line of a journal's index: an entry's sequence, its moment (Unix seconds), its kind."""

    sequence: int
    at: int
    kind: Kind = Kind.MINUTE


class EarlierNote(Payload, frozen=True, tag=1):
    """An entry: the whole note as it stood `at` (Unix seconds).

    `earlier` is the index of the entries before it, oldest first, so that moments are known without
    opening them.  `window` names the page in which a text was set aside.
    """

    at: int
    note: DraftNote
    kind: Kind = Kind.MINUTE
    window: str = ""
    earlier: tuple[Kept, ...] = ()


def read_earlier(stored: bytes) -> EarlierNote:
    """Read an entry.  Raises CannotRead."""
    return decode(stored, EarlierNote)
