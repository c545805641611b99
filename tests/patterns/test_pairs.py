"""Themes heard in the same sessions, counted over those that count for both."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notes_app.patterns.pairs import all_pairs, counted_pairs
from notes_app.patterns.table import ThemeSpan, table_of
from notes_app.statistics.together import Pair, pair
from tests.patterns.people import FIRST, QUIET, TALK, session, tag

LATER = date(2030, 1, 1)


def table(*lines: str, themes=None, incomplete=()):
    """One line for each theme, a letter for each session: x heard."""
    codes = (QUIET, TALK, "giving-way")
    reads = [
        session(
            week,
            *(tag(code) for code, line in zip(codes, lines, strict=False) if line[week] == "x"),
            complete=week not in incomplete,
        )
        for week in range(len(lines[0]))
    ]
    return table_of(reads, themes=themes or {}, today=LATER)


def test_pairs_stand_from_three_joint_sessions_on():
    assert all_pairs(table("xx..", "xx..")).ranked == []
    (only,) = all_pairs(table("xxx.", "xxxx")).ranked
    assert (only.counts, only.either) == (Pair(3, 0, 1, 0), 4)


def test_the_pair_heard_together_most_often_stands_first():
    found = all_pairs(table("xxxxx.", "xxxxx.", "xxx..x"))
    assert [pair.counts.both for pair in found.ranked] == [5, 3, 3]
    assert {found.ranked[0].one.code, found.ranked[0].other.code} == {QUIET, TALK}


def test_an_hour_whose_tagging_is_not_complete_counts_for_no_pair():
    (only,) = all_pairs(table("xxxx", "xxxx", incomplete={3})).ranked
    assert only.counts == Pair(3, 0, 0, 0)


def test_a_theme_that_came_later_is_compared_from_there_on():
    late = ThemeSpan(TALK, "Talk", "moves", since=FIRST + timedelta(weeks=2))
    (only,) = all_pairs(table("xxxxx.", "..xxx.", themes={TALK: late})).ranked
    assert only.counts == Pair(3, 0, 0, 1)


def test_more_often_together_than_apart_needs_more_than_a_few_sessions():
    together = all_pairs(table("xxxxxx" + "." * 14, "xxxxxx" + "." * 14)).ranked
    apart = all_pairs(table("xxx" + "x." * 6, "xxx" + ".x" * 6)).ranked
    assert [pair.more_than_apart for pair in together + apart] == [True, False]


@given(st.lists(st.tuples(*[st.sampled_from("x.")] * 2), min_size=1, max_size=40))
def test_counting_with_bits_counts_as_the_statistics_do(marks):
    one, other = ("".join(line) for line in zip(*marks, strict=True))
    pairs = all_pairs(table(one, other)).pairs
    if "x" in one and "x" in other:
        values = [[int(mark == "x") for mark in line] for line in (one, other)]
        assert pairs[0].counts in (pair(*values), pair(*values[::-1]))
    else:
        assert pairs == ()


def test_a_pair_has_the_same_number_beside_theme_change_and_on_its_own_page():
    late = ThemeSpan(TALK, "Talk", "moves", since=FIRST + timedelta(weeks=2))
    found = table("xxxxx.", "xxxxx.", "xxxx.x", themes={TALK: late})
    beside, page = counted_pairs(found).ranked, all_pairs(found).ranked
    assert [pair.counts for pair in beside] == [pair.counts for pair in page]
    assert {pair.counts.both for pair in beside if TALK in (pair.one.code, pair.other.code)} == {3}
