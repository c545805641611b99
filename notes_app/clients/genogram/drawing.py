"""The whole map, ready to be drawn: symbols, labels, lines, ties, badges.

What comes out are numbers and paths for SVG's presentation attributes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.genogram.curves import Point
from notes_app.clients.genogram.family import Family, Member
from notes_app.clients.genogram.halves import halves
from notes_app.clients.genogram.layout import Layout, Spot, lay_out
from notes_app.clients.genogram.lettering import LINE, Label, label_of
from notes_app.clients.genogram.placing import moved, nearest_family
from notes_app.clients.genogram.structure import Line, family_lines
from notes_app.clients.genogram.ties import BADGE, Box, DrawnTie, Ground, drawn_ties
from notes_app.clients.marks import Mark, mark_of
from notes_app.clients.payloads import (
    Couple,
    Descent,
    Person,
    Placement,
    Shape,
    Tie,
)

FIRST_LINE = 11  # from the top of a label to the foot of its first line
EDGE = 20


@dataclass(frozen=True)
class Kinfolk:
    """What of a client's themes the map is drawn from; `marks` only where they are asked for."""

    people: tuple[Person, ...]
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    ties: tuple[Tie, ...] = ()
    placements: Mapping[UUID, Placement] | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Words:
    """What is written under a symbol, by the person's id: what they are called, and the role."""

    called: Mapping[UUID, str]
    roles: Mapping[UUID, str]

    def label(self, person: UUID) -> Label:
        """The label of one person."""
        return label_of(self.called.get(person, ""), self.roles.get(person, ""))


@dataclass(frozen=True)
class Node:
    """One symbol with its words.

    `d` is its outline; `inner` the second outline of the client; `cross` the X of who died.
    `halves` are the hatches of illness and addiction.  `age` stands inside, the years above.
    `lines` are (words, y).
    """

    person: Person
    x: float
    y: float
    d: str
    inner: str
    cross: str
    halves: tuple[str, ...]
    age: str
    lines: tuple[tuple[str, float], ...]
    reach: float
    badge: Point
    box: Box


@dataclass(frozen=True)
class Map:
    """Everything that is drawn.  `left_out` people are not, because they were too many."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    ties: tuple[DrawnTie, ...]
    view: Box
    left_out: int
    origin: Spot

    @property
    def width(self) -> float:
        """Of the view box."""
        return self.view[2] - self.view[0]

    @property
    def height(self) -> float:
        """Of the view box."""
        return self.view[3] - self.view[1]

    def place(self, node: Node) -> Placement:
        """Where a symbol stands as it is kept: from where the rule puts the client."""
        return Placement(round(node.x - self.origin.x, 1), round(node.y - self.origin.y, 1))


def map_of(
    kin: Kinfolk, *, client: UUID, words: Words, year: int, wearing: Sequence[UUID] = ()
) -> Map:
    """Draw everybody.

    Args:
        client: the person who is the client's own self; must be among the people.
        year: this one, for ages.
        wearing: the ids of ties that carry a badge.
    """
    whole = Family(kin.people, kin.couples, kin.descents)
    family = nearest_family(whole, client)
    start = family.number[client]
    labels = {number: words.label(p.id) for number, p in enumerate(family.members)}
    layout = lay_out(family, start=start, labels=labels)
    origin = layout.spots[start]
    layout = moved(layout, family, kin.placements or {}, start)
    nodes = tuple(
        _node(person, layout, labels[number], number, (number == start, year, kin.marks))
        for number, person in enumerate(family.members)
    )
    ground = Ground(
        {node.person.id: (node.x, node.y) for node in nodes},
        layout.sizes.node / 2,
        {node.person.id: node.box for node in nodes},
    )
    ties = tuple(drawn_ties(kin.ties, ground, wearing=wearing))
    return Map(
        nodes=nodes,
        lines=tuple(family_lines(family, layout)),
        ties=ties,
        view=_view(nodes, ties),
        left_out=len(whole.people) - len(family.people),
        origin=origin,
    )


def _node(
    person: Person,
    layout: Layout,
    label: Label,
    member: Member,
    about: tuple[bool, int, tuple[Mark, ...]],
) -> Node:
    is_client, year, marks = about
    spot, r = layout.spots[member], layout.sizes.node / 2
    top = spot.y + layout.label_tops[member]
    lines = tuple((words, top + FIRST_LINE + at * LINE) for at, words in enumerate(label.lines))
    wide = max(label.width, r * 2) / 2
    return Node(
        person=person,
        x=spot.x,
        y=spot.y,
        d=outline(person.shape, r),
        inner=outline(person.shape, r - 5) if is_client else "",
        cross=_cross(person.shape, r) if person.died else "",
        halves=halves(person.shape, r, mark_of(marks, person.id)),
        age=_age(person, year),
        lines=lines,
        reach=r,
        badge=(spot.x + r + 12, spot.y - r + 14),
        box=(spot.x - wide, top, spot.x + wide, top + label.height),
    )


def outline(shape: Shape, r: float) -> str:
    """A symbol round the point 0, 0, as high as it is wide."""
    if shape is Shape.SQUARE:
        return f"M{-r:g} {-r:g}H{r:g}V{r:g}H{-r:g}Z"
    if shape is Shape.CIRCLE:
        return f"M{-r:g} 0A{r:g} {r:g} 0 1 1 {r:g} 0A{r:g} {r:g} 0 1 1 {-r:g} 0Z"
    if shape is Shape.DIAMOND:
        return f"M0 {-r:g}L{r:g} 0L0 {r:g}L{-r:g} 0Z"
    half, high = round(r / 2, 2), round(r * 0.9, 2)
    return f"M{-r:g} 0L{-half:g} {-high:g}H{half:g}L{r:g} 0L{half:g} {high:g}H{-half:g}Z"


def _cross(shape: Shape, r: float) -> str:
    reach = {Shape.SQUARE: r, Shape.CIRCLE: r * 0.707, Shape.DIAMOND: r / 2}.get(shape, r * 0.62)
    c = f"{reach:.1f}"
    return f"M-{c} -{c}L{c} {c}M{c} -{c}L-{c} {c}"


def _age(person: Person, year: int) -> str:
    if person.born is None or person.shape is Shape.HEXAGON:
        return ""
    return str(max((person.died or year) - person.born, 0))


def _view(nodes: Sequence[Node], ties: Sequence[DrawnTie]) -> Box:
    points = [p for tie in ties for p in tie.curve.points]
    left = min([node.box[0] for node in nodes] + [x for x, _ in points])
    top = min([node.y - node.reach - EDGE for node in nodes] + [y for _, y in points])
    right = max([max(node.box[2], node.badge[0] + BADGE[0] / 2) for node in nodes])
    right = max([right] + [x for x, _ in points])
    bottom = max([node.box[3] for node in nodes] + [y for _, y in points])
    return (round(left - EDGE), round(top - EDGE), round(right + EDGE), round(bottom + EDGE))
