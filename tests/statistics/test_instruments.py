import pytest

from notes_app.statistics.instruments import points_needed, reliable_change


def test_a_fall_of_eight_points_is_reliable_r1():
    change = reliable_change(17, 9, deviation=6.1, reliability=0.84)
    assert change is not None
    assert change.index == pytest.approx(-2.318383, abs=1e-6)
    assert change.reliable


def test_a_fall_of_six_points_is_not():
    change = reliable_change(17, 11, deviation=6.1, reliability=0.84)
    assert change is not None
    assert not change.reliable


def test_nearly_seven_points_are_needed_r2():
    points = points_needed(deviation=6.1, reliability=0.84)
    assert points == pytest.approx(6.763211, abs=1e-6)


@pytest.mark.parametrize(("deviation", "reliability"), [(0, 0.8), (6.1, 1), (6.1, -0.2)])
def test_without_a_measurement_error_there_is_no_reliable_change(deviation, reliability):
    assert reliable_change(17, 9, deviation=deviation, reliability=reliability) is None
    assert points_needed(deviation=deviation, reliability=reliability) is None
