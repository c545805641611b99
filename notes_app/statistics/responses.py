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


@dataclass(frozen=True)
class ResponseCounts:
    """How many responses were rated positive and negative; mixed ones are neither."""

    positive: int = 0
    negative: int = 0

    @property
    def rated(self) -> int:
        """Positive and negative ones."""
        return self.positive + self.negative

    @property
    def positive_share(self) -> Share | None:
        """Positive of all rated ones; None below FEWEST_RATED."""
        return share_from(self.positive, self.rated, fewest=FEWEST_RATED)


def count_responses(responses: Sequence[Valence | None]) -> ResponseCounts:
    """Count the responses of any tags; those not rated are left out."""
    return ResponseCounts(responses.count(Valence.POSITIVE), responses.count(Valence.NEGATIVE))


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
