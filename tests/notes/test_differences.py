"""What differs between two states of a note, in pieces that join to the states themselves."""

import random
import time

from hypothesis import given
from hypothesis import strategies as some

from notes_app.notes.differences import Mark, Piece, difference

texts = some.text(alphabet="ab \n", max_size=40)


def only(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.mark == Mark.ONLY]


def test_a_word_that_came_in_and_one_that_went_out() -> None:
    found = difference("She heard the door.", "She heard a loud door.")
    assert (only(found.then), only(found.now)) == (["the "], ["a loud "])
    assert (found.gone, found.added) == (1, 2)


def test_the_same_text_has_no_difference() -> None:
    assert difference("One.\n\nTwo.", "One.\n\nTwo.").is_none
    assert difference("", "").is_none


@given(texts, texts)
def test_the_pieces_join_to_the_states(then: str, now: str) -> None:
    found = difference(then, now)
    assert "".join(piece.text for piece in found.then) == then
    assert "".join(piece.text for piece in found.now) == now
    assert found.is_none == (then == now)
    assert all(piece.text for piece in (*found.then, *found.now))


@given(texts, texts)
def test_what_stands_in_both_is_the_same_on_both_sides(then: str, now: str) -> None:
    found = difference(then, now)
    same = [
        "".join(p.text for p in side if p.mark == Mark.SAME) for side in (found.then, found.now)
    ]
    assert same[0] == same[1]


def test_the_longest_notes_are_compared_in_time() -> None:
    chance = random.Random(3)  # noqa: S311 - words, not secrets
    for vocabulary in (
        ["she "],
        ["she ", "he ", "they ", "said\n"],
        [f"w{n} " for n in range(999)],
    ):
        then, now = ("".join(chance.choices(vocabulary, k=60_000)) for _ in range(2))
        begun = time.monotonic()
        difference("a " + then, "b " + now)
        difference(then[:4000], now[-4000:])
        assert time.monotonic() - begun < 3
