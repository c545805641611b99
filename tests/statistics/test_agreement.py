import pytest

from notes_app.statistics.agreement import Weights, first_order, kappa
from notes_app.statistics.shares import Interval

PLAIN, RARE, ALL = [[20, 5], [10, 15]], [[45, 2], [2, 1]], [[10, 0], [0, 0]]
FIVE = [[6, 2, 0, 0, 0], [1, 5, 2, 0, 0], [0, 2, 6, 1, 0], [0, 0, 2, 4, 1], [0, 0, 0, 1, 3]]
KAPPAS = {
    "A1": (PLAIN, Weights.NONE, 0.4, 0.126996, 0.7),
    "A3": (RARE, Weights.NONE, 0.290780, 0.258277, 0.92),
    "A4": (FIVE, Weights.NONE, 0.576471, 0.100575, 0.666667),
    "A5": (FIVE, Weights.LINEAR, 0.767742, 0.060625, 0.916667),
    "A6": (FIVE, Weights.QUADRATIC, 0.897872, 0.030711, 0.979167),
}
FIRST_ORDER = {
    "A7": (PLAIN, 0.405941, 0.495),
    "A8": (RARE, 0.909829, 0.1128),
    "A9": (ALL, 1.0, 0.0),
}


@pytest.mark.parametrize(
    ("counts", "weights", "value", "error", "agreement"), KAPPAS.values(), ids=KAPPAS.keys()
)
def test_two_raters_agree_as_published(counts, weights, value, error, agreement):
    found = kappa(counts, weights=weights)
    assert found is not None
    assert found.agreement == pytest.approx(agreement, abs=1e-6)
    assert (found.kappa, found.error) == pytest.approx((value, error), abs=1e-6)


def test_one_category_leaves_nothing_beyond_chance_a2():
    found = kappa(ALL)
    assert found is not None
    assert (found.agreement, found.kappa, found.interval) == (1.0, None, None)


@pytest.mark.parametrize(("counts", "ac1", "chance"), FIRST_ORDER.values(), ids=FIRST_ORDER.keys())
def test_agreement_on_rare_themes_is_as_published(counts, ac1, chance):
    found = first_order(counts)
    assert found is not None
    assert (found.ac1, found.chance) == pytest.approx((ac1, chance), abs=1e-6)


def test_the_range_of_kappa_ends_at_1():
    found = kappa([[10, 0], [1, 3]])
    assert found is not None
    assert found.interval == Interval(pytest.approx(0.459948, abs=1e-6), 1.0)


def test_perfect_agreement_has_no_error():
    found = kappa([[7, 0, 0], [0, 3, 0], [0, 0, 3]], weights=Weights.LINEAR)
    assert found is not None
    assert (found.kappa, found.error) == pytest.approx((1.0, 0.0), abs=1e-9)


#: What irrCAC 0.4.4 (`raw.CAC(...).gwet()`, by K. Gwet's formulas) says of these, to ten digits.
GWETS = {
    "A7": (PLAIN, 0.4059405941, 0.1314730888, 0.1417355309, 0.6701456572),
    "A8": (RARE, 0.9098286745, 0.0471350409, 0.8151072636, 1.0),
    "A4": (FIVE, 0.5851140456, 0.0990401615, 0.3840518286, 0.7861762627),
    "abstractors": (
        [[13, 0, 0], [0, 20, 7], [0, 4, 56]],
        *(0.8493305482, 0.0434351891, 0.7631457096, 0.9355153868),
    ),
    "nearly never": ([[1, 0], [3, 116]], 0.9739366516, 0.0152931615, 0.9436546644, 1.0),
    "nearly always": ([[118, 5], [5, 2]], 0.9143497167, 0.0281135156, 0.8587264375, 0.9699729959),
}


@pytest.mark.parametrize(
    ("counts", "ac1", "error", "low", "high"), GWETS.values(), ids=GWETS.keys()
)
def test_ac1_its_error_and_its_range_are_those_of_another_library(counts, ac1, error, low, high):
    found = first_order(counts)
    assert found is not None
    assert found.interval is not None
    ours = (found.ac1, found.error, found.interval.low, found.interval.high)
    assert ours == pytest.approx((ac1, error, low, high), abs=1e-9)


@pytest.mark.parametrize("counts", [[], [[0, 0], [0, 0]]])
def test_nothing_rated_has_no_agreement(counts):
    assert kappa(counts) is None
    assert first_order(counts) is None


def test_a_single_category_cannot_differ():
    assert first_order([[9]]) is None
