"""The forms in which a questionnaire is answered: item by item, problem by problem, or a total."""

from collections.abc import Callable
from math import isfinite
from typing import Any
from uuid import UUID

from wtforms import Field, RadioField, StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from notes_app.clients.payloads import Problem
from notes_app.clients.queries import ClientCard
from notes_app.db.errors import NotFound
from notes_app.measures import problems
from notes_app.measures.instruments import HIGHEST_ANSWER, Instrument
from notes_app.measures.payloads import OwnMeasure
from notes_app.measures.queries import KnownMeasures
from notes_app.measures.wording import number
from notes_app.notes.beside import Taken
from notes_app.web.fields import VersionedForm, as_line, choices_of

ITEM, PROBLEM = "item-", "problem-"
NO_WORDS = "A problem whose words cannot be opened"
NOTHING_ANSWERED = "Answer at least one question, or go back to the note."


class MeasureForm(VersionedForm):
    """A questionnaire as a page asks it; what it asks is known only when the page is."""

    stored: dict[str, Any]

    def taken(self, code: str) -> Taken:
        """What was answered."""
        raise NotImplementedError

    @property
    def answered(self) -> list[Field]:
        """The fields that have an answer."""
        return [one for one in self if one.name.startswith((ITEM, PROBLEM)) and one.data]

    def validate_version(self, field: Field) -> None:
        """A questionnaire of which nothing is answered was not taken."""
        if not isinstance(self, TotalForm) and not self.answered:
            raise ValidationError(NOTHING_ANSWERED)


class ItemsForm(MeasureForm):
    """A built-in questionnaire: each item 0 to 3, or not answered."""

    def taken(self, code: str) -> Taken:
        """The answers in the order of the items; None where there is none."""
        items = [one for one in self if one.name.startswith(ITEM)]
        return Taken(code, answers=tuple(int(one.data) if one.data else None for one in items))


class ProblemsForm(MeasureForm):
    """The client's own problems: each 1 to 7, or not rated."""

    def taken(self, code: str) -> Taken:
        """The ratings by the problem's id."""
        rated = {UUID(one.name.removeprefix(PROBLEM)): int(one.data) for one in self.answered}
        return Taken(code, problems=rated)


class TotalForm(MeasureForm):
    """A total of a questionnaire of the therapist's own."""

    total = StringField("Total", validators=[InputRequired("Write the total.")])

    def __init__(self, own: OwnMeasure, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.own = own

    def validate_total(self, field: StringField) -> None:
        """A number within what its definition allows."""
        value = number_in(field.data)
        lowest, highest = self.own.lowest, self.own.highest
        if value is None or not lowest <= value <= highest:
            raise ValidationError(
                f"Write a number from {number(lowest)} to {number(highest)}, as this"
                " questionnaire was defined."
            )

    def taken(self, code: str) -> Taken:
        """The total."""
        return Taken(code, total=number_in(self.total.data))


def items_form(
    code: str, measures: KnownMeasures, card: ClientCard, was: Taken | None, *, version: int
) -> MeasureForm:
    """The form of a questionnaire, with what was answered before.  Raises NotFound."""
    if instrument := measures.built_in.get(code):
        return _items(instrument, was, version)
    if code == problems.PERSONAL:
        return _problems(card, was, version)
    own = measures.own(code)
    if own is None:
        raise NotFound
    stored = {"total": number(was.total) if was and was.total is not None else ""}
    form = TotalForm(own, data={"version": version, **stored})
    form.stored = stored
    return form


def open_problems(card: ClientCard, was: Taken | None) -> list[tuple[Problem, str]]:
    """The problems to rate with their words; retired ones where they were rated here before."""
    rated = was.problems if was else {}
    words = card.identity.problem_words if card.identity else {}
    return [
        (problem, words.get(problem.id, NO_WORDS))
        for problem in (card.themes.problems if card.themes else ())
        if problem.retired is None or problem.id in rated
    ]


def number_in(typed: str | None) -> float | None:
    """A number as it was typed, with a point or a comma; None where it is none."""
    try:
        value = float(as_line(typed).replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None


def _items(instrument: Instrument, was: Taken | None, version: int) -> MeasureForm:
    choices = choices_of(
        {answer: instrument.options[answer] for answer in range(HIGHEST_ANSWER + 1)}
    )
    answers = was.answers if was else ()
    fields = {
        f"{ITEM}{place}": RadioField(item, choices=choices, validators=[Optional()])
        for place, item in enumerate(instrument.items, start=1)
    }
    stored = {
        f"{ITEM}{place}": "" if answer is None else str(answer)
        for place, answer in enumerate(answers, start=1)
    }
    return _bound(ItemsForm, fields, stored, version)


def _problems(card: ClientCard, was: Taken | None, version: int) -> MeasureForm:
    scale = {value: str(value) for value in range(problems.LOWEST, problems.HIGHEST + 1)}
    fields = {
        f"{PROBLEM}{problem.id}": RadioField(
            words, choices=choices_of(scale), validators=[Optional()]
        )
        for problem, words in open_problems(card, was)
    }
    rated = was.problems if was else {}
    stored = {f"{PROBLEM}{one}": str(value) for one, value in rated.items()}
    return _bound(ProblemsForm, fields, stored, version)


def _bound(
    kind: Callable[..., MeasureForm], fields: dict[str, Any], stored: dict[str, Any], version: int
) -> MeasureForm:
    asked = type(kind.__name__, (kind,), fields)  # type: ignore[arg-type]  # a form class
    form: MeasureForm = asked(data={"version": version, **stored})
    form.stored = {name: stored.get(name, "") for name in fields}
    return form
