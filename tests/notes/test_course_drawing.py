"""The line of a questionnaire: what is joined, what is drawn round it, and that all of it fits."""

import re
from dataclasses import replace
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.course_drawing import (
    APART,
    HIGH,
    LEFT,
    LINE_HIGH,
    NARROWEST,
    PHONE,
    TICK_WIDE,
    TOP,
    Drawing,
    drawn,
    spread,
)
from notes_app.notes.courses import Course
from tests.notes.courses import OWN, PHQ, course

BY_THREES = st.lists(st.none() | st.integers(0, 27), min_size=2, max_size=60)
GAPS = st.lists(st.integers(0, 90), min_size=60, max_size=60)


def drawing(totals: str, **more) -> Drawing:
    found = drawn(course(totals, **more))
    assert found is not None
    return found


def numbers(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML] ?([-\d.]+) ([-\d.]+)", path)]


def height(found: Drawing, total: float) -> float:
    """Where a total of the PHQ-9 lies."""
    return round(TOP + (found.ground - TOP) * (1 - total / 27), 1)


@pytest.mark.parametrize("totals", ["", "-", "12", "- 12 -"])
def test_one_total_is_no_line(totals: str) -> None:
    assert drawn(course(totals)) is None


def test_what_was_not_completed_is_a_gap_and_never_drawn_as_zero() -> None:
    found = drawing("12 11 - 9 8 -")
    assert [len(numbers(stroke)) for stroke in found.strokes] == [2, 2]
    assert len(found.points) == 4
    assert max(point.y for point in found.points) < found.ground


def test_a_total_of_zero_is_drawn_on_the_ground() -> None:
    found = drawing("12 0")
    assert found.points[1].y == found.ground


def test_the_band_lies_round_the_first_complete_total() -> None:
    (band,) = drawing("- 14 3").bands
    found = drawing("- 14 3")
    assert band.y == height(found, 20)
    assert round(band.y + band.height, 1) == height(found, 8)
    assert band.edges.count("M") == 2


def test_a_band_ends_where_its_scale_does_and_has_no_edge_there() -> None:
    found = drawing("4 9")
    (band,) = found.bands
    assert round(band.y + band.height, 1) == found.ground
    assert band.edges.count("M") == 1


def test_without_points_of_reliable_change_there_is_a_line_and_no_band() -> None:
    found = drawing("20 18 16 14 12", scale=OWN)
    assert (found.bands, len(found.strokes), len(found.trends)) == ([], 1, 1)
    assert "±" not in " ".join(word.said for word in found.beside)


@pytest.mark.parametrize(("totals", "lines"), [("9 8 7 6", 0), ("9 8 - 7 6", 0), ("9 8 7 6 5", 1)])
def test_a_straight_line_takes_five_totals(totals: str, lines: int) -> None:
    assert len(drawing(totals).trends) == lines


def test_one_odd_total_does_not_tilt_the_straight_line() -> None:
    plain, odd = (numbers(drawing(totals).trends[0]) for totals in ("9 9 9 9 9", "9 9 27 9 9"))
    assert plain == odd


def test_a_straight_line_ends_where_it_would_leave_the_scale() -> None:
    found = drawing("27 20 13 6 0 0")
    begins, ends = numbers(found.trends[0])
    assert begins[0] == found.points[0].x
    assert begins[1] > TOP
    assert ends[1] == found.ground
    assert ends[0] < found.points[-2].x


def test_means_of_other_problems_are_not_joined_and_have_no_band() -> None:
    two, three = frozenset({uuid4(), uuid4()}), frozenset({uuid4(), uuid4(), uuid4()})
    found = drawing("9 8 7 6 5 4", rated=(two, two, two, three, three, three))
    assert [len(numbers(stroke)) for stroke in found.strokes] == [3, 3]
    (band,) = found.bands
    assert band.x + band.width < found.points[3].x
    assert found.trends == []


def test_hundreds_of_totals_make_it_wider_and_on_paper_they_do_not() -> None:
    long = course([9.0] * 300)
    found, paper = drawn(long), drawn(long, width=NARROWEST)
    assert found is not None
    assert paper is not None
    assert found.width > 300 * APART > paper.width == NARROWEST
    assert min(b.x - a.x for a, b in pairwise(found.points)) > 2 * found.dot
    assert paper.dot < found.dot


def test_a_total_outside_a_corrected_scale_still_lies_in_the_frame() -> None:
    found = drawing("38 12", scale=replace(OWN, highest=30))
    assert (found.lowest, found.highest) == (0, 38)
    inside(found)


@given(BY_THREES, GAPS, st.sampled_from([PHQ, OWN, replace(OWN, reliable=6, cutoff=11)]))
def test_whatever_was_totalled_lies_within_the_frame_and_in_order(totals, gaps, scale) -> None:
    days = [sum(gaps[: at + 1]) for at in range(len(totals))]
    made = course(totals, scale=scale, days=days)
    found = drawn(made)
    if found is None:
        assert len(made.complete) < 2
        return
    inside(found)
    in_order(found, made)
    assert sum(len(numbers(stroke)) for stroke in found.strokes) == len(found.points)


@given(st.lists(st.floats(TOP, HIGH), max_size=4).map(sorted))
def test_words_at_the_right_never_touch_and_keep_their_order(heights: list[float]) -> None:
    placed = spread(heights, TOP, HIGH)
    assert all(b - a >= LINE_HIGH - 0.11 for a, b in pairwise(placed))
    assert all(TOP <= y <= HIGH for y in placed)


@given(st.lists(st.integers(1, 900), min_size=2, max_size=30))
def test_dates_below_the_frame_never_touch(gaps: list[int]) -> None:
    days = [sum(gaps[: at + 1]) for at in range(len(gaps))]
    found = drawn(course([9.0] * len(gaps), days=days))
    assert found is not None
    assert all(b.x - a.x >= TICK_WIDE for a, b in pairwise(found.ticks))
    assert all(LEFT <= tick.x <= found.right for tick in found.ticks)
    assert found.ticks


def test_within_one_month_the_first_and_the_last_day_are_named() -> None:
    assert [tick.said for tick in drawing("9 8").ticks] == ["8 Jan 2026", "15 Jan 2026"]
    assert [tick.said for tick in drawing("9 8", days=(0, 0)).ticks] == ["8 Jan 2026"]


@given(BY_THREES, GAPS)
def test_on_a_phone_everything_is_in_the_frame_too(totals, gaps) -> None:
    days = [sum(gaps[: at + 1]) for at in range(len(totals))]
    found = drawn(course(totals, days=days), width=PHONE)
    if found is not None:
        assert found.width == PHONE
        inside(found)


def inside(found: Drawing) -> None:
    drawn_points = [(p.x, p.y) for p in found.points]
    for path in (*found.strokes, *found.trends):
        drawn_points += numbers(path)
    assert all(LEFT <= x <= found.right for x, _ in drawn_points)
    assert all(TOP <= y <= found.ground for _, y in drawn_points)
    for band in found.bands:
        assert LEFT <= band.x <= band.x + band.width <= found.right
        assert TOP <= band.y <= round(band.y + band.height, 1) <= found.ground
    assert all(TOP <= word.y <= found.ground for word in found.beside)


def in_order(found: Drawing, made: Course) -> None:
    assert [point.score for point in found.points] == made.complete
    assert all(a.x <= b.x for a, b in pairwise(found.points))
    assert all(round(a.begins + a.reach, 1) <= b.begins + 0.2 for a, b in pairwise(found.points))
