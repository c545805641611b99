"""The formats of the demo's notes: each heading holds what it says."""

import pytest

from notes_app.demo.layouts import LAYOUTS
from notes_app.demo.practice import ClientPlan, SessionPlan
from notes_app.demo.story import Story
from notes_app.formats.built_in import BUILT_IN
from tests.demo.found import ALL, written

BIRP = ("behaviour", "intervention", "response", "plan")
HISTORY = ("first_ties", "loves_and_losses", "turning_points", "what_helped", "left_behind")


def sections_of(session: SessionPlan) -> dict[str, str]:
    """The text under each heading of the format, without the answer on risk."""
    return {one.key: one.text for one in session.text.sections if one.key != "risk"}


def own_words(story: Story, kind: str) -> str:
    """Everything that the story's file has for one part of a note."""
    lines = [line for line in story.lines if line.kind.value == kind]
    pieces = [one for line in lines for told in line.versions for one in told.pieces]
    return " ".join(word for piece in pieces for word in piece.options)


@pytest.mark.parametrize("code", LAYOUTS)
def test_every_heading_is_one_of_the_product(code: str) -> None:
    (known,) = (one for one in BUILT_IN if one.key == code)
    assert list(LAYOUTS[code]) == [key for key in known.keys if key != "risk"]


@pytest.mark.parametrize("name", ALL)
def test_each_client_has_the_format_that_was_planned(
    plans: dict[str, ClientPlan], name: str
) -> None:
    formats = {session.text.format for session in written(plans[name])}
    planned = {"Dunlin": {"dap"}, "Teal": {"birp"}, "Plover": {"relational", "history"}}
    assert formats == planned.get(name, {"relational"})


def test_no_heading_of_birp_is_left_empty(plans: dict[str, ClientPlan]) -> None:
    notes = [sections_of(session) for session in written(plans["Teal"])]
    assert [tuple(note) for note in notes] == [BIRP] * 18
    assert [note for note in notes if not all(note.values())] == []


def test_an_intervention_is_what_the_therapist_did(plans: dict[str, ClientPlan]) -> None:
    for session in written(plans["Teal"]):
        note = sections_of(session)
        assert note["intervention"].startswith("I ")
        assert not note["response"].startswith("I ")
        assert "I asked" not in note["response"]


def test_what_the_couple_did_with_it_stands_under_response(plans: dict[str, ClientPlan]) -> None:
    notes = {one.facts.number: sections_of(one) for one in written(plans["Teal"])}
    assert "I began with the nod." in notes[8]["intervention"]
    assert "he laid the keys on the table" in notes[8]["response"]
    assert "I asked them to change places" in notes[12]["intervention"]
    assert "Hannah, as Dov, made a joke" in notes[12]["response"]


def test_what_stirred_in_the_therapist_is_not_in_the_record_of_birp(
    plans: dict[str, ClientPlan],
) -> None:
    story = plans["Teal"].story
    private = {
        sentence.strip() for sentence in own_words(story, "process").split(".") if sentence.strip()
    }
    records = [" ".join(sections_of(one).values()) for one in written(plans["Teal"])]
    assert len(private) > 20
    assert [words for words in private if any(words in record for record in records)] == []


def test_the_second_hour_with_mei_lin_is_her_history(plans: dict[str, ClientPlan]) -> None:
    (session,) = (one for one in written(plans["Plover"]) if one.text.format == "history")
    assert session.facts.number == 2
    told = sections_of(session)
    assert tuple(told) == HISTORY
    assert min(len(text.split()) for text in told.values()) > 40
    assert any(section.key == "risk" for section in session.text.sections)


def test_her_history_is_tagged_with_whom_it_was(plans: dict[str, ClientPlan]) -> None:
    plan = plans["Plover"]
    (session,) = (one for one in written(plan) if one.text.format == "history")
    people = {plan.story.ids[key]: key for key in plan.story.ids}
    with_whom = {people[person] for tag in session.facts.tags for person in tag.people}
    assert with_whom == {"sister", "father", "mother", "husband", "community"}
    assert {passage.section for passage in session.text.passages} == set(HISTORY)
