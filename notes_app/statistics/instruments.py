from dataclasses import dataclass
from math import sqrt

from notes_app.statistics.shares import USUAL

RELIABLE = 1.96


@dataclass(frozen=True)
class ReliableChange:
    """A change in a questionnaire total, in units of its measurement error."""

    index: float
    reliable: bool


def reliable_change(
    first: float, later: float, *, deviation: float, reliability: float
) -> ReliableChange | None:
    """Is a change larger than repeated measurement alone produces?  Never on theme ratings.

    Args:
        deviation: standard deviation of the totals in the published sample.
        reliability: of the questionnaire, below 1.
    Returns:
        None when the questionnaire has no measurement error to compare with.
    Source: domain.md 5.2 (RCI; Jacobson & Truax 1991).
    """
    error = _error(deviation, reliability)
    if error is None:
        return None
    index = (later - first) / error
    return ReliableChange(index, abs(index) >= RELIABLE)


def points_needed(*, deviation: float, reliability: float) -> float | None:
    """The smallest change in points that counts as reliable; None as in `reliable_change`."""
    error = _error(deviation, reliability)
    return None if error is None else USUAL * error


def _error(deviation: float, reliability: float) -> float | None:
    if deviation <= 0 or not 0 <= reliability < 1:
        return None
    return deviation * sqrt(2 * (1 - reliability))
