"""A therapist's own questionnaires: totals only, never an item (domain.md 4, the rule)."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta
from msgspec.structs import replace

from notes_app.payload import Part, Payload

Weeks = Annotated[int, Meta(ge=1, le=520)]
Percent = Annotated[int, Meta(ge=1, le=99)]


class Direction(StrEnum):
    """What a high total stands for."""

    MORE_DIFFICULTY = "more-difficulty"
    MORE_WELLBEING = "more-wellbeing"


class EarlierScale(Part, frozen=True):
    """How a questionnaire was counted in sessions held before the day `until`."""

    until: date
    lowest: float
    highest: float
    direction: Direction = Direction.MORE_DIFFICULTY
    reliable: float | None = None
    confidence: Percent | None = None
    cutoff: float | None = None


class OwnMeasure(Part, frozen=True):
    """A questionnaire of which only totals are kept.

    Attributes:
        reliable: points of change that count as reliable, at `confidence` percent.
        cutoff: the total at which its source draws the line.
        every_weeks: how often it is due; None: whenever.
        retired: the day from which it is offered no more.  Totals keep its id.
        earlier: the scales on which it was counted before, oldest first.
    """

    id: UUID
    name: str
    lowest: float
    highest: float
    direction: Direction = Direction.MORE_DIFFICULTY
    reliable: float | None = None
    confidence: Percent | None = None
    cutoff: float | None = None
    every_weeks: Weeks | None = None
    retired: date | None = None
    earlier: tuple[EarlierScale, ...] = ()

    def scale_at(self, day: date | None) -> EarlierScale | None:
        """The earlier scale that held on a day; None where it is the one of now."""
        if day is None:
            return None
        return next((scale for scale in self.earlier if day < scale.until), None)

    def as_of(self, day: date | None) -> "OwnMeasure":
        """The questionnaire with the numbers that held on a day; None: of now."""
        was = self.scale_at(day)
        if was is None:
            return self
        return replace(
            self,
            lowest=was.lowest,
            highest=was.highest,
            direction=was.direction,
            reliable=was.reliable,
            confidence=was.confidence,
            cutoff=was.cutoff,
        )


class MeasuresKept(Payload, frozen=True, tag=1):
    """The personal part "measures".

    `every_weeks`: how often a built-in questionnaire is due, by code.
    """

    own: tuple[OwnMeasure, ...] = ()
    every_weeks: dict[str, Weeks] = {}
