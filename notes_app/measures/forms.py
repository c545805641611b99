"""The form of a questionnaire of one's own: what its numbers mean, never its questions."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from msgspec.structs import replace
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from notes_app.measures.payloads import Direction, EarlierScale, OwnMeasure
from notes_app.measures.wording import number
from notes_app.statistics.instruments import points_needed
from notes_app.web.fields import Form, Line, as_line, choices_of

DIRECTIONS = {
    Direction.MORE_DIFFICULTY: "More difficulty",
    Direction.MORE_WELLBEING: "More wellbeing",
}
MOST_WEEKS, LARGEST = 520, 100_000
DECIMALS = 2  # of points that were worked out
WORKED_OUT_AT = 95  # per cent: what 1.96 stands for
NOT_A_NUMBER = "Write a number, like 40 or 3.5."


class Number(StringField):
    """A number with a point or a comma; `data` is a float, or None where it is left out."""

    data: Any

    def __init__(self, label: str, *, required: str = "", whole: bool = False, **kwargs: Any):
        super().__init__(label, validators=[InputRequired(required)] if required else [], **kwargs)
        self.whole = whole

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it, or say how it is written."""
        typed = as_line(valuelist[0]) if valuelist else ""
        self.data = None
        if typed:
            self.data = self._read(typed)

    def _read(self, typed: str) -> float:
        try:
            value = float(typed.replace(",", "."))
        except ValueError:
            raise ValueError(NOT_A_NUMBER) from None
        if not abs(value) <= LARGEST or (self.whole and value != int(value)):
            raise ValueError("Write a whole number." if self.whole else NOT_A_NUMBER)
        return value

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else number(self.data)


class OwnMeasureForm(Form):
    """A questionnaire of one's own."""

    name = Line("Name", required="Give it a name, like CORE-10.")
    lowest = Number("Lowest total", required="Write the lowest possible total.")
    highest = Number("Highest total", required="Write the highest possible total.")
    direction = RadioField(
        "A high total says",
        choices=choices_of(DIRECTIONS),
        validators=[InputRequired("Say what a high total stands for.")],
    )
    reliable = Number("Reliable change, in points")
    confidence = Number("At which confidence, in per cent", whole=True)
    deviation = Number("Standard deviation in its published sample")
    reliability = Number("Its reliability, from 0 to 1")
    cutoff = Number("Cut-off")
    every_weeks = Number("Due every how many weeks", whole=True)
    counted_anew = BooleanField("From today on it is counted differently")
    licensed = BooleanField(
        "I use this only for a questionnaire that I am licensed to use",
        validators=[
            InputRequired("Tick this to go on: Between keeps totals of licensed use only.")
        ],
    )

    def __init__(self, taken_names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.taken_names = {name.casefold() for name in taken_names}

    def validate_name(self, field: Line) -> None:
        """Two questionnaires of one name cannot be told apart."""
        if field.data.casefold() in self.taken_names:
            raise ValidationError("Another questionnaire has this name. Choose another one.")

    def validate_highest(self, field: Number) -> None:
        """A scale has a length."""
        if None not in (field.data, self.lowest.data) and field.data <= self.lowest.data:
            raise ValidationError("The highest total lies above the lowest. Check both.")

    def validate_reliable(self, field: Number) -> None:
        """Points on that scale."""
        if field.data is None or None in (self.lowest.data, self.highest.data):
            return
        if not 0 < field.data <= self.highest.data - self.lowest.data:
            raise ValidationError("Write points of change that fit between lowest and highest.")

    def validate_confidence(self, field: Number) -> None:
        """A share of hundred, of a reliable change."""
        if field.data is None:
            return
        if not 1 <= field.data <= 99:  # noqa: PLR2004 - per cent
            raise ValidationError("Write a number from 1 to 99, like 95.")
        if self.reliable.data is None:
            raise ValidationError("Write the reliable change as well, or leave this empty.")

    def validate_deviation(self, field: Number) -> None:
        """Both of them, and instead of the points."""
        given = (field.data, self.reliability.data)
        if given == (None, None):
            return
        if None in given:
            raise ValidationError("Write both the deviation and the reliability, or neither.")
        if self.reliable.data is not None:
            raise ValidationError("Write the points, or what they are worked out from; not both.")
        self._check_worked_out()

    def _check_worked_out(self) -> None:
        points = self._worked_out()
        if points is None:
            raise ValidationError(
                "The deviation lies above 0, and the reliability from 0 to below 1. Check both."
            )
        if None in (self.lowest.data, self.highest.data):
            return
        if points > self.highest.data - self.lowest.data:
            raise ValidationError(
                f"These come to {number(points)} points, more than lie between lowest and highest."
            )

    def _worked_out(self) -> float | None:
        """The points of a reliable change, from deviation and reliability (domain.md 5.2, RCI)."""
        if None in (self.deviation.data, self.reliability.data):
            return None
        points = points_needed(deviation=self.deviation.data, reliability=self.reliability.data)
        return None if points is None else round(points, DECIMALS)

    def validate_cutoff(self, field: Number) -> None:
        """A total of that scale."""
        if field.data is None or None in (self.lowest.data, self.highest.data):
            return
        if not self.lowest.data <= field.data <= self.highest.data:
            raise ValidationError("The cut-off lies between lowest and highest total. Check it.")

    def validate_every_weeks(self, field: Number) -> None:
        """Once a week to once in ten years."""
        if field.data is not None and not 1 <= field.data <= MOST_WEEKS:
            raise ValidationError(f"Write a number of weeks from 1 to {MOST_WEEKS}.")

    def measure(self, before: OwnMeasure | None, *, today: date) -> OwnMeasure:
        """What the form says, as the questionnaire of `before`, or as a new one.

        Where it is counted differently from today on, totals until now keep the scale of before.
        """
        measure = self._said(before)
        if before is None or not self.counted_anew.data or _same_scale(before, measure):
            return measure
        return replace(measure, earlier=(*before.earlier, _until(today, before)))

    def _said(self, before: OwnMeasure | None) -> OwnMeasure:
        return OwnMeasure(
            id=before.id if before else uuid4(),
            name=self.name.data,
            lowest=self.lowest.data,
            highest=self.highest.data,
            direction=Direction(self.direction.data),
            reliable=self.reliable.data or self._worked_out(),
            confidence=_whole(self.confidence.data)
            or (WORKED_OUT_AT if self._worked_out() else None),
            cutoff=self.cutoff.data,
            every_weeks=_whole(self.every_weeks.data),
            retired=before.retired if before else None,
            earlier=before.earlier if before else (),
        )


class HowOftenForm(Form):
    """How often the built-in questionnaires are due."""

    phq_9 = Number("PHQ-9, due every how many weeks", whole=True)
    gad_7 = Number("GAD-7, due every how many weeks", whole=True)
    personal = Number("Personal questionnaire, due every how many weeks", whole=True)

    def every_weeks(self) -> dict[str, int]:
        """By code; those left empty are due whenever."""
        codes = {"phq-9": self.phq_9, "gad-7": self.gad_7, "personal": self.personal}
        return {code: int(asked.data) for code, asked in codes.items() if asked.data is not None}

    def _weeks(self, field: Number) -> None:
        if field.data is not None and not 1 <= field.data <= MOST_WEEKS:
            raise ValidationError(f"Write a number of weeks from 1 to {MOST_WEEKS}.")

    validate_phq_9 = validate_gad_7 = validate_personal = _weeks


def measure_as_form(own: OwnMeasure) -> dict[str, Any]:
    """The values with which an `OwnMeasureForm` starts."""
    names = ("name", "lowest", "highest", "reliable", "confidence", "cutoff", "every_weeks")
    return {name: getattr(own, name) for name in names} | {
        "direction": str(own.direction),
        "licensed": True,
    }


def _same_scale(before: OwnMeasure, after: OwnMeasure) -> bool:
    return _until(date.min, before) == _until(date.min, after)


def _until(day: date, own: OwnMeasure) -> EarlierScale:
    return EarlierScale(
        until=day,
        lowest=own.lowest,
        highest=own.highest,
        direction=own.direction,
        reliable=own.reliable,
        confidence=own.confidence,
        cutoff=own.cutoff,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
