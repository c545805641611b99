import pytest

from notes_app.statistics.together import (
    Pair,
    benjamini_hochberg,
    fisher,
    jaccard,
    pair,
    tied,
)

FISHER = {
    "F1": (Pair(6, 2, 1, 9), 0.012821),
    "F2": (Pair(0, 5, 0, 7), 1.0),
    "F3": (Pair(3, 0, 0, 3), 0.1),
    "F4": (Pair(8, 4, 3, 9), 0.099533),
    "no session": (Pair(0, 0, 0, 0), 1.0),
}
P_VALUES = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 1.0, 1.0]
Q_VALUES = (0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.25625, 1.0, 1.0)


@pytest.mark.parametrize(("counts", "p"), FISHER.values(), ids=FISHER.keys())
def test_two_themes_are_unrelated_as_often_as_published(counts, p):
    assert fisher(counts) == pytest.approx(p, abs=1e-6)


def test_many_tests_are_corrected_as_in_b1():
    assert benjamini_hochberg(P_VALUES) == pytest.approx(Q_VALUES, abs=1e-6)


def test_the_answers_keep_the_order_of_the_questions():
    assert benjamini_hochberg(P_VALUES[::-1]) == pytest.approx(Q_VALUES[::-1], abs=1e-6)


def test_no_test_needs_no_correction_b2():
    assert benjamini_hochberg([]) == ()


def test_half_of_the_sessions_with_either_had_both():
    assert jaccard(Pair(both=5, only_a=3, only_b=2, neither=40)) == 0.5


def test_two_themes_never_heard_are_not_alike():
    assert jaccard(Pair(both=0, only_a=0, only_b=0, neither=9)) is None


def test_any_strength_is_heard():
    assert pair([3, 0, 1, 0, 5], [1, 2, 0, 0, 5]) == Pair(2, 1, 1, 1)


def test_series_of_different_length_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        pair([1, 0], [1])


def test_three_joint_sessions_above_chance_are_more_often_together():
    assert tied([Pair(3, 0, 0, 20), Pair(5, 5, 5, 5)]) == (True, False)


def test_two_joint_sessions_are_never_enough():
    assert tied([Pair(2, 0, 0, 200)]) == (False,)


def test_themes_that_avoid_each_other_are_not_together():
    assert fisher(Pair(3, 20, 20, 0)) < 0.001
    assert tied([Pair(3, 20, 20, 0)]) == (False,)


def test_as_often_as_expected_is_not_more():
    assert not Pair(2, 2, 2, 2).more_than_expected


def test_among_many_pairs_one_must_stand_out_more():
    alone, crowd = Pair(4, 2, 2, 16), [Pair(3, 3, 3, 3)] * 30
    assert fisher(alone) == pytest.approx(0.017861, abs=1e-6)
    assert tied([alone]) == (True,)
    assert not any(tied([alone, *crowd]))
