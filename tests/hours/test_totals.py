"""Hours add up, and a struck-out one counts nowhere."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.hours.forms import cases_in
from notes_app.hours.payloads import Hour, Side
from notes_app.hours.totals import by_year, in_hours, in_period, own_practice, people_of, totals

hours = st.lists(
    st.builds(
        Hour,
        id=st.builds(uuid4),
        on=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        minutes=st.integers(5, 600),
        side=st.sampled_from(Side),
        category=st.sampled_from(["", "Group", "Ethics"]),
        own_practice=st.none() | st.integers(0, 40),
        withdrawn=st.none() | st.just(date(2026, 12, 31)),
    ),
    max_size=12,
)


@given(hours)
def test_both_sides_together_are_all_that_count(log):
    counted = [hour for hour in log if hour.withdrawn is None]
    lines = [line for side in Side for line in totals(log, side)]
    assert sum(line.minutes for line in lines) == sum(hour.minutes for hour in counted)
    assert sum(line.count for line in lines) == len(counted)
    assert own_practice(log) == sum(hour.own_practice or 0 for hour in counted)


@given(hours)
def test_every_hour_stands_in_its_year_once(log):
    years = by_year(log)
    assert [year for year, _ in years] == sorted({h.on.year for h in log}, reverse=True)
    assert sorted(h.id for _, found in years for h in found) == sorted(h.id for h in log)


def test_a_log_for_one_person_holds_no_hour_with_another():
    log = [
        Hour(uuid4(), date(2026, 1, 1), 50, Side.SUPERVISING, with_whom=name)
        for name in ("Ana Real", "Bea Real", "", "Ana Real, LPC")
    ]
    assert [hour.with_whom for hour in in_period(log, None, None, whom="Ana Real")] == ["Ana Real"]
    assert len(in_period(log, None, None)) == 4
    assert people_of(log) == ["Ana Real", "Ana Real, LPC", "Bea Real"]


def test_a_period_has_both_of_its_ends():
    log = [Hour(uuid4(), date(2026, 1, day), 50, Side.SUPERVISED) for day in (1, 2, 3, 4)]
    found = in_period(log, date(2026, 1, 2), date(2026, 1, 3))
    assert [hour.on.day for hour in found] == [3, 2]


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (140, "2 h 20 min")]
)
def test_minutes_are_told_in_hours(minutes, words):
    assert in_hours(minutes) == words


def test_cases_are_told_once_each():
    assert cases_in(" Fox,  Grey  Heron, Fox,, ") == ("Fox", "Grey Heron")
    assert cases_in("") == ()
