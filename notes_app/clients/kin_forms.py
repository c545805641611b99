"""Forms of a family's structure: couples, parents, losses, how close somebody is."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.payloads import Closeness, Couple, Descent
from notes_app.clients.words import DESCENTS, ENDINGS, LOSSES, QUALITIES, STRATEGIES
from notes_app.web.fields import Day, Form, VersionedForm, Within, Year, choices_of

TO_TEN = "Write a number from 0 to 10, or leave it empty."


class CoupleForm(VersionedForm):
    """Two people who are or were a couple."""

    one = SelectField("Who", validators=[InputRequired("Choose a person.")])
    other = SelectField("And whom", validators=[InputRequired("Choose the other person.")])
    married = BooleanField("Married")
    since = Year("Since")
    until = Year("Until")
    ended = SelectField("How it ended", choices=choices_of(ENDINGS, "It has not ended"))

    def __init__(self, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one.choices = self.other.choices = choices_of(people, "Choose")

    def validate_other(self, field: SelectField) -> None:
        """A couple needs two people."""
        if field.data and field.data == self.one.data:
            raise ValidationError("Choose two different people.")

    def validate_until(self, field: Year) -> None:
        """A couple ends after it began."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError("This lies before the year in which it began. Check both years.")

    def couple(self, before: Couple | None) -> Couple:
        """What the form says, as the couple of `before`, or as a new one."""
        return Couple(
            id=before.id if before else uuid4(),
            one=UUID(self.one.data),
            other=UUID(self.other.data),
            married=self.married.data,
            since=self.since.data,
            until=self.until.data,
            ended=self.ended.data,
        )


class ParentsForm(Form):
    """Whose child somebody is."""

    first = SelectField("Parent", validators=[InputRequired("Choose at least one parent.")])
    second = SelectField("Other parent")
    kind = RadioField("How", choices=choices_of(DESCENTS), default="birth")
    twin_of = SelectField("Twin of")
    identical = BooleanField("Identical twins")

    def __init__(self, child: UUID, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child = child
        others = {one: name for one, name in people.items() if one != child}
        self.first.choices = choices_of(others, "Choose")
        self.second.choices = choices_of(others, "Not known, or none")
        self.twin_of.choices = choices_of(others, "Not a twin")

    def validate_second(self, field: SelectField) -> None:
        """Two parents are two people."""
        if field.data and field.data == self.first.data:
            raise ValidationError("Choose two different people, or leave this one out.")

    def descent(self) -> Descent:
        """What the form says."""
        parents = [UUID(one) for one in (self.first.data, self.second.data) if one]
        return Descent(
            child=self.child,
            parents=tuple(parents),
            kind=self.kind.data,
            identical=bool(self.identical.data and self.twin_of.data),
        )

    @property
    def twin(self) -> UUID | None:
        """The brother or sister of the same birth."""
        return UUID(self.twin_of.data) if self.twin_of.data else None

    def refuse(self, field: str, sentence: str) -> None:
        """Say why it was not kept, at the field that holds it up."""
        self[field].errors = [*self[field].errors, sentence]


class LossForm(VersionedForm):
    """A child who was lost before birth."""

    first = SelectField("Whose", validators=[InputRequired("Choose at least one parent.")])
    second = SelectField("And whose")
    kind = SelectField("What it was", choices=choices_of(LOSSES), default=str(LossKind.LOSS))
    year = Year("Year")
    shown = BooleanField("Show on the map")

    def __init__(self, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.first.choices = choices_of(people, "Choose")
        self.second.choices = choices_of(people, "Not known, or none")

    def validate_second(self, field: SelectField) -> None:
        """Two parents are two people."""
        if field.data and field.data == self.first.data:
            raise ValidationError("Choose two different people, or leave this one out.")

    def loss(self, before: Loss | None) -> Loss:
        """What the form says, as the loss of `before`, or as a new one."""
        return Loss(
            id=before.id if before else uuid4(),
            parents=tuple(UUID(one) for one in (self.first.data, self.second.data) if one),
            kind=LossKind(self.kind.data),
            year=self.year.data,
            shown=self.shown.data,
            place=before.place if before else None,
        )


class ClosenessForm(Form):
    """How the client and a person are with each other, as seen on a day."""

    on = Day("As of", required="Write the day, like 2026-04-30.")
    closeness = IntegerField(
        "Closeness, 0 to 10", validators=[Optional(), Within(0, 10, message=TO_TEN)]
    )
    trust = IntegerField("Trust, 0 to 10", validators=[Optional(), Within(0, 10, message=TO_TEN)])
    quality = SelectField("What the tie gives", choices=choices_of(QUALITIES, "Not said"))
    strategy = SelectField("How closeness is sought", choices=choices_of(STRATEGIES, "Not said"))

    def validate_strategy(self, _field: SelectField) -> None:
        """Something has to be noted."""
        if not self._anything:
            raise ValidationError("Note at least one of the four, or cancel.")

    @property
    def _anything(self) -> bool:
        numbers = (self.closeness.data, self.trust.data)
        return bool(self.quality.data or self.strategy.data) or numbers != (None, None)

    def noted(self, person: UUID) -> Closeness:
        """What the form says of a person."""
        on: date = self.on.data
        return Closeness(
            person=person,
            on=on,
            closeness=self.closeness.data,
            trust=self.trust.data,
            quality=self.quality.data,
            strategy=self.strategy.data,
        )


def couple_as_form(couple: Couple) -> dict[str, Any]:
    """The values with which a `CoupleForm` starts."""
    return {
        "one": str(couple.one),
        "other": str(couple.other),
        "married": couple.married,
        "since": couple.since,
        "until": couple.until,
        "ended": couple.ended,
    }


def loss_as_form(loss: Loss) -> dict[str, Any]:
    """The values with which a `LossForm` starts."""
    first, second = (*map(str, loss.parents), "")[:2]
    return {
        "first": first,
        "second": second,
        "kind": str(loss.kind),
        "year": loss.year,
        "shown": loss.shown,
    }
