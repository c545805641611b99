"""Cut a section into stretches, so that a page can mark its passages without nesting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from notes_app.notes.payloads import Passage

LANES = 2  # overlapping passages: the second is drawn above the words, so that both stay whole


@dataclass(frozen=True)
class Mark:
    """One passage as it lies over a stretch; `begins` where its first word stands."""

    id: UUID
    lane: int
    begins: bool


@dataclass(frozen=True)
class Stretch:
    """Words under the same marks."""

    text: str
    marks: tuple[Mark, ...] = ()


def lanes_of(passages: Sequence[Passage]) -> dict[UUID, int]:
    """The lane of each passage: the first that is free where it starts, at most LANES."""
    ends: list[int] = []
    lanes = {}
    for passage in sorted(passages, key=lambda p: (p.start, -p.end)):
        lane = next((i for i, end in enumerate(ends) if end <= passage.start), len(ends))
        lane = min(lane, LANES - 1)
        if lane == len(ends):
            ends.append(0)
        ends[lane] = max(ends[lane], passage.end)
        lanes[passage.id] = lane
    return lanes


def stretches(text: str, passages: Sequence[Passage]) -> list[Stretch]:
    """The whole text in order, cut wherever a passage begins or ends.

    Detached passages, and any that lie outside the text, are left out.
    """
    placed = [p for p in passages if not p.detached and 0 <= p.start < p.end <= len(text)]
    lanes = lanes_of(placed)
    edges = sorted({0, len(text), *(p.start for p in placed), *(p.end for p in placed)})
    return [
        Stretch(text[start:end], _marks(placed, lanes, start, end))
        for start, end in pairwise(edges)
    ]


def _marks(
    placed: Sequence[Passage], lanes: dict[UUID, int], start: int, end: int
) -> tuple[Mark, ...]:
    over = [p for p in placed if p.start <= start and p.end >= end]
    return tuple(
        Mark(p.id, lanes[p.id], p.start == start) for p in sorted(over, key=lambda p: lanes[p.id])
    )
