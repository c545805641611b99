"""How often are the words of change wrong?  Measures the published rates again.

    python -m benchmarks.false_alarms               half a minute
    python -m benchmarks.false_alarms --pages 2000  five minutes, and ten times the pages

Every page has 24 made-up themes whose course is known: a normal series in which neighbouring
sessions resemble one another, cut to 0-5 so that the theme is heard in half of the sessions.
Falling themes fall evenly, by two standard deviations from the first to the last session.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from random import Random
from statistics import NormalDist

from rich.console import Console
from rich.table import Table

from notes_app.patterns.verdict import FIRM, PERHAPS, ThemeSeries, Verdict, Word, verdicts

THEMES = 24
FALLING = 6
FALL = 2.0
RISING = {Word.MORE, Word.STRONGER}
# Absent in half of the sessions; the five strengths share the other half evenly.
CUTS = [NormalDist().inv_cdf(0.5 + step / 10) for step in range(5)]


@dataclass(frozen=True)
class Unchanged:
    """Published: 24 themes, none changes."""

    sessions: int
    likeness: float  # correlation of neighbouring sessions
    perhaps: float  # per theme
    focus: float  # firm, per focus theme
    page: float  # pages with any firm word


@dataclass(frozen=True)
class Falling:
    """Published: 6 of 24 themes fall, likeness .3."""

    sessions: int
    found: float
    found_as_focus: float
    wrong: float
    steady: float


@dataclass(frozen=True)
class Rate:
    """One measured share beside the published one."""

    what: str
    hits: int
    of: int
    published: float

    @property
    def measured(self) -> float:
        """Hits of all; 0 when there was nothing to count."""
        return self.hits / self.of if self.of else 0.0

    @property
    def doubt(self) -> float:
        """Two standard errors of what was measured, if the published rate is true."""
        return 2 * sqrt(self.published * (1 - self.published) / self.of) if self.of else 1.0


UNCHANGED = (
    Unchanged(10, 0.0, 0.15, 0.0, 0.0),
    Unchanged(10, 0.4, 0.29, 0.0, 0.0),
    Unchanged(20, 0.0, 0.17, 0.004, 0.001),
    Unchanged(20, 0.2, 0.22, 0.010, 0.005),
    Unchanged(20, 0.4, 0.31, 0.031, 0.04),
    Unchanged(30, 0.0, 0.17, 0.006, 0.003),
    Unchanged(30, 0.4, 0.31, 0.041, 0.09),
    Unchanged(40, 0.0, 0.17, 0.006, 0.002),
    Unchanged(40, 0.4, 0.31, 0.044, 0.12),
    Unchanged(60, 0.0, 0.17, 0.006, 0.006),
    Unchanged(60, 0.4, 0.31, 0.049, 0.17),
)
FALLS = (
    Falling(20, 0.11, 0.31, 0.10, 0.13),
    Falling(30, 0.35, 0.51, 0.10, 0.09),
    Falling(40, 0.55, 0.64, 0.10, 0.06),
    Falling(60, 0.82, 0.84, 0.09, 0.02),
)


def course(random: Random, sessions: int, likeness: float, fall: float = 0.0) -> tuple[int, ...]:
    """One made-up theme, rated 0-5 in every session."""
    mood = random.gauss()
    values = []
    for session in range(sessions):
        level = fall * (0.5 - session / (sessions - 1))
        values.append(sum(mood + level > cut for cut in CUTS))
        mood = likeness * mood + sqrt(1 - likeness**2) * random.gauss()
    return tuple(values)


def page(random: Random, sessions: int, likeness: float, falling: int = 0) -> list[ThemeSeries]:
    """24 made-up themes; the first `falling` of them fall."""
    falls = [FALL] * falling + [0.0] * (THEMES - falling)
    return [
        ThemeSeries(str(number), course(random, sessions, likeness, fall))
        for number, fall in enumerate(falls)
    ]


def as_focus(themes: list[ThemeSeries]) -> list[ThemeSeries]:
    """The same themes, each judged on its own."""
    return [ThemeSeries(it.theme, it.values, focus=True) for it in themes]


def measure_unchanged(cell: Unchanged, pages: int, random: Random) -> Iterator[Rate]:
    """False words among themes that do not change."""
    drawn = [page(random, cell.sessions, cell.likeness) for _ in range(pages)]
    found = [verdicts(themes) for themes in drawn]
    focus = [verdicts(as_focus(themes)) for themes in drawn]
    name = f"{cell.sessions} alike {cell.likeness}"
    of = pages * THEMES
    yield Rate(f"{name}: perhaps", _said(chain(*found), PERHAPS), of, cell.perhaps)
    yield Rate(f"{name}: firm, as focus", _said(chain(*focus), FIRM), of, cell.focus)
    with_firm = sum(_said(verdicts_, FIRM) > 0 for verdicts_ in found)
    yield Rate(f"{name}: pages with a firm word", with_firm, pages, cell.page)


def measure_falls(cell: Falling, pages: int, random: Random) -> Iterator[Rate]:
    """Firm words where 6 of 24 themes fall."""
    drawn = [page(random, cell.sessions, 0.3, FALLING) for _ in range(pages)]
    found = [verdicts(themes) for themes in drawn]
    fallen = list(chain(*(it[:FALLING] for it in found)))
    focus = list(chain(*(verdicts(as_focus(themes))[:FALLING] for themes in drawn)))
    firm = _said(chain(*found), FIRM)
    right = _said(fallen, FIRM - RISING)
    name = f"{cell.sessions}, 6 of 24 fall"
    yield Rate(f"{name}: found", right, len(fallen), cell.found)
    yield Rate(
        f"{name}: found as focus", _said(focus, FIRM - RISING), len(focus), cell.found_as_focus
    )
    yield Rate(f"{name}: firm words that are wrong", firm - right, firm, cell.wrong)
    yield Rate(
        f"{name}: falls called steady", _said(fallen, {Word.STEADY}), len(fallen), cell.steady
    )


def main() -> None:
    """Print every rate, measured and published."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=200, help="pages of 24 themes per row")
    parser.add_argument("--seed", type=int, default=20)
    asked = parser.parse_args()
    random = Random(asked.seed)  # noqa: S311 - no secret: a seed gives the same table again
    table = Table("", "measured", "published", "chance alone", title="Words of change")
    cells = [measure_unchanged(cell, asked.pages, random) for cell in UNCHANGED]
    cells += [measure_falls(cell, asked.pages, random) for cell in FALLS]
    for rate in chain(*cells):
        row = (f"{rate.measured:.3f}", f"{rate.published:.3f}", f"+/- {rate.doubt:.3f}")
        table.add_row(rate.what, *row)
    Console().print(table)


def _said(found: Iterator[Verdict] | list[Verdict], words: set[Word] | frozenset[Word]) -> int:
    return sum(verdict.word in words for verdict in found)


if __name__ == "__main__":
    main()
