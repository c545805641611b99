"""What may be said about a total and its change: counts and sources, never better or worse."""

from decimal import Decimal

SAME = "the same as at the start"


def number(value: float) -> str:
    """8; 3.25: as few decimals as it takes, at most two."""
    return f"{round(Decimal(str(value)), 2).normalize():f}"


def change_words(first: float, later: float, *, reliable: float | None) -> str:
    """A change since the first complete score, beside what repeated measurement alone produces.

    Args:
        reliable: points from which on a change counts; None where nobody has said.
    """
    points = round(later - first, 2)
    if reliable is None:
        return SAME if not points else f"{_way(points)} by {number(abs(points))}"
    if abs(points) < reliable:
        return f"within {number(reliable)} of the start"
    if abs(points) == reliable:
        return (
            f"{_way(points)} by {number(reliable)}, as much as it takes to be more than repeated"
            " measurement alone produces"
        )
    return (
        f"{_way(points)} by {number(abs(points))}, more than the {number(reliable)} that repeated"
        " measurement alone produces"
    )


def caseness_words(total: float, caseness: float, *, high_is_more: bool = True) -> str:
    """On which side of the published cut-off a total lies."""
    beyond = total >= caseness if high_is_more else total <= caseness
    side = "at or over" if high_is_more else "at or under"
    other = "under" if high_is_more else "over"
    return f"{side if beyond else other} the cut-off of {number(caseness)}"


def _way(points: float) -> str:
    return "lower" if points < 0 else "higher"
