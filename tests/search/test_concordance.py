"""A concordance rules notes out, never one that has the words; held against reading each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.search.concordance import gather, places_in, stamp_of
from notes_app.search.matching import Query, TooMuchAsked, fold, query_of, words_of
from tests.search.test_matching import LETTERS

texts = st.text(st.sampled_from(LETTERS + "aest  "), max_size=30)
typed = st.text(st.sampled_from("aesfic'\\%_é\u2019ß你. \"*-"), min_size=1, max_size=8)


def left_of(query: Query, notes: list[str]) -> set[int]:
    return set(places_in(gather(b"", [words_of(note) for note in notes]).may_have(query)))


@given(st.lists(texts, max_size=20), typed, st.integers(0, 30))
def test_no_note_is_ruled_out_that_has_the_words(notes: list[str], sought: str, cut: int):
    # Words that stand in one of the notes are sought as well, or nearly nothing would be found.
    pieces = notes[cut % len(notes)].split() if notes else []
    for asked in (sought, *pieces[:2], " ".join(pieces[:2]), f'"{" ".join(pieces[:3])}"'):
        try:
            query = query_of(asked)
        except TooMuchAsked:
            continue
        has = {nth for nth, note in enumerate(notes) if query.fits(fold(note))}
        assert has <= left_of(query, notes)


@pytest.mark.parametrize(
    ("sought", "left"),
    [
        ("art", {0}),
        ("star*", {1}),
        ("door's", {0}),
        ('"the lamp"', {1}),
        ("lamp door", set()),
        ("tart", set()),
        ("café", {2}),
        ("安", {3}),
        ("\u2014", {0, 1, 2, 3}),  # no word: nothing is known of it
    ],
)
def test_most_notes_are_ruled_out(sought: str, left: set[int]):
    notes = ["The door's art, a heart", "start \u2014 the lamp", "Cafe\u0301", "今日は安心です"]
    assert left_of(query_of(sought), notes) == left


def test_many_notes_need_more_bits():
    notes = [f"number{nth} all" for nth in range(100)]
    assert left_of(query_of("number77 all"), notes) == {77}
    assert left_of(query_of("number*"), notes) == set(range(100))


def test_every_change_of_the_notes_is_another_stamp():
    edition = ["aa 1", "bb 2"]
    others = [[], edition[:1], edition[1:], ["aa 2", "bb 1"], [*edition, "cc 1"]]
    assert len({stamp_of(one) for one in (edition, *others)}) == 6
