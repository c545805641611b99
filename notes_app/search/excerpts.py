"""A few words round each find, so that a reader knows where she is."""

from collections.abc import Sequence
from dataclasses import dataclass

from notes_app.search.matching import Span

AROUND = 90  # characters on either side
SLACK = 20  # of them, how many may go so that no word is cut


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt; `found` is what was looked for."""

    words: str
    found: bool = False


@dataclass(frozen=True)
class Excerpt:
    """Words of one section.  `at` is where the first find stands in it, in code points."""

    at: int
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_behind: bool


def excerpts_of(text: str, spans: Sequence[Span]) -> list[Excerpt]:
    """One excerpt for each find, or for several that stand near each other.

    Args:
        spans: in order, none overlapping.
    """
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span[0] - groups[-1][-1][1] <= AROUND:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [_excerpt(text, group) for group in groups]


def _excerpt(text: str, spans: Sequence[Span]) -> Excerpt:
    first = _start(text, spans[0][0])
    last = _end(text, spans[-1][1])
    pieces, at = [], first
    for start, end in spans:
        pieces += [Piece(text[at:start]), Piece(text[start:end], found=True)]
        at = end
    pieces.append(Piece(text[at:last]))
    kept = tuple(piece for piece in pieces if piece.words)
    return Excerpt(spans[0][0], kept, cut_before=first > 0, cut_behind=last < len(text))


def _start(text: str, at: int) -> int:
    if at <= AROUND:
        return 0
    space = text.find(" ", at - AROUND, at - AROUND + SLACK)
    return space + 1 if space >= 0 else at - AROUND


def _end(text: str, at: int) -> int:
    if len(text) - at <= AROUND:
        return len(text)
    space = text.rfind(" ", at + AROUND - SLACK, at + AROUND)
    return space if space >= 0 else at + AROUND
