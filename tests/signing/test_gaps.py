"""What is missing before a signature, and when a note is late."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from notes_app.notes.beside import Risk
from notes_app.notes.payloads import Attendance, Ratings, SessionThemes
from notes_app.signing.policy import Gap, gaps_of, is_late

TODAY = date(2026, 4, 30)
ZONE = timezone(timedelta(hours=2))
SECTIONS = {"brought": "She came late.", "between": "We laughed."}


def whole(**other: object) -> SessionThemes:
    """A session of today in which nothing is missing."""
    fields = {
        "number": 0,
        "held_on": TODAY,
        "starts_at": time(14),
        "ends_at": time(14, 50),
        "attendance": Attendance.HELD,
        "tagging_complete": True,
        "ratings": Ratings(risk=Risk.NONE_REPORTED),
    }
    return SessionThemes(**{**fields, **other})  # type: ignore[arg-type]


def test_nothing_is_missing_in_a_whole_note() -> None:
    assert gaps_of(whole(), SECTIONS, today=TODAY) == []


@pytest.mark.parametrize(
    ("other", "sections", "gap"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, SECTIONS, Gap.DATE_AHEAD),
        ({"ratings": Ratings()}, SECTIONS, Gap.RISK),
        ({"starts_at": None}, SECTIONS, Gap.TIMES),
        ({"ends_at": None}, SECTIONS, Gap.TIMES),
        ({}, {"brought": " \n", "between": ""}, Gap.WORDS),
        ({}, {}, Gap.WORDS),
        ({}, {**SECTIONS, "between": " "}, Gap.SECTIONS),
        ({"tagging_complete": False}, SECTIONS, Gap.TAGGING),
    ],
)
def test_each_gap_is_told(other: dict[str, object], sections: dict[str, str], gap: Gap) -> None:
    assert gaps_of(whole(**other), sections, today=TODAY) == [gap]


def test_only_date_and_risk_hold_a_signature_up() -> None:
    assert [gap for gap in Gap if gap.holds] == [Gap.DATE_AHEAD, Gap.RISK, Gap.ITEM_9]


def test_that_there_was_risk_is_an_answer() -> None:
    facts = whole(ratings=Ratings(risk=Risk.SEE_NOTE))
    assert gaps_of(facts, SECTIONS, today=TODAY) == []


@pytest.mark.parametrize(
    "attendance",
    [Attendance.NO_SHOW, Attendance.CANCELLED_BY_CLIENT, Attendance.CANCELLED_BY_THERAPIST],
)
def test_an_hour_that_did_not_take_place_needs_only_its_date(attendance: Attendance) -> None:
    facts = SessionThemes(number=0, held_on=TODAY, attendance=attendance)
    assert gaps_of(facts, {}, today=TODAY) == []
    assert gaps_of(facts, {}, today=TODAY - timedelta(days=1)) == [Gap.DATE_AHEAD]


@pytest.mark.parametrize(
    ("facts", "day", "hour", "late"),
    [
        (whole(), 3, time(14, 50), False),
        (whole(), 3, time(14, 51), True),
        (whole(ends_at=None), 3, time(14, 1), True),
        (whole(starts_at=None, ends_at=None), 3, time(23, 59), False),
        (whole(starts_at=None, ends_at=None), 4, time(0, 1), True),
        (whole(), 1, time(9), False),
    ],
)
def test_a_note_is_late_when_more_than_72_hours_have_passed_since_its_hour_ended(
    facts: SessionThemes, day: int, hour: time, late: object
) -> None:
    signed_at = datetime.combine(date(2026, 5, day), hour, ZONE)
    assert is_late(facts, signed_at) is late
