"""What is inside a client's sealed parts."""

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from notes_app.clients.losses import Loss
from notes_app.clients.marks import Mark
from notes_app.clients.placement import Placement
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
    """How a person is drawn, by their own words for their gender.

    A group is a hexagon, a child who is expected a triangle.
    """

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"
    TRIANGLE = "triangle"


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
    `attachment_figure`: the client looks or looked to this person for safety.  `household` is where
    they live, in a word: people of one household have the same.
    """

    id: UUID
    role: str
    pole: Pole
    domain: Domain = Domain.WIDER_WORLD
    shape: Shape = Shape.DIAMOND
    born: int | None = None
    died: int | None = None
    removed: date | None = None
    attachment_figure: bool = False
    household: str = ""


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


class Couple(Part, frozen=True):
    """Two people who are or were a couple.  `ended` is empty, "separated", "divorced" or "died"."""

    id: UUID
    one: UUID
    other: UUID
    married: bool = False
    since: int | None = None
    until: int | None = None
    ended: str = ""


class Descent(Part, frozen=True):
    """Whose child somebody is.

    `parents` are one or two people.  `kind` is "birth", "adopted" or "fostered".  Children of one
    birth share a `twins` id; `identical` ones are drawn with a bar.
    """

    child: UUID
    parents: tuple[UUID, ...]
    kind: str = "birth"
    twins: UUID | None = None
    identical: bool = False


class Closeness(Part, frozen=True):
    """How the client and a person are with each other, as seen on a day; not a validated scale.

    `closeness` and `trust` are 0-10; `quality` and `strategy` are codes (domain.md 2, a tie).
    """

    person: UUID
    on: date
    closeness: int | None = None
    trust: int | None = None
    quality: str = ""
    strategy: str = ""


class Period(Part, frozen=True):
    """A stretch of the calendar, both days included."""

    first: date
    last: date


class Event(Part, frozen=True):
    """Something by which two stretches of the work can be compared (domain.md 5.1).

    `noted_on` is the day on which it was written down: one that was noted after looking gives no
    word.  `kind` is a code such as "break", "rupture" or "focus".  `periods` are the two stretches,
    the earlier first, where they were chosen by their dates; `on` is then the day on which the
    later one begins.
    """

    id: UUID
    kind: str
    on: date
    noted_on: date
    words: str = ""
    periods: tuple[Period, Period] | None = None


class PassageLink(Part, frozen=True):
    """Two passages, one in the room and one outside, that belong together (Mirror)."""

    id: UUID
    one: UUID
    other: UUID
    on: date


class Dyad(Part, frozen=True):
    """A self-image, an other-image, and the feeling that links them; roles may swap."""

    id: UUID
    self_image: str
    other_image: str
    affect: str = ""
    valence: str = ""
    reversed: bool = False
    person: UUID | None = None


class Formulation(Part, frozen=True):
    """How the therapist puts the pattern together, as of a day.  Roles, not names.

    The three sentences of the wish, the other's and the self's response; the cycle of five boxes
    with its exit; the dyads.  `themes` are the codes behind the wish, the other's response and the
    response of self, empty where none is.  `exit_after` is the name of the box behind which the
    loop can be left.  `named_together`: said and agreed with the client.
    """

    id: UUID
    on: date
    wish: str = ""
    response_of_other: str = ""
    response_of_self: str = ""
    themes: tuple[str, ...] = ()
    acts_of_self: str = ""
    expectations: str = ""
    acts_of_others: str = ""
    acts_toward_self: str = ""
    therapists_pull: str = ""
    exit_point: str = ""
    exit_after: str = ""
    dyads: tuple[Dyad, ...] = ()
    named_together: bool = False
    shared: bool = False


class ThemeLabel(Part, frozen=True):
    """A theme as this client's notes use it, for whoever holds the themes and no codebook.

    `counts_as` is the code of the theme that it was merged into; it counts from `since`, and no
    more from `retired` on.
    """

    code: str
    name: str
    family: str
    definition: str = ""
    counts_as: str = ""
    since: date | None = None
    retired: date | None = None


class Goal(Part, frozen=True):
    """What the two work towards.  Roles, not names: it stands in what is printed."""

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
    """Identity scope: who the client is, and the names of the people in the client's life.

    `strengths` are one a line.  `pacing` is what to go slowly with.
    """

    name: str = ""
    pronouns: str = ""
    contact: str = ""
    concerns_in_words: str = ""
    context_in_words: str = ""
    strengths: str = ""
    pacing: str = ""
    names: dict[UUID, str] = {}
    problem_words: dict[UUID, str] = {}


class ClientThemes(Payload, frozen=True, tag=1):
    """Themes scope: the code name, the work's frame, people as roles, the words in use.

    `concerns` are codes of domain.md 2 (intake concerns).  `client_words` maps a theme's code to
    the client's own word for it.  `focus_since` maps a focus theme's code to the day it was named.
    `mirror_words` maps a theme's code to what the therapist makes of it at home and in the room.
    `formulations` are in the order in which they were kept.  `across_people` maps the code of a
    theme that goes across people, as the therapist confirmed, to the day on which that was said.
    `comes_as` is empty for one person, else "couple" or "family".  `aims`, `duration` and `history`
    are as told at the start, `outcomes` what came of the work: codes of `clients.words`, and so are
    those of `context`.

    Goals, events, the mirror's words, formulations, marks and losses are stored apart (`own`):
    `parted` says so of what is stored, and that the other part must be there.
    """

    code_name: str
    since: date | None = None
    status: Status = Status.ACTIVE
    cadence: str = ""
    concerns: tuple[str, ...] = ()
    comes_as: str = ""
    aims: tuple[str, ...] = ()
    duration: str = ""
    history: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    ties: tuple[Tie, ...] = ()
    labels: tuple[ThemeLabel, ...] = ()
    client_words: dict[str, str] = {}
    focus_since: dict[str, date] = {}
    goals: tuple[Goal, ...] = ()
    problems: tuple[Problem, ...] = ()
    standing: tuple[StandingHour, ...] = ()
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    placements: dict[UUID, Placement] = {}
    closeness: tuple[Closeness, ...] = ()
    events: tuple[Event, ...] = ()
    passage_links: tuple[PassageLink, ...] = ()
    mirror_words: dict[str, str] = {}
    episode_roots: dict[UUID, UUID] = {}
    formulations: tuple[Formulation, ...] = ()
    across_people: dict[str, date] = {}
    marks: tuple[Mark, ...] = ()
    losses: tuple[Loss, ...] = ()
    parted: bool = False

    @property
    def present_people(self) -> tuple[Person, ...]:
        """Everybody but those who were removed."""
        return tuple(person for person in self.people if person.removed is None)

    @property
    def present_ties(self) -> tuple[Tie, ...]:
        """The ties, closed ones too, between people who are present."""
        present = {person.id for person in self.present_people}
        return tuple(tie for tie in self.ties if {tie.one, tie.other} <= present)


class ClientOwn(Payload, frozen=True, tag=1):
    """Own scope: what only its therapist reads of the work.  Fields as in `ClientThemes`."""

    goals: tuple[Goal, ...] = ()
    events: tuple[Event, ...] = ()
    mirror_words: dict[str, str] = {}
    formulations: tuple[Formulation, ...] = ()
    marks: tuple[Mark, ...] = ()
    losses: tuple[Loss, ...] = ()


def read_client_identity(stored: bytes) -> ClientIdentity:
    """Read an identity part.  Raises CannotRead."""
    return decode(stored, ClientIdentity)


def read_client_themes(stored: bytes) -> ClientThemes:
    """Read a themes part.  Raises CannotRead."""
    return decode(stored, ClientThemes)


def read_client_own(stored: bytes) -> ClientOwn:
    """Read an own part.  Raises CannotRead."""
    return decode(stored, ClientOwn)
