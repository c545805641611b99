"""Not rated is not absent, missed hours are gaps, and a theme counts only while it exists."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from notes_app.clients.payloads import Pole
from notes_app.notes.payloads import Attendance, SessionThemes, Tag
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.patterns.table import Only, ThemeSpan, ThemeTable, table_of

FIRST = date(2026, 1, 8)
TODAY = FIRST + timedelta(weeks=200)
PAUL = uuid4()
QUIET = ThemeSpan("quiet", "Goes quiet", "ways")


def weekly(
    marks: str, *, people: tuple[UUID, ...] = (), pole: Pole | None = None
) -> list[ReadSession]:
    """A letter a week: x heard, . not, ? heard and not complete, - not complete, m missed."""
    reads = []
    for week, mark in enumerate(marks):
        tags = [Tag(uuid4(), "quiet", 3, people, pole)] if mark in "x?" else []
        facts = SessionThemes(
            number=0,
            held_on=FIRST + timedelta(weeks=week),
            attendance=Attendance.NO_SHOW if mark == "m" else Attendance.HELD,
            tagging_complete=mark in "x.",
            tags=tuple(tags),
        )
        reads.append(ReadSession(uuid4(), uuid4(), 1, facts))
    return number_sessions(reads)


def table(
    reads: list[ReadSession], theme: ThemeSpan = QUIET, only: Only | None = None
) -> ThemeTable:
    return table_of(reads, themes={theme.code: theme}, today=TODAY, only=only)


def test_a_theme_counts_in_held_and_completely_tagged_sessions_only() -> None:
    (row,) = table(weekly("x.?-mx")).rows
    assert row.values == (3, 0, 3)
    assert row.heard == 2


def test_a_tag_in_an_incomplete_session_is_drawn_and_not_counted() -> None:
    (row,) = table(weekly("?x")).rows
    assert [cell.strength for cell in row.cells] == [3, 3]
    assert [cell.known for cell in row.cells] == [False, True]


def test_a_missed_hour_is_a_gap_without_a_number() -> None:
    columns = table(weekly("xmx")).columns
    assert [(column.number, column.missed) for column in columns] == [
        (1, False),
        (None, True),
        (2, False),
    ]


def test_an_own_theme_starts_where_it_was_defined() -> None:
    late = ThemeSpan("quiet", "Goes quiet", "ways", since=FIRST + timedelta(weeks=2))
    (row,) = table(weekly("x.x."), late).rows
    assert (row.values, row.starts_at) == ((3, 0), 2)


def test_a_retired_theme_ends_there() -> None:
    ended = ThemeSpan("quiet", "Goes quiet", "ways", retired=FIRST + timedelta(weeks=2))
    (row,) = table(weekly("x.xx"), ended).rows
    assert row.values == (3, 0)


def test_several_tags_of_a_theme_count_once_with_the_strongest() -> None:
    (read,) = weekly("x")
    assert read.facts is not None
    facts = SessionThemes(
        number=0,
        held_on=FIRST,
        attendance=Attendance.HELD,
        tagging_complete=True,
        tags=tuple(Tag(uuid4(), "quiet", strength) for strength in (2, 4, 3)),
    )
    (row,) = table([ReadSession(read.session_id, read.client_id, 1, facts, 1)]).rows
    assert row.values == (4,)
    assert row.cells[0].passages == 3


def test_a_filter_by_person_leaves_the_sessions_and_takes_the_tags() -> None:
    reads = weekly("x.x", people=(PAUL,))
    assert table(reads, only=Only(person=PAUL)).rows[0].values == (3, 0, 3)
    assert table(reads, only=Only(person=uuid4())).rows == ()


def test_a_filter_by_pole_takes_the_tags_of_that_pole() -> None:
    reads = weekly("xx", pole=Pole.PAST)
    assert len(table(reads, only=Only(pole=Pole.PAST)).rows) == 1
    assert table(reads, only=Only(pole=Pole.SELF)).rows == ()


def test_a_theme_of_an_earlier_codebook_keeps_its_row() -> None:
    found = table_of(weekly("x"), themes={}, today=TODAY)
    assert [row.theme.name for row in found.rows] == ["quiet"]


def test_a_session_that_cannot_be_opened_is_left_out_and_counted() -> None:
    damaged = ReadSession(uuid4(), uuid4(), 1, None)
    found = table([*weekly("xx"), damaged])
    assert (len(found.columns), found.unopened) == (2, 1)


def test_what_is_only_planned_is_no_column() -> None:
    planned = SessionThemes(number=0, held_on=TODAY + timedelta(days=3))
    found = table([*weekly("x"), ReadSession(uuid4(), uuid4(), 1, planned)])
    assert len(found.columns) == 1


def test_a_gap_of_three_weeks_is_drawn_as_a_break() -> None:
    reads = weekly("xxmmx")
    assert [column.after_break for column in table(reads).columns] == [False] * 4 + [True]
