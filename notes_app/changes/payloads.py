"""What is inside a sealed change."""

from uuid import UUID

import msgspec

from notes_app.payload import Part, Payload, decode

UNDONE, REDONE = "undone", "redone"


class NoDetails(Part, frozen=True):
    """Of an act that its kind alone describes."""


NOTHING = NoDetails()


class ChangeRecord(Payload, frozen=True, tag=1):
    """One act of one person.

    `at` is wall time, Unix seconds.  `kind` is a code that a feature registered; `details` is that
    kind's own payload, as it was encoded.  `label` says the act in words, `whose` what its client
    was called.  Kinds UNDONE and REDONE are `of` an earlier change.
    """

    at: int
    kind: str
    label: str = ""
    whose: str = ""
    client_id: UUID | None = None
    of: UUID | None = None
    details: msgspec.Raw = msgspec.Raw(b"{}")


def read_change(stored: bytes) -> ChangeRecord:
    """Read a change.  Raises CannotRead."""
    return decode(stored, ChangeRecord)


def packed(details: Part) -> msgspec.Raw:
    """The details of a kind as a change holds them."""
    return msgspec.Raw(msgspec.json.encode(details))
