"""What differs between two states of a text, word by word.  Pure, and bounded for any length."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

WORD = re.compile(r"\S+\s*|\s+")
MOST_PAIRS = 1_000_000  # compared at most; what is longer is compared by lines, then as a whole


class Mark(StrEnum):
    """Whether a piece stands in both states, or only in the one that it is shown with."""

    SAME = "same"
    ONLY = "only"


@dataclass(frozen=True)
class Piece:
    """A stretch of one state."""

    mark: Mark
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(frozen=True)
class Difference:
    """Two states in pieces; each side's pieces joined are that state."""

    then: tuple[Piece, ...]
    now: tuple[Piece, ...]

    @property
    def is_none(self) -> bool:
        """Whether both say the same."""
        return self.then == self.now

    @property
    def gone(self) -> int:
        """Words that stood then and do not stand now."""
        return sum(piece.words for piece in self.then if piece.mark == Mark.ONLY)

    @property
    def added(self) -> int:
        """Words that stand now and did not stand then."""
        return sum(piece.words for piece in self.now if piece.mark == Mark.ONLY)


def difference(then: str, now: str) -> Difference:
    """Compare two states of one text."""
    pairs = list(_compared(then, now))
    return Difference(
        tuple(_joined((mark, old) for mark, old, _ in pairs)),
        tuple(_joined((mark, new) for mark, _, new in pairs)),
    )


def _compared(then: str, now: str) -> Iterator[tuple[Mark, str, str]]:
    for split in (WORD.findall, _lines):
        old, new = split(then), split(now)
        first, last = _equal_ends(old, new)
        middles = old[first : len(old) - last], new[first : len(new) - last]
        if len(middles[0]) * len(middles[1]) <= MOST_PAIRS:
            yield Mark.SAME, "".join(old[:first]), "".join(new[:first])
            yield from _middle(*middles)
            yield Mark.SAME, "".join(old[len(old) - last :]), "".join(new[len(new) - last :])
            return
    yield Mark.ONLY, then, now


def _middle(old: list[str], new: list[str]) -> Iterator[tuple[Mark, str, str]]:
    # The matcher's own rule for words that come up everywhere keeps it quick on long texts.
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        mark = Mark.SAME if kind == "equal" else Mark.ONLY
        yield mark, "".join(old[a:b]), "".join(new[c:d])


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many pieces are equal from the beginning, and of the others from the end."""
    first = _equal(zip(old, new, strict=False))
    most = min(len(old), len(new)) - first
    return first, min(most, _equal(zip(reversed(old), reversed(new), strict=False)))


def _equal(pairs: Iterator[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _joined(pieces: Iterator[tuple[Mark, str]]) -> Iterator[Piece]:
    """Neighbours of one mark as one piece, and none that is empty."""
    held: Piece | None = None
    for mark, text in pieces:
        if not text:
            continue
        if held and held.mark == mark:
            held = Piece(mark, held.text + text)
            continue
        if held:
            yield held
        held = Piece(mark, text)
    if held:
        yield held


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
