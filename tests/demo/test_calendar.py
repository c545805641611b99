import itertools
from datetime import date, time, timedelta

from notes_app.demo.calendar import Hour, Rhythm, hours_of
from notes_app.demo.practice import ClientPlan
from notes_app.notes.payloads import Attendance, Modality
from tests.demo.chance import chance

TODAY = date(2026, 4, 30)
NOON = time(12)


def hours(rhythm: Rhythm, protected: frozenset[int] = frozenset()) -> tuple[Hour, ...]:
    return hours_of(rhythm, today=TODAY, protected=protected, rng=chance(1))


def test_the_last_hour_is_as_long_ago_as_said_and_the_others_a_week_apart() -> None:
    days = [hour.held_on for hour in hours(Rhythm(held=5, starts_at=NOON, days_ago=3))]
    assert days == [date(2026, 4, 27) - timedelta(weeks=back) for back in (4, 3, 2, 1, 0)]


def test_a_break_leaves_its_weeks_empty() -> None:
    told = hours(Rhythm(held=6, starts_at=NOON, days_ago=7, pauses={4: 3}))
    assert (told[4].held_on - told[3].held_on).days == 7 + 21


def test_the_rhythm_can_slow_down() -> None:
    told = hours(Rhythm(held=6, starts_at=NOON, days_ago=7, slower_from=5))
    gaps = [(b.held_on - a.held_on).days for a, b in itertools.pairwise(told)]
    assert gaps == [7, 7, 7, 14, 14]


def test_lost_hours_keep_their_place_and_take_no_number() -> None:
    told = hours(Rhythm(held=12, starts_at=NOON, days_ago=7, cancelled=2, missed=1))
    held = [hour for hour in told if hour.attendance is Attendance.HELD]
    assert [hour.number for hour in held] == list(range(1, 13))
    assert len(told) == 15
    assert (told[-1].held_on - told[0].held_on).days == 14 * 7


def test_no_lost_hour_comes_just_before_a_protected_session() -> None:
    rhythm = Rhythm(held=8, starts_at=NOON, days_ago=7, cancelled=1)
    told = hours(rhythm, protected=frozenset({4, 5, 6}))
    lost = [hour.number for hour in told if hour.attendance is not Attendance.HELD]
    assert lost == [7]


def test_in_winter_they_speak_on_the_telephone() -> None:
    told = hours(Rhythm(held=30, starts_at=NOON, days_ago=7, winter_by_telephone=True))
    by_telephone = {h.held_on.month for h in told if h.modality is Modality.TELEPHONE}
    assert by_telephone == {12, 1, 2}


def test_the_latest_session_of_the_practice_lies_within_seven_days(
    plans: dict[str, ClientPlan], today: date
) -> None:
    told = [s.facts.held_on for p in plans.values() for s in p.sessions if s.facts.attendance]
    assert today - timedelta(days=7) <= max(told) < today


def test_there_are_hours_for_today_and_for_next_week(
    plans: dict[str, ClientPlan], today: date
) -> None:
    planned = [
        session.facts.held_on
        for plan in plans.values()
        for session in plan.sessions
        if session.facts.attendance is None
    ]
    assert planned.count(today) == 4
    assert planned.count(today + timedelta(days=7)) == 4
    assert min(planned) == today
