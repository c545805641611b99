"""Dates, times and numbers as therapists write them."""

from datetime import date, datetime, time

import pytest

from notes_app.web import filters


def test_dates_and_times():
    assert filters.day(date(2026, 4, 30)) == "30 April 2026"
    assert filters.short_day(date(2026, 4, 3)) == "3 Apr"
    assert filters.weekday(date(2026, 4, 30)) == "Thursday 30 April"
    assert filters.clock_time(time(9, 5)) == "09:05"
    assert filters.clock_time(datetime(2026, 4, 30, 15, 12)) == "15:12"  # noqa: DTZ001 - drawn as it is


@pytest.mark.parametrize(("count", "word"), [(0, "no"), (3, "three"), (12, "twelve"), (13, "13")])
def test_numbers_up_to_twelve_are_words(count, word):
    assert filters.number_word(count) == word


def test_nouns_fit_their_number():
    assert [filters.plural(n, "session") for n in (0, 1, 2)] == ["sessions", "session", "sessions"]
    assert filters.plural(2, "try", "tries") == "tries"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("She lay still", "“She lay still”"),
        ("“I lay still.”", "“I lay still.”"),
        ("She held still: “That. So.”", "“She held still: ‘That. So.’”"),
        ("“No,” she said, “not now.”", "“‘No,’ she said, ‘not now.’”"),
        ("", "“”"),
    ],
)
def test_words_stand_in_quotation_marks_once(words, shown):
    assert filters.quoted(words) == shown
