"""The text inside a signed body: the record as it was signed, and each entry below it.

These formats are frozen (docs/signed-record.md): what was signed is kept byte for byte and is never
upgraded.  Unlike other payloads they write every field, sorted by name, so that whoever holds the
text needs nothing else to read it.  A change is a new number beside the old one, for ever.
"""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from notes_app.payload import CannotRead, Payload, decode


class EntryKind(StrEnum):
    """What stands below a signed record."""

    ADDITION = "addition"
    CORRECTION = "correction"
    LATE_ENTRY = "late-entry"
    REPLY = "reply"
    IN_ERROR = "entered-in-error"
    ASKED = "asked-to-co-sign"
    COSIGNED = "co-signed"
    RETURNED = "returned"


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a signed text: every field is written."""


class Signer(Whole, frozen=True):
    """Who signed, as they call themselves, with the credential under which they work."""

    name: str
    credential: str


class Participant(Whole, frozen=True):
    """Somebody who took part: no name, the role in the client's life."""

    id: UUID
    role: str


class SignedSection(Whole, frozen=True):
    """One headed section, under the heading that stood over it."""

    key: str
    heading: str
    text: str


class SignedTag(Whole, frozen=True):
    """A tag with the words that it quotes; `theme` is what the theme was called.

    `further` are the optional fields of a tag that were chosen, under their names there; where none
    was, the text has no such field, as those that were signed before there were any.
    """

    id: UUID
    code: str
    theme: str
    strength: int
    people: tuple[str, ...]
    pole: str | None
    component: str | None
    way: str | None
    for_supervision: bool
    section: str
    start: int
    end: int
    quote: str
    further: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class SignedRecord(Whole, frozen=True, tag_field="v", tag=1):
    """A session record as its author signed it.

    `ratings` and `told` are the fields of the payloads of those names, as they stood.  `named` has
    the words of the goals and of the author's own questionnaires that `ratings` tells by id.
    `signed_at` is UTC to the second; `utc_offset` the author's minutes east of it.
    """

    session: UUID
    number: int | None
    held_on: date
    starts_at: time | None
    ends_at: time | None
    modality: str
    attendance: str | None
    participants: tuple[Participant, ...]
    format: str
    sections: tuple[SignedSection, ...]
    told: dict[str, Any]
    tags: tuple[SignedTag, ...]
    tagging_complete: bool
    ratings: dict[str, Any]
    named: dict[str, str]
    signer: Signer
    signed_at: str
    utc_offset: int
    late_entry: bool


class SignedProcess(Whole, frozen=True, tag_field="v", tag=1):
    """A private process note as its author signed it, apart from the record."""

    session: UUID
    number: int | None
    held_on: date
    text: str
    own_response: str
    recording: tuple[dict[str, Any], ...]
    signer: Signer
    signed_at: str
    utc_offset: int
    late_entry: bool


class SignedEntry(Whole, frozen=True, tag_field="v", tag=1):
    """What somebody added below a signed record.

    `amends` is the base64 SHA-256 of the signed body of the record.  `covers` are those of the
    entries that a co-signature stands for beside the record, in order; empty for any other kind.
    """

    kind: EntryKind
    amends: str
    covers: tuple[str, ...]
    reason: str
    text: str
    signer: Signer
    signed_at: str
    utc_offset: int


class SignedLook(Payload, frozen=True, tag=1):
    """That its author read a signed record; the signature holds the time.

    It is exported with nothing, and stored as other payloads are.  `seen` is the newest look of
    each other reader of the client's records at that moment, by number and id: so one after which
    anybody else looked cannot go without being missed.
    """

    seen: dict[UUID, tuple[int, UUID]] = {}


T = TypeVar("T")
SignedWords = SignedRecord | SignedProcess | SignedEntry


def canonical(words: SignedWords) -> bytes:
    """The one spelling of a signed text: UTF-8 JSON, keys sorted, no space."""
    return msgspec.json.encode(words, order="sorted")


def in_utc(wall: int) -> str:
    """Unix seconds as signed texts spell them: 2026-04-30T14:20:05Z."""
    return f"{datetime.fromtimestamp(wall, UTC):%Y-%m-%dT%H:%M:%SZ}"


def read_record(text: bytes) -> SignedRecord:
    """A signed session record.  Raises CannotRead."""
    return _read(text, SignedRecord)


def read_signed_process(text: bytes) -> SignedProcess:
    """A signed private process note.  Raises CannotRead."""
    return _read(text, SignedProcess)


def read_entry(text: bytes) -> SignedEntry:
    """An entry below a signed record.  Raises CannotRead."""
    return _read(text, SignedEntry)


def read_look(text: bytes) -> SignedLook:
    """A look at a signed record.  Raises CannotRead."""
    return decode(text, SignedLook)


def _read(text: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise CannotRead from None  # its message may quote what was signed
