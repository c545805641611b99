"""Contrast by WCAG 2, and distance in OKLab as four kinds of colour vision see it.

Sources: WCAG 2.2, relative luminance; Ottosson 2020, OKLab; Machado, Oliveira and Fernandes 2009,
severity 1.0, applied to linear RGB.
"""

import itertools
import math
from collections.abc import Iterable, Sequence

Row = Sequence[float]

VISION: dict[str, tuple[Row, Row, Row]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_CONES: tuple[Row, Row, Row] = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
FROM_CONES: tuple[Row, Row, Row] = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def linear(colour: str) -> list[float]:
    """The three channels of #rrggbb, 0 to 1, without gamma."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    return times([(0.2126, 0.7152, 0.0722)], linear(colour))[0]


def oklab(colour: str, vision: str = "normal") -> list[float]:
    """The place of a colour in OKLab, as somebody with this vision sees it."""
    seen = [min(1.0, max(0.0, part)) for part in times(VISION[vision], linear(colour))]
    return times(FROM_CONES, [max(0.0, part) ** (1 / 3) for part in times(TO_CONES, seen)])


def closest(colours: Iterable[str], vision: str) -> float:
    """A hundred times the distance of the two colours that are hardest to tell apart."""
    seen = [oklab(colour, vision) for colour in colours]
    return min(100 * math.dist(one, other) for one, other in itertools.combinations(seen, 2))


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of one colour laid over another, as CSS mixes with `transparent`."""
    pairs = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * top + (1 - share) * low):02x}" for top, low in pairs)


def times(rows: Iterable[Row], column: Row) -> list[float]:
    """A matrix times a column."""
    return [sum(a * b for a, b in zip(row, column, strict=True)) for row in rows]
