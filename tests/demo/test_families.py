"""The families of the demo practice: four generations of Mei-Lin's, and a map for everybody."""

from notes_app.clients.genogram.drawing import Kinfolk, Words, map_of
from notes_app.clients.genogram.family import Family, generations, is_own_ancestor
from notes_app.clients.payloads import ClientThemes, Pole, Shape
from notes_app.demo.practice import ClientPlan
from tests.clients.genogram.geometry import clashes, crossing_couples


def family_of(themes: ClientThemes) -> Family:
    return Family(themes.present_people, themes.couples, themes.descents)


def test_mei_lins_family_has_four_generations(plans: dict[str, ClientPlan]) -> None:
    assert {*generations(family_of(plans["Plover"].themes)).values()} == {0, 1, 2, 3}


def test_everybody_has_a_family_whose_map_overlaps_nowhere(
    plans: dict[str, ClientPlan],
) -> None:
    for plan in plans.values():
        themes = plan.themes
        assert themes.couples
        assert themes.descents
        assert not is_own_ancestor(themes.descents)
        own = next(person.id for person in themes.people if person.pole is Pole.SELF)
        called = {p.id: plan.identity.names.get(p.id, p.role) for p in themes.people}
        roles = {person.id: person.role for person in themes.people}
        kin = Kinfolk(
            people=themes.present_people,
            couples=themes.couples,
            descents=themes.descents,
            ties=themes.ties,
            losses=themes.losses,
        )
        drawn = map_of(kin, client=own, words=Words(called, roles), year=2026)
        assert clashes(drawn) == []
        assert crossing_couples(drawn) == []
        assert len(drawn.ties) == len(themes.ties)


def test_one_family_expects_a_child_and_of_two_losses_one_is_shown(
    plans: dict[str, ClientPlan],
) -> None:
    shapes = {code: [p.shape for p in plan.themes.people] for code, plan in plans.items()}
    assert {code for code, found in shapes.items() if Shape.TRIANGLE in found} == {"Wren"}
    losses = {code: [one.shown for one in plan.themes.losses] for code, plan in plans.items()}
    assert {code: shown for code, shown in losses.items() if shown} == {
        "Plover": [True],
        "Dunlin": [False],
    }


def test_ties_and_closeness_change_over_the_work(plans: dict[str, ClientPlan]) -> None:
    changing = [
        plan.story.code_name
        for plan in plans.values()
        if any(tie.until for tie in plan.themes.ties) and any(t.since for t in plan.themes.ties)
    ]
    assert len(changing) >= 6
    assert sum(bool(plan.themes.closeness) for plan in plans.values()) >= 6
