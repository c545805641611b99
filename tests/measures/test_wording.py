"""What is said about a change: points and what repeated measurement produces, never a verdict."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.measures.problems import change_between, score_of
from notes_app.measures.wording import caseness_words, change_words, number

VERDICTS = ("better", "worse", "recover", "improve", "deteriorat", "!", "%")


@pytest.mark.parametrize(
    ("first", "later", "said"),
    [
        (17, 9, "lower by 8, more than the 6 that repeated measurement alone produces"),
        (9, 17, "higher by 8, more than the 6 that repeated measurement alone produces"),
        (17, 12, "within 6 of the start"),
        (17, 17, "within 6 of the start"),
        (
            17,
            11,
            "lower by 6, as much as it takes to be more than repeated measurement alone produces",
        ),
    ],
)
def test_a_change_is_said_beside_what_repetition_produces(
    first: int, later: int, said: str
) -> None:
    assert change_words(first, later, reliable=6) == said


def test_without_a_reliable_change_only_the_points_are_said() -> None:
    assert change_words(20, 12.5, reliable=None) == "lower by 7.5"
    assert change_words(20, 20, reliable=None) == "the same as at the start"


@given(st.floats(0, 100), st.floats(0, 100), st.none() | st.floats(0.5, 50))
def test_no_verdict_is_ever_spoken(first: float, later: float, reliable: float | None) -> None:
    said = change_words(first, later, reliable=reliable)
    assert not [word for word in VERDICTS if word in said.lower()]


def test_numbers_have_as_few_decimals_as_they_take() -> None:
    assert [number(n) for n in (8, 8.0, 3.25, 100, 0, 1 / 3)] == [
        "8",
        "8",
        "3.25",
        "100",
        "0",
        "0.33",
    ]


def test_the_side_of_the_cut_off_follows_the_direction() -> None:
    assert caseness_words(10, 10) == "at or over the cut-off of 10"
    assert caseness_words(9, 10) == "under the cut-off of 10"
    assert caseness_words(20, 25, high_is_more=False) == "at or under the cut-off of 25"


def test_the_personal_score_is_the_mean_of_what_was_rated() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    assert score_of({one: 7, two: 4}) == 5.5
    assert score_of({}) is None
    change = change_between({one: 7, two: 5}, {two: 3, three: 1})
    assert change is not None
    assert (change.first, change.later, change.items, change.difference) == (5, 3, 1, -2)
    assert change_between({one: 7}, {two: 3}) is None
