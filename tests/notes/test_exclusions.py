"""What does not belong in a private process note is found, and what does passes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.exclusions import exclusions_of, plain, without

LISTS = json.loads((Path(__file__).parent / "vectors" / "exclusions.json").read_text("utf-8"))
FOUND = [(kind, sentence) for kind, all_ in LISTS["found"].items() for sentence in all_]


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(FOUND) >= 60
    assert len(LISTS["pass"]) >= 60


@pytest.mark.parametrize(("kind", "sentence"), FOUND)
def test_what_the_law_excludes_is_found(kind: str, sentence: str) -> None:
    assert [finding.kind for finding in exclusions_of(sentence)] == [kind]


@pytest.mark.parametrize("sentence", LISTS["pass"])
def test_reactions_and_hunches_pass(sentence: str) -> None:
    assert exclusions_of(sentence) == []


def test_a_finding_says_where_its_sentence_stands() -> None:
    text = "I was moved. 🙂 PHQ-9 was 14. I hid it.\n\nDiagnosis: F41.1."
    found = exclusions_of(text)
    assert [text[f.start : f.end] for f in found] == ["🙂 PHQ-9 was 14.", "Diagnosis: F41.1."]


def test_a_sentence_that_was_settled_is_not_asked_about_again() -> None:
    sentence = "We met  14:00 to 14:50."
    assert exclusions_of(sentence, settled=[plain(sentence)]) == []
    assert len(exclusions_of(f"{sentence} PHQ-9 was 14.", settled=[plain(sentence)])) == 1


def test_a_sentence_is_taken_out_and_the_rest_stands() -> None:
    text = "I was moved. PHQ-9 was 14. I hid it."
    (finding,) = exclusions_of(text)
    assert without(text, finding) == "I was moved. I hid it."


@given(st.lists(st.sampled_from(LISTS["pass"] + [s for _, s in FOUND]), max_size=8))
def test_taking_out_what_is_found_leaves_exactly_the_rest(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    while found := exclusions_of(text):
        shorter = without(text, found[0])
        assert len(shorter) < len(text)
        text = shorter
    kept = [sentence for sentence in sentences if not exclusions_of(sentence)]
    assert plain(text) == plain(" ".join(kept))


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    for finding in exclusions_of(text):
        assert text[finding.start : finding.end] == finding.sentence
