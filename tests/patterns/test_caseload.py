"""The themes of a caseload: counts over clients, and what is never among them."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.payloads import Attendance, SessionThemes, Tag
from notes_app.notes.queries import ReadSession
from notes_app.patterns.caseload import Caseload, caseload_of
from notes_app.patterns.table import ThemeSpan
from notes_app.statistics.windows import width_for

FIRST = date(2026, 1, 8)
TODAY = FIRST + timedelta(weeks=200)
THEMES = {code: ThemeSpan(code, code.title(), "ways") for code in "abcd"}
A_SESSION = st.tuples(st.sets(st.sampled_from("abcd")), st.booleans())


def course(*heard: str, complete: bool = True) -> list[ReadSession]:
    """A week for each word; its letters are the themes."""
    return [session(week, heard_in, complete=complete) for week, heard_in in enumerate(heard)]


def session(week: int, codes: str | set[str], *, complete: bool) -> ReadSession:
    facts = SessionThemes(
        number=0,
        held_on=FIRST + timedelta(weeks=week),
        attendance=Attendance.HELD,
        tagging_complete=complete,
        tags=tuple(Tag(uuid4(), code, 3) for code in codes),
    )
    return ReadSession(uuid4(), uuid4(), 1, facts)


def load(
    *courses: list[ReadSession], themes: Mapping[str, ThemeSpan] = THEMES, today: date = TODAY
) -> Caseload:
    return caseload_of({uuid4(): reads for reads in courses}, themes=themes, today=today)


def numbers(found: Caseload, code: str) -> tuple[int, int, int, int]:
    one = found.theme(code)
    assert one is not None
    return len(one.clients), one.heard, one.of, one.passages


def test_a_theme_is_counted_by_clients_last_sessions_and_passages() -> None:
    found = load(course("aa", "", "ab"), course("a"), course("b", "b"))
    assert numbers(found, "a") == (2, 3, 6, 4)
    assert numbers(found, "b") == (2, 3, 6, 3)
    assert (found.clients, found.last) == (3, 6)


def test_only_the_last_sessions_of_a_long_course_count() -> None:
    found = load(course(*["a"] * 30, *["b"] * 10))
    assert width_for(40) == 12
    assert numbers(found, "a") == (1, 2, 12, 30)


def test_recurring_and_single_and_never_are_apart() -> None:
    found = load(course("ab"), course("a"))
    assert [one.theme.code for one in found.recurring] == ["a"]
    assert [one.theme.code for one in found.single] == ["b"]
    assert found.never(["d", "a", "c"]) == ["d", "c"]


def test_with_everyone_needs_three_clients_with_passages() -> None:
    assert load(course("a"), course("a")).everyone == ()
    found = load(course("a"), course("a"), course("ab"), course("", ""))
    assert [one.theme.code for one in found.everyone] == ["a"]


def test_not_completely_tagged_is_not_absent() -> None:
    found = load(course("a", "a", complete=False), course("", "a"))
    assert numbers(found, "a") == (2, 1, 2, 3)


def test_an_own_theme_is_counted_from_its_first_day_only() -> None:
    since = {"a": ThemeSpan("a", "A", "ways", since=FIRST + timedelta(weeks=2))}
    assert numbers(load(course("a", "a", "a", ""), themes=since), "a") == (1, 1, 2, 3)


def test_plans_and_what_cannot_be_opened_are_left_out() -> None:
    closed = ReadSession(uuid4(), uuid4(), 1, None)
    found = load([*course("a", "ab"), closed], today=FIRST)
    assert (found.theme("b"), found.unopened) == (None, 1)


def test_a_code_that_the_codebook_does_not_know_stands_under_itself() -> None:
    (one,) = load(course("a"), themes={}).themes
    assert (one.theme.name, one.theme.address) == ("a", None)


def test_whoever_has_it_most_in_the_last_sessions_stands_first() -> None:
    clients: dict[UUID, list[ReadSession]] = {
        uuid4(): course("a", ""),
        uuid4(): course("a", "a", "a"),
    }
    one = caseload_of(clients, themes=THEMES, today=TODAY).theme("a")
    assert one is not None
    assert [with_client.client_id for with_client in one.clients] == list(clients)[::-1]


@given(st.lists(st.lists(A_SESSION, max_size=20), max_size=6))
def test_no_count_is_larger_than_what_it_is_of(courses: list[list[tuple[set[str], bool]]]) -> None:
    found = load(
        *[
            [session(week, codes, complete=complete) for week, (codes, complete) in enumerate(one)]
            for one in courses
        ]
    )
    for one in found.themes:
        assert 1 <= len(one.clients) <= found.clients <= len(courses)
        assert 0 <= one.heard <= one.of == found.last
        assert one.passages >= one.heard
        assert one.of == sum(min(len(_done(c)), width_for(len(_done(c)))) for c in courses)
    assert {one.theme.code for one in found.themes} == {
        c for one in courses for cs, _ in one for c in cs
    }
    assert len(found.recurring) + len(found.single) == len(found.themes)


def _done(course: list[tuple[set[str], bool]]) -> list[bool]:
    return [complete for _, complete in course if complete]
