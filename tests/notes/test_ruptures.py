"""Threads of ruptures, in rows: o opened, m mended, t told of, . neither, - missed."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.payloads import Attendance, Ratings
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.ruptures import (
    MENDED,
    STRAIN,
    offered_to_mend,
    open_threads,
    ruptures_in,
    threads_of,
)
from notes_app.themes.library import LIBRARY
from notes_app.themes.payloads import Family
from tests.diary.builders import THURSDAY, read

ROWS = st.text("omt.-", max_size=40)


def rupture(**more: object) -> Rupture:
    return Rupture(id=uuid4(), kind="withdrawal", **more)  # type: ignore[arg-type]


def course(row: str) -> list[ReadSession]:
    """One session a week.  A repair is linked to the oldest rupture that waits."""
    waiting: list[UUID] = []
    reads = []
    for week, mark in enumerate(row):
        ruptures = (rupture(),) if mark == "o" else ()
        waiting += [one.id for one in ruptures]
        repairs = ()
        if mark in "mt" and waiting:
            mended = waiting.pop(0) if mark == "m" else waiting[0]
            repairs = (Repair(id=uuid4(), rupture=mended, closes=mark == "m"),)
        ratings = Ratings(ruptures=ruptures, repairs=repairs)
        attendance = Attendance.NO_SHOW if mark == "-" else Attendance.HELD
        day = THURSDAY + timedelta(weeks=week)
        reads.append(read(day, ratings=ratings, attendance=attendance))
    return number_sessions(reads)


@pytest.mark.parametrize(
    ("row", "ages"),
    [
        ("", []),
        (".", []),
        ("o", [0]),
        ("o..", [2]),
        ("o.o.", [3, 1]),  # the oldest on top
        ("o.-.", [2]),  # an hour that was missed is not a session
        ("om", []),
        ("ot.", [2]),  # a repair that does not close it
        ("o.m.o", [0]),
    ],
)
def test_a_rupture_is_open_for_the_sessions_held_since(row: str, ages: list[int]) -> None:
    assert [thread.age for thread in open_threads(course(row))] == ages


def test_a_thread_closes_in_the_session_that_mended_it() -> None:
    (thread,) = threads_of(course("o.t.m."))
    assert (thread.open, thread.age) == (False, 4)
    assert [mend.read.number for mend in thread.repairs] == [3, 5]
    assert thread.mended
    assert thread.mended.read.number == 5


def test_open_ones_come_first_then_mended_then_taken_back() -> None:
    reads = course("om.o")
    gone = rupture(taken_back=True)
    first = read(THURSDAY - timedelta(weeks=1), ratings=Ratings(ruptures=(gone,)))
    threads = threads_of([first, *reads])
    assert [(one.open, one.taken_back) for one in threads] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_one_that_was_taken_back_does_not_wait() -> None:
    reads = [read(ratings=Ratings(ruptures=(rupture(taken_back=True),)))]
    assert open_threads(reads) == []
    assert offered_to_mend(reads, reads[0]) == []


def test_a_repair_is_offered_what_was_opened_up_to_its_session() -> None:
    reads = course("o.o.")
    assert [one.read.number for one in offered_to_mend(reads, reads[1])] == [1]
    assert [one.read.number for one in offered_to_mend(reads, reads[2])] == [1, 3]


def test_more_can_be_told_in_the_session_that_mended_it() -> None:
    reads = course("o.m.")
    assert [one.read.number for one in offered_to_mend(reads, reads[2])] == [1]
    assert offered_to_mend(reads, reads[3]) == []


def test_a_repair_of_a_rupture_that_cannot_be_opened_stands_alone() -> None:
    lost = Repair(id=uuid4(), rupture=uuid4())
    here = read(ratings=Ratings(repairs=(lost,)))
    assert ruptures_in(here, [here]).repairs == [(lost, None)]
    assert threads_of([here]) == []


def test_both_themes_that_offer_one_stand_in_the_library_in_the_room() -> None:
    families = {theme.code: theme.family for theme in LIBRARY}
    assert {families[STRAIN], families[MENDED]} == {Family.ROOM}


@given(ROWS)
def test_every_rupture_is_one_thread(row: str) -> None:
    threads = threads_of(course(row))
    assert len(threads) == row.count("o")
    assert len({thread.rupture.id for thread in threads}) == len(threads)


@given(ROWS)
def test_one_more_session_ages_what_is_open_by_one_and_nothing_else(row: str) -> None:
    reads = course(row)
    later = read(THURSDAY + timedelta(weeks=len(row)))
    before = {one.rupture.id: one for one in threads_of(reads)}
    for after in threads_of([*reads, later]):
        was = before[after.rupture.id]
        assert after.open == was.open
        assert after.age == was.age + was.open


@given(ROWS)
def test_an_hour_that_was_missed_ages_nothing(row: str) -> None:
    without = threads_of(course(row.replace("-", "")))
    assert [one.age for one in threads_of(course(row))] == [one.age for one in without]


@given(ROWS)
def test_what_waits_is_in_order_of_age(row: str) -> None:
    ages = [thread.age for thread in open_threads(course(row))]
    assert ages == sorted(ages, reverse=True)
