from dataclasses import astuple

import pytest

from notes_app.statistics import beta
from notes_app.statistics.shares import (
    USUAL,
    WIDE,
    Interval,
    Share,
    jeffreys,
    newcombe,
    share_from,
    wilson,
)

WILSON = {
    "0/0": (0, 0, 0.0, 1.0),
    "0/1": (0, 1, 0.0, 0.793451),
    "0/4": (0, 4, 0.0, 0.489891),
    "4/4": (4, 4, 0.510109, 1.0),
    "5/10": (5, 10, 0.236593, 0.763407),
    "12/12": (12, 12, 0.757506, 1.0),
    "20/50": (20, 50, 0.276084, 0.538186),
}
JEFFREYS = {
    "0/14": (0, 14, 0.0, 0.161553),
    "14/14": (14, 14, 0.838447, 1.0),
    "3/7": (3, 7, 0.138864, 0.765499),
    "1/2": (1, 2, 0.060830, 0.939170),
}
NEWCOMBE = {
    "D1": (Share(10, 12), Share(4, 12), USUAL, (-0.5, -0.728991, -0.105835)),
    "D2": (Share(10, 12), Share(4, 12), WIDE, (-0.5, -0.768713, 0.023741)),
    "D3": (Share(0, 5), Share(5, 5), USUAL, (1.0, 0.385549, 1.0)),
    "D4": (Share(3, 6), Share(3, 6), USUAL, (0.0, -0.441777, 0.441777)),
    "D5": (Share(12, 12), Share(12, 12), USUAL, (0.0, -0.242494, 0.242494)),
}


@pytest.mark.parametrize(("k", "n", "low", "high"), WILSON.values(), ids=WILSON.keys())
def test_one_share_has_the_published_wilson_interval(k, n, low, high):
    assert astuple(wilson(Share(k, n))) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("n", range(1, 60))
def test_never_and_always_reach_exactly_0_and_1(n):
    assert (wilson(Share(0, n)).low, wilson(Share(n, n)).high) == (0.0, 1.0)
    assert (jeffreys(Share(0, n)).low, jeffreys(Share(n, n)).high) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n", "low", "high"), JEFFREYS.values(), ids=JEFFREYS.keys())
def test_one_share_has_the_published_jeffreys_interval(k, n, low, high):
    assert astuple(jeffreys(Share(k, n))) == pytest.approx((low, high), abs=1e-6)


def test_without_a_session_everything_is_possible():
    assert jeffreys(Share(0, 0)) == Interval(0.0, 1.0)


@pytest.mark.parametrize(("early", "late", "z", "expected"), NEWCOMBE.values(), ids=NEWCOMBE.keys())
def test_late_minus_early_has_the_published_interval(early, late, z, expected):
    difference = newcombe(early, late, z=z)
    assert difference is not None
    assert astuple(difference) == pytest.approx(expected, abs=1e-6)


def test_a_difference_is_drawn_with_the_wide_interval():
    drawn = newcombe(Share(10, 12), Share(4, 12))
    assert drawn == newcombe(Share(10, 12), Share(4, 12), z=WIDE)
    assert pytest.approx(2.670981, abs=1e-6) == WIDE


@pytest.mark.parametrize(
    ("early", "late"), [(Share(0, 0), Share(1, 5)), (Share(1, 5), Share(0, 0))]
)
def test_an_empty_side_has_no_difference(early, late):
    assert newcombe(early, late) is None


def test_nothing_counted_has_no_share():
    assert Share(0, 0).value is None


@pytest.mark.parametrize(("k", "n"), [(-1, 4), (5, 4)])
def test_more_heard_than_held_is_refused(k, n):
    with pytest.raises(ValueError, match="of 4"):
        Share(k, n)


def test_a_share_of_too_few_is_not_spoken_of():
    assert share_from(3, 5, fewest=5) == Share(3, 5)
    assert share_from(3, 4, fewest=5) is None


@pytest.mark.parametrize("x", [0.0, 1.0])
def test_the_beta_distribution_ends_at_0_and_1(x):
    assert beta.share_below(x, 0.5, 3.5) == x
