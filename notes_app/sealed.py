"""What ciphertext at rest is called, and the parts of a client's record that have their own key."""

from enum import StrEnum
from typing import NewType

Sealed = NewType("Sealed", bytes)
"""Bytes that `crypto` wrote and only `crypto` can open.  Columns that hold them say so."""


class Scope(StrEnum):
    """A part of a client's record that can be opened, and shared, without the others.

    The values are bound into every seal and signature: they never change.  `OWN` is never granted:
    single passages are lent from it, each by a key of its own.
    """

    IDENTITY = "identity"
    THEMES = "themes"
    NOTES = "notes"
    PROCESS = "process"
    OWN = "own"
