"""What the counts and strengths of a theme are, in sentences that no word of change is made of.

Counts first: an interval is said in sessions, an overlap in pairs of sessions, a middle in the
words of the scale.  Source: domain.md 5.1 and 5.2 (Wilson, NAP, medians of first and last three).
"""

from collections.abc import Sequence
from itertools import pairwise

from notes_app.patterns.stages import StagePath, number, stage_words
from notes_app.patterns.table import Column, ThemeRow
from notes_app.patterns.verdict import Verdict
from notes_app.statistics.overlap import overlap
from notes_app.statistics.series import ENDS, ROLLING, first_and_last_medians, rolling_counts
from notes_app.statistics.shares import Share, wilson

ABSENT = "not heard"


def described(verdict: Verdict) -> tuple[str, ...]:
    """How often it was heard, how strong it was at both ends, how far the two windows overlap."""
    return (*_share(verdict), *_middles(verdict), *_pairs(verdict))


def stages_in_words(path: StagePath) -> str:
    """How far it was taken in at both ends; empty below six ratings, which would share some."""
    middles = first_and_last_medians(path.stages)
    if middles is None:
        return ""
    first, last = (f"{stage_words(one)} ({number(one)})" for one in (middles.first, middles.last))
    return f"Stage, the middle of the first {ENDS} ratings: {first}; of the last {ENDS}: {last}."


def fives_in_words(row: ThemeRow, columns: Sequence[Column]) -> str:
    """The course of "so many of five": told where it changes; empty below five sessions.

    "In the 5 sessions up to session 5: 3; up to 9: 4; up to 12: 2."
    """
    counts = zip(row.columns, rolling_counts(row.values), strict=True)
    known = [(at, count) for at, count in counts if count is not None]
    if not known:
        return ""
    turns = [now for before, now in pairwise(known) if now[1] != before[1]]
    first, *later = [f"{_number(columns[at])}: {count}" for at, count in [known[0], *turns]]
    return f"In the {ROLLING} sessions up to session {'; up to '.join([first, *later])}."


def _share(verdict: Verdict) -> tuple[str, ...]:
    if not verdict.k:  # a theme that was not heard says its bound with its word
        return ()
    fewest, most = wilson(Share(verdict.k, verdict.n)).of(verdict.n)
    return (
        f"Heard in {verdict.k} of {_sessions(verdict.n)}: as few as {fewest} and as many as {most} "
        "of them fit such a count.",
    )


def _middles(verdict: Verdict) -> tuple[str, ...]:
    if verdict.strengths is None:
        return ()
    early, late = verdict.strengths
    middles = first_and_last_medians((*early, *late))
    if middles is None:
        return ()
    return (
        f"Strength, the middle of the first {ENDS} sessions compared: {_strength(middles.first)}; "
        f"of the last {ENDS}: {_strength(middles.last)}.",
    )


def _pairs(verdict: Verdict) -> tuple[str, ...]:
    found = overlap(*verdict.strengths) if verdict.strengths else None
    if found is None:
        return ()
    return (
        f"Of {found.pairs} pairs of an early and a late session, the late one was stronger in "
        f"{found.higher}, weaker in {found.lower}, and the same in {found.level}.",
    )


def _strength(value: float) -> str:
    return f"{value:g} of 5" if value else ABSENT


def _number(column: Column) -> str:
    return str(column.number or f"{column.held_on.day} {column.held_on:%B %Y}")


def _sessions(n: int) -> str:
    return f"{n} session" if n == 1 else f"{n} sessions"
