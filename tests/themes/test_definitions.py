"""Which definition was in force when."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from notes_app.themes.definitions import definition_changes, definition_on, definitions_of
from notes_app.themes.library import Theme
from notes_app.themes.payloads import EarlierWording, Family
from notes_app.themes.queries import Codebook

FIRST = date(2026, 1, 1)
WORDINGS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["", "x", "y"]), st.integers(0, 9))
)


def book(*earlier: tuple[str, str, int], now: str = "now", since: date | None = None) -> Codebook:
    """Each wording with its name, its definition and the day until which it was in force."""
    theme = Theme("quiet", "Goes quiet", Family.WAYS, now, since=since)
    other = Theme("other", "Other", Family.WAYS, "Other.")
    gone = [EarlierWording("quiet", day(at), name, words) for name, words, at in earlier]
    return Codebook((theme, other), 1, earlier=tuple(gone))


def day(at: int) -> date:
    return FIRST + timedelta(days=at)


def test_a_theme_that_was_never_defined_anew_has_one_definition() -> None:
    assert definition_changes(book(), "quiet") == []
    assert [one.words for one in definitions_of(book(), "quiet")] == ["now"]


def test_the_earlier_definition_holds_until_the_day_of_the_change() -> None:
    definitions = definitions_of(book(("a", "then", 5)), "quiet")
    assert [(one.words, one.since, one.until) for one in definitions] == [
        ("then", None, day(5)),
        ("now", day(5), None),
    ]
    assert definition_on(definitions, day(4)).words == "then"
    assert definition_on(definitions, day(5)).words == "now"


def test_a_renaming_is_no_new_definition() -> None:
    renamed = book(("a", "then", 3), ("b", "then", 5))
    assert definition_changes(renamed, "quiet") == [day(5)]
    assert definition_changes(book(("a", "now", 3)), "quiet") == []


def test_of_one_day_only_the_last_definition_was_in_force() -> None:
    assert [one.words for one in definitions_of(book(("a", "x", 3), ("a", "y", 3)), "quiet")] == [
        "x",
        "now",
    ]


def test_what_an_own_theme_was_called_on_its_first_day_is_no_earlier_definition() -> None:
    assert definition_changes(book(("a", "", 0), since=FIRST), "quiet") == []


def test_other_themes_are_left_alone() -> None:
    assert definition_changes(book(("a", "then", 5)), "other") == []
    assert definitions_of(book(), "no-such-theme") == []


@given(WORDINGS, st.sampled_from(["", "x", "y"]))
def test_definitions_follow_each_other_without_a_gap(
    wordings: list[tuple[str, str, int]], now: str
) -> None:
    known = book(*sorted(wordings, key=lambda one: one[2]), now=now)
    definitions = definitions_of(known, "quiet")
    assert definitions[-1].words == now
    assert (definitions[0].since, definitions[-1].until) == (None, None)
    for before, after in pairwise(definitions):
        assert before.until == after.since
        assert before.words != after.words
    changes = definition_changes(known, "quiet")
    assert changes == sorted(set(changes))
    for at in range(11):
        found = definition_on(definitions, day(at))
        assert found.since is None or found.since <= day(at)
