"""The cycle as a drawing: five boxes, the arrows between them, and one way out."""

from dataclasses import dataclass
from textwrap import wrap

from notes_app.clients.payloads import Formulation

#: The boxes in the order in which the loop runs; the therapist's pull stands in its middle.
BOXES = {
    "acts_of_self": "Acts of self",
    "expectations": "Expectations of others",
    "acts_of_others": "Acts of others",
    "acts_toward_self": "Acts toward self",
}
PULL = ("therapists_pull", "My own pull")
WIDTH, HEIGHT = 880, 470
WIDE, HIGH = 216, 118
LETTERS, LINES = 31, 5
CIRCLE = 13  # letters of a line in the circle of a dyad
CENTRES = {
    "acts_of_self": (440, 67),
    "expectations": (764, 235),
    "acts_of_others": (440, 403),
    "acts_toward_self": (116, 235),
    "therapists_pull": (440, 235),
}
ARROWS = (
    "M552 67C650 67 764 96 764 168",
    "M764 302C764 374 650 403 556 403",
    "M328 403C230 403 116 374 116 302",
    "M116 172C116 96 230 67 324 67",
)
EXITS = {
    "acts_of_self": ("M552 40L700 18", 708, 22, "start"),
    "expectations": ("M820 298L846 366", 868, 386, "end"),
    "acts_of_others": ("M328 430L180 452", 172, 456, "end"),
    "acts_toward_self": ("M60 172L34 104", 12, 90, "start"),
}


@dataclass(frozen=True)
class Box:
    """One box: its corner, its heading and its words in lines."""

    x: float
    y: float
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Exit:
    """The way out: a path, and where its label stands."""

    path: str
    x: float
    y: float
    anchor: str
    after: str


def boxes_of(formulation: Formulation) -> list[Box]:
    """The five boxes of a formulation."""
    return [
        _box(name, heading, getattr(formulation, name)) for name, heading in (*BOXES.items(), PULL)
    ]


def exit_of(formulation: Formulation) -> Exit | None:
    """Where the loop can be left; None where nothing was written about it."""
    if not formulation.exit_point:
        return None
    after = formulation.exit_after if formulation.exit_after in EXITS else "acts_of_self"
    return Exit(*EXITS[after], after)


def in_lines(text: str) -> tuple[str, ...]:
    """The words of a box, cut where there is no more room; the list beside it has them all."""
    lines = wrap(text, LETTERS) or []
    if len(lines) <= LINES:
        return tuple(lines)
    return (*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 1].rstrip() + "…")


def in_circle(text: str) -> tuple[str, ...]:
    """The words of an image in the circle of a dyad; the list beside it has them all."""
    lines = wrap(text, CIRCLE)
    return (*lines[:3], "…") if len(lines) > 4 else tuple(lines)  # noqa: PLR2004 - four fit


def _box(name: str, heading: str, text: str) -> Box:
    x, y = CENTRES[name]
    return Box(x - WIDE / 2, y - HIGH / 2, heading, in_lines(text))
