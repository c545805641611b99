"""When an hour that returns falls: the calendar's own traps, and every rule as a property."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.clients.payloads import Pause, StandingHour
from notes_app.diary.occurrences import Occurrence, occurrences, unmet
from notes_app.notes.payloads import PlannedBy
from tests.diary.builders import THURSDAY, hour, read

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
HOURS = st.builds(
    lambda since, every, lasts: StandingHour(
        id=uuid4(),
        since=since,
        starts_at=time(14),
        every_weeks=every,
        until=None if lasts is None else since + timedelta(days=lasts),
    ),
    DAYS,
    st.integers(1, 4),
    st.none() | st.integers(0, 400),
)


def days(one: StandingHour, first: date, last: date) -> list[date]:
    return [found.on for found in occurrences(one, first, last)]


@pytest.mark.parametrize(
    ("since", "every", "first", "last", "found"),
    [
        ("2024-02-29", 1, "2024-02-29", "2024-03-14", ["2024-02-29", "2024-03-07", "2024-03-14"]),
        ("2024-02-22", 1, "2024-02-23", "2024-03-01", ["2024-02-29"]),
        ("2025-02-27", 1, "2025-02-28", "2025-03-06", ["2025-03-06"]),
        ("2026-01-08", 2, "2026-01-01", "2026-02-05", ["2026-01-08", "2026-01-22", "2026-02-05"]),
        ("2026-01-08", 2, "2026-01-09", "2026-01-21", []),
        ("2026-12-31", 1, "2027-01-01", "2027-01-07", ["2027-01-07"]),
        ("2026-03-26", 1, "2026-03-26", "2026-04-02", ["2026-03-26", "2026-04-02"]),
        ("2026-01-08", 1, "2026-01-01", "2026-01-07", []),
    ],
)
def test_an_hour_falls_on_these_days(since, every, first, last, found):
    one = hour(date.fromisoformat(since), every_weeks=every)
    expected = [date.fromisoformat(day) for day in found]
    assert days(one, date.fromisoformat(first), date.fromisoformat(last)) == expected


def test_it_falls_on_its_last_day_and_on_none_after():
    one = hour(until=THURSDAY + timedelta(weeks=2))
    assert days(one, date.min, date.max)[-1] == one.until
    shorter = hour(until=THURSDAY + timedelta(days=13))
    assert days(shorter, date.min, date.max) == [THURSDAY, THURSDAY + timedelta(weeks=1)]


def test_two_in_the_afternoon_stays_so_when_summer_time_begins():
    before, after = occurrences(hour(date(2026, 3, 26)), date(2026, 3, 26), date(2026, 4, 2))
    assert (before.hour.starts_at, before.ends_at) == (after.hour.starts_at, after.ends_at)


def test_an_hour_past_midnight_has_no_end_on_its_day():
    assert Occurrence(hour(starts_at=time(23, 30)), THURSDAY).ends_at is None
    assert Occurrence(hour(), THURSDAY).ends_at == time(14, 50)


@given(HOURS, DAYS, st.integers(0, 900))
def test_every_day_keeps_the_rules(one: StandingHour, first: date, width: int):
    last = first + timedelta(days=width)
    found = days(one, first, last)
    assert found == sorted(set(found))
    for day in found:
        assert first <= day <= last
        assert day >= one.since
        assert one.until is None or day <= one.until
        assert (day - one.since).days % (7 * one.every_weeks) == 0


@given(HOURS, DAYS, st.integers(0, 900))
def test_no_day_that_keeps_the_rules_is_missing(one: StandingHour, first: date, width: int):
    last = first + timedelta(days=width)
    asked = [first + timedelta(days=nth) for nth in range(width + 1)]
    by_hand = [
        day
        for day in asked
        if day >= one.since
        and (one.until is None or day <= one.until)
        and (day - one.since).days % (7 * one.every_weeks) == 0
    ]
    assert days(one, first, last) == by_hand


@given(HOURS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_two_stretches_give_the_days_of_the_whole(one, first, width, more):
    middle, last = first + timedelta(days=width), first + timedelta(days=width + more + 1)
    both = days(one, first, middle) + days(one, middle + timedelta(days=1), last)
    assert both == days(one, first, last)


@given(HOURS, DAYS, st.integers(0, 60))
def test_what_is_left_out_is_missing_and_nothing_else(one, first, width):
    away = Pause(uuid4(), first, first + timedelta(days=width))
    paused = StandingHour(**{**_fields(one), "pauses": (away,)})
    span = (first - timedelta(days=60), first + timedelta(days=120))
    kept = [day for day in days(one, *span) if not away.first <= day <= away.last]
    assert days(paused, *span) == kept


def test_a_session_that_came_from_it_meets_its_day_wherever_it_was_moved_to():
    one = hour()
    moved = read(THURSDAY + timedelta(days=1), planned_by=PlannedBy(one.id, THURSDAY))
    assert unmet([one], [moved], THURSDAY, THURSDAY + timedelta(days=6)) == []


def test_a_session_added_by_hand_meets_what_falls_on_its_day():
    assert unmet([hour()], [read(THURSDAY)], THURSDAY, THURSDAY) == []


def test_a_session_of_another_hour_meets_only_that_one():
    morning, afternoon = hour(starts_at=time(9)), hour(starts_at=time(14))
    came = read(THURSDAY, planned_by=PlannedBy(morning.id, THURSDAY))
    left = unmet([afternoon, morning], [came], THURSDAY, THURSDAY)
    assert [one.hour for one in left] == [afternoon]


def test_hours_of_one_client_come_in_order():
    late, early = hour(starts_at=time(17)), hour(starts_at=time(9), every_weeks=2)
    found = unmet([late, early], [], THURSDAY, THURSDAY + timedelta(weeks=1))
    assert [(one.on.day, one.hour.starts_at.hour) for one in found] == [(8, 9), (8, 17), (15, 17)]


def _fields(one: StandingHour) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__struct_fields__}
