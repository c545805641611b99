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
    assert found.interval == Interval(pytest.approx(0.459942, abs=1e-6), 1.0)


def test_perfect_agreement_has_no_error():
    found = kappa([[7, 0, 0], [0, 3, 0], [0, 0, 3]], weights=Weights.LINEAR)
    assert found is not None
    assert (found.kappa, found.error) == pytest.approx((1.0, 0.0), abs=1e-9)


@pytest.mark.parametrize("counts", [[], [[0, 0], [0, 0]]])
def test_nothing_rated_has_no_agreement(counts):
    assert kappa(counts) is None
    assert first_order(counts) is None


def test_a_single_category_cannot_differ():
    assert first_order([[9]]) is None
