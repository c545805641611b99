"""What needs attention follows a rule that is told, and never orders people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from notes_app.clients.payloads import ClientThemes
from notes_app.clients.queries import ClientCard
from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.payloads import Attendance, Ratings, SessionThemes, Tag
from notes_app.notes.queries import ReadSession
from notes_app.notes.ruptures import threads_of
from notes_app.patterns.table import ThemeSpan, table_of
from notes_app.supervision.attention import RULES, Kind, attention, rupture_words
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.payloads import Comment, Question
from notes_app.supervision.queries import Heard

TODAY = date(2026, 4, 30)
NOW = datetime(2026, 4, 30, 12, tzinfo=UTC)
JONAS, RUTH = uuid4(), uuid4()


def held(number: int, day: date, **more) -> ReadSession:
    facts = SessionThemes(number, day, attendance=Attendance.HELD, tagging_complete=True, **more)
    return ReadSession(uuid4(), UUID(int=1), 1, facts, number=number)


def case(reads, said=()) -> Casefile:
    heard = [
        Heard(uuid4(), who, n, NOW - timedelta(days=ago), holds=True, said=what)
        for n, (who, what, ago) in enumerate(said, 1)
    ]
    card = ClientCard(UUID(int=1), 1, None, ClientThemes(code_name="Heron"))
    return Casefile(
        client_id=UUID(int=1),
        therapist_id=JONAS,
        therapist="Jonas",
        compared=True,
        until=0,
        card=card,
        reads=reads,
        heard=heard,
        borrowed=[],
    )


def lines(it: Casefile) -> dict[Kind, list[str]]:
    def table(one: Casefile):
        themes = {"feeling-met": ThemeSpan("feeling-met", "Feeling met", "room")}
        return table_of(one.reads, themes=themes, today=TODAY)

    found = attention([it], table_of_case=table, reader=RUTH, now=NOW, today=TODAY)
    return {kind: [line.words for line in of_kind] for kind, of_kind in found.items()}


def weekly(count: int, **more) -> list[ReadSession]:
    first = TODAY - timedelta(weeks=count - 1)
    return [held(n + 1, first + timedelta(weeks=n), **more) for n in range(count)]


def test_a_quiet_case_needs_none():
    assert lines(case(weekly(3))) == {}


def test_an_open_rupture_has_its_age_and_a_mended_one_is_not_there():
    rupture = Rupture(uuid4(), "withdrawal")
    reads = weekly(4)
    reads[1] = held(2, reads[1].facts.held_on, ratings=Ratings(ruptures=(rupture,)))
    assert lines(case(reads)) == {Kind.RUPTURE: ["Pulling back, open for 2 sessions"]}
    mended = Ratings(repairs=(Repair(uuid4(), rupture.id),))
    reads[3] = held(4, reads[3].facts.held_on, ratings=mended)
    assert lines(case(reads)) == {}


def test_a_question_of_ones_own_counts_from_a_week_on():
    asked = [(RUTH, Question("Who moved first?"), 8)]
    assert lines(case(weekly(3), asked)) == {Kind.QUESTION: ["Who moved first? (8 days)"]}
    assert lines(case(weekly(3), [(RUTH, Question("Who moved first?"), 6)])) == {}
    it = case(weekly(3), asked)
    answer = Comment("She did.", answers=it.heard[0].id)
    answered = Heard(uuid4(), JONAS, 1, NOW, holds=True, said=answer)
    assert lines(replace(it, heard=[*it.heard, answered])) == {}


@pytest.mark.parametrize(("days", "told"), [(27, False), (28, True), (60, True)])
def test_a_gap_is_long_from_four_weeks_on(days, told):
    found = lines(case([held(1, TODAY - timedelta(days=days))]))
    assert (Kind.GAP in found) is told


def test_a_theme_that_comes_up_more_is_told_with_its_counts():
    tag = Tag(uuid4(), "feeling-met", 4)
    reads = [
        held(n + 1, TODAY - timedelta(weeks=39 - n), tags=(tag,) if n >= 25 else ())
        for n in range(40)
    ]
    assert lines(case(reads))[Kind.MORE] == ["Feeling met: 12 of the last 12, was 0"]


def test_every_kind_has_its_rule():
    assert set(RULES) == set(Kind)


def test_a_rupture_of_the_latest_session_is_named_so():
    reads = weekly(2)
    rupture = Rupture(uuid4(), "mixed")
    reads[1] = held(2, reads[1].facts.held_on, ratings=Ratings(ruptures=(rupture,)))
    (thread,) = threads_of(reads)
    assert rupture_words(thread) == "Pulling back and challenging, open, no session since"
