"""Themes with people, and themes with each other: counts of sessions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession

FEWEST_TOGETHER = 3
MOST_PAIRS = 6


@dataclass(frozen=True)
class Pair:
    """Two themes (codes) and the number of sessions in which both were heard."""

    one: str
    other: str
    sessions: int


def with_whom(reads: Sequence[ReadSession]) -> dict[str, Counter[UUID]]:
    """By theme: in how many of these sessions it was tagged with each person."""
    counts: dict[str, Counter[UUID]] = {}
    for read in reads:
        seen = {(tag.theme, person) for tag in _tags(read) for person in tag.people}
        for theme, person in seen:
            counts.setdefault(theme, Counter())[person] += 1
    return counts


def heard_together(reads: Sequence[ReadSession]) -> list[Pair]:
    """The pairs heard most often in one session, from three joint sessions on."""
    counts: Counter[tuple[str, str]] = Counter()
    for read in reads:
        themes = sorted({tag.theme for tag in _tags(read)})
        counts.update(combinations(themes, 2))
    pairs = [Pair(one, other, n) for (one, other), n in counts.items() if n >= FEWEST_TOGETHER]
    return sorted(pairs, key=lambda pair: (-pair.sessions, pair.one, pair.other))[:MOST_PAIRS]


def most(counts: Mapping[str, Counter[UUID]]) -> int:
    """The largest count, at least 1."""
    return max((n for people in counts.values() for n in people.values()), default=1)


def _tags(read: ReadSession) -> Sequence[Tag]:
    return read.facts.tags if read.facts else ()
