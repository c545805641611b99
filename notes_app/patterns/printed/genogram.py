"""The relationship map for paper: the symbols and lines of the screen with literal colours.

The table beneath it says the same; people stand there by role.
"""

from collections.abc import Iterable, Mapping
from html import escape
from uuid import UUID

from notes_app.clients.genogram.drawing import Kinfolk, Map, Node, Words, map_of
from notes_app.clients.genogram.ties import DrawnTie
from notes_app.clients.payloads import ClientThemes, Shape, Tie
from notes_app.clients.policy import is_therapist
from notes_app.paper.sheet import Drawing
from notes_app.patterns.map_page import own_self

INK, PALE, PAPER = "#22302f", "#8d877c", "#ffffff"
UNIT_MM, PAGE_MM, TALLEST_MM = 0.22, 174.0, 200.0
ROLE, FIGURE, YEAR = 12, 14, 10


def genogram_of(
    themes: ClientThemes, ties: tuple[Tie, ...], called: Mapping[UUID, str], year: int
) -> Drawing:
    """Everybody who is there now, with the ties of today."""
    kin = Kinfolk(themes.present_people, themes.couples, themes.descents, ties, themes.placements)
    drawn = map_of(kin, client=own_self(themes), words=Words(called, {}), year=year)
    return Drawing(_svg(drawn), _alt(drawn), _width(drawn))


def _width(drawn: Map) -> float:
    """As wide as the page, unless it would then be taller than one."""
    return min(PAGE_MM, drawn.width * UNIT_MM, TALLEST_MM * drawn.width / drawn.height)


def _alt(drawn: Map) -> str:
    left = f", {drawn.left_out} more are left out" if drawn.left_out else ""
    return (
        f"Genogram of {len(drawn.nodes)} people{left}, with {len(drawn.ties)} ties. "
        "The table below says the same in words."
    )


def _svg(drawn: Map) -> str:
    parts = [
        *(_path(line.d, PALE, 1.5, line.pattern) for line in drawn.lines),
        *(part for tie in drawn.ties for part in _tie(tie)),
        *(part for node in drawn.nodes for part in _node(node)),
    ]
    box = f"{drawn.view[0]} {drawn.view[1]} {drawn.width} {drawn.height}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{drawn.width}" '
        f'height="{drawn.height}">{"".join(parts)}</svg>'
    )


def _path(d: str, colour: str, width: float, pattern: str = "", fill: str = "none") -> str:
    dashes = f' stroke-dasharray="{pattern}"' if pattern else ""
    return f'<path d="{d}" fill="{fill}" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def _tie(tie: DrawnTie) -> Iterable[str]:
    for stroke in tie.strokes:
        yield _path(stroke.d, INK, 2, stroke.pattern, INK if stroke.filled else "none")
    if tie.ring:
        ring = tie.ring
        yield (
            f'<circle cx="{ring.x}" cy="{ring.y}" r="{ring.r}" fill="{PAPER}" '
            f'stroke="{INK}" stroke-width="2"/>'
        )


def _node(node: Node) -> Iterable[str]:
    dashes = "4 4" if is_therapist(node.person) else ""
    yield f'<g transform="translate({node.x} {node.y})">'
    yield _path(node.d, INK, 2, dashes, PAPER)
    yield from (_path(d, INK, 2) for d in (node.inner, node.cross) if d)
    yield from _figures(node)
    yield "</g>"
    yield from (_text(node.x, y, words, ROLE) for words, y in node.lines)


def _figures(node: Node) -> Iterable[str]:
    person, above = node.person, -node.reach - 7
    if node.age:
        yield _text(0, 5.5, node.age, FIGURE)
    if person.born and person.shape is not Shape.HEXAGON:
        yield _text(-5, above, str(person.born), YEAR, "end")
    if person.died:
        yield _text(5, above, str(person.died), YEAR, "start")


def _text(x: float, y: float, words: str, size: int, anchor: str = "middle") -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="Source Sans 3" font-size="{size}" '
        f'fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'
    )
