"""Where a tag stands after its note was changed, and what it may never do."""

import gc
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from notes_app.notes.anchoring import (
    How,
    Placement,
    Quote,
    Spot,
    anchor,
    describe,
    find_quote,
    normalise_newlines,
    reconcile,
    sentences_of,
)
from tests.notes.random_edits import Edit, random_edits

VECTORS = json.loads((Path(__file__).parent / "vectors/anchors.json").read_text("utf-8"))
NOTE = (
    "Mira came late. 🙂 On Friday she put the phone away before Paul could ring. We stayed with it."
)
WORDS = "put the phone away before Paul could ring"
EDITS = 30_000


def place_of(words: str, text: str = NOTE) -> Spot:
    start = text.index(words)
    return describe(text, start, start + len(words))


def words_at(text: str, placement: Placement) -> str:
    return text[placement.place.start : placement.place.end]


@pytest.mark.parametrize("vector", VECTORS["found"], ids=lambda v: v["why"])
def test_browser_and_server_find_a_quote_by_one_rule(vector: dict[str, Any]) -> None:
    quote = Quote(vector["exact"], vector["prefix"], vector["suffix"])
    found = find_quote(vector["text"], Spot(vector["start"], vector["start"], quote))
    assert (found and found[0]) == vector["at"]


@pytest.mark.parametrize("vector", VECTORS["described"], ids=lambda v: v["why"])
def test_browser_and_server_describe_a_place_alike(vector: dict[str, Any]) -> None:
    quote = Quote(vector["exact"], vector["prefix"], vector["suffix"])
    described = describe(vector["text"], vector["start"], vector["end"])
    assert described == Spot(vector["start"], vector["end"], quote)


@pytest.mark.parametrize(
    ("text", "how", "words"),
    [
        (NOTE, How.POSITION, WORDS),
        ("Before lunch she wrote. " + NOTE, How.QUOTE, WORDS),
        ("Later: " + WORDS + ". That was all.", How.QUOTE, WORDS),
        (
            NOTE.replace("the phone away", "her phone down"),
            How.FUZZY,
            "put her phone down before Paul could ring",
        ),
        (
            "She putt the phone quite away before Paul was able to ring.",
            How.FUZZY,
            "putt the phone quite away before Paul was",
        ),
    ],
)
def test_a_passage_is_found_again(text: str, how: How, words: str) -> None:
    placement = anchor(text, place_of(WORDS))
    assert (placement.how, words_at(text, placement)) == (how, words)


def test_a_lost_passage_is_kept_as_it_was() -> None:
    place = place_of(WORDS)
    assert reconcile("Something else.", [place]) == [
        Placement(replace(place, detached=True), How.LOST)
    ]


def test_what_the_browser_calls_detached_comes_back_by_its_own_words_only() -> None:
    gone = replace(place_of(WORDS), detached=True)
    assert anchor(NOTE.replace("phone", "book"), gone).how is How.LOST
    back = anchor(NOTE, gone)
    assert (back.how, back.place.detached) == (How.QUOTE, False)


def test_line_ends_of_a_plain_form_do_not_move_a_tag() -> None:
    written = NOTE.replace("late. ", "late.\n\n")
    posted = normalise_newlines(written.replace("\n", "\r\n") + "\r")
    assert posted == written + "\n"
    assert anchor(posted, place_of(WORDS, written)).how is How.POSITION


@pytest.mark.parametrize(
    ("start", "end"), [(-5, 10), (0, -80), (40, 3), (10**9, 10**9 + 9), (-9, -3)]
)
def test_forged_offsets_are_only_a_hint(start: int, end: int) -> None:
    forged = replace(place_of(WORDS), start=start, end=end)
    placement = anchor(NOTE, forged)
    assert (placement.how, placement.place) == (How.QUOTE, place_of(WORDS))


def test_several_tags_keep_their_order_and_may_overlap() -> None:
    places = [place_of("Paul could ring"), place_of(WORDS), place_of("Mira")]
    after = reconcile("So. " + NOTE, places)
    assert [words_at("So. " + NOTE, found) for found in after] == ["Paul could ring", WORDS, "Mira"]


@pytest.fixture(scope="module", name="edits")
def _edits() -> list[Edit]:
    return list(random_edits(EDITS))


def test_random_edits_never_take_a_tag_to_other_words(edits: list[Edit]) -> None:
    astray = [
        edit
        for edit in edits
        if (found := anchor(edit.new, edit.place)).how in (How.POSITION, How.QUOTE)
        and not (words_at(edit.new, found) == found.place.quote.exact == edit.place.quote.exact)
    ]
    assert astray == []


def test_random_edits_elsewhere_lose_no_tag(edits: list[Edit]) -> None:
    elsewhere = [edit for edit in edits if edit.untouched]
    lost = [e for e in elsewhere if anchor(e.new, e.place).how in (How.FUZZY, How.LOST)]
    assert len(elsewhere) > EDITS / 10
    assert lost == []


def test_random_edits_elsewhere_carry_a_tag_to_the_same_surroundings(edits: list[Edit]) -> None:
    found = [
        (edit.place.quote, placement.place.quote)
        for edit in edits
        if edit.untouched and (placement := anchor(edit.new, edit.place)).how is How.QUOTE
    ]
    assert len(found) > EDITS / 20
    assert [
        (old, new)
        for old, new in found
        if not (new.prefix.endswith(old.prefix) and new.suffix.startswith(old.suffix))
    ] == []


def test_what_was_found_once_stands_still_afterwards(edits: list[Edit]) -> None:
    moved = [
        edit
        for edit in edits
        if (first := anchor(edit.new, edit.place)).how is not How.LOST
        and anchor(edit.new, first.place) != Placement(first.place, How.POSITION)
    ]
    assert moved == []


PHRASE = "she put the phone away and he made tea while it rained on Friday "
LONG_NOTE = (PHRASE * 600)[:34_200]


@pytest.fixture
def no_collector() -> Iterator[None]:
    """A full collection walks over everything that all tests loaded: half a second, not ours."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (LONG_NOTE, "seven herons stood along the frozen river at dawn"),
        (LONG_NOTE, "tea phone Friday away she it rained he while on made"),
        (LONG_NOTE, LONG_NOTE[::-1]),
        (LONG_NOTE, LONG_NOTE[17_000:] + "!"),
        ("a" * 34_200, "b" * 40),
        ("a" * 34_200, "a" * 40),
        ("a b " * 8_550, "b a a " * 19),
        ("a b " * 8_550, "c"),
    ],
    ids=["gone", "shuffled", "backwards", "half", "letters", "one letter", "two words", "none"],
)
def test_a_long_note_without_the_quote_takes_bounded_time(text: str, exact: str) -> None:
    place = Spot(20_000, 20_001, Quote(exact, prefix=text[:32], suffix=text[7:39]), detached=False)
    begun = time.thread_time()
    anchor(text, place)
    assert time.thread_time() - begun < 0.25


@pytest.mark.usefixtures("no_collector")
def test_a_short_quote_that_stands_everywhere_takes_bounded_time() -> None:
    quote = Quote("a", prefix="x" + "a" * 31, suffix="a" * 31 + "x")
    begun = time.thread_time()
    assert anchor("a" * 34_200, Spot(40_000, 40_001, quote)).how is How.QUOTE
    assert time.thread_time() - begun < 0.1


def test_a_note_is_cut_into_sentences_for_tagging_without_javascript() -> None:
    text = "  One two. Three “four!” Five 3.5\n\nSix?  🙂 Seven\n \n「はい。」そう。"
    assert [text[start:end] for start, end in sentences_of(text)] == [
        "One two.",
        "Three “four!”",
        "Five 3.5",
        "Six?",
        "🙂 Seven",
        "「はい。」",
        "そう。",
    ]
