"""The years and months over the table: what has no room is not written over its neighbour."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from notes_app.patterns.drawing import months, years
from notes_app.patterns.table import Column


def weekly(count: int, first: date = date(2024, 12, 26)) -> list[Column]:
    days = (first + timedelta(weeks=week) for week in range(count))
    return [
        Column(uuid4(), at, day, missed=False, complete=True, after_break=False)
        for at, day in enumerate(days, 1)
    ]


def test_a_year_of_one_hour_is_not_written_over_the_next() -> None:
    assert [span.label for span in years(weekly(100))] == ["", "2025", "2026"]


def test_a_year_that_stands_alone_is_always_written() -> None:
    assert [span.label for span in years(weekly(1))] == ["2024"]


def test_at_a_hundred_hours_months_are_letters_and_are_told_in_full() -> None:
    spans = months(weekly(100))
    assert [span.label for span in spans][:6] == ["", "J", "F", "M", "A", "M"]
    assert spans[1].said == "January"


@pytest.mark.parametrize("count", [12, 60])
def test_where_there_is_room_months_have_three_letters(count: int) -> None:
    spans = months(weekly(count))
    assert spans[1].label == "Jan"
    assert not any(span.said for span in spans)


@pytest.mark.parametrize("count", [1, 12, 60, 100])
def test_the_headings_lie_over_all_columns(count: int) -> None:
    columns = weekly(count)
    assert sum(span.columns for span in years(columns)) == count
    assert sum(span.columns for span in months(columns)) == count
