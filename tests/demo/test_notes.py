import itertools
from datetime import date

import pytest

from notes_app.demo.people import STORIES
from notes_app.demo.practice import ClientPlan, plan_client
from notes_app.demo.runs import RISK_ANSWERS, runs_in
from notes_app.payload import encode
from tests.demo.found import (
    ALL,
    note_texts,
    passages,
    share_of_old,
    uses_of_phrases,
    words_in,
    written,
)


def test_about_260_sessions_of_eight_clients(plans: dict[str, ClientPlan]) -> None:
    assert list(plans) == ALL
    assert sum(len(written(plan)) for plan in plans.values()) == 260
    assert len(written(plans["Kestrel"])) == 60


def test_every_tag_stands_at_its_exact_words(plans: dict[str, ClientPlan]) -> None:
    found = list(passages(plans.values()))
    assert len(found) > 850
    assert [exact for exact, there, _ in found if exact != there] == []


def test_no_passage_ends_within_a_word(plans: dict[str, ClientPlan]) -> None:
    assert [exact for exact, _, behind in passages(plans.values()) if behind[:1].isalnum()] == []


def test_every_tag_has_a_passage_and_the_other_way_round(plans: dict[str, ClientPlan]) -> None:
    sessions = [session for plan in plans.values() for session in plan.sessions]
    tagged = [[tag.id for tag in session.facts.tags] for session in sessions]
    placed = [[passage.id for passage in session.text.passages] for session in sessions]
    assert tagged == placed


def test_no_two_notes_share_a_run_of_eight_words(plans: dict[str, ClientPlan]) -> None:
    notes = [runs_in(note_texts(s)) for plan in plans.values() for s in written(plan)]
    assert sum(len(runs) for runs in notes) == len(set().union(*notes)) > 20_000


def test_risk_answers_are_the_one_thing_that_is_said_the_same_way(
    plans: dict[str, ClientPlan],
) -> None:
    sections = [x for plan in plans.values() for s in written(plan) for x in s.text.sections]
    answers = [section.text for section in sections if section.key == "risk"]
    assert len(answers) > 20
    assert set(answers) <= set(RISK_ANSWERS)


@pytest.mark.parametrize("name", ALL)
def test_no_phrase_returns_within_ten_sessions_or_a_fourth_time(
    plans: dict[str, ClientPlan], name: str
) -> None:
    uses = uses_of_phrases(plans[name])
    assert max(len(numbers) for numbers in uses.values()) <= 3
    near = [n for n in uses.values() if any(b - a <= 10 for a, b in itertools.pairwise(n))]
    assert near == []


def test_notes_have_90_to_320_words(plans: dict[str, ClientPlan]) -> None:
    lengths = [words_in(session) for plan in plans.values() for session in written(plan)]
    assert min(lengths) >= 85  # words are counted here by spaces
    assert max(lengths) <= 330
    assert 135 < sum(lengths) / len(lengths) < 190


def test_a_third_of_the_sessions_has_a_process_note(plans: dict[str, ClientPlan]) -> None:
    notes = [session.process for plan in plans.values() for session in written(plan)]
    assert 0.25 < sum(map(bool, notes)) / len(notes) < 0.45


@pytest.mark.parametrize("name", ["Teal", "Rook"])
def test_the_same_day_gives_the_same_payloads(name: str, today: date) -> None:
    story = next(story for story in STORIES if story.code_name == name)
    one, two = (plan_client(story, today=today, runs=set()) for _ in range(2))
    assert [encode(s.facts) for s in one.sessions] == [encode(s.facts) for s in two.sessions]
    assert [encode(s.text) for s in one.sessions] == [encode(s.text) for s in two.sessions]
    assert encode(one.themes) == encode(two.themes)


def test_old_ways_give_way_in_time(plans: dict[str, ClientPlan]) -> None:
    kestrel = plans["Kestrel"]
    assert share_of_old(kestrel, 1, 20) > 0.7
    assert share_of_old(kestrel, 41, 60) < 0.6


@pytest.mark.parametrize("day", [date(2026, 1, 8), date(2026, 7, 3), date(2026, 11, 22)])
def test_the_telephone_winter_can_be_told_at_any_season(day: date) -> None:
    plover = next(story for story in STORIES if story.code_name == "Plover")
    assert len(written(plan_client(plover, today=day, runs=set()))) == 46
