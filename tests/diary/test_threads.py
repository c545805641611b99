"""Themes that fell silent, in rows that can be read."""

from datetime import timedelta

import pytest

from notes_app.diary.threads import silent_themes
from tests.diary.builders import THURSDAY, read, weekly

QUIET = "going-quiet-when-hurt"


@pytest.mark.parametrize(
    ("heard", "silent"),
    [
        ("xxx.....", [5]),
        ("xxx....", []),  # silent for four only
        ("xx......", []),  # heard twice only
        ("x.x.x......", [6]),
        ("xxx..?....", [6]),  # where tagging is not complete, nothing is known
        ("xxx..??..", []),
        ("xxx.....x", []),
        ("", []),
    ],
)
def test_a_theme_is_missed_after_five_sessions_that_count(heard, silent):
    assert [one.silent for one in silent_themes(weekly(heard), among={QUIET})] == silent


def test_a_missed_theme_leads_to_the_session_where_it_was_heard_last():
    reads = weekly("xxx.....")
    (one,) = silent_themes(reads, among={QUIET})
    assert (one.last, one.heard) == (reads[2], 3)
    assert one.tag in reads[2].facts.tags


def test_a_theme_that_was_retired_is_not_missed():
    assert silent_themes(weekly("xxx....."), among=set()) == []


def test_the_most_frequent_one_comes_first():
    days = [THURSDAY + timedelta(weeks=week) for week in range(9)]
    themes = [("a", "b"), ("a", "b"), ("a", "b"), ("b",)]
    reads = [read(day, *said) for day, said in zip(days, [*themes, *[()] * 5], strict=True)]
    assert [one.tag.theme for one in silent_themes(reads, among={"a", "b"})] == ["b", "a"]
