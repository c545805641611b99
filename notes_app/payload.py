"""The plaintext inside a sealed blob: its base types, its schema version, and how it is read.

A `Payload` is a whole blob.  It always carries its schema version in the field `v`.  Readers of old
versions stay for ever and upgrade while reading; the next save stores the newest version.  A field
that this version does not know is refused, never dropped, because dropping it would lose what a
newer Between wrote.
"""

from typing import TypeVar

import msgspec


class CannotRead(Exception):
    """The blob opened, but it was written by a newer Between, or is not of this kind."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A piece of a payload.

    What is read and never changed holds no cycles.  So the garbage collector need not walk it,
    which took most of the time where a whole career is opened.
    """


class Payload(Part, frozen=True, tag_field="v"):
    """A whole blob; subclasses name their schema version with `tag=`."""


T = TypeVar("T")


def encode(payload: Payload) -> bytes:
    """The payload as UTF-8 JSON."""
    return msgspec.json.encode(payload)


def decode(stored: bytes, kind: type[T]) -> T:
    """Read one payload; `kind` may be a union of schema versions.  Raises CannotRead."""
    try:
        return msgspec.json.decode(stored, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise CannotRead from None  # its message may quote what was written
