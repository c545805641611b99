"""The thirteen emotional ties as lines (domain.md 6): told apart by shape alone, never by colour.

| kind | lines, pattern | ends, middle |
| ordinary; close; fused | 1; 2, off 5; 3, off 5; solid | |
| distant; estranged | 1, pattern 2 6; 1, pattern 12 8 | ; open gap of 14 in the middle |
| cut-off; mended | 1, solid | two upright bars 4 apart in a gap of 10; a circle between them |
| close-conflict | 2, off 10, zigzag 3 / 10 between | |
| conflict; hostile | zigzag 4 / 10; zigzag 6 / 5 | |
| harm | zigzag 4 / 10 | filled arrow to the harmed |
| care; preoccupied | 1, solid; 1, pattern 8 4 | open arrow; filled arrow |

`off` is the distance between parallel lines, a zigzag is amplitude / wavelength, all in px.
"""

from collections.abc import Callable
from dataclasses import dataclass

from notes_app.clients.genogram.curves import (
    Curve,
    arrow,
    bar,
    line,
    smooth,
    trimmed,
    zigzag,
)
from notes_app.clients.payloads import TieKind

ARROW = 11.0
BAR_REACH = 8.0


@dataclass(frozen=True)
class Stroke:
    """One path of a tie.  `pattern` is its stroke-dasharray; `filled` for an arrow head."""

    d: str
    pattern: str = ""
    filled: bool = False


@dataclass(frozen=True)
class Ring:
    """The small circle of what was cut off and mended."""

    x: float
    y: float
    r: float = 2.0


def strokes_of(kind: TieKind, curve: Curve) -> list[Stroke]:
    """The paths of one tie along its curve, from the first person to the other."""
    if kind in PARALLEL:
        return [Stroke(smooth(curve, off)) for off in PARALLEL[kind]]
    if kind in ZIGZAGS:
        return [Stroke(zigzag(curve, *ZIGZAGS[kind]))]
    if kind in DASHES:
        return [Stroke(smooth(curve), DASHES[kind])]
    return _OTHERS[kind](curve)


PARALLEL: dict[TieKind, tuple[float, ...]] = {
    TieKind.ORDINARY: (0,),
    TieKind.CLOSE: (-2.5, 2.5),
    TieKind.FUSED: (-5, 0, 5),
}
ZIGZAGS: dict[TieKind, tuple[float, float]] = {TieKind.CONFLICT: (4, 10), TieKind.HOSTILE: (6, 5)}
DASHES: dict[TieKind, str] = {TieKind.DISTANT: "2 6"}


def ring_of(kind: TieKind, curve: Curve) -> Ring | None:
    """The circle in the middle of what was mended."""
    if kind is not TieKind.MENDED:
        return None
    (x, y), _ = curve.along(curve.length / 2)
    return Ring(round(x, 1), round(y, 1))


def _close_conflict(curve: Curve) -> list[Stroke]:
    return [*(Stroke(smooth(curve, off)) for off in (-5, 5)), Stroke(zigzag(curve, 3, 10))]


def _estranged(curve: Curve) -> list[Stroke]:
    return [Stroke(one, "12 8") for one in _halves(curve, 14)]


def _care(curve: Curve) -> list[Stroke]:
    return [Stroke(smooth(curve)), Stroke(line(arrow(curve, ARROW)))]


def _harm(curve: Curve) -> list[Stroke]:
    return [Stroke(zigzag(trimmed(curve, 0, ARROW), 4, 10)), _head(curve)]


def _preoccupied(curve: Curve) -> list[Stroke]:
    return [Stroke(smooth(trimmed(curve, 0, ARROW)), "8 4"), _head(curve)]


def _head(curve: Curve) -> Stroke:
    return Stroke(f"{line(arrow(curve, ARROW))}Z", filled=True)


def _cut(curve: Curve) -> list[Stroke]:
    middle = curve.length / 2
    bars = [Stroke(bar(curve, middle + way, BAR_REACH)) for way in (-2, 2)]
    return [*(Stroke(one) for one in _halves(curve, 10)), *bars]


def _halves(curve: Curve, gap: float) -> list[str]:
    middle = curve.length / 2
    return [
        smooth(curve, first=0.001, last=middle - gap / 2),
        smooth(curve, first=middle + gap / 2, last=curve.length),
    ]


_OTHERS: dict[TieKind, Callable[[Curve], list[Stroke]]] = {
    TieKind.CLOSE_CONFLICT: _close_conflict,
    TieKind.CUT_OFF: _cut,
    TieKind.MENDED: _cut,
    TieKind.ESTRANGED: _estranged,
    TieKind.CARE: _care,
    TieKind.HARM: _harm,
    TieKind.PREOCCUPIED: _preoccupied,
}
