"""What of one client is lent now: passages one by one, and those for blind calibration together.
Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.queries import Borrowed


@dataclass(frozen=True)
class LentNow:
    """One passage that somebody can read."""

    id: UUID
    passage: LentPassage


@dataclass(frozen=True)
class LentForCalibration:
    """What one person can read for calibration, in the order given."""

    to: UUID
    loans: tuple[LentNow, ...]

    @property
    def last(self) -> date:
        """The last day on which any of them can be read."""
        return max(one.passage.until for one in self.loans)

    @property
    def until_one_day(self) -> bool:
        """Whether all of them end on that day."""
        return len({one.passage.until for one in self.loans}) == 1


def lent_now(borrowed: Iterable[Borrowed], day: date, *, blind: bool) -> list[LentNow]:
    """What is open on that day, of the one kind or the other."""
    found = (LentNow(one.id, one.lent) for one in borrowed if one.lent)
    return [one for one in found if one.passage.open_on(day) and one.passage.blind == blind]


def lent_for_calibration(borrowed: Iterable[Borrowed], day: date) -> list[LentForCalibration]:
    """What is open for calibration on that day, by person."""
    lent = lent_now(borrowed, day, blind=True)
    people = dict.fromkeys(one.passage.to for one in lent)
    return [
        LentForCalibration(to, tuple(one for one in lent if one.passage.to == to)) for to in people
    ]
