"""The words of change: what may be said of a theme, and when to be silent.

    not heard                  in none of the sessions
    too early to tell          under 10 sessions, or no two windows to compare
    heard too seldom to tell   in fewer than 3 sessions
    firm                       from 20 sessions: the series has a direction, the counts do not
                               contradict it, and it is a focus theme or stands out among all
    perhaps                    from 10 sessions: a weaker direction, the counts agree
    no direction yet           under 20 sessions, and no direction
    steady                     no direction, and nearly as many sessions as before
    no clear direction         everything else, as when counts and strengths disagree

The same rule in a therapist's words, with what each word is worth, is in `patterns.rules`.
Source: domain.md 5.3, made stricter where 5.4 promises more than it keeps: see `Rule`.  The error
rates of 5.4 and of today's rule are measured by `benchmarks/error_rates.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from notes_app.statistics import windows as windowing
from notes_app.statistics.shares import Share, jeffreys
from notes_app.statistics.shift import find_shift
from notes_app.statistics.together import benjamini_hochberg
from notes_app.statistics.trend import Trend, mann_kendall, sign
from notes_app.statistics.windows import Windows

STRONGEST = 5
FEWEST_HEARD = 3
FEWEST_FOR_FIRM = 20
FEWEST_FOR_SHIFT = 30
SHIFT_CHANCE = 0.05
PERHAPS_Z = 1.0
STEADY_SHARE = 0.25  # 3 of 12 sessions


@dataclass(frozen=True)
class Rule:
    """How much a firm word asks for.

    `firm_chance` is the largest p_a, `many_themes_q` the largest Benjamini-Hochberg q among all
    themes that are not in focus.  A changed rule changes old words, so it has a version, which
    is printed beside them.
    """

    version: str
    firm_chance: float
    many_themes_q: float


RULES = {
    "1": Rule("1", firm_chance=0.05, many_themes_q=0.20),  # domain.md 5.3
    "2": Rule("2", firm_chance=0.04, many_themes_q=0.12),  # fewer wrong firm words
}
RULE = RULES["2"]


class Word(StrEnum):
    """All that Between ever says about the change of a theme."""

    MORE = "comes up more"
    LESS = "comes up less"
    STRONGER = "as often, stronger"
    WEAKER = "as often, weaker"
    PERHAPS_MORE = "perhaps more"
    PERHAPS_LESS = "perhaps less"
    PERHAPS_STRONGER = "perhaps stronger"
    PERHAPS_WEAKER = "perhaps weaker"
    NO_DIRECTION_YET = "no direction yet"
    STEADY = "steady"
    NO_CLEAR_DIRECTION = "no clear direction"
    TOO_EARLY = "too early to tell"
    TOO_SELDOM = "heard too seldom to tell"
    NOT_HEARD = "not heard"


class Section(StrEnum):
    """The lists of Theme change."""

    MORE = "Comes up more"
    LESS = "Comes up less"
    STEADY = "Steady"
    NO_CLEAR_DIRECTION = "No clear direction"
    TOO_EARLY = "Too early to tell"


class Comparison(StrEnum):
    """Two windows that need no event.  The last sessions stand beside the others."""

    FIRST_AND_LAST = "the first sessions"
    LAST_AND_BEFORE = "the sessions just before"


FIRM = frozenset({Word.MORE, Word.LESS, Word.STRONGER, Word.WEAKER})
PERHAPS = frozenset(
    {Word.PERHAPS_MORE, Word.PERHAPS_LESS, Word.PERHAPS_STRONGER, Word.PERHAPS_WEAKER}
)


@dataclass(frozen=True)
class ThemeSeries:
    """One theme over the client's eligible sessions, in their order.

    `focus` is true only when the values come from the sessions after the naming
    (`focus_series` sees to that).  `starts_at` says how many of the client's sessions came
    before the first value, so that an event falls into the same place for every theme.
    """

    theme: str
    values: tuple[int, ...]  # 0-5; 0 is a complete session without the theme
    focus: bool = False
    starts_at: int = 0

    def __post_init__(self) -> None:
        if any(not 0 <= value <= STRONGEST for value in self.values):
            raise ValueError("a strength outside 0-5")


@dataclass(frozen=True)
class Verdict:
    """The word for one theme, and the counts that stand beside it.

    `n` and `k` count the sessions that the word was made from, and those of them with the
    theme.  `early` and `late` are (heard, of); like z_a and p_a they are None where nothing
    was compared.  `q` is None for focus themes and for those too short or too rare to be in
    the family of the many-themes rule.  z_a, p_a and q are for tests and exports, never shown.
    `strengths` are those of the two windows, early and late.
    """

    theme: str
    word: Word
    n: int
    k: int
    early: tuple[int, int] | None
    late: tuple[int, int] | None
    z_a: float | None
    p_a: float | None
    q: float | None
    strengths: tuple[tuple[int, ...], tuple[int, ...]] | None = None


@dataclass(frozen=True)
class _Compared:
    series: ThemeSeries
    n: int
    k: int
    strengths: tuple[tuple[int, ...], tuple[int, ...]]
    trend: Trend

    @cached_property
    def early(self) -> Share:
        return _heard_of(self.strengths[0])

    @cached_property
    def late(self) -> Share:
        return _heard_of(self.strengths[1])

    @property
    def more_sessions(self) -> int:
        # The sign of late share minus early share, and 0 exactly when they are equal.
        return self.late.k * self.early.n - self.early.k * self.late.n

    @property
    def nearly_as_many(self) -> bool:
        return abs(self.more_sessions) <= STEADY_SHARE * self.early.n * self.late.n


def focus_series(
    theme: str, values: tuple[int, ...], *, before: int, starts_at: int = 0
) -> ThemeSeries:
    """The series of a theme that was named as a focus.

    Args:
        values: all eligible sessions of the theme.
        before: how many of them were held before it was named.
        starts_at: how many of the client's sessions came before the first of them.
    Returns:
        The sessions after the naming, as soon as there are 20 of them.  Until then all
        sessions, and the theme is treated like the others.
    """
    if len(values) - before < FEWEST_FOR_FIRM:
        return ThemeSeries(theme, values, starts_at=starts_at)
    return ThemeSeries(theme, values[before:], focus=True, starts_at=starts_at + before)


def verdicts(
    series: Sequence[ThemeSeries],
    *,
    windows: Comparison | int | Windows = Comparison.FIRST_AND_LAST,
    rule: Rule = RULE,
) -> list[Verdict]:
    """Choose a word for every theme of one client.

    Args:
        series: all themes in use, because the more of them are watched, the more one of them
            must stand out before a firm word is said.
        windows: what the last sessions are compared with; or, as a number, how many of the
            client's sessions were held before a dated event that was recorded before looking;
            or two stretches, as positions among the client's sessions.
            Unless it is FIRST_AND_LAST, the rule runs on the two windows only.
        rule: an earlier one, to compare its error rates with those of today's.
    Returns:
        A verdict for each series, in the given order.
    """
    compared = [_compare(one, windows) for one in series]
    family = {
        place: it.trend.p_a
        for place, it in enumerate(compared)
        if isinstance(it, _Compared) and _is_in_family(it)
    }
    q_of = dict(zip(family, benjamini_hochberg(list(family.values())), strict=True))
    return [
        it if isinstance(it, Verdict) else _judge(it, q_of.get(place), rule)
        for place, it in enumerate(compared)
    ]


def list_of(word: Word) -> Section:
    """The list of Theme change in which a word stands."""
    return _SECTIONS[word]


def in_order(found: Sequence[Verdict]) -> list[Verdict]:
    """Put *perhaps* below the firm words; otherwise the given order stays."""
    return sorted(found, key=lambda verdict: verdict.word in PERHAPS)


def up_to_in_100(n: int) -> int:
    """A theme not heard in `n` sessions could still come up in so many of 100."""
    return round(100 * jeffreys(Share(0, n)).high)


def possible_shift(series: ThemeSeries) -> int | None:
    """After how many of its sessions a focus theme may have moved.

    Returns:
        None for other themes, below 30 sessions, and where chance moves one as far.
    Source: domain.md 5.1 (a shift), 5.4 (CUSUM, blocks of 3).
    """
    if not series.focus or len(series.values) < FEWEST_FOR_SHIFT:
        return None
    shift = find_shift(series.values)
    return shift.place if shift.p <= SHIFT_CHANCE else None


def _compare(series: ThemeSeries, windows: Comparison | int | Windows) -> _Compared | Verdict:
    found = _windows(series, windows)
    values = series.values
    if found and windows is not Comparison.FIRST_AND_LAST:
        values = tuple(series.values[place] for place in found.both)
    n, k = len(values), _heard(values)
    silent = _silence(k, found)
    if found is None or silent:
        return Verdict(series.theme, silent or Word.TOO_EARLY, n, k, None, None, None, None, None)
    early, late = (
        tuple(series.values[place] for place in window) for window in (found.early, found.late)
    )
    return _Compared(series, n, k, (early, late), mann_kendall(values))


def _windows(series: ThemeSeries, windows: Comparison | int | Windows) -> Windows | None:
    n = len(series.values)
    if isinstance(windows, Windows):
        return windowing.between(n, *(_later(r, series.starts_at) for r in windows.stretches))
    if windows is Comparison.FIRST_AND_LAST:
        return windowing.first_and_last(n)
    if windows is Comparison.LAST_AND_BEFORE:
        return windowing.last_and_before(n)
    return windowing.around(n, windows - series.starts_at)


def _later(stretch: range, by: int) -> range:
    return range(stretch.start - by, stretch.stop - by)


def _heard(values: Sequence[int]) -> int:
    return sum(value > 0 for value in values)


def _heard_of(values: Sequence[int]) -> Share:
    return Share(_heard(values), len(values))


def _silence(k: int, found: Windows | None) -> Word | None:
    if k == 0:
        return Word.NOT_HEARD
    if found is None:
        return Word.TOO_EARLY
    return Word.TOO_SELDOM if k < FEWEST_HEARD else None


def _is_in_family(it: _Compared) -> bool:
    return not it.series.focus and it.n >= FEWEST_FOR_FIRM


def _judge(it: _Compared, q: float | None, rule: Rule) -> Verdict:
    return Verdict(
        theme=it.series.theme,
        word=_word(it, q, rule),
        n=it.n,
        k=it.k,
        early=(it.early.k, it.early.n),
        late=(it.late.k, it.late.n),
        z_a=it.trend.z_a,
        p_a=it.trend.p_a,
        q=q,
        strengths=it.strengths,
    )


def _word(it: _Compared, q: float | None, rule: Rule) -> Word:
    direction = sign(it.trend.z_a)
    counts_agree = direction * it.more_sessions >= 0
    as_often = it.more_sessions == 0
    if counts_agree and _is_firm(it, q, rule):
        return _FIRM_WORDS[direction, as_often]
    if counts_agree and abs(it.trend.z_a) >= PERHAPS_Z:
        return _PERHAPS_WORDS[direction, as_often]
    if it.n < FEWEST_FOR_FIRM:
        return Word.NO_DIRECTION_YET
    if abs(it.trend.z_a) < PERHAPS_Z and it.nearly_as_many:
        return Word.STEADY
    return Word.NO_CLEAR_DIRECTION


def _is_firm(it: _Compared, q: float | None, rule: Rule) -> bool:
    stands_out = it.series.focus or (q is not None and q <= rule.many_themes_q)
    return it.n >= FEWEST_FOR_FIRM and it.trend.p_a <= rule.firm_chance and stands_out


# By direction, and by whether the theme was heard in the same share of both windows.
_FIRM_WORDS = {
    (1, False): Word.MORE,
    (-1, False): Word.LESS,
    (1, True): Word.STRONGER,
    (-1, True): Word.WEAKER,
}
_PERHAPS_WORDS = {
    (1, False): Word.PERHAPS_MORE,
    (-1, False): Word.PERHAPS_LESS,
    (1, True): Word.PERHAPS_STRONGER,
    (-1, True): Word.PERHAPS_WEAKER,
}
_SECTIONS = {
    Word.MORE: Section.MORE,
    Word.STRONGER: Section.MORE,
    Word.PERHAPS_MORE: Section.MORE,
    Word.PERHAPS_STRONGER: Section.MORE,
    Word.LESS: Section.LESS,
    Word.WEAKER: Section.LESS,
    Word.PERHAPS_LESS: Section.LESS,
    Word.PERHAPS_WEAKER: Section.LESS,
    Word.STEADY: Section.STEADY,
    Word.NO_DIRECTION_YET: Section.NO_CLEAR_DIRECTION,
    Word.NO_CLEAR_DIRECTION: Section.NO_CLEAR_DIRECTION,
    Word.TOO_EARLY: Section.TOO_EARLY,
    Word.TOO_SELDOM: Section.TOO_EARLY,
    Word.NOT_HEARD: Section.TOO_EARLY,
}
