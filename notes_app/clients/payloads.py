"""What is inside a client's sealed parts."""

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from notes_app.payload import Part, Payload, decode


class Pole(StrEnum):
    """Where in life a relationship stands: with the therapist, now, in the past, with oneself."""

    THERAPIST = "therapist"
    CURRENT = "current"
    PAST = "past"
    SELF = "self"


class Status(StrEnum):
    """Whether the work goes on."""

    ACTIVE = "active"
    RESTING = "resting"
    ENDED = "ended"


class Domain(StrEnum):
    """Which part of life a person belongs to (domain.md 2)."""

    PARTNER = "partner"
    FAMILY_OF_ORIGIN = "family-of-origin"
    CHILD = "child"
    OTHER_KIN = "other-kin"
    FRIEND = "friend"
    WORK = "work"
    AUTHORITY = "authority"
    COMMUNITY = "community"
    INSTITUTION = "institution"
    ONESELF = "oneself"
    THERAPIST = "therapist"
    WIDER_WORLD = "wider-world"


class Shape(StrEnum):
    """How a person is drawn, by their own words for their gender; a group is a hexagon."""

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"


class TieKind(StrEnum):
    """The thirteen kinds of emotional tie (domain.md 6)."""

    ORDINARY = "ordinary"
    CLOSE = "close"
    FUSED = "fused"
    DISTANT = "distant"
    ESTRANGED = "estranged"
    CUT_OFF = "cut-off"
    MENDED = "mended"
    CLOSE_CONFLICT = "close-conflict"
    CONFLICT = "conflict"
    HOSTILE = "hostile"
    HARM = "harm"
    CARE = "care"
    PREOCCUPIED = "preoccupied"


class Person(Part, frozen=True):
    """Somebody in the client's life, as a role.  The name is in the identity scope.

    `removed` is the day from which the person is offered no more; passages keep their id.
    """

    id: UUID
    role: str
    pole: Pole
    domain: Domain = Domain.WIDER_WORLD
    shape: Shape = Shape.DIAMOND
    born: int | None = None
    died: int | None = None
    removed: date | None = None


class Tie(Part, frozen=True):
    """How two people are with each other, from when until when.  A new kind closes the old tie.

    `closed_by` is the tie that took its place.  Harm, care and preoccupation go from `one` to
    `other`.
    """

    id: UUID
    kind: TieKind
    one: UUID
    other: UUID
    since: date | None = None
    until: date | None = None
    closed_by: UUID | None = None

    @property
    def open(self) -> bool:
        """Whether it still holds.  A tie may have been closed on a day that nobody noted."""
        return self.until is None and self.closed_by is None


class ThemeLabel(Part, frozen=True):
    """A theme as it was called when this client's notes used it, for whoever holds no codebook."""

    code: str
    name: str
    family: str
    definition: str = ""


class Goal(Part, frozen=True):
    """What the two work towards.  Its words stand in the themes scope: roles, not names."""

    id: UUID
    words: str
    themes: tuple[str, ...] = ()
    since: date | None = None
    reached: date | None = None


class Problem(Part, frozen=True):
    """One line of the client's personal questionnaire; its words are in the identity scope.

    `theme` is the code of a theme that it belongs to.
    """

    id: UUID
    since: date
    theme: str = ""
    retired: date | None = None


class Pause(Part, frozen=True):
    """Days on which a standing hour is left out, the first and the last of them included."""

    id: UUID
    first: date
    last: date


class StandingHour(Part, frozen=True):
    """An hour that returns: every so many weeks on the weekday of `since`.

    The time is the clock on the wall, whatever summer time does.  `until` is the last day on which
    it may fall.  `modality` is that of the sessions it plans.
    """

    id: UUID
    since: date
    starts_at: time
    minutes: int = 50
    every_weeks: int = 1
    until: date | None = None
    modality: str = "in-person"
    pauses: tuple[Pause, ...] = ()


class ClientIdentity(Payload, frozen=True, tag=1):
    """Identity scope: who the client is, and the names of the people in the client's life."""

    name: str = ""
    pronouns: str = ""
    contact: str = ""
    concerns_in_words: str = ""
    names: dict[UUID, str] = {}
    problem_words: dict[UUID, str] = {}


class ClientThemes(Payload, frozen=True, tag=1):
    """Themes scope: the code name, the work's frame, people as roles, the words in use.

    `concerns` are codes of domain.md 2 (intake concerns).  `client_words` maps a theme's code to
    the client's own word for it.  `focus_since` maps a focus theme's code to the day it was named.
    """

    code_name: str
    since: date | None = None
    status: Status = Status.ACTIVE
    cadence: str = ""
    concerns: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    ties: tuple[Tie, ...] = ()
    labels: tuple[ThemeLabel, ...] = ()
    client_words: dict[str, str] = {}
    focus_since: dict[str, date] = {}
    goals: tuple[Goal, ...] = ()
    problems: tuple[Problem, ...] = ()
    standing: tuple[StandingHour, ...] = ()

    @property
    def present_people(self) -> tuple[Person, ...]:
        """Everybody but those who were removed."""
        return tuple(person for person in self.people if person.removed is None)

    @property
    def present_ties(self) -> tuple[Tie, ...]:
        """The ties, closed ones too, between people who are present."""
        present = {person.id for person in self.present_people}
        return tuple(tie for tie in self.ties if {tie.one, tie.other} <= present)


def read_client_identity(stored: bytes) -> ClientIdentity:
    """Read an identity part.  Raises CannotRead."""
    return decode(stored, ClientIdentity)


def read_client_themes(stored: bytes) -> ClientThemes:
    """Read a themes part.  Raises CannotRead."""
    return decode(stored, ClientThemes)
