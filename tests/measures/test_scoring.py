"""PHQ-9 and GAD-7 by their published rules: every total, every edge of a band, no guessing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.measures.instruments import (
    GAD_7,
    PHQ_9,
    band_of,
    built_in,
    raises_risk,
    total_of,
    unanswered,
)

# Written from the papers, not from the product's files.
BANDS = {
    PHQ_9: {
        "minimal": range(5),
        "mild": range(5, 10),
        "moderate": range(10, 15),
        "moderately severe": range(15, 20),
        "severe": range(20, 28),
    },
    GAD_7: {
        "minimal": range(5),
        "mild": range(5, 10),
        "moderate": range(10, 15),
        "severe": range(15, 22),
    },
}
EVERY_TOTAL = [
    (code, total, word) for code, bands in BANDS.items() for word in bands for total in bands[word]
]


def answers_for(code: str, total: int) -> list[int]:
    """Answers that come to `total`."""
    count, answers = len(built_in()[code].items), []
    for _ in range(count):
        answers.append(min(3, total - sum(answers)))
    return answers


@pytest.mark.parametrize(("code", "total", "word"), EVERY_TOTAL)
def test_every_total_has_its_published_word(code: str, total: int, word: str) -> None:
    instrument = built_in()[code]
    assert total_of(instrument, answers_for(code, total)) == total
    assert band_of(instrument, total) == word


def test_the_scales_are_as_long_as_published() -> None:
    phq, gad = built_in()[PHQ_9], built_in()[GAD_7]
    assert (len(phq.items), phq.highest, phq.caseness, phq.reliable) == (9, 27, 10, 6)
    assert (len(gad.items), gad.highest, gad.caseness, gad.reliable) == (7, 21, 8, 4)
    assert len(EVERY_TOTAL) == 28 + 22


@pytest.mark.parametrize("code", [PHQ_9, GAD_7])
def test_each_says_where_its_words_and_numbers_come_from(code: str) -> None:
    instrument = built_in()[code]
    assert "July 2010" in instrument.licence
    assert "Kroenke" in instrument.source
    assert instrument.bands_source
    assert instrument.reliable_source
    assert len(instrument.options) == 4
    assert all(one.lowest < two.lowest for one, two in pairwise(instrument.bands))


answer = st.integers(0, 3)
maybe = st.none() | answer


@given(st.lists(answer, min_size=9, max_size=9), st.integers(0, 8))
def test_one_unanswered_item_leaves_no_total(answers: list[int], missing: int) -> None:
    told: list[int | None] = [*answers]
    told[missing] = None
    assert total_of(built_in()[PHQ_9], told) is None
    assert unanswered(built_in()[PHQ_9], told) == 1


@given(st.lists(maybe, max_size=12))
def test_a_total_is_the_sum_of_all_items_or_nothing(answers: list[int | None]) -> None:
    whole = len(answers) == 7 and None not in answers
    given_ones = [one for one in answers if one is not None]
    assert total_of(built_in()[GAD_7], answers) == (sum(given_ones) if whole else None)


@given(st.lists(maybe, min_size=8, max_size=8), st.integers(1, 3))
def test_item_9_above_0_raises_risk_whatever_the_rest_says(
    rest: list[int | None], ninth: int
) -> None:
    assert raises_risk(PHQ_9, [*rest, ninth])
    assert not raises_risk(PHQ_9, [*rest, 0])
    assert not raises_risk(PHQ_9, [*rest, None])


def test_item_9_raises_risk_with_the_lowest_total_that_has_it() -> None:
    answers = [0] * 8 + [1]
    assert total_of(built_in()[PHQ_9], answers) == 1
    assert raises_risk(PHQ_9, answers)


def test_no_other_questionnaire_raises_risk() -> None:
    assert not raises_risk(GAD_7, [3] * 7)
    assert not raises_risk("a-questionnaire-of-her-own", [3] * 9)
