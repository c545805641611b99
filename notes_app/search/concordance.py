"""Which words stand in which notes of one client: enough to leave most notes of a career closed.

    words   every folded word once, one on each line
    where   for each of these lines, one bit for each note

It only ever rules notes out.  What is left is opened and read like any other note, so nothing that
is shown comes from here.  A concordance is of certain notes at certain versions, and its `stamp`
says which; where one of them was changed since, is new or is gone, none of it is believed.
"""

import hashlib
from collections.abc import Iterator, Sequence

from notes_app.payload import Payload
from notes_app.search.matching import LINE, Query

_DIGITS = 32

Edition = Sequence[str]
"""All notes of one client, in order: the 32 hex digits of an id, a space, the row's version."""


class Words(Payload, frozen=True, tag=1):
    """Where each word stands; the first note of the edition is the lowest bit of the first byte."""

    stamp: bytes
    notes: int
    words: str = LINE
    where: bytes = b""

    def may_have(self, query: Query) -> int:
        """The notes that may have all that is asked for, as bits."""
        left = (1 << self.notes) - 1
        for needle in query.needles:
            left &= self._with(needle)
            if not left:
                break
        return left

    def _with(self, needle: str) -> int:
        found, width = 0, _width(self.notes)
        line, counted, at = 0, 0, self.words.find(needle)
        while at >= 0:
            inside = at + needle.startswith(LINE)
            line += self.words.count(LINE, counted, inside)
            start = (line - 1) * width
            found |= int.from_bytes(self.where[start : start + width], "little")
            counted = inside
            at = self.words.find(needle, self.words.index(LINE, inside))
        return found


def stamp_of(edition: Edition) -> bytes:
    """What stands for these notes at these versions, 32 bytes."""
    return hashlib.sha256(LINE.join(edition).encode()).digest()


def key_in(line: str) -> str:
    """The hex digits of the id in one line of an edition."""
    return line[:_DIGITS]


def gather(stamp: bytes, notes: Sequence[set[str]]) -> Words:
    """The concordance of notes by the words of each (`matching.words_of`)."""
    where: dict[str, int] = {}
    for nth, words in enumerate(notes):
        bit = 1 << nth
        for word in words:
            where[word] = where.get(word, 0) | bit
    lines, width = sorted(where), _width(len(notes))
    return Words(
        stamp=stamp,
        notes=len(notes),
        words=LINE + "".join(line + LINE for line in lines),
        where=b"".join(where[line].to_bytes(width, "little") for line in lines),
    )


def places_in(bits: int) -> Iterator[int]:
    """Which bits are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _width(notes: int) -> int:
    return (notes + 7) // 8
