"""R5: a dotted line as long as a note, and calendars made to keep their reader busy."""

import time

import pytest

from notes_app.notes.anchoring import sentences_of
from notes_app.notes.exclusions import exclusions_of
from notes_app.notes.formats import LONGEST_NOTE
from notes_app.records.reading.calendar import MOST_SERIES, read_calendar
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.ics_rules import NOT_WEEKLY
from notes_app.records.reading.ics_times import NO_TIME
from tests.records.calendars import BERLIN, calendar, event, read

pytestmark = pytest.mark.attack

SECONDS = 20  # without a bound it was many minutes
FAR_AWAY = "DTSTART;TZID=America/New_York:20260507T140000"
EVERY_DAY = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"


@pytest.mark.parametrize("sign", [".", "?!", "…", ".'"])
def test_r5_a_dotted_line_is_gone_through_once(sign: str) -> None:
    line = (sign * LONGEST_NOTE)[:LONGEST_NOTE]
    begun = time.thread_time()
    assert len(sentences_of(line + "x")) == 1
    assert exclusions_of(line + "x") == []
    assert time.thread_time() - begun < SECONDS


def test_r5_several_dots_end_one_sentence() -> None:
    text = "She waited... Then she left?! “So.” He stayed"
    assert [text[a:b] for a, b in sentences_of(text)] == [
        "She waited...",
        "Then she left?!",
        "“So.”",
        "He stayed",
    ]


def test_r5_rules_of_far_away_zones_are_not_followed_without_end() -> None:
    many = calendar(*(event(FAR_AWAY, EVERY_DAY, uid=str(n)) for n in range(MOST_SERIES * 2)))
    begun = time.thread_time()
    with pytest.raises(NotUnderstood) as refused:
        read_calendar(many, reader=BERLIN)
    assert "more than 500 entries" in refused.value.sentence
    assert time.thread_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("COUNT=0000000109999999999999", NOT_WEEKLY),
        ("COUNT=000000001" + "9" * 5_000, NOT_WEEKLY),
        ("INTERVAL=0000000019999999999999", NOT_WEEKLY),
        ("COUNT=²", NOT_WEEKLY),
        ("UNTIL=²²²²", NO_TIME),
        ("UNTIL=٢٢٢٢٠١٠١", NO_TIME),
    ],
)
def test_r5_odd_numbers_in_a_rule_are_a_sentence(rule: str, sentence: str) -> None:
    assert read(FAR_AWAY, f"RRULE:FREQ=WEEKLY;{rule}").problem == sentence
