"""Whatever zones, days and rules stand in a calendar, it is read or refused, and can be kept."""

from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from notes_app.payload import encode
from notes_app.records.payloads import WaitingCalendar
from notes_app.records.reading.calendar import Reader, read_calendar
from notes_app.records.reading.errors import NotUnderstood
from tests.records.calendars import AT_UTC, BERLIN, TODAY

FAR_EAST = Reader(lambda at: at.astimezone(ZoneInfo("Pacific/Apia")), TODAY)
UNZONES = ["", "/", "../../etc/passwd", "\x00", "US", "localtime", "W. Europe Standard Time"]
zones = st.sampled_from([*sorted(available_timezones()), *UNZONES, "a" * 500])
near = st.dates(date(2025, 1, 1), date(2028, 1, 1))
moments = st.builds(datetime.combine, st.one_of(st.dates(), near), st.times())
edges = st.sampled_from(
    ["21991231T235959", "22001231T235959Z", "19000101T000000Z", "20260329T0230"]
)
stamps = st.one_of(
    st.builds(lambda at, end: f"{at:%Y%m%dT%H%M%S}{end}", moments, st.sampled_from(["", "Z"])),
    st.builds(lambda day: f"{day:%Y%m%d}", st.dates(date(1000, 1, 1))),
    edges,
    st.text(max_size=9),
)
PARTS = (
    *("BYDAY=MO,TU", "BYDAY=", "BYDAY=1MO", "WKST=SU", "INTERVAL=4", "INTERVAL=0", "COUNT=5000"),
    *("COUNT=0", "UNTIL=", "UNTIL=99991231", "FREQ=DAILY", "="),
)
parts = st.one_of(st.sampled_from(PARTS), stamps.map("UNTIL=".__add__), st.text(max_size=6))
rules = st.lists(parts, max_size=4).map(lambda found: ";".join(["FREQ=WEEKLY", *found]))
names = st.sampled_from(["DTEND", "EXDATE", "RDATE", "RECURRENCE-ID", "DTSTART"])
PLAIN = ("DURATION:P9999D", "DURATION:PT999999S", "STATUS:CANCELLED", "UID:b", "BEGIN:VEVENT")
lines = st.one_of(st.builds("{};TZID={}:{}".format, names, zones, stamps), st.sampled_from(PLAIN))
events = st.tuples(zones, stamps, rules, st.lists(lines, max_size=4))


@given(st.lists(events, min_size=1, max_size=3), st.sampled_from([AT_UTC, BERLIN, FAR_EAST]))
def test_no_zone_day_or_rule_breaks_the_reader_or_what_is_kept(
    found: list[tuple[str, str, str, list[str]]], reader: Reader
) -> None:
    written = ["BEGIN:VCALENDAR"]
    for zone, start, rule, more in found:
        begins = f"DTSTART;TZID={zone}:{start}"
        written += ["BEGIN:VEVENT", "UID:a", begins, f"RRULE:{rule}", *more, "END:VEVENT"]
    with suppress(NotUnderstood):
        series = read_calendar("\r\n".join(written).encode("utf-8", "replace"), reader=reader)
        kept = encode(WaitingCalendar(series))
        assert msgspec.json.decode(kept, type=WaitingCalendar) == WaitingCalendar(series)
