"""Words under symbols: broken where they fit, never wider than their place."""

from hypothesis import given
from hypothesis import strategies as st

from notes_app.clients.genogram.lettering import MOST, broken, label_of, width_of


def test_a_role_stands_under_a_name_and_not_twice() -> None:
    assert label_of("Lena", "Sister").lines == ("Lena", "Sister")
    assert label_of("Sister", "Sister").lines == ("Sister",)


def test_long_words_break_and_end_in_an_ellipsis() -> None:
    assert broken("Grandmother on the side of the father", 92) == (
        "Grandmother on",
        "the side of the f…",
    )


@given(st.text(max_size=60))
def test_no_line_is_wider_than_its_place(words: str) -> None:
    lines = broken(words, MOST)
    assert 1 <= len(lines) <= 2
    assert all(width_of(line) <= MOST for line in lines)


def test_full_width_letters_count_as_wide_and_accents_as_nothing() -> None:
    assert width_of("媽媽") == 24
    assert width_of("e\u0301") == width_of("e")
