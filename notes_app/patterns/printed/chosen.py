"""What is to be printed, for whom, and what it is made from.

A sheet is composed from a card without its identity part, so that no name can get onto it: people
stand there by role, the client by initials, by code name, or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from notes_app.clients.payloads import Person, Tie, TieKind
from notes_app.clients.policy import is_self, is_therapist
from notes_app.clients.queries import ClientCard
from notes_app.measures.payloads import MeasuresKept
from notes_app.measures.queries import KnownMeasures
from notes_app.notes.payloads import SessionText
from notes_app.notes.queries import ReadSession
from notes_app.patterns.change import Windows
from notes_app.patterns.days import Day
from notes_app.patterns.marks import NO_MARKS, Marks
from notes_app.patterns.table import ThemeSpan, ThemeTable, table_of
from notes_app.patterns.verdict import Comparison
from notes_app.themes.payloads import Polarity


class Chapter(StrEnum):
    """A part of the document, in its order; the value stands in the form."""

    THEMES = "t"
    PEOPLE = "w"
    TOGETHER = "h"
    MIRROR = "x"
    EPISODES = "e"
    FORMULATION = "f"
    RUPTURES = "r"
    NEW_WAYS = "n"
    MAP = "m"
    MEASURES = "q"


CHAPTERS: Mapping[Chapter, str] = {
    Chapter.THEMES: "Theme change",
    Chapter.PEOPLE: "With whom",
    Chapter.TOGETHER: "Heard together",
    Chapter.MIRROR: "Mirror",
    Chapter.EPISODES: "Episodes",
    Chapter.FORMULATION: "Formulation",
    Chapter.RUPTURES: "Ruptures and repairs",
    Chapter.NEW_WAYS: "New ways",
    Chapter.MAP: "Relationship map",
    Chapter.MEASURES: "Measures",
}


class Reader(StrEnum):
    """For whom it is printed."""

    DESK = "d"
    TALK = "c"


READERS: Mapping[Reader, str] = {Reader.DESK: "My own desk", Reader.TALK: "A talk with the client"}


@dataclass(frozen=True)
class Choice:
    """What the therapist asked for.

    Attributes:
        label: what the client is called; empty for nothing.
        harm: ties of harm stand in what is made for the client too.
        marks: illness and addiction stand on the map of the therapist's own desk.
        losses: and losses, those that the client wishes to see.
    """

    chapters: frozenset[Chapter]
    reader: Reader
    passages: bool = False
    label: str = ""
    harm: bool = False
    marks: bool = False
    losses: bool = False

    @property
    def talk(self) -> bool:
        """Whether the client will read it."""
        return self.reader is Reader.TALK

    def shows(self, tie: Tie) -> bool:
        """Whether a tie may stand in it: one of harm only at the desk, or where that was chosen."""
        return tie.kind is not TieKind.HARM or self.harm or not self.talk

    @property
    def shows_marks(self) -> bool:
        """Whether illness and addiction may stand in it: at the desk, where that was chosen."""
        return self.marks and not self.talk

    @property
    def shows_losses(self) -> bool:
        """Whether losses may stand in it: at the desk, where that was chosen."""
        return self.losses and not self.talk


@dataclass(frozen=True)
class Seen:
    """One client as the sheet sees them.

    Attributes:
        texts: the session records opened for passages.
        windows, day: what Theme change compares, and the day by which, where it is one.
    """

    card: ClientCard
    reads: Sequence[ReadSession]
    spans: Mapping[str, ThemeSpan]
    focus: Mapping[str, date]
    today: date
    texts: Mapping[UUID, SessionText | None] = field(default_factory=dict)
    polarities: Mapping[str, Polarity] = field(default_factory=dict)
    marks: Marks = NO_MARKS
    measures: KnownMeasures = field(default_factory=lambda: KnownMeasures(MeasuresKept()))
    windows: Windows = Comparison.FIRST_AND_LAST
    day: Day | None = None

    def __post_init__(self) -> None:
        # Here and not where it is made: whoever makes one cannot forget it.
        object.__setattr__(self, "card", replace(self.card, identity=None))

    @cached_property
    def table(self) -> ThemeTable:
        """Every session by every theme."""
        return table_of(self.reads, themes=self.spans, today=self.today)

    @cached_property
    def eligible(self) -> list[ReadSession]:
        """The sessions that count: held and tagged to the end."""
        return [read for read in self.reads if read.eligible]

    def theme(self, code: str) -> str:
        """The name of a theme."""
        return self.spans[code].name if code in self.spans else "A theme of an earlier codebook"

    def called(self, choice: Choice) -> dict[UUID, str]:
        """Everybody by role, removed people too."""
        own = "You" if choice.talk else "Client"
        return {person.id: _role(person, own) for person in self.card.people}


def session_words(read: ReadSession | None) -> str:
    """Session 4; of an hour without a number, its day; nothing of none."""
    if read is None:
        return ""
    if read.number:
        return f"Session {read.number}"
    return f"{read.facts.held_on.day} {read.facts.held_on:%B %Y}" if read.facts else "A session"


def _role(person: Person, own: str) -> str:
    if is_therapist(person):
        return "Therapist"
    return own if is_self(person) else person.role
