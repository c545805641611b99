"""Calendar files in a line each."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

from notes_app.records.reading.calendar import Reader, Series, read_calendar

TODAY = date(2026, 4, 30)
BERLIN = Reader(lambda at: at.astimezone(ZoneInfo("Europe/Berlin")), TODAY)
AT_UTC = Reader(lambda at: at.astimezone(UTC), TODAY)
THURSDAY = "DTSTART;TZID=Europe/Berlin:20260108T140000"
FIFTY = "DURATION:PT50M"


def event(*lines: str, uid: str = "one", title: str = "Ines R.") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def calendar(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR"]).encode()


def read(*lines: str, reader: Reader = BERLIN) -> Series:
    """The one entry made of these lines."""
    (found,) = read_calendar(calendar(event(*lines)), reader=reader)
    return found
