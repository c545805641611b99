import pytest

from notes_app.statistics.windows import (
    Windows,
    around,
    first_and_last,
    last_and_before,
    thirds,
    width_for,
)


@pytest.mark.parametrize(
    ("n", "width"), [(10, 5), (17, 5), (18, 6), (24, 8), (35, 11), (36, 12), (100, 12)]
)
def test_a_window_is_a_third_and_never_under_five_or_over_twelve(n, width):
    assert width_for(n) == width


def test_ten_sessions_make_two_windows_of_five():
    assert first_and_last(10) == Windows(range(5), range(5, 10))
    assert last_and_before(10) == Windows(range(5), range(5, 10))


def test_nine_sessions_make_no_windows():
    assert first_and_last(9) is None
    assert last_and_before(9) is None


def test_the_last_sessions_stand_beside_those_just_before():
    assert last_and_before(40) == Windows(range(16, 28), range(28, 40))


def test_an_event_divides_the_sessions_around_it():
    assert around(40, 20) == Windows(range(8, 20), range(20, 32))


def test_an_early_event_has_a_smaller_window_before_it():
    assert around(40, 5) == Windows(range(5), range(5, 17))


@pytest.mark.parametrize("split", [-3, 0, 4, 36, 40, 55])
def test_four_sessions_on_one_side_of_an_event_are_no_window(split):
    assert around(40, split) is None


def test_both_windows_are_read_in_order():
    windows = Windows(range(2), range(5, 7))
    assert windows.both == (0, 1, 5, 6)


@pytest.mark.parametrize("n", range(40))
def test_three_thirds_hold_every_session_once(n):
    first, second, third = thirds(n)
    assert [*first, *second, *third] == list(range(n))
    assert len(first) <= len(second) <= len(third) <= len(first) + 1
