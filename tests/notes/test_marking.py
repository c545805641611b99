"""However passages overlap, every word stands once and every mark covers its own words."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.marking import LANES, lanes_of, stretches
from notes_app.notes.payloads import Passage

TEXT = "She heard the door, turned off the light and lay still."


def passage(start: int, end: int, text: str = TEXT) -> Passage:
    return Passage(uuid4(), "brought", start, end, text[start:end])


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(
    lambda span: span[0] < span[1]
)


@given(st.lists(spans, max_size=8))
def test_the_stretches_join_to_the_whole_text(found: list[tuple[int, int]]) -> None:
    parts = stretches(TEXT, [passage(*span) for span in found])
    assert "".join(part.text for part in parts) == TEXT


@given(st.lists(spans, min_size=1, max_size=8))
def test_every_passage_is_covered_by_its_mark_and_nothing_else(
    found: list[tuple[int, int]],
) -> None:
    passages = [passage(*span) for span in found]
    covered: dict[UUID, str] = {p.id: "" for p in passages}
    for part in stretches(TEXT, passages):
        for mark in part.marks:
            covered[mark.id] += part.text
    assert covered == {p.id: p.exact for p in passages}


@given(st.lists(spans, max_size=8))
def test_no_passage_falls_out_of_the_lanes(found: list[tuple[int, int]]) -> None:
    lanes = lanes_of([passage(*span) for span in found])
    assert set(lanes.values()) <= set(range(LANES))


def test_two_that_overlap_lie_in_two_lanes() -> None:
    one, other = passage(0, 20), passage(10, 30)
    lanes = lanes_of([one, other])
    assert {lanes[one.id], lanes[other.id]} == {0, 1}


def test_a_detached_passage_is_not_drawn() -> None:
    lost = Passage(uuid4(), "brought", 0, 3, "She", detached=True)
    assert all(not part.marks for part in stretches(TEXT, [lost]))


def test_an_empty_text_has_no_stretches() -> None:
    assert stretches("", []) == []
