from dataclasses import replace

import msgspec
import pytest

from notes_app.clients.payloads import Status
from notes_app.demo.practice import ClientPlan, SessionPlan
from notes_app.demo.story import OwnWord
from notes_app.notes.payloads import Attendance
from tests.demo.found import ALL, words_of_change, written


@pytest.mark.parametrize("name", ALL)
def test_theme_change_says_the_words_that_were_planted(
    plans: dict[str, ClientPlan], name: str
) -> None:
    plan = plans[name]
    found = words_of_change(plan)
    assert len(plan.story.words) >= 4
    assert {theme: found[theme] for theme in plan.story.words} == plan.story.words


def test_24_themes_are_heard_with_ines(plans: dict[str, ClientPlan]) -> None:
    tags = [tag for session in plans["Kestrel"].sessions for tag in session.facts.tags]
    assert len({tag.theme for tag in tags}) == 24


def test_her_two_focus_themes_were_named_in_session_6(plans: dict[str, ClientPlan]) -> None:
    plan = plans["Kestrel"]
    sixth = next(s.facts.held_on for s in written(plan) if s.facts.number == 6)
    assert plan.themes.focus_since == {
        "going-quiet-when-hurt": sixth,
        "fear-of-being-a-burden": sixth,
    }


def test_her_strain_in_17_is_mended_in_18(plans: dict[str, ClientPlan]) -> None:
    by_number = {s.facts.number: {t.theme for t in s.facts.tags} for s in written(plans["Kestrel"])}
    assert "strain-with-therapist" in by_number[17]
    assert "mended-and-tried-anew" in by_number[18]


def test_mei_lin_has_her_own_word_for_carrying_everyone(plans: dict[str, ClientPlan]) -> None:
    assert plans["Plover"].themes.client_words == {
        "carrying-everyone": "Walking behind on the stairs"
    }


def test_priyas_own_theme_is_heard_from_session_12_on(plans: dict[str, ClientPlan]) -> None:
    plan = plans["Wren"]
    ((word, since),) = plan.own
    heard = [
        session.facts
        for session in written(plan)
        if word.code in {tag.theme for tag in session.facts.tags}
    ]
    assert min(facts.number for facts in heard) == 12
    assert min(facts.held_on for facts in heard) == since
    assert len(heard) >= 3


def test_priyas_own_theme_is_merged_later_and_its_target_stays_steady(
    plans: dict[str, ClientPlan],
) -> None:
    plan = plans["Wren"]
    ((word, day),) = plan.merged
    counted = replace(plan, sessions=tuple(merged(session, word) for session in plan.sessions))
    assert day > plan.own[0][1]
    assert words_of_change(counted)[word.merged_into] == plan.story.words[word.merged_into]


def merged(session: SessionPlan, word: OwnWord) -> SessionPlan:
    """The session as it counts once the own theme was merged."""
    tags = tuple(
        msgspec.structs.replace(tag, theme=word.merged_into) if tag.theme == word.code else tag
        for tag in session.facts.tags
    )
    return replace(session, facts=msgspec.structs.replace(session.facts, tags=tags))


def test_alejandro_ended_and_his_last_note_is_a_draft(plans: dict[str, ClientPlan]) -> None:
    plan = plans["Rook"]
    assert plan.themes.status is Status.ENDED
    assert [s.facts.number for s in plan.sessions if s.is_draft] == [12]
    assert not plan.sessions[-1].facts.written


def test_hannah_and_dov_come_together_and_twice_alone(plans: dict[str, ClientPlan]) -> None:
    there = [len(session.facts.participants) for session in written(plans["Teal"])]
    assert there.count(1) == 2
    assert there.count(2) == 16


def test_what_is_pinned_to_a_session_stands_in_its_note(plans: dict[str, ClientPlan]) -> None:
    jordan = next(s for s in written(plans["Martin"]) if s.facts.number == 19)
    assert "I asked at once and in plain words" in jordan.text.sections[0].text


@pytest.mark.parametrize("name", ALL)
def test_a_session_without_complete_tagging_is_marked_so(
    plans: dict[str, ClientPlan], name: str
) -> None:
    plan = plans[name]
    told = {s.facts.number for s in written(plan) if not s.facts.tagging_complete}
    assert told == plan.story.incomplete | plan.story.drafts


@pytest.mark.parametrize("name", ALL)
def test_an_hour_that_was_lost_has_no_note_and_no_tag(
    plans: dict[str, ClientPlan], name: str
) -> None:
    lost = [
        session
        for session in plans[name].sessions
        if session.facts.attendance not in (Attendance.HELD, Attendance.ADMINISTRATIVE, None)
    ]
    assert len(lost) == plans[name].story.rhythm.cancelled + plans[name].story.rhythm.missed
    assert [s for s in lost if s.text.sections or s.facts.tags or s.facts.written] == []


@pytest.mark.parametrize("name", ALL)
def test_no_name_stands_where_a_supervisor_may_read(
    plans: dict[str, ClientPlan], name: str
) -> None:
    plan = plans[name]
    names = set(plan.identity.names.values()) | {plan.identity.name}
    roles = " ".join(person.role for person in plan.themes.people)
    assert [one for one in names if one in roles] == []
