"""The page says the words of the rule, in five lists, with counts before them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from notes_app.patterns.change import lines_of, listed, window_columns
from notes_app.patterns.verdict import Comparison, Section, Word
from tests.patterns.test_table import FIRST, QUIET, table, weekly

RISING = "." * 14 + "x" * 14
FIRST_AND_LAST = Comparison.FIRST_AND_LAST


def test_a_theme_that_comes_up_more_stands_in_its_list_with_its_counts() -> None:
    found = table(weekly(RISING))
    lines = lines_of(found, windows=FIRST_AND_LAST, focus_since={})
    (line,) = listed(lines)[Section.MORE]
    assert line.verdict.word == Word.MORE
    assert (line.was, line.now) == (0, 9)


def test_under_ten_sessions_nothing_is_said() -> None:
    lines = lines_of(table(weekly("x" * 9)), windows=FIRST_AND_LAST, focus_since={})
    assert [line.verdict.word for line in listed(lines)[Section.TOO_EARLY]] == [Word.TOO_EARLY]


def test_a_focus_theme_is_judged_from_its_naming_on() -> None:
    found = table(weekly("x" * 10 + RISING))
    named = FIRST + timedelta(weeks=10)
    (line,) = lines_of(found, windows=FIRST_AND_LAST, focus_since={"quiet": named}).values()
    assert line.verdict.n == len(RISING)


def test_a_theme_counted_from_its_naming_says_so_and_from_which_day() -> None:
    found, named = table(weekly("x" * 10 + RISING)), FIRST + timedelta(weeks=10)
    (line,) = lines_of(found, windows=FIRST_AND_LAST, focus_since={"quiet": named}).values()
    assert (line.basis, line.counted_from) == ("since it came into focus", named)
    assert (line.was, line.now) == (0, 9)


@pytest.mark.parametrize("weeks", [0, 30])
def test_a_focus_theme_whose_counts_leave_nothing_out_says_nothing_of_it(weeks: int) -> None:
    # Named with the first session, or too lately to be judged by itself.
    named = {"quiet": FIRST + timedelta(weeks=weeks)}
    (line,) = lines_of(
        table(weekly("x" * 10 + RISING)), windows=FIRST_AND_LAST, focus_since=named
    ).values()
    assert (line.basis, line.counted_from, line.was) == ("", None, 10)


def test_a_theme_of_a_later_day_says_that_it_is_listened_for_since_then() -> None:
    later = FIRST + timedelta(weeks=10)
    found = table(weekly("x" * 10 + RISING), theme=replace(QUIET, since=later))
    (line,) = lines_of(found, windows=FIRST_AND_LAST, focus_since={}).values()
    assert (line.basis, line.counted_from) == ("since it is listened for", later)


def test_the_windows_are_drawn_over_the_sessions_that_count() -> None:
    found = table(weekly("x-xxxxxxxxxxx"))
    columns = window_columns(found, windows=FIRST_AND_LAST)
    assert columns == ([0, 2, 3, 4, 5], [8, 9, 10, 11, 12])


def test_it_is_too_early_for_windows_below_ten_sessions() -> None:
    assert window_columns(table(weekly("x" * 9)), windows=FIRST_AND_LAST) is None


def test_the_sessions_before_and_after_a_break_can_be_compared() -> None:
    found = table(weekly("x" * 8 + "." * 8))
    (line,) = lines_of(found, windows=8, focus_since={}).values()
    assert (line.verdict.early, line.verdict.late) == ((5, 5), (0, 5))


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("?", "heard in 1 session that is not fully tagged"),
        ("..?.?", "heard in 2 sessions that are not fully tagged"),
        ("." * 12 + "?", "heard in 1 session that is not fully tagged"),
        ("?x", "too early to tell"),
    ],
)
def test_a_theme_heard_only_where_the_tagging_is_not_complete_is_never_called_not_heard(
    marks: str, said: str
) -> None:
    lines = lines_of(table(weekly(marks)), windows=FIRST_AND_LAST, focus_since={})
    assert lines["quiet"].word == said
    assert listed(lines)[Section.TOO_EARLY] == [lines["quiet"]]


def test_a_theme_heard_only_before_it_counted_is_said_to_be() -> None:
    found = table(weekly("x..."), replace(QUIET, since=FIRST + timedelta(weeks=1)))
    (line,) = lines_of(found, windows=FIRST_AND_LAST, focus_since={}).values()
    assert line.word == "heard in 1 session that does not count"
