"""The forms in which a rupture is opened, and a repair linked to one."""

from typing import Any
from uuid import UUID

from wtforms import Field, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from notes_app.notes import lists
from notes_app.notes.beside import Repair, Rupture
from notes_app.web.fields import TEXT_LENGTH, Boxes, Line, VersionedForm, choices_of

SCALE = {str(step): str(step) for step in range(1, 6)}
NOT_RATED = "Not rated"
MENDED = {"yes": "It is mended", "no": "It stays open"}
MANY = ("withdrawals", "confrontations", "moves", "passages")


class StrainForm(VersionedForm):
    """What both forms ask."""

    passages = Boxes("Which passages")
    line = Line("In words", most=TEXT_LENGTH)

    @property
    def tags(self) -> tuple[UUID, ...]:
        """The passages that belong to it."""
        return tuple(UUID(one) for one in self.passages.data or ())


class RuptureForm(StrainForm):
    """The joint work slackened, or the bond was strained."""

    kind = RadioField(
        "How it showed",
        choices=choices_of(lists.RUPTURE_KINDS),
        validators=[InputRequired("Choose how it showed: pulling back, challenging, or both.")],
    )
    withdrawals = Boxes("Signs of pulling back", lists.WITHDRAWALS)
    confrontations = Boxes("Signs of challenging", lists.CONFRONTATIONS)
    significance = RadioField("Weight", choices=choices_of(SCALE, NOT_RATED), default="")
    therapist_part = RadioField("My own part", choices=choices_of(SCALE, NOT_RATED), default="")
    with_person = SelectField("With whom", validators=[Optional()])

    def rupture(self, rupture_id: UUID) -> Rupture:
        """What the form says."""
        return Rupture(
            id=rupture_id,
            kind=self.kind.data,
            markers=(*(self.withdrawals.data or ()), *(self.confrontations.data or ())),
            significance=_step(self.significance),
            therapist_part=_step(self.therapist_part),
            with_person=UUID(self.with_person.data) if self.with_person.data else None,
            tags=self.tags,
        )


class RepairForm(StrainForm):
    """Something was done about a rupture."""

    rupture = RadioField(
        "Which rupture", validators=[InputRequired("Choose the rupture that it belongs to.")]
    )
    moves = Boxes("What was done", lists.REPAIR_MOVES)
    resolution = RadioField("How far mended", choices=choices_of(SCALE, NOT_RATED), default="")
    closes = RadioField(
        "And now",
        choices=choices_of(MENDED),
        validators=[InputRequired("Say whether the rupture is mended now, or stays open.")],
    )

    def repair(self, repair_id: UUID) -> Repair:
        """What the form says."""
        return Repair(
            id=repair_id,
            rupture=UUID(self.rupture.data),
            moves=tuple(self.moves.data or ()),
            resolution=_step(self.resolution),
            closes=self.closes.data == "yes",
            tags=self.tags,
        )


def rupture_as_form(rupture: Rupture, line: str, version: int) -> dict[str, Any]:
    """The values with which a `RuptureForm` starts."""
    pulling = [code for code in rupture.markers if not code.startswith("c-")]
    return {
        "version": version,
        "kind": rupture.kind,
        "withdrawals": pulling,
        "confrontations": [code for code in rupture.markers if code not in pulling],
        "significance": str(rupture.significance or ""),
        "therapist_part": str(rupture.therapist_part or ""),
        "with_person": str(rupture.with_person or ""),
        "passages": [str(tag) for tag in rupture.tags],
        "line": line,
    }


def repair_as_form(repair: Repair, line: str, version: int) -> dict[str, Any]:
    """The values with which a `RepairForm` starts."""
    return {
        "version": version,
        "rupture": str(repair.rupture),
        "moves": list(repair.moves),
        "resolution": str(repair.resolution or ""),
        "closes": "yes" if repair.closes else "no",
        "passages": [str(tag) for tag in repair.tags],
        "line": line,
    }


def _step(field: Field) -> int | None:
    return int(field.data) if field.data else None
