from dataclasses import dataclass

NARROWEST = 5
WIDEST = 12
FEWEST = 2 * NARROWEST  # below, two windows of 5 would share sessions


@dataclass(frozen=True)
class Windows:
    """Two stretches of a series that are compared, as positions from 0."""

    early: range
    late: range

    @property
    def stretches(self) -> tuple[range, range]:
        """The two of them."""
        return (self.early, self.late)

    @property
    def both(self) -> tuple[int, ...]:
        """All positions of the two windows, in order."""
        return (*self.early, *self.late)


def width_for(n: int) -> int:
    """How many of `n` sessions make one window: a third, at least 5, at most 12."""
    return min(WIDEST, max(NARROWEST, n // 3))


def first_and_last(n: int) -> Windows | None:
    """The first sessions and the last ones; None below FEWEST."""
    if n < FEWEST:
        return None
    width = width_for(n)
    return Windows(range(width), range(n - width, n))


def last_and_before(n: int) -> Windows | None:
    """The last sessions and as many just before them; None below FEWEST."""
    if n < FEWEST:
        return None
    width = width_for(n)
    return Windows(range(n - 2 * width, n - width), range(n - width, n))


def around(n: int, split: int) -> Windows | None:
    """The sessions just before and just after an event.

    Args:
        split: how many of the `n` sessions were held before the event; may lie outside 0..n.
    Returns:
        Up to `width_for(n)` sessions on each side, so the two may differ in size.
        None when a side has fewer than NARROWEST: a few sessions are no window.
    """
    width = width_for(n)
    before = range(max(0, split - width), split)
    after = range(split, min(n, split + width))
    if min(len(before), len(after)) < NARROWEST:
        return None
    return Windows(before, after)


def between(n: int, early: range, late: range) -> Windows | None:
    """Two stretches that were chosen by their dates.

    Args:
        early, late: positions among the `n` sessions; what lies outside 0..n is cut off.
    Returns:
        None when a stretch has fewer than NARROWEST sessions, or the late one does not come after.
    """
    early, late = (range(max(0, one.start), min(n, one.stop)) for one in (early, late))
    if min(len(early), len(late)) < NARROWEST or late.start < early.stop:
        return None
    return Windows(early, late)


def thirds(n: int) -> tuple[range, range, range]:
    """The work in three parts; what does not divide goes to the later ones."""
    first, second = n // 3, 2 * n // 3
    return range(first), range(first, second), range(second, n)
