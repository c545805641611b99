"""What is written about a pattern: on Mirror, on Formulation, and the days to compare by."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from msgspec.structs import replace
from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import ValidationError

from notes_app.clients.payloads import Dyad, Formulation, Period
from notes_app.notes.lists import AFFECTS
from notes_app.patterns.dyads import TONES
from notes_app.patterns.formulating import Lens
from notes_app.patterns.loop import BOXES
from notes_app.web.fields import Day, Form, Line, VersionedForm, Words, choices_of

SENTENCE = 300
FIELDS = {
    Lens.WISH: ("wish", "response_of_other", "response_of_self"),
    Lens.CYCLE: (*BOXES, "therapists_pull", "exit_point", "exit_after"),
    Lens.PERSONS: (),
}
BEHIND = ("wish_theme", "other_theme", "self_theme")
ALWAYS = ("named_together", "shared")


class DayForm(Form):
    """A day of the therapist's own by which two stretches of the work can be compared."""

    on = Day("Day", required="Choose the day.")
    words = Line("What happened", required="Write what happened, in a few words.", most=80)


class StretchesForm(Form):
    """Two stretches of the calendar that can be compared, the earlier first."""

    early_first = Day("First stretch, from", required="Choose the day on which it begins.")
    early_last = Day("First stretch, to", required="Choose its last day.")
    late_first = Day("Second stretch, from", required="Choose the day on which it begins.")
    late_last = Day("Second stretch, to", required="Choose its last day.")
    words = Line("What they are", required="Write what they are, in a few words.", most=80)

    def validate_early_last(self, field: DateField) -> None:
        """A stretch does not end before it begins."""
        _begins_first(self.early_first.data, field.data)

    def validate_late_first(self, field: DateField) -> None:
        """The second stretch comes after the first."""
        if self.early_last.data and field.data and field.data <= self.early_last.data:
            raise ValidationError("The second stretch begins after the first has ended.")

    def validate_late_last(self, field: DateField) -> None:
        """A stretch does not end before it begins."""
        _begins_first(self.late_first.data, field.data)

    @property
    def periods(self) -> tuple[Period, Period]:
        """The two stretches."""
        return (
            Period(self.early_first.data, self.early_last.data),
            Period(self.late_first.data, self.late_last.data),
        )


def _begins_first(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise ValidationError("It ends before it begins.")


class MirrorForm(VersionedForm):
    """What the therapist makes of one theme, in the room and outside."""

    words = Words("What I make of it")


class FormulationForm(VersionedForm):
    """A formulation through one lens; what the others show stays as it is."""

    wish = Words("Wish", most=SENTENCE)
    wish_theme = SelectField("Theme behind the wish")
    response_of_other = Words("Response of other", most=SENTENCE)
    other_theme = SelectField("Theme behind the response of other")
    response_of_self = Words("Response of self", most=SENTENCE)
    self_theme = SelectField("Theme behind the response of self")
    acts_of_self = Words("Acts of self", most=SENTENCE)
    expectations = Words("Expectations of others", most=SENTENCE)
    acts_of_others = Words("Acts of others", most=SENTENCE)
    acts_toward_self = Words("Acts toward self", most=SENTENCE)
    therapists_pull = Words("My own pull", most=SENTENCE)
    exit_point = Words("Where it could turn", most=SENTENCE)
    exit_after = SelectField("The way out leads from", choices=choices_of(BOXES, "Not chosen"))
    named_together = BooleanField("Named together")
    shared = BooleanField("Show it to my supervisor")

    def __init__(self, lens: Lens, themes: Mapping[UUID, str], them: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        behind = BEHIND if lens is Lens.WISH else ()
        for name in {name for own in FIELDS.values() for name in own} | set(BEHIND):
            if name not in (*FIELDS[lens], *behind):
                del self[name]
        for name in behind:
            self[name].choices = choices_of(themes, "None chosen")
        self.named_together.label.text = f"Named together with {them}"

    def formulation(self, before: Formulation, codes: Mapping[UUID, str]) -> Formulation:
        """The formulation with what was typed; `codes` are those of the themes by address."""
        typed = {f.name: f.data for f in self if f.name in _SAVED}
        if "wish_theme" in self:
            chosen = (self[name].data for name in BEHIND)
            typed["themes"] = tuple(codes.get(UUID(one), "") if one else "" for one in chosen)
        return replace(before, **typed)


class DyadForm(Form):
    """A self-image, an other-image and what links them."""

    self_image = Line("Self-image", required="Write how she, he or they are in it.", most=120)
    other_image = Line("Other-image", required="Write how the other is in it.", most=120)
    affect = SelectField("Feeling between them", choices=choices_of(AFFECTS, "Not chosen"))
    valence = SelectField("How it is between them", choices=choices_of(TONES, "Not chosen"))
    person = SelectField("With whom")
    reversed = BooleanField("The roles also swap")

    def __init__(self, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person.choices = choices_of(people, "Nobody in particular")

    def dyad(self) -> Dyad:
        """What the form says, as a new dyad."""
        return Dyad(
            id=uuid4(),
            self_image=self.self_image.data,
            other_image=self.other_image.data,
            affect=self.affect.data or "",
            valence=self.valence.data or "",
            reversed=self.reversed.data,
            person=UUID(self.person.data) if self.person.data else None,
        )

    def validate_other_image(self, field: Line) -> None:
        """Two images, not one twice."""
        if field.data and field.data == self.self_image.data:
            raise ValidationError("Write two different images.")


_SAVED = frozenset(name for own in FIELDS.values() for name in own) | set(ALWAYS)


def formulation_as_form(
    formulation: Formulation, addresses: Mapping[str, UUID | None]
) -> dict[str, Any]:
    """The values with which a `FormulationForm` starts; `addresses` are those of themes by code."""
    codes = (*formulation.themes, "", "", "")[: len(BEHIND)]
    behind = (str(addresses.get(code) or "") for code in codes)
    return {name: getattr(formulation, name) for name in _SAVED} | dict(
        zip(BEHIND, behind, strict=True)
    )
