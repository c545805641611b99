"""R5: a thousand tags over the longest note, each as hard to find as can be, take bounded time."""

import time
from collections.abc import Callable

import pytest

from notes_app.notes.anchoring import Quote, Spot, anchor, describe, reconcile
from notes_app.notes.formats import LONGEST_NOTE
from notes_app.notes.wire import MOST_TAGS

pytestmark = pytest.mark.attack

WORDS = "she put the phone away and he made tea while it rained on Friday so they stayed in "
PROSE = (WORDS * 5_000)[:LONGEST_NOTE]
LETTERS, TWO_WORDS = "a" * LONGEST_NOTE, "a b " * (LONGEST_NOTE // 4)
# Ten times what it takes on a slow machine; without a common effort it was twenty minutes.
SECONDS = 60


def gone(exact: str, around: str) -> Callable[[int], Spot]:
    return lambda nth: Spot(nth, nth + len(exact), Quote(exact, around, around))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (LETTERS, gone("a" * 1_900, "x" + "a" * 31)),
        (LETTERS, gone("a" * 1_900 + "b", "a" * 32)),
        (LETTERS, gone("b" + "a" * 1_900, "a" * 32)),
        (TWO_WORDS, gone("b a a " * 300, "a b " * 8)),
        (TWO_WORDS, gone("a b a b a b a b a c", "x")),
        (PROSE, gone("seven herons stood along the river", "x")),
        (PROSE, gone(PROSE[1_000:2_900] + "!", "x")),
    ],
    ids=["letters", "end differs", "start differs", "shuffled", "short words", "gone", "long"],
)
def test_r5_a_thousand_places_together(text: str, place: Callable[[int], Spot]) -> None:
    places = [place(nth) for nth in range(MOST_TAGS)]
    begun = time.thread_time()
    placements = reconcile(text, places)
    assert time.thread_time() - begun < SECONDS
    assert len(placements) == MOST_TAGS


def test_r5_what_only_moved_is_found_for_every_tag() -> None:
    parts = [f"On day {number} he made tea. " for number in range(MOST_TAGS)]
    note = "".join(parts)
    places = [describe(note, note.index(part), note.index(part) + len(part)) for part in parts]
    moved = reconcile(f"Pasted above.\n\n{note}", places)
    assert [each.place.start for each in moved] == [place.start + 15 for place in places]


def test_r5_whoever_is_not_looked_for_keeps_its_words() -> None:
    places = [gone(f"{nth} herons stood along the river", "x")(nth) for nth in range(MOST_TAGS)]
    kept = [each.place for each in reconcile(PROSE, places)]
    assert [place.quote for place in kept] == [place.quote for place in places]
    assert all(place.detached for place in kept)


def test_r5_the_next_note_has_an_effort_of_its_own() -> None:
    place = describe(WORDS, 4, 40)
    reworded = WORDS.replace("phone away", "phones away")
    assert anchor(reworded, place) == reconcile(reworded, [place])[0]
    assert not anchor(reworded, place).place.detached
