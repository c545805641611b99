"""The parts of what stands beside the words of a note: choices, numbers and ids, no sentence.

They live in the themes scope.  What was said about one of them stands in the notes scope under
its id (`payloads.Told`).  Codes are those of `lists`.
"""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from notes_app.clients.payloads import Pole
from notes_app.payload import Part

Rating = Annotated[int, Meta(ge=0, le=10)]
Weight = Annotated[int, Meta(ge=1, le=5)]
Answer = Annotated[int, Meta(ge=0, le=7)]


class Risk(StrEnum):
    """The answer of the risk section; no answer at all means that it was not asked."""

    NONE_REPORTED = "none-reported"
    SEE_NOTE = "see-note"


class Reply(StrEnum):
    """How another person answered, or was expected to (domain.md 1, valence)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Response(StrEnum):
    """What the client did with an intervention."""

    TOOK_UP = "took-up"
    TURNED_AWAY = "turned-away"
    UNSURE = "unsure"


class Alliance(Part, frozen=True):
    """How one side rates the alliance, 0-10 each (Bordin 1979); not a validated scale."""

    bond: Rating | None = None
    goals: Rating | None = None
    tasks: Rating | None = None


UNRATED = Alliance()


class Intervention(Part, frozen=True):
    """Something that the therapist did, and the client's response; `link` for linking only."""

    id: UUID
    kind: str
    response: Response | None = None
    link: str = ""


class NewWay(Part, frozen=True):
    """An experiment, in the room or outside.

    `with_person` is with whom it is tried, `risk` how much was risked, 1-5.  `result` is empty
    while nothing is known of it: the new way is then carried over.  `followed_up_in` is the session
    that told how it went.
    """

    id: UUID
    skill: str
    where: str = ""
    quality: str = ""
    risk: Weight | None = None
    others_reaction: str = ""
    result: str = ""
    followed_up_in: UUID | None = None
    with_person: UUID | None = None


class Taken(Part, frozen=True):
    """A questionnaire as it was answered in one session.

    Attributes:
        code: of a built-in questionnaire, or the id of one of the therapist's own.
        answers: of a built-in one, item by item; None where an item was not answered.  Its total
            is counted from them and never stored.
        problems: of the personal questionnaire, 1-7 by the problem's id.
        total: of one of the therapist's own, whose answers are never kept.
        seen: the therapist has read that item 9 of the PHQ-9 is above 0.
    """

    code: str
    answers: tuple[Answer | None, ...] = ()
    problems: dict[UUID, Answer] = {}
    total: float | None = None
    seen: bool = False


class Episode(Part, frozen=True):
    """A relationship episode: a told or lived scene with one particular other (domain.md 1).

    `tags` are the passages that make it up.  `when` is when in life it happened, `completeness` how
    much of it was told, 1-5.  `expected` is how the other was expected to respond, `actual` how the
    other did.  A line about it stands in `Told.words` under its id.
    """

    id: UUID
    person: UUID | None = None
    pole: Pole | None = None
    when: str = ""
    completeness: Weight | None = None
    tags: tuple[UUID, ...] = ()
    expected: Reply | None = None
    actual: Reply | None = None
    outcome: str = ""
    strategy: str = ""
    connection: str = ""
    risk: Weight | None = None
    symptom: str = ""


class Rupture(Part, frozen=True):
    """The joint work slackens or the bond strains, in this session (domain.md 1.2).

    `kind` is withdrawal, confrontation or mixed; `markers` are codes of `lists`.  `with_person` is
    whose rupture it is where several clients sit in the room.  `taken_back`: not a rupture after
    all.  What was said stands in `Told.words` under its id.
    """

    id: UUID
    kind: str
    markers: tuple[str, ...] = ()
    significance: Weight | None = None
    therapist_part: Weight | None = None
    with_person: UUID | None = None
    tags: tuple[UUID, ...] = ()
    taken_back: bool = False


class Repair(Part, frozen=True):
    """What was done in this session about the `rupture` that was opened in this one or before.

    `resolution` is how far it is mended, 1-5; `closes`: the thread ends here.
    """

    id: UUID
    rupture: UUID
    moves: tuple[str, ...] = ()
    resolution: Weight | None = None
    closes: bool = True
    tags: tuple[UUID, ...] = ()
