"""One passage leaves a note with as much round it as was chosen, and never more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.lending import Lendable, surroundings

SECTION = "She was late. I said so. She went quiet, then laughed. We stayed with it.\nNext week."
QUOTE = "went quiet"
START = SECTION.index(QUOTE)


@pytest.mark.parametrize(
    ("sentences", "before", "after"),
    [
        (0, "", ""),
        (1, "I said so. She ", ", then laughed. We stayed with it."),
        (2, "She was late. I said so. She ", ", then laughed. We stayed with it.\nNext week."),
        (9, "She was late. I said so. She ", ", then laughed. We stayed with it.\nNext week."),
    ],
)
def test_whole_sentences_come_with_it(sentences, before, after):
    found = surroundings(SECTION, START, START + len(QUOTE), sentences=sentences)
    assert found == Lendable(before, QUOTE, after)


@given(st.text(alphabet="ab. \n!?", max_size=60), st.data(), st.integers(0, 3))
def test_the_words_are_a_stretch_of_the_section(section, data, sentences):
    start = data.draw(st.integers(0, len(section)))
    end = data.draw(st.integers(start, len(section)))
    found = surroundings(section, start, end, sentences=sentences)
    assert found.exact == section[start:end]
    assert found.words in section
    assert found.exact.strip() in found.words


@given(st.integers(0, 3))
def test_no_more_sentences_than_chosen(sentences):
    section = "One. Two. Three. Four. Five. Six. Seven."
    start = section.index("Four")
    found = surroundings(section, start, start + 5, sentences=sentences)
    assert found.before.count(".") == sentences
    assert found.after.count(".") == sentences
