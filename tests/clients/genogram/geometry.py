"""What may not touch on a map, measured on the drawing itself."""

import re
from itertools import combinations

from notes_app.clients.genogram.drawing import Map, Node
from notes_app.clients.genogram.ties import Box, overlap

Segment = tuple[float, float, float, float]
COUPLE = re.compile(r"M(-?[\d.]+) (-?[\d.]+)V(-?[\d.]+)H(-?[\d.]+)V(-?[\d.]+)$")
YEAR = 25


def symbol(node: Node) -> Box:
    r = node.reach
    return node.x - r, node.y - r, node.x + r, node.y + r


def years(node: Node) -> list[Box]:
    foot = node.y - node.reach - 6
    found = []
    if node.person.born:
        found.append((node.x - 5 - YEAR, foot - 10, node.x - 5, foot))
    if node.person.died:
        found.append((node.x + 5, foot - 10, node.x + 5 + YEAR, foot))
    return found


def clashes(drawn: Map) -> list[tuple[str, str]]:
    """Every two symbols, labels or years of different people that overlap."""
    boxes = [
        (node.person.id, what, box)
        for node in drawn.nodes
        for what, box in [("symbol", symbol(node)), ("label", node.box)]
        + [("year", year) for year in years(node)]
    ]
    assert len(boxes) >= 2 * len(drawn.nodes)
    return [
        (one[1], two[1])
        for one, two in combinations(boxes, 2)
        if (one[0] != two[0] or {one[1], two[1]} == {"symbol", "label"}) and overlap(one[2], two[2])
    ]


def couple_lines(drawn: Map) -> list[list[Segment]]:
    """The three pieces of each couple's line."""
    found = []
    for line in drawn.lines:
        match = COUPLE.match(line.d)
        if match:
            x, y, level, other, end = map(float, match.groups())
            found.append([(x, y, x, level), (x, level, other, level), (other, level, other, end)])
    return found


def crossing_couples(drawn: Map) -> list[tuple[Segment, Segment]]:
    """Every two couples' lines that cross, or run along one another."""
    return [
        (a, b)
        for one, two in combinations(couple_lines(drawn), 2)
        for a in one
        for b in two
        if meet(a, b)
    ]


def meet(a: Segment, b: Segment) -> bool:
    """Whether two upright or level pieces share more than an end."""
    level_a, level_b = a[1] == a[3], b[1] == b[3]
    if level_a == level_b:
        along, across = (0, 1) if level_a else (1, 0)
        if a[across] != b[across]:
            return False
        first, last = sorted((a[along], a[along + 2])), sorted((b[along], b[along + 2]))
        return max(first[0], last[0]) < min(first[1], last[1])
    flat, tall = (a, b) if level_a else (b, a)
    left, right = sorted((flat[0], flat[2]))
    top, foot = sorted((tall[1], tall[3]))
    return left < tall[0] < right and top < flat[1] < foot
