from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import mean, median

FEWEST_STAGES = 3  # below, the last rating is shown with the words "so far"
FEWEST_WAYS = 8
FEWEST_EPISODES = 6  # below, repetitiveness is not said aloud
STEP = 1


class Way(StrEnum):
    """The known pattern, part of it changed, or something not done before."""

    OLD = "old"
    VARIATION = "variation"
    NEW = "new"


@dataclass(frozen=True)
class TagRating:
    """What one tag says of its theme."""

    strength: int  # 1-5
    stage: float | None = None  # 0-7
    way: Way | None = None


@dataclass(frozen=True)
class RatedSession:
    """One therapy session and the tags that it has of one theme."""

    held_on: date
    held: bool
    tagging_complete: bool
    tags: tuple[TagRating, ...] = ()


@dataclass(frozen=True)
class WayCounts:
    """How many ratings say old, variation and new."""

    old: int = 0
    variation: int = 0
    new: int = 0

    @property
    def newest(self) -> Way | None:
        """New over variation over old; None when nobody rated it."""
        seen = ((Way.NEW, self.new), (Way.VARIATION, self.variation), (Way.OLD, self.old))
        return next((way for way, count in seen if count), None)

    @property
    def rated(self) -> int:
        """All of them.  Below FEWEST_WAYS they are told and not drawn."""
        return self.old + self.variation + self.new


@dataclass(frozen=True)
class SessionRating:
    """One theme in one eligible session: its three numbers, kept apart, and its ways."""

    strength: int  # 0 when absent; 0 exists only in statistics and is never drawn
    stage: float | None
    ways: WayCounts

    @property
    def occurrence(self) -> int:
        """1 present, 0 absent."""
        return int(self.strength > 0)


def is_eligible(
    session: RatedSession, *, since: date | None = None, retired: date | None = None
) -> bool:
    """Does this session count for a theme that exists from `since` until before `retired`?

    Held and completely tagged; otherwise a theme without a tag is not absent but unknown.
    """
    begun = since is None or session.held_on >= since
    ended = retired is not None and session.held_on >= retired
    return session.held and session.tagging_complete and begun and not ended


def roll_up(tags: Sequence[TagRating]) -> SessionRating:
    """Make one rating of the tags that one theme has in one eligible session.

    Args:
        tags: in any order; none when the theme is absent.
    Returns:
        The maximum of strength, because a long note makes more tags and a mean or sum
        would count its length; the median of the rated stages, halves kept.
    Source: domain.md 3 (roll-up).
    """
    stages = [tag.stage for tag in tags if tag.stage is not None]
    return SessionRating(
        strength=max((tag.strength for tag in tags), default=0),
        stage=float(median(stages)) if stages else None,
        ways=count_ways([tag.way for tag in tags]),
    )


def count_ways(ways: Sequence[Way | None]) -> WayCounts:
    """Count the ways of any tags; those not rated are left out."""
    return WayCounts(ways.count(Way.OLD), ways.count(Way.VARIATION), ways.count(Way.NEW))


def strengths_of(
    sessions: Sequence[RatedSession], *, since: date | None = None, retired: date | None = None
) -> tuple[int, ...]:
    """The 0-5 series of one theme: a number for each eligible session, in the given order."""
    return tuple(
        roll_up(session.tags).strength
        for session in sessions
        if is_eligible(session, since=since, retired=retired)
    )


def joined(lineages: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """One series of themes that were merged: session by session, the strongest."""
    return tuple(max(values) for values in zip(*lineages, strict=True))


def best_sustained(stages: Sequence[float]) -> float | None:
    """The stage that held: the median of the last three ratings; None below FEWEST_STAGES."""
    if len(stages) < FEWEST_STAGES:
        return None
    return float(median(stages[-FEWEST_STAGES:]))


def setbacks(stages: Sequence[float]) -> int:
    """Steps back on the way: neighbouring ratings that fall by one stage or more."""
    return sum(earlier - later >= STEP for earlier, later in pairwise(stages))


def silence(values: Sequence[int]) -> int | None:
    """Eligible sessions since the theme was last heard, 0 for the last; None if never."""
    return next((gap for gap, value in enumerate(reversed(values)) if value), None)


def repetitiveness(theme_sets: Sequence[frozenset[str]]) -> float | None:
    """How alike the episodes are: the mean over episodes of the mean Jaccard with every other.

    Args:
        theme_sets: the themes of each episode; an episode without a theme is left out.
    Returns:
        0 to 1; None when there are not two episodes.  Said aloud from FEWEST_EPISODES on.
    """
    rated = [themes for themes in theme_sets if themes]
    if len(rated) < 2:  # noqa: PLR2004 - likeness needs two
        return None
    return mean(
        mean(_likeness(one, other) for place, other in enumerate(rated) if place != own)
        for own, one in enumerate(rated)
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
