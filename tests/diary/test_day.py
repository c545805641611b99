"""One day: what stands on it, what comes next, what waits.  All by the clock that is passed in."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from notes_app.clients.payloads import ClientThemes, Pause, Status
from notes_app.clients.queries import ClientCard
from notes_app.diary.day import day_of, week_of
from notes_app.diary.slots import State
from notes_app.notes.payloads import Attendance, PlannedBy, Signature
from tests.diary.builders import NOON, diary, hour, read

TODAY = NOON.date()
WEEK = timedelta(weeks=1)
SIGNED = Signature(at=0, record=bytes(32))


def planned(at: time | None, day: date = TODAY, **more: object):
    return read(day, starts_at=at, attendance=None, **more)


@pytest.mark.parametrize(
    ("session", "state"),
    [
        (planned(time(14)), State.PLANNED),
        (planned(time(12)), State.BEGUN),
        (planned(time(9)), State.BEGUN),
        (planned(None), State.BEGUN),
        (planned(None, TODAY + WEEK), State.PLANNED),
        (read(TODAY, starts_at=time(9), written=True), State.WRITTEN),
        (read(TODAY, attendance=Attendance.NO_SHOW), State.NOT_HELD),
    ],
)
def test_what_an_hour_asks_for(session, state):
    day = day_of(session.facts.held_on, diary(session))
    assert [slot.state for slot in day.slots] == [state]


def test_a_draft_goes_before_what_stands_in_the_note():
    note = read(TODAY, written=True)
    assert day_of(TODAY, diary(note, drafted={note.session_id})).slots[0].state is State.DRAFTED


def test_a_signed_note_asks_for_nothing():
    note = read(TODAY, written=True, signed=SIGNED)
    (slot,) = day_of(TODAY, diary(note)).slots
    assert (slot.state, slot.open) == (State.SIGNED, False)


def test_the_next_one_is_the_first_that_has_not_begun():
    day = day_of(TODAY, diary(planned(time(9)), planned(time(12, 40)), planned(time(16))))
    assert [slot.is_next for slot in day.slots] == [False, True, False]
    assert (day.minutes, day.to_come) == (40, 2)


def test_no_other_day_has_a_next_one():
    day = day_of(TODAY + WEEK, diary(planned(time(14), TODAY + WEEK)))
    assert (day.next, day.minutes) == (None, None)


def test_a_standing_hour_stands_on_its_day_without_a_session():
    thursdays = hour(date(2026, 4, 16), starts_at=time(14))
    day = day_of(TODAY, diary(read(date(2026, 4, 16)), read(date(2026, 4, 23)), hours=(thursdays,)))
    (slot,) = day.slots
    assert (slot.read, slot.number, slot.is_next) == (None, 3, True)
    assert slot.last.facts.held_on == date(2026, 4, 23)


def test_the_weeks_between_are_counted_for_a_later_one():
    (slot,) = day_of(TODAY + 3 * WEEK, diary(hours=(hour(TODAY),))).slots
    assert slot.number == 4


def test_a_standing_hour_that_became_a_session_stands_there_once():
    thursdays = hour(TODAY)
    session = planned(time(15), planned_by=PlannedBy(thursdays.id, TODAY))
    assert [s.read for s in day_of(TODAY, diary(session, hours=(thursdays,))).slots] != [None]
    assert len(day_of(TODAY, diary(session, hours=(thursdays,))).slots) == 1


def test_the_hours_of_work_that_rests_are_not_drawn():
    themes = ClientThemes(code_name="Heron", status=Status.RESTING, standing=(hour(TODAY),))
    card = ClientCard(uuid4(), 1, None, themes)
    assert day_of(TODAY, diary(cards=[card])).slots == []


def test_what_waits_is_what_was_not_written_the_oldest_first():
    old, older = planned(time(9), TODAY - WEEK), planned(time(9), TODAY - 3 * WEEK)
    missed = read(TODAY - 2 * WEEK, attendance=Attendance.NO_SHOW)
    signed = read(TODAY - 4 * WEEK, written=True, signed=SIGNED)
    day = day_of(TODAY, diary(old, older, missed, signed))
    assert [slot.on for slot in day.waiting] == [older.facts.held_on, old.facts.held_on]


def test_a_note_that_is_written_waits_until_it_is_signed():
    written = read(TODAY - WEEK, written=True)
    assert len(day_of(TODAY, diary(written)).waiting) == 1
    signed = read(TODAY - WEEK, written=True, signed=SIGNED)
    assert day_of(TODAY, diary(signed)).waiting == []


def test_a_standing_hour_that_passed_without_a_session_waits_until_it_is_left_out():
    lost = hour(TODAY - WEEK)
    assert [slot.on for slot in day_of(TODAY, diary(hours=(lost,))).waiting] == [TODAY - WEEK]
    away = Pause(uuid4(), TODAY - WEEK, TODAY - WEEK)
    kept = hour(TODAY - WEEK, pauses=(away,))
    assert day_of(TODAY, diary(hours=(kept,))).waiting == []


def test_the_next_standing_hour_is_what_is_planned_for_somebody_not_seen():
    came = read(TODAY - 4 * WEEK)
    (gone,) = day_of(TODAY, diary(came, hours=(hour(TODAY + WEEK),))).not_seen
    assert (gone.weeks, gone.next_on) == (4, TODAY + WEEK)
    (gone,) = day_of(TODAY, diary(came)).not_seen
    assert gone.next_on is None
    assert day_of(TODAY, diary(read(TODAY - 2 * WEEK))).not_seen == []


def test_a_week_has_seven_days_from_monday():
    week = week_of(TODAY, diary(planned(time(14)), hours=(hour(date(2026, 4, 28)),)))
    assert [day.isoformat() for day in week.days][::6] == ["2026-04-27", "2026-05-03"]
    assert [len(slots) for slots in week.days.values()] == [0, 1, 0, 1, 0, 0, 0]
    assert (week.count, week.sunday) == (2, date(2026, 5, 3))
