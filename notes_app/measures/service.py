"""Define, put aside and bring back questionnaires of one's own.

Every verb opens the collection before it stores it anew, so that one which cannot be opened is
never written over: CannotOpen, CannotRead.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.measures.payloads import MeasuresKept, OwnMeasure
from notes_app.measures.queries import PART, kept_measures
from notes_app.personal.service import keep_personal_part


@dataclass(frozen=True)
class Shelf:
    """Whose questionnaires, and with which keys they open."""

    user_id: UUID
    keyring: Keyring

    def open(self) -> MeasuresKept:
        """What stands there.  Raises CannotOpen, CannotRead."""
        return kept_measures(self.user_id, keyring=self.keyring)

    def keep(self, kept: MeasuresKept) -> None:
        """Store it whole."""
        keep_personal_part(self.user_id, PART, kept, keyring=self.keyring)


def keep_measure(shelf: Shelf, *, measure: OwnMeasure) -> None:
    """Add a questionnaire, or replace the one of the same id."""
    kept = shelf.open()
    if any(own.id == measure.id for own in kept.own):
        own = tuple(measure if was.id == measure.id else was for was in kept.own)
    else:
        own = (*kept.own, measure)
    shelf.keep(replace(kept, own=own))


def retire_measure(shelf: Shelf, *, measure_id: UUID, today: date) -> None:
    """Offer a questionnaire no more; its totals stay.  Raises NotFound."""
    leave_out(shelf, measure=_one(shelf, measure_id), today=today)


def bring_back_measure(shelf: Shelf, *, measure_id: UUID) -> None:
    """Undo `retire_measure`.  Raises NotFound."""
    keep_measure(shelf, measure=replace(_one(shelf, measure_id), retired=None))


def leave_out(shelf: Shelf, *, measure: OwnMeasure, today: date) -> None:
    """Offer a questionnaire no more, as `retire_measure`."""
    keep_measure(shelf, measure=replace(measure, retired=today))


def set_how_often(shelf: Shelf, *, every_weeks: dict[str, int]) -> None:
    """How often the built-in questionnaires are due, by code; left out: whenever."""
    shelf.keep(replace(shelf.open(), every_weeks=every_weeks))


def _one(shelf: Shelf, measure_id: UUID) -> OwnMeasure:
    for own in shelf.open().own:
        if own.id == measure_id:
            return own
    raise NotFound
