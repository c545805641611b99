"""Days that divide the work, and what was chosen only after looking."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import msgspec
import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients import events
from notes_app.clients.models import Client
from notes_app.clients.payloads import Event, Period
from notes_app.clients.queries import open_client_themes
from notes_app.notes.beside import Rupture
from notes_app.notes.payloads import Ratings, Revision
from notes_app.notes.queries import ReadSession
from notes_app.patterns.change import lines_of
from notes_app.patterns.days import Day, DayKind, days_of
from notes_app.patterns.verdict import Word
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser
from tests.patterns.test_pages import weekly as written_weekly
from tests.patterns.test_table import FIRST, QUIET, table, weekly

Browse = Callable[[User | None], Browser]


def fresh(client: Client) -> Client:
    db.session.refresh(client)
    return client


def week(number: int) -> date:
    return FIRST + timedelta(weeks=number - 1)


def day(on: date, noted: date) -> Day:
    return Day(uuid4(), DayKind.OWN, on, noted, "moved in together")


def test_a_day_divides_where_five_sessions_stand_on_either_side() -> None:
    found = table(weekly("x" * 12))
    assert [day(week(n), week(n)).divides(found) for n in (5, 6, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("noted", "afterwards"), [(6, False), (7, False), (8, True), (12, True)])
def test_a_day_is_chosen_afterwards_once_two_sessions_had_followed_it(
    noted: int, *, afterwards: bool
) -> None:
    found = table(weekly("x" * 12))
    assert day(week(6), week(noted)).chosen_afterwards(found) is afterwards


def test_sessions_that_do_not_count_show_nothing_to_look_at() -> None:
    found = table(weekly("xxxxx-mmxxxx"))
    assert not day(week(6), week(9)).chosen_afterwards(found)


def test_a_break_of_three_weeks_is_found() -> None:
    reads = weekly("xxxxx" + "xxxxx")
    later = [
        replace(
            read,
            facts=msgspec.structs.replace(read.facts, held_on=read.facts.held_on + gap),
        )
        for read, gap in zip(reads, [timedelta()] * 5 + [timedelta(weeks=3)] * 5, strict=True)
    ]
    (found,) = days_of(table(later), later, {}, {})
    assert (found.kind, found.before(table(later))) == (DayKind.BREAK, 5)


def ruptured(reads: list[ReadSession], at: int, revisions: tuple[Revision, ...] = ()) -> None:
    facts = reads[at].facts
    assert facts is not None
    told = Ratings(ruptures=(Rupture(uuid4(), "withdrawal"),))
    facts = msgspec.structs.replace(facts, ratings=told, revisions=revisions)
    reads[at] = replace(reads[at], facts=facts)


def test_a_rupture_was_written_down_with_its_session() -> None:
    reads = weekly("x" * 12)
    ruptured(reads, 5)
    (found,) = days_of(table(reads), reads, {}, {})
    assert (found.kind, found.on, found.noted_on) == (DayKind.RUPTURE, week(6), week(6))


def test_a_rupture_that_a_signed_note_got_later_was_written_down_then() -> None:
    reads = weekly("x" * 12)
    later = week(10)
    seconds = int((later - date(1970, 1, 1)).total_seconds()) + 3600
    ruptured(reads, 5, (Revision(until=seconds),))
    (found,) = days_of(table(reads), reads, {}, {})
    assert found.noted_on == later
    assert found.chosen_afterwards(table(reads))


def test_a_day_of_ones_own_is_added_compared_by_and_removed(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    written_weekly(practice, clock, "x" * 8 + "." * 8)
    ana, on = browse(practice.ana), clock.local().date() - timedelta(weeks=8)
    page = ana.get("patterns.days", client_id=practice.mira.id)
    ana.submit(page, press="Add day", on=on.isoformat(), words="Moved in together")
    (event,) = open_client_themes(fresh(practice.mira), practice.keyrings["ana"]).events
    assert (event.on, event.noted_on) == (on, clock.local().date())
    change = ana.get("patterns.theme_change", client_id=practice.mira.id, compare=event.id)
    assert "0 was 5" in change.text
    assert "chosen afterwards" in change.text
    assert "Comes up less" not in change.text
    page = ana.get("patterns.days", client_id=practice.mira.id)
    ana.submit(page, press="Remove")
    assert open_client_themes(fresh(practice.mira), practice.keyrings["ana"]).events == ()


def test_a_name_in_the_words_of_a_day_is_pointed_out(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    ana, on = browse(practice.ana), clock.local().date().isoformat()
    for words, told in (("Moved in with her partner", False), ("mira moved in", True)):
        page = ana.get("patterns.days", client_id=practice.mira.id)
        ana.submit(page, press="Add day", on=on, words=words)
        page = ana.get("patterns.days", client_id=practice.mira.id)
        assert ("A name stands in these words: mira." in page.text) == told


def test_a_day_that_was_written_down_in_time_gives_a_word(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    written_weekly(practice, clock, "x" * 12 + "." * 12)
    on = clock.local().date() - timedelta(weeks=12)
    event = Event(uuid4(), events.OWN, on, on, "Moved in together")
    events.add_event(practice.mira, event=event, keyring=practice.keyrings["ana"])
    db.session.commit()
    ana = browse(practice.ana)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id, compare=event.id)
    assert "Since Moved in together" in page.text
    assert "Comes up less" in page.text


def stretches(clock: TestClock, *weeks_ago: int) -> dict[str, str]:
    """The form's four dates: the two stretches, by how many weeks ago each begins and ends."""
    names = ("early_first", "early_last", "late_first", "late_last")
    day = clock.local().date()
    return {
        name: (day - timedelta(weeks=ago)).isoformat()
        for name, ago in zip(names, weeks_ago, strict=True)
    }


def periods(early: tuple[int, int], late: tuple[int, int]) -> tuple[Period, Period]:
    """From the week of one session to that of another, twice."""
    return (Period(week(early[0]), week(early[1])), Period(week(late[0]), week(late[1])))


def test_two_stretches_divide_where_each_has_five_sessions_that_count() -> None:
    found = table(weekly("xxxxx-xxxxxxxxxx"))
    for two, divides in (
        (periods((1, 5), (12, 16)), True),
        (periods((1, 4), (12, 16)), False),
        (periods((2, 6), (12, 16)), False),
        (periods((1, 5), (12, 15)), False),
    ):
        day = Day(uuid4(), DayKind.OWN, two[1].first, week(1), "two terms", two)
        assert day.divides(found) is divides


@pytest.mark.parametrize(("noted", "afterwards"), [(1, False), (2, False), (3, True), (12, True)])
def test_stretches_are_chosen_afterwards_once_two_sessions_of_either_had_been_held(
    noted: int, *, afterwards: bool
) -> None:
    two = periods((1, 5), (8, 12))
    day = Day(uuid4(), DayKind.OWN, week(8), week(noted), "two terms", two)
    assert day.chosen_afterwards(table(weekly("x" * 12))) is afterwards


def test_stretches_of_the_past_are_counted_and_get_no_word(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    written_weekly(practice, clock, "x" * 10 + "." * 10)
    ana, mira = browse(practice.ana), practice.mira.id
    page = ana.get("patterns.add_stretches", client_id=mira)
    ana.submit(page, words="Both terms", **stretches(clock, 19, 12, 6, 0))
    (event,) = open_client_themes(fresh(practice.mira), practice.keyrings["ana"]).events
    assert event.periods is not None
    assert event.on == event.periods[1].first
    change = ana.get("patterns.theme_change", client_id=mira, compare=event.id)
    assert "0/6 was 8/8" in change.text
    assert "These stretches were written down on" in change.text
    assert "Comes up less" not in change.text
    undo = ana.get("patterns.days", client_id=mira)
    assert "chosen afterwards" in undo.text
    ana.submit(undo, press="Remove")
    assert open_client_themes(fresh(practice.mira), practice.keyrings["ana"]).events == ()


def test_stretches_that_were_written_down_before_they_began_give_a_word(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    written_weekly(practice, clock, "x" * 12 + "." * 12)
    day = clock.local().date()
    early, late = (
        Period(day - timedelta(weeks=a), day - timedelta(weeks=b)) for a, b in ((25, 12), (11, 0))
    )
    event = Event(
        uuid4(), events.OWN, late.first, day - timedelta(weeks=26), "Two terms", (early, late)
    )
    events.add_event(practice.mira, event=event, keyring=practice.keyrings["ana"])
    db.session.commit()
    page = browse(practice.ana).get(
        "patterns.theme_change", client_id=practice.mira.id, compare=event.id
    )
    assert "chosen afterwards" not in page.text
    assert "Comes up less" in page.text
    assert "Two terms: " in page.text


@pytest.mark.parametrize(
    ("weeks", "told"),
    [
        ((19, 20, 6, 0), "It ends before it begins."),
        ((19, 12, 12, 0), "The second stretch begins after the first has ended."),
        ((19, 12, 6, 7), "It ends before it begins."),
    ],
)
def test_stretches_that_overlap_or_end_before_they_begin_are_refused(
    browse: Browse, practice: Practice, clock: TestClock, weeks: tuple[int, ...], told: str
) -> None:
    ana = browse(practice.ana)
    page = ana.get("patterns.add_stretches", client_id=practice.mira.id)
    answer = ana.submit(page, status=422, words="Terms", **stretches(clock, *weeks))
    assert told in answer.text


def test_a_theme_that_was_defined_between_them_is_not_compared() -> None:
    two = periods((1, 6), (10, 16))
    found = table(weekly("x" * 16), replace(QUIET, since=week(8)))
    day = Day(uuid4(), DayKind.OWN, week(10), week(1), "two terms", two)
    line = lines_of(found, windows=day.windows(found), focus_since={})[QUIET.code]
    assert line.verdict.word is Word.TOO_EARLY


def test_forty_days_are_enough(browse: Browse, practice: Practice, clock: TestClock) -> None:
    today, keyring = clock.local().date(), practice.keyrings["ana"]
    for _ in range(events.MOST_EVENTS):
        one = Event(uuid4(), events.OWN, today, today, "again")
        events.add_event(practice.mira, event=one, keyring=keyring)
    db.session.commit()
    ana = browse(practice.ana)
    page = ana.get("patterns.days", client_id=practice.mira.id)
    ana.submit(page, press="Add day", on=today.isoformat(), words="One more")
    assert "forty days fit" in ana.get("patterns.days", client_id=practice.mira.id).text


def test_a_day_without_a_date_is_asked_for(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("patterns.days", client_id=practice.mira.id)
    answer = ana.submit(page, status=422, press="Add day", on="", words="Something")
    assert "Choose the day." in answer.text
