from itertools import permutations, product

import pytest

from notes_app.statistics.series import midranks
from notes_app.statistics.shift import Drift, Shift, blocks_of, drift, find_shift

K1 = [3, 3, 2, 4, 3, 2, 0, 1, 0, 0, 2, 0]
K3 = [
    *(3, 0, 4, 2, 3, 3, 0, 4, 3, 2, 4, 3, 0, 3, 2),
    *(3, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 0),
]


def arrangements(ranks):
    orders = product(range(len(ranks)), permutations(range(len(ranks) // 3)))
    for start, order in orders:
        blocks = blocks_of(ranks, start)
        yield [rank for place in order for rank in blocks[place]]


def test_a_series_turns_where_k1_says():
    assert drift(midranks(K1)) == Drift(reach=17.0, place=6)


def test_96_of_all_288_arrangements_walk_as_far_k1():
    reaches = [drift(ranks).reach for ranks in arrangements(midranks(K1))]
    assert (len(reaches), sum(reach >= 17.0 for reach in reaches)) == (288, 96)


def test_the_drawn_arrangements_come_near_all_of_them_k1():
    assert find_shift(K1).p == pytest.approx(1 / 3, abs=0.05)


def test_a_clear_shift_is_found_after_session_16_k3():
    assert find_shift(K3) == Shift(place=16, reach=83.5, p=0.04)


@pytest.mark.parametrize("series", [[2] * 6, [4], []])
def test_a_constant_series_has_no_shift_k2(series):
    assert find_shift(series) == Shift(place=None, reach=0.0, p=1.0)


def test_the_last_block_may_be_short():
    assert blocks_of([1, 2, 3, 4, 5], 1) == [[2, 3, 4], [5, 1]]
