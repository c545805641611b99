"""Passages are found again in the words as they stand now; none is dropped."""

from uuid import uuid4

from notes_app.notes.payloads import Passage, Section
from notes_app.notes.placing import place_passages, with_plain_lines
from tests.notes.builders import passage_at

WORDS = "She heard the door and lay still."


def passage() -> Passage:
    return passage_at(WORDS, "lay still", uuid4())


def test_a_passage_moves_with_its_words():
    one = passage()
    found, _ = place_passages([Section("brought", f"On Monday. {WORDS}")], [one])[one.id]
    assert (found.start, found.end) == (one.start + 11, one.end + 11)
    assert not found.detached


def test_a_passage_is_looked_for_in_its_own_section_only():
    one = passage()
    sections = [Section("brought", "Nothing."), Section("between", WORDS)]
    assert place_passages(sections, [one])[one.id][0].detached


def test_a_passage_whose_section_is_gone_comes_back_detached():
    one, other = passage(), passage()
    found = place_passages([], [one, other])
    assert found.keys() == {one.id, other.id}
    assert all(place.detached and place.exact == "lay still" for place, _ in found.values())


def test_line_breaks_of_a_plain_form_move_nothing():
    (section,) = with_plain_lines([Section("brought", "One.\r\nTwo.\rThree.")])
    assert section == Section("brought", "One.\nTwo.\nThree.")
