"""Every client of the demo came with something to tell, in codes that the card knows."""

from collections.abc import Mapping

import pytest

from notes_app.clients import words
from notes_app.demo.intake import INTAKES
from notes_app.demo.practice import ClientPlan
from tests.demo.found import ALL, written

Plans = Mapping[str, ClientPlan]


@pytest.mark.parametrize("name", ALL)
def test_every_field_of_the_intake_is_told(plans: Plans, name: str) -> None:
    identity, themes = plans[name].identity, plans[name].themes
    for told in (identity.contact, identity.context_in_words, identity.strengths, identity.pacing):
        assert told.strip()
    assert themes.aims
    assert themes.duration
    assert themes.context


@pytest.mark.parametrize("name", ALL)
def test_its_codes_are_those_of_the_card(plans: Plans, name: str) -> None:
    themes = plans[name].themes
    assert set(themes.aims) <= set(words.AIMS)
    assert themes.duration in words.DURATIONS
    assert set(themes.history) <= set(words.HISTORY)
    assert set(themes.context) <= set(words.CONTEXT)
    assert themes.comes_as in {"", *words.COMES_AS}


def test_only_hannah_and_dov_come_as_a_couple(plans: Plans) -> None:
    assert [name for name in ALL if plans[name].themes.comes_as] == ["Teal"]


@pytest.mark.parametrize("name", ALL)
def test_whoever_shares_a_home_is_somebody_of_the_story(plans: Plans, name: str) -> None:
    plan, homes = plans[name], INTAKES[name].households
    assert set(homes) <= {role.key for role in plan.story.people}
    told = {person.household for person in plan.themes.people} - {""}
    assert told == set(homes.values())
    assert told


def test_two_goals_were_reached_while_the_work_went_on(plans: Plans) -> None:
    reached = {
        name: goal for name in ALL for goal in plans[name].themes.goals if goal.reached is not None
    }
    assert set(reached) == {"Kestrel", "Dunlin"}
    for name, goal in reached.items():
        days = {one.facts.held_on for one in written(plans[name])}
        assert {goal.since, goal.reached} <= days
        assert goal.since < goal.reached
        assert set(goal.themes) <= set(plans[name].story.arcs)


@pytest.mark.parametrize("name", ALL)
def test_no_name_stands_in_what_a_supervisor_may_read_of_it(plans: Plans, name: str) -> None:
    plan = plans[name]
    names = {part for one in plan.identity.names.values() for part in one.split()}
    said = " ".join(
        [person.household for person in plan.themes.people]
        + [goal.words for goal in plan.themes.goals]
    )
    assert [one for one in names if len(one) > 2 and one in said] == []
