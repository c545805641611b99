"""Thirty words of the last note are noticed, twenty-nine are not."""

from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.repeating import REPEATED, repeated_words

WORD = st.text(alphabet="abcdefghij", min_size=1, max_size=4)
MANY = [f"word{number}" for number in range(200)]


def words(first: int, last: int) -> str:
    return " ".join(MANY[first:last])


def test_thirty_words_are_quoted_as_they_stand_now() -> None:
    now = f"New. {words(10, 40).upper()}, and then more."
    assert repeated_words([now], [words(0, 100)]) == words(10, 40).upper()


def test_twenty_nine_words_are_no_repetition() -> None:
    assert repeated_words([words(10, 39)], [words(0, 100)]) == ""


def test_commas_and_line_breaks_make_no_difference() -> None:
    last = ", ".join(MANY[:50])
    assert repeated_words([words(5, 45).replace(" ", "\n")], [last]) != ""


def test_words_over_two_sections_do_not_add_up() -> None:
    assert repeated_words([words(0, 20), words(20, 40)], [words(0, 100)]) == ""


def test_a_curly_apostrophe_is_the_same_word() -> None:
    said = "she didn't say a word " * 8
    assert repeated_words([said.replace("'", "’")], [said]) != ""  # noqa: RUF001 - as it is set


def test_without_a_last_note_nothing_is_repeated() -> None:
    assert repeated_words([words(0, 50)], []) == ""


@given(
    before=st.lists(WORD, max_size=20),
    run=st.lists(WORD, min_size=REPEATED, max_size=60),
    after=st.lists(WORD, max_size=20),
    round_it=st.lists(WORD, max_size=20),
)
def test_every_copied_run_is_found_whole(
    before: list[str], run: list[str], after: list[str], round_it: list[str]
) -> None:
    now = " ".join([*before, *run, *after])
    found = repeated_words([now], [" ".join([*round_it, *run, *round_it])])
    assert " ".join(run) in found
    assert found in now


@given(st.lists(WORD, max_size=80), st.lists(WORD, max_size=80))
def test_what_is_quoted_stands_in_both(now: list[str], last: list[str]) -> None:
    found = repeated_words([" ".join(now)], [" ".join(last)])
    assert found in " ".join(now)
    assert found in " ".join(last)
