"""Theme change on paper compares what was compared on the screen."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from notes_app.patterns.days import Day, DayKind
from notes_app.patterns.printed.chosen import Seen
from notes_app.patterns.printed.document import sheet_of
from notes_app.patterns.verdict import Comparison
from notes_app.web.filters import day
from tests.patterns.people import FIRST
from tests.patterns.test_printed import DESK, TALKED, falling, seen_of, table_named, words_on


def moved(noted: date) -> Seen:
    """Compared by a day between the tenth session and the eleventh, noted when it is said."""
    seen = seen_of(*falling())
    day = Day(uuid4(), DayKind.OWN, FIRST + timedelta(weeks=10), noted, "moved in together")
    return replace(seen, day=day, windows=day.windows(seen.table))


def test_it_compares_what_was_chosen_on_the_screen():
    just_before = replace(seen_of(*falling()), windows=Comparison.LAST_AND_BEFORE)
    assert "Before: the 6 sessions just before (" in words_on(sheet_of(just_before, DESK))
    sheet = sheet_of(moved(FIRST), DESK)
    on = day(FIRST + timedelta(weeks=10))
    assert f"Now: the 6 sessions from {on} on (" in words_on(sheet)
    assert table_named(sheet, "Goes quiet when hurt")[1:4] == ("0 of 6", "6 of 6", "perhaps less")
    assert "moved in together" not in words_on(sheet_of(moved(FIRST), TALKED))


@pytest.mark.parametrize("choice", [DESK, TALKED])
def test_a_day_that_was_chosen_afterwards_gives_counts_and_no_words(choice):
    sheet = sheet_of(moved(FIRST + timedelta(weeks=20)), choice)
    assert table_named(sheet, "Goes quiet when hurt")[1:3] == ("0 of 6", "6 of 6")
    for words in ("comes up less", "Less present", "Words of change by rule"):
        assert words not in words_on(sheet)
    assert "chosen afterwards" in words_on(sheet)
