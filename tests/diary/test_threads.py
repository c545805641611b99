"""Ruptures that are open, and themes that fell silent, in rows that can be read."""

from datetime import timedelta

import pytest

from notes_app.diary.threads import REPAIR, RUPTURE, open_ruptures, silent_themes
from notes_app.themes.library import LIBRARY
from notes_app.themes.payloads import Family
from tests.diary.builders import THURSDAY, read, weekly

QUIET = "going-quiet-when-hurt"
MARKS = {"s": (RUPTURE,), "r": (REPAIR,), "b": (RUPTURE, REPAIR), ".": ()}


def sessions(marks: str):
    """s strained, r repaired, b both in one hour, . neither."""
    return [read(THURSDAY + timedelta(weeks=w), *MARKS[mark]) for w, mark in enumerate(marks)]


@pytest.mark.parametrize(
    ("marks", "ages"),
    [
        ("", []),
        (".", []),
        ("s", [1]),
        ("s..", [3]),
        ("s.s.", [2, 4]),
        ("sr", []),
        ("s.r.", []),
        ("sr.s", [1]),
        ("b", []),
        ("bs", [1]),
        ("r.s", [1]),
        ("sb.", []),
    ],
)
def test_a_rupture_is_open_until_a_repair_follows(marks, ages):
    assert [one.ago for one in open_ruptures(sessions(marks))] == ages


def test_two_strained_passages_of_one_hour_are_one_rupture():
    hour = read(THURSDAY, RUPTURE, RUPTURE)
    (one,) = open_ruptures([hour])
    assert one.tag in hour.facts.tags


def test_a_session_that_cannot_be_read_counts_as_an_hour_in_between():
    strained, closed = sessions("s."), read(THURSDAY)
    object.__setattr__(closed, "facts", None)
    assert [one.ago for one in open_ruptures([*strained, closed])] == [3]


def test_both_themes_stand_in_the_library_in_the_room():
    families = {theme.code: theme.family for theme in LIBRARY}
    assert {families[RUPTURE], families[REPAIR]} == {Family.ROOM}


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
