"""Session facts as fields of a form, and the way back: nothing is lost on the round."""

from datetime import time
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes import lists
from notes_app.notes.beside import Alliance, Intervention, NewWay, Response, Risk, Taken
from notes_app.notes.facts_fields import row_ids, told_texts, typed_values, values_of, with_facts
from notes_app.notes.payloads import Attendance, Frame, Modality, Passage, Ratings, Told
from notes_app.notes.service import Written

FOLLOWED = uuid4()

rating = st.none() | st.integers(0, 10)
line = st.text("abc é☂", min_size=1, max_size=20).map(str.strip).filter(bool)
alliance = st.builds(Alliance, rating, rating, rating)
codes = st.lists(st.sampled_from(sorted(lists.MARKERS)), unique=True).map(tuple)
done = st.builds(
    Intervention,
    st.uuids(version=4),
    st.sampled_from(sorted(lists.INTERVENTIONS)),
    st.none() | st.sampled_from(Response),
)
way = st.builds(
    NewWay,
    st.uuids(version=4),
    st.sampled_from(sorted(lists.SKILLS)),
    st.sampled_from(["", *lists.WHERE_TRIED]),
    st.sampled_from(["", *lists.QUALITIES]),
    st.none() | st.integers(1, 5),
    st.sampled_from(["", *lists.REACTIONS]),
    st.sampled_from(["", *lists.RESULTS]),
)
ratings = st.builds(
    Ratings,
    risk=st.none() | st.sampled_from(Risk),
    alliance_by_you=alliance,
    alliance_by_client=alliance,
    distress=rating,
    facets=st.dictionaries(st.sampled_from(sorted(lists.FACETS)), st.integers(0, 10)),
    markers=codes,
    interventions=st.lists(done, max_size=3, unique_by=lambda one: one.id).map(tuple),
    new_ways=st.lists(way, max_size=3, unique_by=lambda one: one.id).map(tuple),
)
told = st.builds(Told, risk=line, body=line, feedback=line, between=line, reframe_after=line)
frames = st.builds(
    Frame,
    st.none() | st.just(time(14)),
    st.none() | st.just(time(14, 50)),
    st.sampled_from(Modality),
    st.none() | st.sampled_from(Attendance),
)
notes = st.builds(Written, ratings=ratings, told=told, own_response=line, frame=frames)


def posted(written: Written, **changes: str) -> Written:
    values = {**values_of(written), **{k.replace("__", "."): [v] for k, v in changes.items()}}
    answer = with_facts(written, values)
    assert answer.wrong == {}
    return answer.written


@given(notes)
def test_what_a_form_shows_comes_back_unchanged(written: Written) -> None:
    assert posted(written) == written


@given(notes)
def test_what_a_page_does_not_ask_stays_as_it_was(written: Written) -> None:
    assert with_facts(written, {}).written == written


def test_what_the_fields_do_not_hold_stays() -> None:
    phrase = Passage(uuid4(), "brought", 0, 3, "She")
    before = Written(
        ratings=Ratings(measures=(Taken("phq-9", (1,) * 9),), goals=(uuid4(),)),
        told=Told(phrases=(phrase,)),
    )
    after = posted(before, ratings__distress="4", told__body="A knot in the stomach")
    assert after.ratings.measures == before.ratings.measures
    assert after.ratings.goals == before.ratings.goals
    assert after.told.phrases == (phrase,)
    assert (after.ratings.distress, after.told.body) == (4, "A knot in the stomach")


def test_an_emptied_field_is_not_rated() -> None:
    before = Written(ratings=Ratings(distress=4), told=Told(body="A knot"))
    after = posted(before, ratings__distress="", told__body="")
    assert (after.ratings.distress, after.told.body) == (None, "")


@pytest.mark.parametrize("typed", ["11", "-1", "3.5", "seven", "1e1", "٣"])
def test_a_number_that_cannot_be_taken_has_a_sentence_and_changes_nothing(typed: str) -> None:
    before = Written(ratings=Ratings(distress=4))
    answer = with_facts(before, {"ratings.distress": [typed], "told.body": ["A knot"]})
    assert "0 to 10" in answer.wrong["ratings.distress"]
    assert answer.written.ratings.distress == 4
    assert answer.written.told.body == "A knot"


def test_an_hour_that_ends_before_it_starts_has_a_sentence() -> None:
    answer = with_facts(Written(), {"frame.starts_at": ["14:00"], "frame.ends_at": ["13:00"]})
    assert "later time" in answer.wrong["frame.ends_at"]


@pytest.mark.parametrize(
    "name", ["ratings.risk", "ratings.nonsense", "frame.attendance", "told.phrases"]
)
def test_what_nobody_offered_is_refused_in_words(name: str) -> None:
    answer = with_facts(Written(), {name: ["sure"]})
    assert answer.wrong
    assert answer.written.ratings == Ratings()


def test_a_row_without_a_choice_but_with_words_is_something_else() -> None:
    one, empty = uuid4(), uuid4()
    answer = with_facts(
        Written(),
        {
            f"ratings.interventions.{one}.kind": [""],
            f"ratings.interventions.{empty}.kind": [""],
            f"told.words.{one}": ["Walked to the window."],
            f"told.words.{empty}": [""],
        },
    )
    assert answer.written.ratings.interventions == (Intervention(one, "other"),)
    assert answer.written.told.words == {one: "Walked to the window."}


def test_a_new_way_of_before_is_followed_up_only_when_something_is_told() -> None:
    fields = {
        f"ratings.new_ways.{FOLLOWED}.skill": ["say-no"],
        f"ratings.new_ways.{FOLLOWED}.followed_up_in": [str(uuid4())],
        f"ratings.new_ways.{FOLLOWED}.result": [""],
        f"told.results.{FOLLOWED}": [""],
    }
    assert with_facts(Written(), fields).written.ratings.new_ways == ()
    fields[f"ratings.new_ways.{FOLLOWED}.result"] = ["kept"]
    (way,) = with_facts(Written(), fields).written.ratings.new_ways
    assert (way.id, way.result, way.skill) == (FOLLOWED, "kept", "say-no")


def test_rows_are_found_by_their_ids_in_order() -> None:
    ids = [uuid4(), uuid4()]
    written = Written(
        ratings=Ratings(interventions=tuple(Intervention(i, "genogram") for i in ids))
    )
    assert row_ids(values_of(written), "interventions") == ids
    assert row_ids({"ratings.interventions.nobody.kind": ["x"]}, "interventions") == []


def test_sentences_of_another_window_stand_behind_those_typed_here() -> None:
    shown = typed_values(
        {"told.body": ["Theirs"], "ratings.distress": ["3"]},
        {"told.body": ["Mine"], "ratings.distress": ["4"]},
        both=True,
    )
    assert shown["told.body"] == ["Mine From the other window: Theirs"]
    assert shown["ratings.distress"] == ["4"]


def test_every_sentence_beside_the_text_is_told_of() -> None:
    every = Told(
        risk="a",
        body="b",
        metaphor="c",
        feedback="d",
        between="e",
        reframe_before="f",
        reframe_after="g",
        words={UUID(int=1): "h"},
        results={UUID(int=2): "i"},
    )
    assert sorted(told_texts(every)) == list("abcdefghi")
