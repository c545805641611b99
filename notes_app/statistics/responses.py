from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from notes_app.statistics.shares import Share, share_from

FEWEST_RATED = 8
FEWEST_FEARED = 5


class Valence(StrEnum):
    """Whether the wish was met (positive) or blocked (negative)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


@dataclass(frozen=True)
class Encounter:
    """What the other was expected to do in one episode, and what they did."""

    expected: Valence | None
    actual: Valence | None


def positive_share(responses: Sequence[Valence | None]) -> Share | None:
    """Positive of all responses rated positive or negative; mixed ones are neither.

    Returns:
        None below FEWEST_RATED.
    """
    positive = responses.count(Valence.POSITIVE)
    rated = positive + responses.count(Valence.NEGATIVE)
    return share_from(positive, rated, fewest=FEWEST_RATED)


def disconfirmed_share(encounters: Sequence[Encounter]) -> Share | None:
    """How often the feared answer did not come: "feared 14 times, happened 6" is 8 of 14.

    Counted are episodes in which a negative response was expected and the actual one is
    known; disconfirmed are those in which it was positive.

    Returns:
        None below FEWEST_FEARED.
    """
    feared = [e for e in encounters if e.expected is Valence.NEGATIVE and e.actual is not None]
    spared = sum(encounter.actual is Valence.POSITIVE for encounter in feared)
    return share_from(spared, len(feared), fewest=FEWEST_FEARED)
