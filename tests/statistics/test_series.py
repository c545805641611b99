import pytest

from notes_app.statistics.series import (
    Line,
    Medians,
    first_and_last_medians,
    midranks,
    moving_average,
    theil_sen,
)

DAYS = [0, 7, 14, 28, 35, 42, 63, 70, 77, 91]
TOTALS = [19, 18, 20, 16, 15, 15, 12, 13, 9, 10]
FALLING_RATINGS = [3, 0, 4, 2, 0, 0, 1, 0, 0, 0, 0, 0]


def test_the_moving_average_is_e1():
    average = moving_average([3, 4, 0, 2, 0, 0])
    assert average == pytest.approx((3.0, 3.3, 2.31, 2.217, 1.5519, 1.08633), abs=1e-6)


def test_a_gap_neither_updates_nor_decays_the_average():
    assert moving_average([None, 3, None, None, 4]) == (None, 3, None, None, pytest.approx(3.3))


def test_nothing_has_no_average():
    assert moving_average([]) == ()


def test_equal_values_share_the_mean_of_their_ranks():
    assert midranks([3, 0, 3, 5, 0, 0]) == (4.5, 2.0, 4.5, 6.0, 2.0, 2.0)


def test_the_robust_line_through_totals_is_s1():
    line = theil_sen(DAYS, TOTALS)
    assert line is not None
    assert (line.slope, line.intercept) == pytest.approx((-0.107143, 19.125), abs=1e-6)


def test_the_robust_line_does_not_see_that_ratings_fall_s2():
    assert theil_sen(range(12), FALLING_RATINGS) == Line(0.0, 0.0)


@pytest.mark.parametrize(("days", "totals"), [([], []), ([3], [8]), ([3, 3], [8, 9])])
def test_a_line_needs_two_different_days(days, totals):
    assert theil_sen(days, totals) is None


def test_the_first_three_are_compared_with_the_last_three():
    assert first_and_last_medians([9, 2, 4, 0, 7, 6, 8]) == Medians(4, 7)


def test_five_values_are_too_few_to_compare():
    assert first_and_last_medians([1, 2, 3, 4, 5]) is None
