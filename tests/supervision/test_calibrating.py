"""The same passages tagged by two people: counts first, agreement from twenty on."""

from math import sqrt
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.statistics.agreement import first_order
from notes_app.supervision.calibrating import TaggedTwice, compare

LIMIT, MET = "setting-a-limit", "feeling-met"


def twice(therapist: dict[str, int], supervisor: dict[str, int]) -> TaggedTwice:
    return TaggedTwice(uuid4(), uuid4(), "I told [partner].", therapist, supervisor)


def test_below_twenty_passages_there_are_counts_only():
    same = [twice({LIMIT: 3}, {LIMIT: 4}) for _ in range(11)]
    found = compare([*same, *(twice({LIMIT: 3}, {MET: 3}) for _ in range(3))])
    assert (found.same, found.passages, found.enough) == (11, 14, False)
    assert all(theme.kappa is None and theme.ac1 is None for theme in found.themes)
    assert found.strength is None
    assert len(found.differences) == 3


def test_from_twenty_on_each_theme_has_its_agreement_with_an_interval():
    """Vector A1 of domain.md 5.7: 20, 5, 10, 15."""
    passages = [
        *(twice({LIMIT: 3}, {LIMIT: 3}) for _ in range(20)),
        *(twice({LIMIT: 3}, {}) for _ in range(5)),
        *(twice({}, {LIMIT: 3}) for _ in range(10)),
        *(twice({}, {}) for _ in range(15)),
    ]
    found = compare(passages)
    (theme,) = found.themes
    assert theme.kappa.kappa == pytest.approx(0.4, abs=1e-6)
    assert theme.kappa.interval.low == pytest.approx(0.151092, abs=1e-6)  # statsmodels 0.15.0
    assert theme.ac1 is None
    assert found.strength.kappa is None  # all of one strength
    assert not found.rough


def test_a_rare_theme_has_ac1_beside_kappa():
    """Vector A8: 45, 2, 2, 1, seen from the side of the theme that is rare."""
    passages = [
        *(twice({}, {}) for _ in range(45)),
        *(twice({LIMIT: 3}, {}) for _ in range(2)),
        *(twice({}, {LIMIT: 3}) for _ in range(2)),
        twice({LIMIT: 3}, {LIMIT: 3}),
    ]
    (theme,) = compare(passages).themes
    assert theme.ac1.ac1 == pytest.approx(0.909829, abs=1e-6)


counts = st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2)


@given(counts)
def test_the_error_of_ac1_is_that_of_the_items_one_by_one(table):
    """Against the definition over raw ratings, written out for two categories."""
    ratings = [(i, j) for i in range(2) for j in range(2) for _ in range(table[i][j])]
    found = first_order(table)
    if len(ratings) < 2:
        assert found is None or found.error is None
        return
    n = len(ratings)
    share = sum(a + b for a, b in ratings) / (2 * n)
    chance = 2 * share * (1 - share)
    agreement = sum(a == b for a, b in ratings) / n
    ac1 = (agreement - chance) / (1 - chance)
    parts = []
    for a, b in ratings:
        second = (a + b) / 2
        own_chance = second * (1 - share) + (1 - second) * share
        parts.append(
            ((a == b) - chance) / (1 - chance)
            - 2 * (1 - ac1) * (own_chance - chance) / (1 - chance)
        )
    expected = sqrt(sum((part - ac1) ** 2 for part in parts) / (n * (n - 1)))
    assert found.ac1 == pytest.approx(ac1, abs=1e-9)
    assert found.error == pytest.approx(expected, abs=1e-9)
    assert -1 <= found.interval.low <= found.ac1 <= found.interval.high <= 1
