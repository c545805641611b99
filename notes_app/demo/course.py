"""What is told of an invented client beside the words of the notes: aims, strains, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Strain:
    """A stretch of the work in which the two had lost each other; `mended` None: still open.

    Attributes:
        kind, markers, weight, part: how it showed, as codes; how heavy it was, and the therapist's.
        who: the key of the one whose rupture it was, where several come.
        line: what was said, in a line.
        moves, far, mending: what mended it, how far (1-5), and what was said then.
        culture: a difference was spoken of when it was mended.
        unnoticed: the therapist's own rating of the alliance does not fall with it.
    """

    first: int
    mended: int | None = None
    kind: str = "withdrawal"
    markers: tuple[str, ...] = ()
    weight: int | None = None
    part: int | None = None
    who: str = ""
    line: str = ""
    moves: tuple[str, ...] = ()
    far: int | None = None
    mending: str = ""
    culture: bool = False
    unnoticed: bool = False


@dataclass(frozen=True)
class Aim:
    """What the two work towards, from the session `since` on."""

    words: str
    themes: tuple[str, ...]
    since: int


@dataclass(frozen=True)
class Outcome:
    """How a new way went, as told in a session."""

    session: int
    result: str
    words: str
    others: str = ""


@dataclass(frozen=True)
class Tried:
    """A new way that was agreed in a session; without an outcome it is carried over.

    `who` is the key of the one with whom it was to be tried.
    """

    session: int
    skill: str
    plan: str
    quality: str
    risk: int
    outcome: Outcome | None = None
    who: str = ""
    where: str = "outside"


@dataclass(frozen=True)
class Asked:
    """A questionnaire that is given at every fourth session.

    Attributes:
        first, last: its total at the first and at the last session.
        also: numbers of other sessions in which it was given.
        totals: what it came to where the life line says so.
        item_9: the answers above 0 to the item on self-harm, by session.
    """

    code: str
    first: int
    last: int
    also: tuple[int, ...] = ()
    totals: Mapping[int, int] = field(default_factory=dict)
    item_9: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Trouble:
    """A line of the personal questionnaire, and its rating in the first and the last session."""

    words: str
    first: int
    last: int
    theme: str = ""


@dataclass(frozen=True)
class Imagined:
    """An image of the self and one of the other; `person` is the key of whom it is of."""

    of_self: str
    of_other: str
    affect: str = ""
    person: str = ""
    swaps: bool = False


@dataclass(frozen=True)
class Formulated:
    """A formulation as it was kept after a session; `words` are its sentences by field."""

    after: int
    words: Mapping[str, str]
    themes: tuple[str, str, str]
    dyads: tuple[Imagined, ...] = ()
    named_together: bool = False
    shared: bool = False


@dataclass(frozen=True)
class Pattern:
    """What the therapist makes of it all.

    Attributes:
        mirror: what is made of a theme in the room and outside.
        echoes: whom a theme repeats when it is heard in the room, by key.
        pairs: themes of which the strongest passages on both sides belong together.
        across: themes that go across people, and the session after which that was confirmed.
    """

    formulations: tuple[Formulated, ...] = ()
    mirror: Mapping[str, str] = field(default_factory=dict)
    echoes: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[str, ...] = ()
    across: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """Everything of that kind for one client.

    Attributes:
        distress: 0-10, in the first and in the last session.
        by_client: the client's own rating of the alliance where the life line says so.
    """

    aim: Aim
    distress: tuple[int, int]
    strains: tuple[Strain, ...] = ()
    tried: tuple[Tried, ...] = ()
    asked: tuple[Asked, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    by_client: Mapping[int, int] = field(default_factory=dict)
    pattern: Pattern | None = None

    def strained(self, number: int) -> bool:
        """Whether the two had lost each other in that session and not yet mended it."""
        return any(
            strain.first <= number and (strain.mended is None or number < strain.mended)
            for strain in self.strains
            if not strain.unnoticed
        )
