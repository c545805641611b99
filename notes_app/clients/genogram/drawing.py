"""The whole map, ready to be drawn: symbols, labels, lines, ties, badges.

What comes out are numbers and paths for SVG's presentation attributes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.genogram.badges import RIGHT, WIDE, Standing, box_of, placed
from notes_app.clients.genogram.curves import Point
from notes_app.clients.genogram.family import Family, Member
from notes_app.clients.genogram.halves import halves
from notes_app.clients.genogram.layout import Layout, Spot, lay_out
from notes_app.clients.genogram.lettering import LINE, Label, label_of, width_of
from notes_app.clients.genogram.placing import moved, nearest_family, with_losses
from notes_app.clients.genogram.structure import Line, family_lines
from notes_app.clients.genogram.ties import Box, DrawnTie, Ground, drawn_ties
from notes_app.clients.losses import Loss
from notes_app.clients.marks import Mark, mark_of
from notes_app.clients.payloads import (
    Couple,
    Descent,
    Person,
    Shape,
    Tie,
)
from notes_app.clients.placement import Placement

CROSS = 0.2  # of a symbol: how far the cross of a loss reaches
NOBODY_YET = {Shape.HEXAGON, Shape.TRIANGLE}  # these have no age
FIRST_LINE = 11  # from the top of a label to the foot of its first line
EDGE = 20
YEAR = 25  # how wide a year is
AGE = 1.25  # the size of an age, of that of a label
#: How far the X of who died reaches, of half a symbol.
REACHES = {Shape.SQUARE: 1, Shape.CIRCLE: 0.707, Shape.DIAMOND: 0.5, Shape.TRIANGLE: 0.33}


@dataclass(frozen=True)
class Kinfolk:
    """What of a client's themes the map is drawn from.

    `marks` only where they are asked for, `losses` only those that may be seen.
    """

    people: tuple[Person, ...]
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    ties: tuple[Tie, ...] = ()
    placements: Mapping[UUID, Placement] | None = None
    marks: tuple[Mark, ...] = ()
    losses: tuple[Loss, ...] = ()


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
    `lines` are (words, y).  `lost`: it stands for a loss, and nobody.
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
    box: Box
    lost: bool = False

    @property
    def born(self) -> int | None:
        """The year that stands above it on the left."""
        return None if self.person.shape in NOBODY_YET else self.person.born


@dataclass(frozen=True)
class Map:
    """Everything that is drawn.  `left_out` people are not, because they were too many.

    `badges` is where the badge of each tie, and of each person, stands that wears one.
    """

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    ties: tuple[DrawnTie, ...]
    badges: Mapping[UUID, Point]
    view: Box
    left_out: int
    origin: Spot

    @property
    def people(self) -> int:
        """How many people are drawn."""
        return sum(not node.lost for node in self.nodes)

    @property
    def losses(self) -> int:
        """How many losses are drawn."""
        return len(self.nodes) - self.people

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
        wearing: the ids of ties, and of people, that wear a badge.
    """
    whole = Family(kin.people, kin.couples, kin.descents)
    family = with_losses(nearest_family(whole, client), kin.losses)
    start = family.number[client]
    labels = {number: _label(family, number, words) for number in range(len(family.members))}
    layout = lay_out(family, start=start, labels=labels)
    origin = layout.spots[start]
    layout = moved(layout, family, _places(kin), start)
    nodes = tuple(
        _lost(person, layout, number)
        if number in family.lost
        else _node(person, layout, labels[number], number, (number == start, year, kin.marks))
        for number, person in enumerate(family.members)
    )
    ground = Ground(
        {node.person.id: (node.x, node.y) for node in nodes},
        layout.sizes.node / 2,
        {node.person.id: node.box for node in nodes},
    )
    ties = tuple(drawn_ties(kin.ties, ground))
    badges = placed(wearing, ties, {node.person.id: _standing(node) for node in nodes})
    return Map(
        nodes=nodes,
        lines=tuple(family_lines(family, layout)),
        ties=ties,
        badges=badges,
        view=_view(nodes, ties, badges.values()),
        left_out=len(whole.people) - len(family.people),
        origin=origin,
    )


def _label(family: Family, member: Member, words: Words) -> Label:
    return Label(()) if member in family.lost else words.label(family.members[member].id)


def _places(kin: Kinfolk) -> dict[UUID, Placement]:
    return {**(kin.placements or {}), **{loss.id: loss.place for loss in kin.losses if loss.place}}


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
        box=(spot.x - wide, top, spot.x + wide, top + label.height),
    )


def _lost(person: Person, layout: Layout, member: Member) -> Node:
    """A small cross, with the year above it and no word below."""
    spot, r = layout.spots[member], round(layout.sizes.node * CROSS, 1)
    return Node(
        person=person,
        x=spot.x,
        y=spot.y,
        d=crossed(r),
        inner="",
        cross="",
        halves=(),
        age="",
        lines=(),
        reach=r,
        box=(spot.x - r, spot.y + r, spot.x + r, spot.y + r),
        lost=True,
    )


def outline(shape: Shape, r: float) -> str:
    """A symbol round the point 0, 0, as high as it is wide."""
    if shape is Shape.SQUARE:
        return f"M{-r:g} {-r:g}H{r:g}V{r:g}H{-r:g}Z"
    if shape is Shape.CIRCLE:
        return f"M{-r:g} 0A{r:g} {r:g} 0 1 1 {r:g} 0A{r:g} {r:g} 0 1 1 {-r:g} 0Z"
    if shape is Shape.DIAMOND:
        return f"M0 {-r:g}L{r:g} 0L0 {r:g}L{-r:g} 0Z"
    if shape is Shape.TRIANGLE:
        return f"M0 {-r:g}L{r:g} {r:g}H{-r:g}Z"
    half, high = round(r / 2, 2), round(r * 0.9, 2)
    return f"M{-r:g} 0L{-half:g} {-high:g}H{half:g}L{r:g} 0L{half:g} {high:g}H{-half:g}Z"


def _cross(shape: Shape, r: float) -> str:
    return crossed(r * REACHES.get(shape, 0.62))


def crossed(r: float) -> str:
    """Two strokes through the point 0, 0."""
    c = f"{r:.1f}"
    return f"M-{c} -{c}L{c} {c}M{c} -{c}L-{c} {c}"


def _age(person: Person, year: int) -> str:
    if person.born is None or person.shape in NOBODY_YET:
        return ""
    return str(max((person.died or year) - person.born, 0))


def _standing(node: Node) -> Standing:
    """A symbol with its words, its years and its age."""
    above, written = node.y - node.reach - 6, [node.box] if node.lines else []
    if node.born:
        written.append((node.x - 5 - YEAR, above - 10, node.x - 5, above))
    if node.person.died:
        written.append((node.x + 5, above - 10, node.x + 5 + YEAR, above))
    if node.age:
        half = width_of(node.age) * AGE / 2
        written.append((node.x - half, node.y - 7, node.x + half, node.y + 7))
    return Standing((node.x, node.y), node.reach, tuple(written))


def _view(nodes: Sequence[Node], ties: Sequence[DrawnTie], badges: Iterable[Point]) -> Box:
    points = [p for tie in ties for p in tie.curve.points]
    boxes = [box_of(badge) for badge in badges]
    points += [corner for a, b, c, d in boxes for corner in ((a, b), (c, d))]
    left = min([node.box[0] for node in nodes] + [x for x, _ in points])
    top = min([node.y - node.reach - EDGE for node in nodes] + [y for _, y in points])
    # Room for a badge that nobody may wear: the map of another stretch has the same frame.
    right = max(max(node.box[2], node.x + node.reach + RIGHT + WIDE / 2) for node in nodes)
    right = max([right] + [x for x, _ in points])
    bottom = max([node.box[3] for node in nodes] + [y for _, y in points])
    return (round(left - EDGE), round(top - EDGE), round(right + EDGE), round(bottom + EDGE))
