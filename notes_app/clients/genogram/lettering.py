"""How wide words are drawn, and where they break: good enough to keep labels apart.

Widths are those of the text face at 12 px, a little generous, so that another face fits too.
"""

import unicodedata
from dataclasses import dataclass

NARROW, USUAL, WIDE, FULL = 3.4, 6.4, 9.6, 12.0
THIN = frozenset("iljtfrI.,:;'\u2019|!()[] ")
BROAD = frozenset("mwMW@%&")
BOLD = 1.06
LINE = 14
MOST = 92.0
MOST_LINES = 2


@dataclass(frozen=True)
class Label:
    """Words under a symbol: a bold line, and smaller ones."""

    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """The widest line."""
        bold, *rest = self.lines or ("",)
        return max([width_of(bold) * BOLD, *map(width_of, rest)])

    @property
    def height(self) -> int:
        """All lines."""
        return LINE * len(self.lines)


def label_of(name: str, role: str = "") -> Label:
    """A name in one or two lines, and under it the role, each line no wider than MOST."""
    under = "" if role == name else role
    return Label((*broken(name, MOST / BOLD), *(broken(under, MOST) if under else ())))


def width_of(words: str) -> float:
    """How wide a line is at 12 px."""
    return round(sum(map(_width, words)), 1)


def broken(words: str, most: float) -> tuple[str, ...]:
    """At most two lines of `most`; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    kept = [_shortened(line, most) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        kept[-1] = _shortened(f"{kept[-1].rstrip('…')} {lines[MOST_LINES]}", most, always=True)
    return tuple(kept)


def _shortened(line: str, most: float, *, always: bool = False) -> str:
    if width_of(line) <= most and not always:
        return line
    while line and width_of(f"{line}…") > most:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if character in THIN:
        return NARROW
    if character in BROAD:
        return WIDE
    if unicodedata.east_asian_width(character) in "WF":
        return FULL
    return USUAL * (1.18 if character.isupper() else 1)
