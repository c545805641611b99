"""What is known of one invented client: who, with whom, and how the themes go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from uuid import UUID

from notes_app.clients.payloads import Domain, Pole, Shape, Status, TieKind
from notes_app.clients.service import SELF as THE_SELF
from notes_app.clients.service import YOU_AND_THE_CLIENT
from notes_app.demo.arcs import Arc
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Course
from notes_app.demo.layouts import HISTORY
from notes_app.demo.script import Line, read_script
from notes_app.formats.built_in import RELATIONAL
from notes_app.signing.payloads import EntryKind
from notes_app.themes.library import LIBRARY
from notes_app.themes.payloads import Component, Family, Polarity

FOLDER = Path(__file__).parent / "people"
YOU, SELF = "you", "self"
SHARED = "therapist"


@dataclass(frozen=True)
class Role:
    """Somebody in the client's life.  `key` is how the story's file calls them."""

    key: str
    role: str
    pole: Pole
    domain: Domain
    shape: Shape
    name: str = ""
    age: int | None = None
    born: int | None = None
    died: int | None = None

    def birth_year(self, today: date) -> int | None:
        """The year of birth, where it or an age is known."""
        return today.year - self.age if self.age is not None else self.born


@dataclass(frozen=True)
class Bond:
    """How two people are with each other; `since` and `until` are numbers of sessions."""

    kind: TieKind
    one: str
    other: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class OwnWord:
    """A theme of the therapist's own, from one session on.  `code` stands for it in the story.

    From the session `merged_in` on it counts as the theme `merged_into`.
    """

    code: str
    name: str
    family: Family
    since: int
    definition: str
    sounds_like: str
    component: Component = Component.RS
    polarity: Polarity = Polarity.STRAIN
    opposite: str = ""
    merged_into: str = ""
    merged_in: int = 0


@dataclass(frozen=True)
class Added:
    """What was added below a signed note, so many days after its hour."""

    kind: EntryKind
    days: int
    text: str
    reason: str = ""


@dataclass(frozen=True)
class Mistake:
    """An entry that belonged to somebody else, so many days after a session's hour."""

    after: int
    days: int
    text: str
    reason: str


@dataclass(frozen=True)
class Story:
    """One invented client.

    Attributes:
        pronouns: as the person says them.
        arcs: the course of each theme.
        words: what Theme change must say of a theme, as planned in domain.md 10.
        course: what is told beside the words: aims, strains, new ways, questionnaires.
        setbacks: numbers of the sessions in which the old ways are strong.
        incomplete: numbers of the sessions whose tagging was not completed.
        focus: a focus theme and the session in which it was named.
        format: the code of the format of this client's notes.
        history: the number of the history session, where there was one.
        unsigned: how many of the newest notes wait for a signature.
        late: numbers of sessions whose notes were signed late, and how many days later.
        added: what was added below the note of a session.
        in_danger: numbers of the sessions in which a question about risk was not answered by no.
    """

    code_name: str
    name: str
    pronouns: str
    concerns: tuple[str, ...]
    concerns_in_words: str
    rhythm: Rhythm
    people: tuple[Role, ...]
    bonds: tuple[Bond, ...]
    arcs: Mapping[str, Arc]
    words: Mapping[str, str]
    seed: int
    course: Course
    cadence: str = "weekly"
    setbacks: frozenset[int] = frozenset()
    incomplete: frozenset[int] = frozenset()
    focus: Mapping[str, int] = field(default_factory=dict)
    client_words: Mapping[str, str] = field(default_factory=dict)
    own: tuple[OwnWord, ...] = ()
    status: Status = Status.ACTIVE
    participants: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    usually_there: tuple[str, ...] = ()
    drafts: frozenset[int] = frozenset()
    format: str = RELATIONAL
    history: int | None = None
    unsigned: int = 1
    late: Mapping[int, int] = field(default_factory=dict)
    added: Mapping[int, Added] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    in_danger: frozenset[int] = frozenset()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Everything that may stand in this client's notes, and what the therapist says to all."""
        own = read_script(
            FOLDER / f"{self.code_name.lower()}.txt",
            themes=tuple(self.arcs),
            people={role.key for role in self.people},
            pronouns=self.pronouns,
        )
        return own + read_script(FOLDER / f"{SHARED}.txt", pronouns=self.pronouns)

    @cached_property
    def ids(self) -> dict[str, UUID]:
        """The same id for the same person each time."""
        rng = self.draw("people")
        return {role.key: make_id(rng) for role in self.people}

    def draw(self, what: str) -> Random:
        """A source of chance of its own for each purpose, always the same."""
        return Random(f"{self.seed}/{self.code_name}/{what}")  # noqa: S311 - a demo, not a secret

    def role(self, key: str) -> Role:
        """Somebody by their key."""
        return next(role for role in self.people if role.key == key)

    def format_of(self, number: int) -> str:
        """The format of a session's note."""
        return HISTORY if number == self.history else self.format

    def component_of(self, theme: str) -> Component | None:
        """The part of the pattern that a theme usually shows."""
        own = {word.code: word.component for word in self.own}
        return own.get(theme) or _BY_CODE[theme].component

    def is_growth(self, theme: str) -> bool:
        """Whether a theme tells of something new that is wished for."""
        return theme in _BY_CODE and _BY_CODE[theme].polarity is Polarity.GROWTH

    def begins(self, theme: str) -> int:
        """The session from which a theme counts."""
        return next((word.since for word in self.own if word.code == theme), 1)


_BY_CODE = {theme.code: theme for theme in LIBRARY}


def make_id(rng: Random) -> UUID:
    """An id as the product mints them, from a known source of chance."""
    return UUID(int=rng.getrandbits(128), version=4)


#: The two that every client has.  Roles carry no names: a supervisor may read them.
ALWAYS_THERE = (
    Role(YOU, YOU_AND_THE_CLIENT, Pole.THERAPIST, Domain.THERAPIST, Shape.DIAMOND),
    Role(SELF, THE_SELF, Pole.SELF, Domain.ONESELF, Shape.DIAMOND),
)
