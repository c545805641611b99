"""The layout by rule (domain.md 6): what holds for every family, and for one of forty people."""

from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given, settings
from msgspec.structs import replace as replaced

from notes_app.clients.genogram.family import Family, generations
from notes_app.clients.genogram.placing import MOST
from notes_app.clients.payloads import Couple, Descent, Shape
from notes_app.clients.placement import Placement
from tests.clients.genogram.families import (
    Maker,
    drawn,
    families,
    family_of,
    forty_people,
    kin_of,
    made,
)
from tests.clients.genogram.geometry import clashes, couple_lines, crossing_couples, meet

calm = settings(deadline=None, max_examples=60)


def spots(maker: Maker):
    found = drawn(kin_of(maker, ties=0))
    return {node.person.id: node for node in found.nodes}


def test_forty_people_over_four_generations_overlap_nowhere_and_no_couples_cross() -> None:
    maker = forty_people()
    assert len(maker.people) == 40
    assert len({*generations(family_of(maker)).values()}) == 4
    found = drawn(kin_of(maker, ties=20))
    assert len(found.nodes) == 40
    assert len(couple_lines(found)) == len(maker.couples)
    assert crossing_couples(found) == []
    assert clashes(found) == []


def test_the_ruler_sees_what_touches() -> None:
    assert meet((0, 0, 10, 0), (5, -5, 5, 5))
    assert meet((0, 0, 10, 0), (5, 0, 15, 0))
    assert not meet((0, 0, 10, 0), (10, 0, 15, 0))
    found = drawn(kin_of(made(1, 20)))
    first, second = found.nodes[:2]
    on_top = replace(found, nodes=(first, replace(second, box=first.box)))
    assert clashes(on_top) != []


@given(families)
@example(forty_people())
@calm
def test_nothing_overlaps_and_no_couples_cross(maker: Maker) -> None:
    found = drawn(kin_of(maker))
    assert clashes(found) == []
    assert crossing_couples(found) == []


@given(families)
@calm
def test_partners_stand_side_by_side(maker: Maker) -> None:
    found = spots(maker)
    for couple in maker.couples:
        one, other = sorted((found[couple.one], found[couple.other]), key=lambda node: node.x)
        assert one.y == other.y
        between = [n for n in found.values() if n.y == one.y and one.x < n.x < other.x]
        assert between == []


@given(families)
@calm
def test_brothers_and_sisters_stand_in_birth_order(maker: Maker) -> None:
    found = spots(maker)
    for children in family_of(maker).sibships.values():
        people = [family_of(maker).members[child] for child in children]
        years = [person.born or 9999 for person in people]
        assert years == sorted(years)
        unborn = [person.shape is Shape.TRIANGLE for person in people]
        assert unborn == sorted(unborn)
        places = [found[person.id].x for person in people]
        assert places == sorted(places)


@given(families)
@calm
def test_nobody_is_out_of_generation(maker: Maker) -> None:
    found = spots(maker)
    for descent in maker.descents:
        assert all(found[descent.child].y > found[parent].y for parent in descent.parents)
    for children in family_of(maker).sibships.values():
        assert len({found[family_of(maker).members[child].id].y for child in children}) == 1


@given(families)
@calm
def test_the_same_people_give_the_same_drawing_in_any_order(maker: Maker) -> None:
    kin = kin_of(maker)
    client = kin.people[-1].id
    turned = replace(
        kin,
        people=kin.people[::-1],
        couples=kin.couples[::-1],
        descents=kin.descents[::-1],
        losses=kin.losses[::-1],
    )
    places = {node.person.id: (node.x, node.y) for node in drawn(kin, client).nodes}
    again = {node.person.id: (node.x, node.y) for node in drawn(turned, client).nodes}
    related = family_of(maker).related
    for number in related:
        one = family_of(maker).members[number].id
        assert places[one] == again[one]
    assert drawn(kin, client) == drawn(kin, client)


def test_sixty_people_are_placed_and_drawn_in_fifty_milliseconds() -> None:
    kin = kin_of(made(1, 60, founders=4), ties=8)
    assert len(kin.people) == 60
    drawn(kin)
    fastest = []
    for _ in range(5):
        began = process_time()
        drawn(kin)
        fastest.append(process_time() - began)
    assert min(fastest) < 0.05


def with_unborn(maker: Maker) -> Maker:
    """An expected child and two losses in every family of parents and children."""
    for parents in sorted({descent.parents for descent in maker.descents}):
        maker.loss(parents)
        maker.loss(parents, 1900)
        maker.expected(parents)
    return maker


def test_forty_people_with_expected_children_and_losses_overlap_nowhere() -> None:
    maker = with_unborn(forty_people())
    kin = kin_of(maker, ties=20)
    found = drawn(kin)
    assert (found.people, found.losses) == (49, 18)
    assert clashes(found) == []
    assert crossing_couples(found) == []


def test_who_is_expected_stands_after_everybody_and_a_loss_by_its_year() -> None:
    maker = made(1, 2, founders=1, generations=1)
    parents = tuple(person.id for person in maker.people)
    expected = maker.expected(parents)
    lost = [maker.loss(parents, year) for year in (1941, None, 1930)]
    born = [maker.child(parents, year) for year in (1940, None)]
    found = spots(maker)
    order = sorted((expected, *lost, *born), key=lambda one: found[one].x)
    assert order[:3] == [lost[2], born[0], lost[0]]
    assert order[-1] == expected
    assert {found[one].y for one in order} == {found[expected].y}


def test_an_expected_child_who_is_born_stays_where_they_were_put() -> None:
    maker = made(1, 2, founders=1, generations=1)
    parents = tuple(person.id for person in maker.people)
    child = maker.expected(parents)
    kin = replace(kin_of(maker, ties=0), placements={child: Placement(-200, 300)})
    born = tuple(
        replaced(one, shape=Shape.CIRCLE, born=1940) if one.id == child else one
        for one in kin.people
    )
    before, after = (
        {n.person.id: (n.x, n.y) for n in drawn(one, parents[0]).nodes}
        for one in (kin, replace(kin, people=born))
    )
    assert before == after


def test_a_loss_hangs_from_its_parents_and_its_line_ends_in_the_cross() -> None:
    maker = made(1, 2, founders=1, generations=1)
    lost = maker.loss(tuple(person.id for person in maker.people), 1941)
    found = drawn(kin_of(maker, ties=0))
    node = next(node for node in found.nodes if node.person.id == lost)
    assert (node.lost, node.born, node.lines, node.age) == (True, 1941, (), "")
    assert node.reach < max(other.reach for other in found.nodes) / 2
    assert any(line.d.endswith(f"V{node.y:g}") for line in found.lines)


def test_of_sixty_people_nobody_gives_way_to_a_loss() -> None:
    maker = made(1, 60, founders=4)
    maker.losses.clear()
    before = drawn(kin_of(maker, ties=0))
    parents = maker.descents[0].parents
    for _ in range(3):
        maker.loss(parents)
    after = drawn(kin_of(maker, ties=0))
    assert (after.people, after.losses) == (before.people, 3) == (60, 3)
    assert clashes(after) == []


def test_a_loss_of_somebody_who_is_left_out_is_left_out_too() -> None:
    maker = forty_people()
    client = maker.people[-1].id
    for _ in range(40):
        maker.person(None, Shape.HEXAGON)
    here = {node.person.id for node in drawn(kin_of(maker, ties=0), client).nodes}
    away = next(person.id for person in maker.people if person.id not in here)
    maker.loss((away,))
    found = drawn(kin_of(maker, ties=0), client)
    assert (found.losses, found.left_out) == (0, 80 - found.people)


def test_a_loss_of_a_father_and_his_daughter_still_gets_a_drawing() -> None:
    maker = made(1, 1, founders=1, generations=1)
    one, other = (person.id for person in maker.people[:2])
    child = maker.child((one, other), 1950)
    lost = maker.loss((one, child))
    found = spots(maker)
    assert found[lost].y > found[child].y > found[one].y


def test_above_sixty_the_nearest_are_drawn_and_the_rest_is_counted() -> None:
    maker = forty_people()
    client = maker.people[-1].id
    for _ in range(40):
        maker.person(None, Shape.HEXAGON)
    found = drawn(kin_of(maker, ties=0), client)
    assert len(found.nodes) <= MOST
    assert found.left_out == 80 - len(found.nodes)
    assert client in {node.person.id for node in found.nodes}


def test_an_ancestor_who_marries_a_descendant_still_gets_a_drawing() -> None:
    maker = made(1, 1, founders=1, generations=1)
    one, other = (person.id for person in maker.people[:2])
    child = maker.child((one, other), 1950)
    maker.couple(one, child)
    found = spots(maker)
    assert found[child].y > found[one].y


def test_who_marries_in_stands_beside_and_their_parents_just_above() -> None:
    maker = made(1, 2, founders=1, generations=1)
    old = tuple(person.id for person in maker.people)
    child = maker.child(old, 1930)
    grandchild = maker.child(maker.couple(child, maker.person(1931)), 1955)
    partner = maker.person(1956)
    maker.couple(grandchild, partner)
    mother = maker.person(1930)
    maker.descents.append(Descent(partner, (mother,)))
    levels = generations(family_of(maker))
    number = family_of(maker).number
    assert levels[number[partner]] == levels[number[grandchild]] == 2
    assert levels[number[mother]] == 1


def test_strangers_in_couples_and_descents_are_left_out() -> None:
    maker = made(1, 2, founders=1, generations=1)
    one, other = maker.people
    lost = maker.id()
    family = Family(
        (one, other),
        (Couple(maker.id(), one.id, lost), Couple(maker.id(), one.id, one.id)),
        (Descent(one.id, (lost,)), Descent(lost, (one.id,))),
    )
    assert (family.matches, family.births, family.related) == ((), (), frozenset())


@pytest.mark.parametrize("latest", [0, 1, 2])
def test_of_three_partners_the_latest_stands_beside(latest: int) -> None:
    maker = made(1, 1, founders=1, generations=1)
    maker.couples.clear()
    hub = maker.person(1960, Shape.SQUARE)
    partners = [maker.person(1961, Shape.CIRCLE) for _ in range(3)]
    years = [1980, 1990, 2000]
    years[latest], years[2] = years[2], years[latest]
    for partner, since in zip(partners, years, strict=True):
        maker.couples.append(Couple(maker.id(), hub, partner, since=since))
    maker.people = [p for p in maker.people if p.id in {hub, *partners}]
    found = spots(maker)
    row = sorted(found, key=lambda one: found[one].x)
    near = {row[row.index(hub) + 1], row[row.index(hub) - 1]}
    newest = max(zip(years, partners, strict=True))[1]
    assert newest in near
    assert all(a.x < b.x for a, b in pairwise(found[one] for one in row))
