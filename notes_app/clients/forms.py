"""Forms of a client's card, of the people in the client's life, and of ties."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from msgspec.structs import replace
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from notes_app.clients.intake import (
    CHOICES,
    GROUPS,
    IN_WORDS,
    IntakeForm,
    intake_as_form,
)
from notes_app.clients.marks import Mark
from notes_app.clients.payloads import (
    ClientIdentity,
    ClientThemes,
    Domain,
    Goal,
    Person,
    Pole,
    Shape,
    Status,
    Tie,
    TieKind,
)
from notes_app.clients.queries import ClientCard
from notes_app.clients.words import DOMAINS, POLES, SHAPES, STATUSES, TIES
from notes_app.web.fields import Boxes, Day, Form, Line, VersionedForm, Words, Year, choices_of

NOT_BORN_YET = (
    "An expected child has no years yet. If the child is born by now, choose another shape;"
    " if not, leave both years out."
)
ALWAYS_THERE = {Pole.SELF, Pole.THERAPIST}
NAME_LENGTH = 120
IDENTITY = ("name", "pronouns", "contact", "concerns_in_words", *IN_WORDS)
THEMES = ("code_name", "since", "work_status", "cadence", *CHOICES, *GROUPS)


class FindForm(Form):
    """Find a client by name or code name."""

    words = Line("Find a client")


class ClientForm(IntakeForm):
    """A client's card: who it is, and the frame of the work."""

    code_name = Line("Code name", required="Give a code name: it stands wherever no name may.")
    name = Line("Name", most=NAME_LENGTH)
    pronouns = Line("Pronouns", most=40)
    contact = Words("Contact", most=500)
    concerns_in_words = Words("In their own words")
    since = Day("Since")
    work_status = RadioField(
        "Status",
        choices=choices_of(STATUSES),
        default=str(Status.ACTIVE),
    )
    cadence = Line("How often")

    def __init__(self, taken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.taken = {code_name.casefold() for code_name in taken}

    def validate_code_name(self, field: Line) -> None:
        """Refuse what would not hide the client, or would hide two behind one word."""
        said = field.data.casefold()
        name = self.name.data.casefold() if "name" in self else ""
        if said in self.taken:
            raise ValidationError("Another client has this code name. Choose another one.")
        if said in {name, *name.split()}:
            raise ValidationError("A code name hides the name. Choose one that is not part of it.")

    def leave_out_unopened(self, card: ClientCard) -> None:
        """Ask nothing about a part that cannot be opened, so that nothing can replace it."""
        missing = (() if card.identity else IDENTITY) + (() if card.themes else THEMES)
        for name in missing:
            del self[name]

    def identity(self, before: ClientIdentity) -> ClientIdentity:
        """The identity part with what was typed."""
        return replace(
            self.intake_identity(before),
            name=self.name.data,
            pronouns=self.pronouns.data,
            contact=self.contact.data,
            concerns_in_words=self.concerns_in_words.data,
        )

    def themes(self, before: ClientThemes) -> ClientThemes:
        """The themes part with what was chosen."""
        return replace(
            self.intake_themes(before),
            code_name=self.code_name.data,
            since=self.since.data,
            status=Status(self.work_status.data),
            cadence=self.cadence.data,
        )


class PersonForm(VersionedForm):
    """Somebody in the client's life."""

    role = Line("Role", required="Say who it is, as a role: mother, partner, team at work.")
    name = Line("Name", most=NAME_LENGTH)
    pole = RadioField(
        "Where",
        choices=choices_of({p: word for p, word in POLES.items() if p not in ALWAYS_THERE}),
        default=str(Pole.CURRENT),
    )
    domain = SelectField(
        "Part of life",
        choices=choices_of(DOMAINS, "Choose"),
        validators=[InputRequired("Choose the part of life to which this person belongs.")],
    )
    shape = SelectField(
        "Drawn as",
        choices=choices_of(SHAPES),
        default=str(Shape.DIAMOND),
    )
    born = Year("Born")
    died = Year("Died")
    attachment_figure = BooleanField("Attachment figure")
    household = Line("Household", most=40)
    illness = BooleanField("Illness")
    addiction = BooleanField("Addiction")

    def validate_shape(self, field: SelectField) -> None:
        """Who is expected is not born yet."""
        if field.data == Shape.TRIANGLE and (self.born.data, self.died.data) != (None, None):
            raise ValidationError(NOT_BORN_YET)

    def validate_died(self, field: Year) -> None:
        """Nobody dies before they are born."""
        if self.born.data is not None and field.data is not None and field.data < self.born.data:
            raise ValidationError("This lies before the year of birth. Check both years.")

    def person(self, before: Person | None) -> Person:
        """What the form says, as the person of `before`, or as a new one."""
        chosen = Person(
            id=before.id if before else uuid4(),
            role=self.role.data,
            pole=Pole(self.pole.data) if "pole" in self else Pole.CURRENT,
            domain=Domain(self.domain.data) if "domain" in self else Domain.WIDER_WORLD,
            shape=Shape(self.shape.data),
            born=self.born.data,
            died=self.died.data,
            attachment_figure=self.attachment_figure.data,
            household=self.household.data,
        )
        if before is None:
            return chosen
        place = {} if "pole" in self else {"pole": before.pole, "domain": before.domain}
        return replace(chosen, removed=before.removed, **place)

    def mark(self, person: UUID) -> Mark:
        """What the form says of somebody's health."""
        return Mark(person, illness=self.illness.data, addiction=self.addiction.data)

    @property
    def given_name(self) -> str | None:
        """The name that was typed; None where none was asked for."""
        return self.name.data if "name" in self else None


class GoalForm(VersionedForm):
    """What the two work towards."""

    words = Line("Goal", required="Write what you work towards, in a line.", most=200)
    since = Day("Since")
    themes = Boxes("Themes that it belongs to")

    def __init__(self, in_use: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.themes.choices = choices_of(in_use)

    def goal(self, before: Goal) -> Goal:
        """The goal of `before` as the form says it."""
        return replace(
            before,
            words=self.words.data,
            since=self.since.data,
            themes=tuple(self.themes.data),
        )


class TieForm(Form):
    """How two people are with each other."""

    one = SelectField("Who", validators=[InputRequired("Choose a person.")])
    kind = SelectField(
        "How it is",
        choices=choices_of(TIES, "Choose"),
        validators=[InputRequired("Choose how it is between the two.")],
    )
    other = SelectField("With whom", validators=[InputRequired("Choose the other person.")])
    since = Day("Since")
    beside = BooleanField("It stands beside what was noted before")

    def __init__(self, people: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one.choices = self.other.choices = choices_of(people, "Choose")

    def validate_other(self, field: SelectField) -> None:
        """A tie needs two people."""
        if field.data and field.data == self.one.data:
            raise ValidationError("Choose two different people.")

    def tie(self) -> Tie:
        """What the form says, as a new tie."""
        return Tie(
            id=uuid4(),
            kind=TieKind(self.kind.data),
            one=UUID(self.one.data),
            other=UUID(self.other.data),
            since=self.since.data,
        )


class EndTieForm(Form):
    """Until when a tie was."""

    until = Day("Until", required="Write the day on which it ended, like 2026-04-30.")

    def __init__(self, tie: Tie, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.since = tie.since

    def validate_until(self, field: Day) -> None:
        """A tie ends after it began."""
        if self.since and field.data and field.data < self.since:
            raise ValidationError("This lies before the day on which it began. Check the date.")


class ProblemForm(Form):
    """One line of the personal questionnaire."""

    words = Line("Problem", required="Write the problem in the client's words.", most=200)


def card_as_form(card: ClientCard) -> dict[str, Any]:
    """The values with which a `ClientForm` starts; only those of the parts that open."""
    values: dict[str, Any] = {}
    if card.identity:
        values |= {name: getattr(card.identity, name) for name in IDENTITY}
    if card.themes:
        values |= {
            "code_name": card.themes.code_name,
            "since": card.themes.since,
            "work_status": str(card.themes.status),
            "cadence": card.themes.cadence,
            **intake_as_form(card.themes),
        }
    return values


def person_as_form(person: Person, name: str, mark: Mark) -> dict[str, Any]:
    """The values with which a `PersonForm` starts."""
    return {
        "role": person.role,
        "name": name,
        "pole": str(person.pole),
        "domain": str(person.domain),
        "shape": str(person.shape),
        "born": person.born,
        "died": person.died,
        "attachment_figure": person.attachment_figure,
        "household": person.household,
        "illness": mark.illness,
        "addiction": mark.addiction,
    }
