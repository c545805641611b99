"""Forms of the supervision log."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from notes_app.hours.payloads import Hour, Setting, Side
from notes_app.web.fields import Day, Form, Line, VersionedForm, Within, Words, choices_of

SIDES = {Side.SUPERVISED: "I was supervised", Side.SUPERVISING: "I supervised"}
SETTINGS = {Setting.INDIVIDUAL: "Individual", Setting.GROUP: "Group"}
SHORTEST, LONGEST, MOST_HOURS, MOST_CASES = 5, 600, 999, 20
EVERYBODY = "Everybody"
LENGTH = "Write the length in minutes, from 5 to 600."
PRACTICE = "Write a number of hours, from 0 to 999."


class HourForm(VersionedForm):
    """One supervision hour."""

    on = Day("Date", required="Write the date of the hour.")
    minutes = IntegerField(
        "Minutes", [InputRequired(LENGTH), Within(SHORTEST, LONGEST, message=LENGTH)]
    )
    side = RadioField("Your side", choices=choices_of(SIDES), validators=[InputRequired("Choose.")])
    setting = RadioField("Setting", choices=choices_of(SETTINGS), default=Setting.INDIVIDUAL)
    category = Line("Category", most=60)
    with_whom = Line("With", most=200)
    cases = Line("Cases by code name", most=300)
    topics = Words("Topics", most=4000)
    risk = Words("Risk and ethics", most=4000)
    settled = Words("How it was settled", most=4000)
    recommendations = Words("Recommendations", most=4000)
    own_practice = IntegerField(
        "Hours with clients since the last one",
        [Optional(), Within(0, MOST_HOURS, message=PRACTICE)],
    )

    def __init__(self, *args: Any, names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {" ".join(name.casefold().split()) for name in names} - {""}

    def validate_cases(self, field: Line) -> None:
        """The log leaves the practice; a client's name must not."""
        for case in cases_in(field.data):
            if case.casefold() in self.names:
                raise ValidationError("This is a client's name. Write the code name instead.")
        if len(cases_in(field.data)) > MOST_CASES:
            raise ValidationError(f"At most {MOST_CASES} cases fit into one hour.")

    def hour(self, hour_id: UUID) -> Hour:
        """What was typed, as an hour of this id."""
        return Hour(
            id=hour_id,
            on=self.on.data,
            minutes=self.minutes.data,
            side=Side(self.side.data),
            setting=Setting(self.setting.data),
            category=self.category.data,
            with_whom=self.with_whom.data,
            cases=cases_in(self.cases.data),
            topics=self.topics.data,
            risk=self.risk.data,
            settled=self.settled.data,
            recommendations=self.recommendations.data,
            own_practice=self.own_practice.data,
        )


class PeriodForm(Form):
    """Which hours of a log are printed: from when until when, and with whom; all may be left open.

    A log that goes to one supervisee's board tells nothing of the others.
    """

    first = Day("From")
    last = Day("Until")
    whom = SelectField("With", default="")

    def __init__(self, people: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.whom.choices = choices_of({name: name for name in people}, EVERYBODY)

    def validate_last(self, field: Day) -> None:
        """A period runs forwards."""
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError("This is before the first day.")


def hour_as_form(hour: Hour) -> dict[str, Any]:
    """The fields of an hour as the form has them."""
    return {
        "on": hour.on,
        "minutes": hour.minutes,
        "side": str(hour.side),
        "setting": str(hour.setting),
        "category": hour.category,
        "with_whom": hour.with_whom,
        "cases": ", ".join(hour.cases),
        "topics": hour.topics,
        "risk": hour.risk,
        "settled": hour.settled,
        "recommendations": hour.recommendations,
        "own_practice": None if hour.own_practice is None else int(hour.own_practice),
    }


def cases_in(typed: str) -> tuple[str, ...]:
    """Code names with commas between them, each once."""
    names = (" ".join(part.split()) for part in typed.split(","))
    return tuple(dict.fromkeys(name for name in names if name))
