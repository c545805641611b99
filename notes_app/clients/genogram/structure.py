"""The lines of the family: couples below the pair, and descent from couple to child.

A path is what SVG's `d` takes.  What is dashed or dotted says so in its pattern, so that it is seen
without colour: dashed for not married and for adopted, dotted for fostered.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from notes_app.clients.genogram.family import Birth, Family, Match, Member, Pair
from notes_app.clients.genogram.layout import (
    COUPLE_DROP,
    DATES,
    NESTED,
    Bar,
    Layout,
)

NOT_MARRIED = ADOPTED = "7 5"
FOSTERED = "2 4"
PATTERNS = {"adopted": ADOPTED, "fostered": FOSTERED}
SLASHES = {"separated": 1, "divorced": 2}
STROKE, LEAN, BESIDE = 8.0, 3.5, 5.0


@dataclass(frozen=True)
class Line:
    """One line; `pattern` is its stroke-dasharray, empty for a solid one."""

    d: str
    pattern: str = ""


def family_lines(family: Family, layout: Layout) -> list[Line]:
    """All lines of couples and descents."""
    return [*_couples(family, layout), *_descents(family, layout)]


def _couples(family: Family, layout: Layout) -> Iterator[Line]:
    matches = {match.pair: match for match in family.matches}
    for pair in family.pairs:
        match = matches.get(pair)
        yield Line(
            _below(family, layout, pair), "" if match and match.couple.married else NOT_MARRIED
        )
        if match:
            yield from _slashes(layout, match)


def _level(layout: Layout, pair: Pair) -> float:
    lowest = max(layout.spots[one].y for one in pair)
    return lowest + layout.sizes.node / 2 + COUPLE_DROP + layout.depth[pair] * NESTED


def _below(family: Family, layout: Layout, pair: Pair) -> str:
    """From foot to foot; of several partners' lines each leaves on its own side."""
    one, other = sorted(pair, key=lambda who: layout.spots[who].x)
    left, right = layout.spots[one], layout.spots[other]
    level, foot = _level(layout, pair), layout.sizes.node / 2
    out = BESIDE / (layout.depth[pair] + 1)
    from_left = out if len(family.partners[one]) > 1 else 0
    from_right = out if len(family.partners[other]) > 1 else 0
    return (
        f"M{_n(left.x + from_left)} {_n(left.y + foot)}V{_n(level)}"
        f"H{_n(right.x - from_right)}V{_n(right.y + foot)}"
    )


def _slashes(layout: Layout, match: Match) -> Iterator[Line]:
    """One stroke for separated, two for divorced, left of where the children hang."""
    left, right = sorted((layout.spots[one] for one in match.pair), key=lambda spot: spot.x)
    level = _level(layout, match.pair)
    many = SLASHES.get(match.couple.ended, 0)
    for place in range(many):
        x = left.x + (right.x - left.x) * 0.32 + place * BESIDE
        yield Line(f"M{_n(x - LEAN)} {_n(level + STROKE)}L{_n(x + LEAN)} {_n(level - STROKE)}")


def _descents(family: Family, layout: Layout) -> Iterator[Line]:
    by_parents: dict[Pair, list[Birth]] = {}
    for birth in family.births:
        by_parents.setdefault(birth.parents, []).append(birth)
    for parents, births in by_parents.items():
        bar = layout.bars[parents]
        points = [bar.stem]
        for together in _by_birth(births):
            point = _middle([layout.spots[birth.child].x for birth in together])
            points.append(point)
            yield from _drops(layout, bar, point, together)
        yield Line(_stem(layout, parents, bar))
        if min(points) < max(points):
            yield Line(f"M{_n(min(points))} {_n(bar.y)}H{_n(max(points))}")


def _by_birth(births: list[Birth]) -> list[list[Birth]]:
    """Twins together, everybody else alone."""
    found: dict[object, list[Birth]] = {}
    for birth in births:
        found.setdefault(birth.descent.twins or birth.child, []).append(birth)
    return list(found.values())


def _stem(layout: Layout, parents: Pair, bar: Bar) -> str:
    if len(parents) > 1:
        return f"M{_n(bar.stem)} {_n(_level(layout, parents))}V{_n(bar.y)}"
    (parent,) = parents
    spot = layout.spots[parent]
    return f"M{_n(spot.x + layout.sizes.node / 2)} {_n(spot.y)}H{_n(bar.stem)}V{_n(bar.y)}"


def _drops(layout: Layout, bar: Bar, point: float, together: list[Birth]) -> Iterator[Line]:
    spots = [layout.spots[birth.child] for birth in together]
    for birth in together:
        yield Line(_drop(layout, bar, point, birth.child), PATTERNS.get(birth.descent.kind, ""))
    if len(together) > 1 and all(birth.descent.identical for birth in together):
        fork = _fork(layout, max(spot.y for spot in spots))
        half = (max(spot.x for spot in spots) - min(spot.x for spot in spots)) / 4
        middle = (bar.y + fork) / 2
        yield Line(f"M{_n(point - half)} {_n(middle)}H{_n(point + half)}")


def _drop(layout: Layout, bar: Bar, point: float, child: Member) -> str:
    spot, top = layout.spots[child], layout.top(child)
    if point == spot.x:
        return f"M{_n(point)} {_n(bar.y)}V{_n(top)}"
    fork = max(bar.y, _fork(layout, spot.y))
    return f"M{_n(point)} {_n(bar.y)}L{_n(spot.x)} {_n(fork)}V{_n(top)}"


def _fork(layout: Layout, y: float) -> float:
    return y - layout.sizes.node / 2 - DATES


def _middle(values: list[float]) -> float:
    return values[0] if len(values) == 1 else (min(values) + max(values)) / 2


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
