"""Calendar files: what RFC 5545 says of them, and what somebody hostile makes of it."""

import time as stopwatch
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.records.reading.calendar import Once, Returning, read_calendar
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.ics_lines import MOST_BYTES, calendar_lines
from notes_app.records.reading.ics_rules import WEEKDAYS, read_rule
from notes_app.records.reading.ics_times import Stamp, read_duration
from tests.records.calendars import AT_UTC, BERLIN, FIFTY, THURSDAY, TODAY, calendar, event, read

WEEKLY = "RRULE:FREQ=WEEKLY"
TWO = time(14)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


def test_a_weekly_hour_returns_from_its_next_day_on():
    found = read(THURSDAY, FIFTY, WEEKLY)
    assert found.returning == (Returning(TODAY, TWO, 50),)
    assert (found.title, found.once, found.problem, found.remark) == ("Ines R.", (), "", "")


@pytest.mark.parametrize(
    ("rule", "since", "every", "until"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", "2026-04-30", 2, None),
        ("FREQ=WEEKLY;INTERVAL=3", "2026-05-14", 3, None),
        ("FREQ=WEEKLY;UNTIL=20260514T120000Z", "2026-04-30", 1, "2026-05-14"),
        ("FREQ=WEEKLY;UNTIL=20260514T115959Z", "2026-04-30", 1, "2026-05-07"),
        ("FREQ=WEEKLY;UNTIL=20260513", "2026-04-30", 1, "2026-05-07"),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", "2026-04-30", 1, "2200-12-25"),
        ("FREQ=WEEKLY;COUNT=18", "2026-04-30", 1, "2026-05-07"),
        ("FREQ=WEEKLY;BYDAY=FR", "2026-05-01", 1, None),
        ("freq=weekly;byday=th;wkst=su", "2026-04-30", 1, None),
    ],
)
def test_a_rule_says_how_often_and_how_long(rule, since, every, until):
    (one,) = read(THURSDAY, FIFTY, f"RRULE:{rule}").returning
    last = date.fromisoformat(until) if until else None
    assert (one.since, one.every_weeks, one.until) == (date.fromisoformat(since), every, last)


def test_a_rule_that_is_over_plans_nothing():
    over = event(THURSDAY, FIFTY, f"{WEEKLY};UNTIL=20260401")
    assert read_calendar(calendar(over), reader=BERLIN) == ()


def test_two_weekdays_are_two_hours():
    found = read(THURSDAY, FIFTY, f"{WEEKLY};BYDAY=MO,TH;COUNT=40")
    assert [(one.since, one.until) for one in found.returning] == [
        days("2026-04-30", "2026-05-21"),
        days("2026-05-04", "2026-05-25"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1TH",
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=2TH",
        "FREQ=WEEKLY;BYSETPOS=1",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=9",
        "FREQ=WEEKLY;COUNT=99999999999999999999",
        "FREQ=WEEKLY;COUNT=²",
        "",
        ";;;==",
    ],
)
def test_what_does_not_return_by_weeks_is_left_with_a_sentence(rule):
    found = read(THURSDAY, FIFTY, f"RRULE:{rule}")
    assert (found.returning, found.once) == ((), ())
    assert "by weeks" in found.problem


def test_days_that_were_taken_out_are_left_out():
    out = ("EXDATE;TZID=Europe/Berlin:20260507T140000,20260514T140000", "EXDATE:20260521T120000Z")
    (one,) = read(THURSDAY, FIFTY, WEEKLY, *out).returning
    assert one.left_out == days("2026-05-07", "2026-05-14", "2026-05-21")


def test_a_moved_day_is_a_session_of_its_own_and_a_cancelled_one_is_none():
    first = "RECURRENCE-ID;TZID=Europe/Berlin:20260507T140000"
    moved = event(first, "DTSTART;TZID=Europe/Berlin:20260508T100000", FIFTY)
    second = "RECURRENCE-ID;TZID=Europe/Berlin:20260514T140000"
    gone = event(second, "DTSTART;TZID=Europe/Berlin:20260514T140000", "STATUS:CANCELLED")
    events = (moved, event(THURSDAY, FIFTY, WEEKLY), gone)
    (found,) = read_calendar(calendar(*events), reader=BERLIN)
    assert found.returning[0].left_out == days("2026-05-07", "2026-05-14")
    assert found.once == (Once(date(2026, 5, 7), date(2026, 5, 8), time(10), 50, moved=True),)


def test_what_was_moved_from_one_day_on_is_left_with_a_sentence():
    moved = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260507T140000"
    events = (event(THURSDAY, FIFTY, WEEKLY), event(moved, THURSDAY, FIFTY))
    (found,) = read_calendar(calendar(*events), reader=BERLIN)
    assert "from one day on" in found.problem


@pytest.mark.parametrize(
    ("start", "day", "clock"),
    [
        ("DTSTART:20260506T120000Z", "2026-05-06", "14:00"),
        ("DTSTART:20261203T130000Z", "2026-12-03", "14:00"),
        ("DTSTART:20260506T120000", "2026-05-06", "12:00"),
        ("DTSTART;TZID=America/New_York:20260506T190000", "2026-05-07", "01:00"),
        ('DTSTART;TZID="Europe/Lisbon":20260506T120000', "2026-05-06", "13:00"),
        ("DTSTART;VALUE=DATE-TIME;TZID=Asia/Tokyo:20260507T030000", "2026-05-06", "20:00"),
    ],
)
def test_a_time_is_told_on_the_therapists_clock(start, day, clock):
    (one,) = read(start, FIFTY).once
    assert (one.day.isoformat(), one.starts_at.isoformat("minutes")) == (day, clock)


def test_an_hour_in_a_zone_of_the_same_summer_time_returns_all_year():
    lisbon = "DTSTART;TZID=Europe/Lisbon:20260108T130000"
    assert read(lisbon, FIFTY, WEEKLY).returning == (Returning(TODAY, TWO, 50),)


def test_an_hour_in_a_zone_of_another_summer_time_is_planned_one_by_one():
    found = read("DTSTART;TZID=America/New_York:20260108T080000", FIFTY, WEEKLY)
    assert (found.returning, len(found.once)) == ((), 8)
    assert "other days than yours" in found.remark
    tokyo = read("DTSTART:20260910T120000Z", FIFTY, WEEKLY)
    assert [one.starts_at.hour for one in tokyo.once] == [14] * 7 + [13]


def test_an_hour_of_another_zone_may_fall_on_another_day_here():
    late = "DTSTART:20260429T233000Z"
    fiji = read(late, FIFTY, f"{WEEKLY};UNTIL=20260514T000000Z", reader=BERLIN)
    (one,) = fiji.returning
    assert (one.since, one.until, one.starts_at) == (TODAY, date(2026, 5, 14), time(1, 30))


def test_a_zone_that_nobody_knows_is_taken_as_it_stands_and_said():
    found = read("DTSTART;TZID=W. Europe Standard Time:20260507T140000", FIFTY)
    assert found.once[0].starts_at == TWO
    assert "“W. Europe Standard Time”, is not known" in found.remark


@pytest.mark.parametrize("zone", ["../../../etc/passwd", "/etc/passwd", "\0", "a" * 5000, "."])
def test_the_name_of_a_zone_opens_no_file(zone):
    assert "is not known" in read(f"DTSTART;TZID={zone}:20260507T140000", FIFTY).remark


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND;TZID=Europe/Berlin:20260507T144500",), 45),
        (("DTEND:20260507T131000Z",), 70),
        (("DURATION:PT1H15M",), 75),
        (("DURATION:P1W",), 50),
        (("DTEND;TZID=Europe/Berlin:20260507T130000",), 50),
        ((), 50),
    ],
)
def test_how_long_it_lasts(lines, minutes):
    (one,) = read("DTSTART;TZID=Europe/Berlin:20260507T140000", *lines).once
    assert one.minutes == minutes


def test_whole_days_cancelled_and_past_entries_are_not_there():
    content = calendar(
        event("DTSTART;VALUE=DATE:20260507", uid="a"),
        event("DTSTART:20260507T140000", "STATUS:CANCELLED", FIFTY, uid="b"),
        event("DTSTART:20260429T140000", FIFTY, uid="c"),
    )
    assert read_calendar(content, reader=BERLIN) == ()


def test_long_lines_are_joined_and_titles_unescaped():
    folded = "SUMMARY:Ines\\, Rei\r\n s\\n50 min"
    content = calendar("BEGIN:VEVENT", "UID:1", folded, "DTSTART:20260507T140000", "END:VEVENT")
    (found,) = read_calendar(content, reader=BERLIN)
    assert found.title == "Ines, Reis 50 min"


def test_an_alarm_inside_an_entry_is_not_the_entry():
    alarm = ("BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT5M", "SUMMARY:Bell", "END:VALARM")
    found = read("DTSTART:20260507T140000", FIFTY, *alarm)
    assert (found.title, found.once[0].minutes) == ("Ines R.", 50)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe", b"BEGIN:VCARD", b"hello"])
def test_what_is_no_calendar_is_refused_with_a_sentence(content):
    with pytest.raises(NotUnderstood) as refused:
        read_calendar(content, reader=BERLIN)
    assert "Export your calendar as .ics" in refused.value.sentence


def test_a_calendar_that_is_too_large_is_refused_unread():
    with pytest.raises(NotUnderstood) as refused:
        calendar_lines(b"BEGIN:VCALENDAR" + b" " * MOST_BYTES)
    assert "10 MB" in refused.value.sentence


@pytest.mark.parametrize(
    "content",
    [
        calendar(*(event("DTSTART:19000101T000000", WEEKLY, uid=str(n)) for n in range(500))),
        calendar(event(*["EXDATE:20260507T140000"] * 20_000, THURSDAY, WEEKLY)),
        calendar(event("EXDATE:" + ",".join(["20260507T140000"] * 6_000), THURSDAY, WEEKLY)),
        calendar(event("DTSTART" + ";A=" * 30_000 + ":20260507T140000")),
        calendar(event('DTSTART;A="' + "," * 90_000)),
        calendar(*["BEGIN:VEVENT"] * 50_000),
        calendar(event(" folded\n" * 100_000)),
        calendar(event(f"DTSTART:20260507T140000\n{WEEKLY};BYDAY={'MO,' * 20_000}MO")),
    ],
    ids=["old", "taken out", "one line", "parameters", "commas", "open", "folded", "weekdays"],
)
def test_a_hostile_file_costs_bounded_time(content):
    begun = stopwatch.thread_time()
    read_calendar(content, reader=BERLIN)
    assert stopwatch.thread_time() - begun < 10


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(rubbish):
    read_calendar(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + _text(rubbish), reader=AT_UTC)


LINES = st.sampled_from(
    [
        *("DTSTART:20260507T140000", "DTSTART:20260507", "DTSTART:x", "DTEND:20260507T150000Z"),
        *("RRULE:FREQ=WEEKLY", "RRULE:x", "EXDATE:x", "RDATE:20260507", "RECURRENCE-ID:x"),
        *("RECURRENCE-ID:20260514T140000", "STATUS:CANCELLED", "DURATION:-PT1H", "UID:two"),
        *("BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VALARM", "END:VALARM", "SUMMARY"),
        *("DTSTART:99991231T235959Z", "DTSTART:00010101T000000Z", "EXDATE:99991231T235959Z"),
    ]
)


@given(st.lists(LINES, max_size=30))
def test_no_order_of_lines_breaks_the_reader(lines):
    for one in read_calendar(calendar("BEGIN:VEVENT", *lines), reader=AT_UTC):
        assert one.problem or one.once or one.returning


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    every=st.integers(1, 4),
    weekdays=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    begins=st.sampled_from(WEEKDAYS),
    count=st.integers(1, 60),
)
def test_a_rule_by_arithmetic_gives_the_days_of_counting(start, every, weekdays, begins, count):
    rule = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(weekdays)};WKST={begins};COUNT={count}"
    by_arithmetic = sorted(
        one.since + timedelta(weeks=nth * every)
        for one in read_rule(rule, Stamp(datetime.combine(start, TWO)))
        for nth in range((one.until - one.since).days // (7 * every) + 1)
    )
    assert by_arithmetic == _counted(start, every, weekdays, WEEKDAYS.index(begins), count)


def _counted(first, every, weekdays, begins, count):
    monday = first - timedelta(days=(first.weekday() - begins) % 7)
    found, day = [], first
    while len(found) < count:
        in_turn = (day - monday).days // 7 % every == 0
        if in_turn and WEEKDAYS[day.weekday()] in weekdays:
            found.append(day)
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize("value", ["", "P", "-PT1H", "PT", "50", "PT99999999H"])
def test_what_is_no_duration_is_nothing_or_refused(value):
    try:
        assert read_duration(value) == timedelta()
    except NotUnderstood:
        assert value not in ("P", "PT")


def _text(rubbish: bytes) -> bytes:
    return rubbish.decode("utf-8", "replace").encode()
