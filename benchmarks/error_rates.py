"""How often are the words of change wrong?  Simulates them through the product's own verdicts.

    make rates                                      every figure, about ten minutes
    python -m benchmarks.error_rates --pages 300    a first look, under a minute

A page has 24 made-up themes whose course is known: a normal series in which neighbouring sessions
resemble one another, cut to 0-5.  Falling themes fall evenly from the first session to the last.

Two questions are asked.  *Published*: does the rule of domain.md 5.3 have the rates of domain.md
5.4?  It does where the unchanged themes of a page are heard in a fifth to a half of the sessions,
which is how its columns of firm words must have been made: with every theme in half of them, as
the caption has it and as the column *perhaps* is, the same rule flags half as many pages again.
*Kept*: does the rule of today keep its promises on
those harder pages?  The command fails if a promise is broken.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from math import sqrt
from statistics import NormalDist

import numpy as np
from rich.console import Console
from rich.table import Table

from notes_app.patterns.verdict import (
    FIRM,
    PERHAPS,
    RULE,
    RULES,
    Rule,
    ThemeSeries,
    Verdict,
    Word,
    verdicts,
)

THEMES = 24
FALLING = 6
RISING = {Word.MORE, Word.STRONGER}
THEIRS = 300  # pages a cell behind domain.md 5.4, as far as its stated error tells
ROUNDED = 0.005  # its figures have two digits
SURE = 3  # standard errors: more than a hundred figures are compared at once
HALF = (0.5,) * THEMES
A_FIFTH_TO_HALF = tuple(0.2 + 0.3 * place / (THEMES - 1) for place in range(THEMES))
PUBLISHED_RULE = RULES["1"]
WIDTH = 110
TIGHT = 4  # times as many pages where a promise is tight

Words = set[Word] | frozenset[Word]
Found = list[Verdict]


@dataclass(frozen=True)
class Page:
    """How pages are drawn: `likeness` is the correlation of neighbouring sessions.

    `heard` gives, theme by theme, the share of sessions in which it is heard while nothing
    changes; the first six themes fall by `fall` standard deviations and are heard in half.
    """

    sessions: int
    likeness: float
    heard: tuple[float, ...]
    fall: float = 0.0

    @property
    def name(self) -> str:
        """How the table calls it."""
        falls = f", 6 of 24 fall by {self.fall:g}" if self.fall else ""
        return f"{self.sessions} sessions alike {self.likeness:g}{falls}"


@dataclass(frozen=True)
class Rate:
    """One measured share beside what was published, or what may not be exceeded, or by itself."""

    what: str
    hits: int
    of: int
    published: float | None = None
    at_most: float | None = None

    @property
    def measured(self) -> float:
        """Hits of all; 0 when there was nothing to count."""
        return self.hits / self.of if self.of else 0.0

    @property
    def error(self) -> float:
        """One standard error of what was measured, and of what was published."""
        share = self.measured if self.published is None else max(self.measured, self.published)
        theirs = 0.0 if self.published is None else 1 / min(self.of, THEIRS)
        return sqrt(share * (1 - share) * (1 / max(self.of, 1) + theirs))

    @property
    def holds(self) -> bool:
        """Whether it is as published, or not above its bound, as far as so many pages can tell."""
        if self.published is not None:
            return abs(self.measured - self.published) <= SURE * self.error + ROUNDED
        return self.at_most is None or self.measured - 2 * self.error <= self.at_most

    @property
    def expected(self) -> str:
        """What it should be, for the table."""
        if self.published is not None:
            return f"{self.published:.3f}"
        return "" if self.at_most is None else f"at most {self.at_most:.2f}"


UNCHANGED = {  # sessions: perhaps, firm as focus, pages with a firm word; likeness 0, .2, .4
    10: ((0.15, 0.20, 0.29), None, None),
    16: ((0.16, 0.22, 0.31), None, None),
    20: ((0.17, 0.22, 0.31), (0.004, 0.010, 0.031), (0.001, 0.005, 0.04)),
    30: ((0.17, 0.23, 0.31), (0.006, 0.015, 0.041), (0.003, 0.013, 0.09)),
    40: ((0.17, 0.23, 0.31), (0.006, 0.017, 0.044), (0.002, 0.016, 0.12)),
    60: ((0.17, 0.24, 0.31), (0.006, 0.017, 0.049), (0.006, 0.025, 0.17)),
}
FALLS = {  # sessions: found, found as focus, wrong, called steady; falls of 1.5, 2, 3
    20: ((0.03, 0.11, 0.49), (0.19, 0.31, 0.64), (0.17, 0.10, 0.07), (0.22, 0.13, 0.03)),
    30: ((0.13, 0.35, 0.83), (0.30, 0.51, 0.85), (0.11, 0.10, 0.07), (0.21, 0.09, 0.01)),
    40: ((0.25, 0.55, 0.94), (0.40, 0.64, 0.94), (0.12, 0.10, 0.08), (0.17, 0.06, 0.0)),
    60: ((0.48, 0.82, 0.99), (0.58, 0.84, 0.99), (0.11, 0.09, 0.08), (0.08, 0.02, 0.0)),
}
LIKENESS = (0.0, 0.2, 0.4)
FALL = (1.5, 2.0, 3.0)
ONE_FOCUS, ONE_PAGE, ONE_WRONG, THE_WRONG_WAY = 0.05, 0.12, 0.10, 0.01
LENGTHS = (20, 30, 40, 60, 80, 100)
PROMISED_TO = 40  # sessions, for whole pages
CLEAR_FALL = 2.0


def drawn(page: Page, count: int, chance: np.random.Generator) -> Iterator[list[ThemeSeries]]:
    """So many pages of made-up themes."""
    shares = (0.5,) * FALLING + page.heard[FALLING:] if page.fall else page.heard
    cuts = np.array([[NormalDist().inv_cdf(1 - s * (5 - i) / 5) for i in range(5)] for s in shares])
    level = np.zeros((THEMES, page.sessions))
    level[:FALLING] = page.fall * (0.5 - np.arange(page.sessions) / (page.sessions - 1))
    for _ in range(count):
        mood = chance.standard_normal((THEMES, page.sessions))
        fresh = sqrt(1 - page.likeness**2)
        for session in range(1, page.sessions):
            mood[:, session] = page.likeness * mood[:, session - 1] + fresh * mood[:, session]
        ratings = ((mood + level)[..., None] > cuts[:, None, :]).sum(axis=-1)
        yield [ThemeSeries(str(n), tuple(row)) for n, row in enumerate(ratings.tolist())]


def judged(themes: Sequence[ThemeSeries], rule: Rule, *, focus: bool = False) -> Found:
    """The verdicts of one page; with `focus`, each theme is judged on its own."""
    if focus:
        themes = [ThemeSeries(it.theme, it.values, focus=True) for it in themes]
    return verdicts(themes, rule=rule)


def unchanged(
    page: Page, rule: Rule, pages: int, chance: np.random.Generator
) -> tuple[int, int, int]:
    """Themes called perhaps, focus themes with a firm word, pages with one; of unchanged ones."""
    perhaps = focus = with_firm = 0
    for themes in drawn(page, pages, chance):
        found = judged(themes, rule)
        perhaps += said(found, PERHAPS)
        with_firm += said(found, FIRM) > 0
        focus += said(judged(themes, rule, focus=True), FIRM)
    return perhaps, focus, with_firm


@dataclass(frozen=True)
class Fallen:
    """What was said of six falling themes a page, and of the eighteen beside them."""

    firm: int
    right: int
    focus: int
    steady: int
    rising: int


def fallen(page: Page, rule: Rule, pages: int, chance: np.random.Generator) -> Fallen:
    """Count the words of pages on which six themes fall."""
    counts = [0] * 5
    for themes in drawn(page, pages, chance):
        found = judged(themes, rule)
        fall, focus = found[:FALLING], judged(themes[:FALLING], rule, focus=True)
        here = (
            said(found, FIRM),
            said(fall, FIRM - RISING),
            said(focus, FIRM - RISING),
            said(fall, {Word.STEADY}),
            said(chain(fall, focus), RISING),
        )
        counts = [total + one for total, one in zip(counts, here, strict=True)]
    return Fallen(*counts)


def published_unchanged(
    sessions: int, at: int, pages: int, chance: np.random.Generator
) -> list[Rate]:
    """Columns 2 to 4 of the table, for one length and one likeness."""
    page, half = (Page(sessions, LIKENESS[at], heard) for heard in (A_FIFTH_TO_HALF, HALF))
    _, focus, with_firm = unchanged(page, PUBLISHED_RULE, pages, chance)
    perhaps, _, _ = unchanged(half, PUBLISHED_RULE, pages, chance)
    of = pages * THEMES
    told = UNCHANGED[sessions]
    rates = [Rate(f"{page.name}: perhaps", perhaps, of, told[0][at])]
    if told[1] and told[2]:
        rates.append(Rate(f"{page.name}: firm, as focus", focus, of, told[1][at]))
        rates.append(Rate(f"{page.name}: pages with a firm word", with_firm, pages, told[2][at]))
    return rates


def published_falls(sessions: int, at: int, pages: int, chance: np.random.Generator) -> list[Rate]:
    """Columns 5 to 7 of the table, for one length and one fall."""
    page = Page(sessions, 0.3, A_FIFTH_TO_HALF, FALL[at])
    it = fallen(page, PUBLISHED_RULE, pages, chance)
    found, focus, wrong, steady = (column[at] for column in FALLS[sessions])
    of = pages * FALLING
    return [
        Rate(f"{page.name}: found", it.right, of, found),
        Rate(f"{page.name}: found as focus", it.focus, of, focus),
        Rate(f"{page.name}: wrong firm words", it.firm - it.right, it.firm, wrong),
        Rate(f"{page.name}: called steady", it.steady, of, steady),
    ]


def kept_unchanged(sessions: int, pages: int, chance: np.random.Generator) -> list[Rate]:
    """The promises about themes that do not change, on pages of themes heard in half."""
    page = Page(sessions, 0.4, HALF)
    count = pages * TIGHT
    _, focus, with_firm = unchanged(page, RULE, count, chance)
    bound = ONE_PAGE if sessions <= PROMISED_TO else None
    return [
        Rate(f"{page.name}: firm, as focus", focus, count * THEMES, at_most=ONE_FOCUS),
        Rate(f"{page.name}: pages with a firm word", with_firm, count, at_most=bound),
    ]


def kept_falls(sessions: int, at: int, pages: int, chance: np.random.Generator) -> list[Rate]:
    """The promises about clear falls, and what the rule of today finds of them."""
    page = Page(sessions, 0.3, HALF, FALL[at])
    count = pages * TIGHT if sessions == LENGTHS[0] else pages  # few firm words there
    it, falls = fallen(page, RULE, count, chance), count * FALLING
    wrong = ONE_WRONG if FALL[at] >= CLEAR_FALL else None
    return [
        Rate(f"{page.name}: found", it.right, falls),
        Rate(f"{page.name}: found as focus", it.focus, falls),
        Rate(f"{page.name}: wrong firm words", it.firm - it.right, it.firm, at_most=wrong),
        Rate(f"{page.name}: said to rise", it.rising, 2 * falls, at_most=THE_WRONG_WAY),
        Rate(f"{page.name}: called steady", it.steady, falls),
    ]


Cell = Callable[[int, np.random.Generator], list[Rate]]


def cells() -> dict[str, list[Cell]]:
    """Every row of both questions, each to be measured by itself."""
    three = range(3)
    return {
        f"Published: rule {PUBLISHED_RULE.version}, beside domain.md 5.4": [
            *(partial(published_unchanged, n, at) for n in UNCHANGED for at in three),
            *(partial(published_falls, n, at) for n in FALLS for at in three),
        ],
        f"Kept: rule {RULE.version}, every theme heard in half of the sessions": [
            *(partial(kept_unchanged, n) for n in LENGTHS),
            *(partial(kept_falls, n, at) for n in FALLS for at in three),
        ],
    }


def measured(cell: Cell, place: int, *, pages: int, seed: int) -> list[Rate]:
    """One cell, with chances of its own: the same seed gives the same figures in any order."""
    return cell(pages, np.random.default_rng([seed, place]))


def said(found: Iterable[Verdict], words: Words) -> int:
    """How many verdicts say one of `words`."""
    return sum(verdict.word in words for verdict in found)


def main() -> None:
    """Print every rate; fail where a promise is broken or a figure is not as published."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=3000, help="pages of 24 themes per row")
    parser.add_argument("--seed", type=int, default=20)
    asked = parser.parse_args()
    failed = 0
    with ProcessPoolExecutor() as pool:
        for title, rows in cells().items():
            measure = partial(measured, pages=asked.pages, seed=asked.seed)
            rates = list(chain(*pool.map(measure, rows, range(len(rows)))))
            Console(width=WIDTH).print(shown(title, rates))
            failed += sum(not rate.holds for rate in rates)
    if failed:
        sys.exit(f"{failed} figures are not as they should be")


def shown(title: str, rates: Iterable[Rate]) -> Table:
    """The rates as a table for the terminal."""
    table = Table("", "measured", "error", "expected", "", title=title)
    for rate in rates:
        measured = (f"{rate.measured:.4f}", f"{rate.error:.4f}", rate.expected)
        table.add_row(rate.what, *measured, "" if rate.holds else "NOT SO")
    return table


if __name__ == "__main__":
    main()
