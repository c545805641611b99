"""Which numbers stand over the columns of a case's themes: no two run into one."""

from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest

from notes_app.patterns.table import Column
from notes_app.supervision.review import shown_number


def numbers_over(first: int, last: int, *up: int) -> list[int]:
    columns = [
        Column(UUID(int=n), n, date(2026, 4, 30), missed=False, complete=True, after_break=False)
        for n in range(first, last + 1)
    ]
    review = {UUID(int=n) for n in up}
    return [
        one.number
        for at, one in enumerate(columns)
        if one.number and shown_number(columns, at, one.number, review)
    ]


@pytest.mark.parametrize(
    ("up", "shown"),
    [
        ((), [25, 30]),
        ((26,), [26, 30]),
        ((28, 29), [25, 29]),
        ((28, 29, 30), [25, 28, 30]),
        ((26, 28), [26, 28, 30]),
        ((26, 27, 28, 29, 30), [26, 30]),
    ],
)
def test_a_number_under_review_leaves_no_other_beside_it(up, shown):
    found = numbers_over(25, 30, *up)
    assert found == shown
    assert all(b - a > 1 for a, b in pairwise(found))


def test_the_first_session_has_its_number():
    assert numbers_over(1, 6) == [1, 5]
