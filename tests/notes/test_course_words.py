"""What is said beneath the line of a questionnaire: counts and points, and what is missing."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.course_words import NO_BAND, latest_of, rule_of, told
from tests.demo.test_never_said import NEVER_SAID
from tests.notes.courses import OWN, PHQ, course


def test_the_latest_stands_beside_the_first() -> None:
    assert latest_of(course("17 16 9")) == (
        "3 totals since 8 January 2026. The latest, in session 3, is 9: lower by 8, more than the"
        " 6 that repeated measurement alone produces."
    )


def test_how_many_lie_within_the_band_and_how_many_beyond_it() -> None:
    said = told(course("14 15 7 8 22 20"))
    assert (
        "Of the 5 after the first, 1 lies within 6 of it, 2 are lower by 6 or more and"
        " 2 are higher by 6 or more." in said
    )
    assert "All 2 after the first lie within 6 of it." in told(course("14 15 16"))


def test_too_few_totals_for_a_straight_line_are_said() -> None:
    assert "A straight line is drawn from 5 totals on; there are 3." in told(course("9 8 7"))
    assert not [said for said in told(course("9 8 7 6 5")) if "straight line" in said]


def test_one_total_and_none_are_said() -> None:
    assert told(course("12")) == ["One total so far, 12 in session 1. A line joins two."]
    none, gap = told(course("-"))
    assert (none, gap) == ("No total is complete yet.", "Not complete, and so a gap: session 1.")


def test_gaps_are_named() -> None:
    assert "Not complete, and so a gap: session 2, session 4 and session 5." in told(
        course("9 - 8 - - 7")
    )


def test_many_gaps_are_counted() -> None:
    assert "7 were not complete, each of them a gap." in told(course("9 - - - - - - - 7"))


def test_why_there_is_no_band_is_said() -> None:
    assert NO_BAND in told(course("20 18", scale=OWN))
    assert NO_BAND not in told(course("20 18"))
    assert not [said for said in rule_of(course("20 18", scale=OWN)) if "The band" in said]


def test_other_problems_are_said_to_be_no_line() -> None:
    one, other = frozenset({uuid4()}), frozenset({uuid4()})
    said = told(course("6 5 4", rated=(one, one, other)))
    assert "Other problems were rated from session 3 on: the line is not joined there" in said[-1]


def test_an_earlier_scale_says_until_when_it_held() -> None:
    said = told(course("20 18", scale=replace(PHQ, until=date(2026, 3, 2))))
    assert said[-1].startswith("Until 2 March 2026 it was counted on this scale.")


def test_the_rule_names_the_start_the_points_and_their_source() -> None:
    rule = " ".join(rule_of(course("- 17 9")))
    assert "The start is the first complete total: 17, in session 2." in rule
    assert "6 points up and down from the start, the points that its source names" in rule
    assert "It is drawn from 5 totals on" in rule
    assert "From somewhere." in rule


@given(st.lists(st.none() | st.integers(0, 27), max_size=12), st.sampled_from([PHQ, OWN]))
def test_nothing_of_it_is_ever_a_verdict(totals, scale) -> None:
    made = course(totals, scale=scale)
    assert not NEVER_SAID.findall(" ".join([*told(made), *rule_of(made)]))
