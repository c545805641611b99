"""Counts and strengths of a theme beside its word: an interval, two middles, pairs, fives."""

import pytest
from scipy import stats

from notes_app.patterns.described import described, fives_in_words, stages_in_words
from notes_app.patterns.drawing import fives
from notes_app.patterns.stages import StagePath
from notes_app.patterns.verdict import ThemeSeries, verdicts
from notes_app.statistics.series import rolling_counts
from tests.patterns.test_table import table, weekly
from tests.statistics.test_oracles import EVERY_SERIES

FALLING = (5, 4, 5, 4, 3, 0, 2, 0, 1, 0)


def said_of(*values: int) -> tuple[str, ...]:
    (verdict,) = verdicts([ThemeSeries("quiet", values)])
    return described(verdict)


def test_a_share_says_the_fewest_and_the_most_that_fit_it() -> None:
    assert said_of(*FALLING)[0] == (
        "Heard in 7 of 10 sessions: as few as 3 and as many as 9 of them fit such a count."
    )


def test_the_middles_of_both_ends_are_told_in_the_words_of_the_scale() -> None:
    assert said_of(*FALLING)[1] == (
        "Strength, the middle of the first 3 sessions compared: 5 of 5; of the last 3: not heard."
    )


def test_every_pair_of_an_early_and_a_late_session_is_told_as_scipy_counts_it() -> None:
    higher, lower, level = 0, 25, 0
    assert stats.mannwhitneyu(FALLING[5:], FALLING[:5]).statistic == higher + level / 2
    assert said_of(*FALLING)[2] == (
        f"Of 25 pairs of an early and a late session, the late one was stronger in {higher}, "
        f"weaker in {lower}, and the same in {level}."
    )


def test_a_theme_that_never_moves_is_the_same_in_every_pair() -> None:
    assert said_of(*[2] * 10)[2].endswith("stronger in 0, weaker in 0, and the same in 25.")


@pytest.mark.parametrize("values", [(), (0,) * 12])
def test_what_was_not_heard_is_not_described(values: tuple[int, ...]) -> None:
    assert not any("fit such a count" in sentence for sentence in said_of(*values))


def test_one_session_has_a_share_and_nothing_to_compare() -> None:
    assert said_of(3) == (
        "Heard in 1 of 1 session: as few as 0 and as many as 1 of them fit such a count.",
    )


def test_fives_are_those_of_every_five_sessions() -> None:
    for it in EVERY_SERIES[:200]:
        counts = rolling_counts(it.values)
        for at, count in enumerate(counts):
            own = it.values[at - 4 : at + 1] if at >= 4 else None
            assert count == (None if own is None else sum(value > 0 for value in own))


def test_fives_are_told_where_they_change_and_leave_out_what_does_not_count() -> None:
    found = table(weekly("xxxxx-m.."))
    assert fives_in_words(found.rows[0], found.columns) == (
        "In the 5 sessions up to session 5: 5; up to 7: 4; up to 8: 3."
    )
    assert fives(found.rows[0], len(found.columns)) is not None


def test_below_five_sessions_there_are_no_fives() -> None:
    found = table(weekly("x.xx"))
    assert fives_in_words(found.rows[0], found.columns) == ""
    assert fives(found.rows[0], len(found.columns)) is None


def test_stages_are_compared_by_the_middles_of_both_ends_from_six_ratings_on() -> None:
    rated = tuple(enumerate((1.0, 2.0, 2.0, 3.0, 2.5, 4.0)))
    assert stages_in_words(StagePath(rated)) == (
        "Stage, the middle of the first 3 ratings: dimly felt (2); of the last 3: named (3)."
    )
    assert stages_in_words(StagePath(rated[:5])) == ""
