"""A child who was lost before birth, as the therapist notes it.

It is often known to two people alone.  So it stays with the therapist, under a key that nobody is
given, and the map has it only where the client wishes to see it there.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from uuid import UUID

from notes_app.clients.placement import Placement
from notes_app.payload import Part


class LossKind(StrEnum):
    """What kind of loss it was, where that is said."""

    LOSS = "loss"
    MISCARRIAGE = "miscarriage"
    STILLBIRTH = "stillbirth"
    TERMINATION = "termination"
    BEFORE_BIRTH = "died-before-birth"


class Loss(Part, frozen=True):
    """A loss of one or two parents.

    `shown`: the client wishes to see it on the map.  `place` is where it was put there; among the
    places of people it would tell whoever reads those that it is there.
    """

    id: UUID
    parents: tuple[UUID, ...]
    kind: LossKind = LossKind.LOSS
    year: int | None = None
    shown: bool = False
    place: Placement | None = None

    @property
    def words(self) -> str:
        """As the map says it of every kind: a loss, with its year."""
        return f"Loss, {self.year}" if self.year else "Loss"


def shown_losses(losses: Iterable[Loss], people: Collection[UUID], year: int) -> tuple[Loss, ...]:
    """Those that stand on the map of a year: wished for, not later, and of people who are there."""
    return tuple(
        loss
        for loss in losses
        if loss.shown and (loss.year or year) <= year and {*loss.parents} <= {*people}
    )
