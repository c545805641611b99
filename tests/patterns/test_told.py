"""The course of a theme in one sentence, and why its word was chosen."""

from datetime import date, timedelta

import pytest

from notes_app.patterns.compared import compare
from notes_app.patterns.told import told
from notes_app.patterns.verdict import Comparison, Word
from tests.patterns.test_table import FIRST, table, weekly

NEVER_SAID = ("significan", "p =", "%", "better", "worse", "confiden")


def sentence(marks: str, *, today: date | None = None) -> str:
    found = table(weekly(marks))
    return told(found.rows[0], found.columns, today=today or FIRST + timedelta(weeks=100))


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("x", "Heard once, in session 1."),
        ("..x....", "Heard once, in session 3, not heard since 3 (4 sessions)."),
        ("..x.xx", "First heard in session 3."),
        ("..x.xx.", "First heard in session 3, not heard since 6 (1 session)."),
        ("..x...x", "First heard in session 3, not heard since 3, back in 7."),
        ("..x.-mx", "First heard in session 3."),
    ],
)
def test_a_course_is_told_in_sessions_that_count(marks: str, said: str) -> None:
    assert sentence(marks) == said


def test_a_theme_that_comes_back_today_is_said_to() -> None:
    today = FIRST + timedelta(weeks=6)
    assert sentence("..x...x", today=today).endswith("not heard since 3, back today.")


def why(marks: str, *, focus: bool = False) -> tuple[Word, str]:
    found = table(weekly(marks))
    since = {"quiet": FIRST} if focus else {}
    comparing = compare(found, windows=Comparison.FIRST_AND_LAST, day=None, focus=since)
    return comparing.lines["quiet"].verdict.word, " ".join(comparing.whys["quiet"])


def test_a_firm_word_says_its_counts_its_direction_and_that_it_stands_out() -> None:
    word, said = why("." * 14 + "x" * 14)
    assert word is Word.MORE
    assert "Heard in 9 of the last 9 sessions, and in 0 of the first 9 sessions." in said
    assert "clearly rises, over its 28 sessions" in said
    assert "among all 1 themes" in said


@pytest.mark.parametrize(
    ("marks", "left_open"),
    [
        # Late minus early, wide: D2 of domain.md 5.7 is -.768713 to .023741.
        (
            "x" * 10 + ".." + "x." * 6 + "x" * 4 + "." * 8,
            "from 9 fewer to no change in 12 sessions",
        ),
        ("x" * 14, "from 3 fewer to 3 more in 5 sessions"),
        ("." * 14 + "x" * 14, "from 3 more to 9 more in 9 sessions"),
    ],
)
def test_the_counts_say_how_much_they_leave_open(marks: str, left_open: str) -> None:
    assert f"These counts leave open anything {left_open}." in why(marks)[1]


def test_a_focus_theme_says_since_when_it_is_judged_by_itself() -> None:
    word, said = why("." * 14 + "x" * 14, focus=True)
    assert word is Word.MORE
    assert "It is in focus since 8 January 2026" in said


def test_a_theme_in_focus_later_says_that_its_counts_begin_there() -> None:
    found = table(weekly("x" * 10 + "." * 14 + "x" * 14))
    since = {"quiet": FIRST + timedelta(weeks=10)}
    comparing = compare(found, windows=Comparison.FIRST_AND_LAST, day=None, focus=since)
    assert "in 0 of the first 9 sessions, counted since it came into focus." in " ".join(
        comparing.whys["quiet"]
    )
    assert comparing.later == [
        ("since it came into focus", since["quiet"], [found.rows[0].theme.name])
    ]


def test_perhaps_says_what_is_lacking() -> None:
    word, said = why("." * 6 + "x" * 6)
    assert word is Word.PERHAPS_MORE
    assert "a firm word needs 20 sessions" in said


@pytest.mark.parametrize(
    ("marks", "word", "said"),
    [
        ("x" * 9, Word.TOO_EARLY, "Below 10 sessions"),
        ("x" + "." * 11, Word.TOO_SELDOM, "at least 3 sessions"),
        ("x." * 12, Word.STEADY, "at most 3 of 12 sessions"),
        ("x." * 6, Word.NO_DIRECTION_YET, "Below 20 sessions"),
        ("x" * 12 + "." * 12 + "x" * 12, Word.STEADY, "neither rises nor falls"),
    ],
)
def test_silence_gives_its_reason(marks: str, word: Word, said: str) -> None:
    found = why(marks)
    assert found[0] is word
    assert said in found[1]


@pytest.mark.parametrize("marks", ["x" * 9, "." * 14 + "x" * 14, "x." * 12, "." * 6 + "x" * 6])
def test_no_reason_says_what_is_never_said(marks: str) -> None:
    assert not [never for never in NEVER_SAID if never in why(marks)[1].lower()]


def test_a_theme_that_counts_nowhere_says_where_it_was_heard_and_promises_nothing() -> None:
    word, said = why("?")
    assert word is Word.NOT_HEARD
    assert "It was heard in 1 session that is not fully tagged." in said
    assert "in 100 sessions" not in said
