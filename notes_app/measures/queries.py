"""The questionnaires that a therapist may use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import msgspec

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.measures.instruments import Instrument, built_in
from notes_app.measures.payloads import MeasuresKept, OwnMeasure
from notes_app.payload import CannotRead
from notes_app.personal.queries import personal_part

PART = "measures"


@dataclass(frozen=True)
class KnownMeasures:
    """What is built in, and a therapist's own.

    `trouble` is set where their own cannot be opened (CannotOpen) or read (CannotRead).
    """

    kept: MeasuresKept
    trouble: type[Exception] | None = None

    @property
    def built_in(self) -> Mapping[str, Instrument]:
        """By code."""
        return built_in()

    @property
    def active(self) -> list[OwnMeasure]:
        """Their own, those that are offered."""
        return [own for own in self.kept.own if own.retired is None]

    def own(self, code: str) -> OwnMeasure | None:
        """One of their own by its id; retired ones too, because totals name them."""
        return next((own for own in self.kept.own if str(own.id) == code), None)

    def as_of(self, day: date | None) -> "KnownMeasures":
        """The same, each counted as it was on a day; None: as now."""
        own = tuple(one.as_of(day) for one in self.kept.own)
        return replace(self, kept=msgspec.structs.replace(self.kept, own=own))

    def every_weeks(self, code: str) -> int | None:
        """How often a questionnaire is due."""
        own = self.own(code)
        return own.every_weeks if own else self.kept.every_weeks.get(code)


def measures_of(user_id: UUID, *, keyring: Keyring) -> KnownMeasures:
    """What they may use; without their own where those cannot be opened."""
    try:
        return KnownMeasures(kept_measures(user_id, keyring=keyring))
    except (CannotOpen, CannotRead) as trouble:
        return KnownMeasures(MeasuresKept(), type(trouble))


def kept_measures(user_id: UUID, *, keyring: Keyring) -> MeasuresKept:
    """Their own questionnaires.  Raises CannotOpen, CannotRead."""
    return personal_part(user_id, PART, MeasuresKept, keyring=keyring) or MeasuresKept()
