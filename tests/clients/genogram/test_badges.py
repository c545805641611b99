"""Badges of themes: near what they belong to, and never on a word, a year or an age."""

from dataclasses import replace
from itertools import combinations
from math import dist
from time import process_time
from uuid import UUID

import pytest
from hypothesis import example, given, settings

from notes_app.clients.genogram.badges import box_of
from notes_app.clients.genogram.drawing import Kinfolk, Map
from notes_app.clients.genogram.ties import Box, overlap
from notes_app.clients.payloads import Tie, TieKind
from tests.clients.genogram.families import Maker, drawn, families, forty_people, kin_of, made
from tests.clients.genogram.geometry import years


def wearers(kin: Kinfolk) -> list[UUID]:
    """Every tie, and everybody without one."""
    tied = {end for tie in kin.ties for end in (tie.one, tie.other)}
    alone = [person.id for person in kin.people if person.id not in tied]
    return [*(tie.id for tie in kin.ties), *alone]


def written(found: Map) -> list[Box]:
    ages = [(n.x - 8, n.y - 6, n.x + 8, n.y + 6) for n in found.nodes if n.age]
    labels = [node.box for node in found.nodes if node.lines]
    return [*labels, *ages, *(year for node in found.nodes for year in years(node))]


def covered(found: Map) -> list[tuple[Box, Box]]:
    """Every badge that lies on something written, or on another badge."""
    badges = [box_of(badge) for badge in found.badges.values()]
    on_words = [(one, other) for one in badges for other in written(found) if overlap(one, other)]
    return on_words + [pair for pair in combinations(badges, 2) if overlap(*pair)]


@given(families)
@example(forty_people())
@settings(deadline=None, max_examples=60)
def test_no_badge_lies_on_a_word_a_year_an_age_or_another_badge(maker: Maker) -> None:
    kin = kin_of(maker)
    found = drawn(kin, wearing=wearers(kin))
    assert found.badges.keys() == {*wearers(kin)}
    assert covered(found) == []


def test_the_ruler_sees_a_badge_on_a_year_and_one_on_another() -> None:
    kin = kin_of(forty_people())
    found = drawn(kin, wearing=wearers(kin))
    node = next(node for node in found.nodes if node.person.born)
    one, other, *_ = wearers(kin)
    on_year = {**found.badges, one: (node.x - 15, node.y - node.reach - 10)}
    assert covered(replace(found, badges=on_year)) != []
    assert covered(replace(found, badges={one: (0, 0), other: (20, 0)})) != []


def test_badges_of_a_family_of_forty_stay_at_their_line_or_symbol() -> None:
    kin = kin_of(forty_people(), ties=20)
    found = drawn(kin, wearing=wearers(kin))
    lines = {one.tie.id: one.curve.points for one in found.ties}
    symbols = {node.person.id: [(node.x, node.y)] for node in found.nodes}
    away = [
        min(dist(badge, point) for point in {**symbols, **lines}[worn])
        for worn, badge in found.badges.items()
    ]
    assert max(away) < 60


@pytest.mark.parametrize("kind", [TieKind.ESTRANGED, TieKind.CUT_OFF, TieKind.MENDED])
def test_a_badge_leaves_free_what_tells_its_tie_in_the_middle(kind: TieKind) -> None:
    people = tuple(made(1, 2, founders=1, generations=1).people)
    tie = Tie(UUID(int=9), kind, *(person.id for person in people))
    found = drawn(Kinfolk(people, ties=(tie,)), wearing=[tie.id])
    (curve,) = [one.curve for one in found.ties]
    (x, y), _ = curve.along(curve.length / 2)
    assert not overlap(box_of(found.badges[tie.id]), (x - 7, y - 7, x + 7, y + 7))


def test_a_badge_of_somebody_alone_stands_at_the_upper_right_corner() -> None:
    kin = Kinfolk(tuple(made(1, 2, founders=1, generations=1).people))
    (one, _) = kin.people
    found = drawn(kin, wearing=[one.id])
    node = next(node for node in found.nodes if node.person.id == one.id)
    assert found.badges == {one.id: (node.x + node.reach + 12, node.y - node.reach + 14)}


def test_every_badge_lies_inside_the_view_and_who_is_not_drawn_has_none() -> None:
    kin = kin_of(forty_people())
    found = drawn(kin, wearing=[*wearers(kin), UUID(int=5)])
    left, top, right, foot = found.view
    assert UUID(int=5) not in found.badges
    for a, b, c, d in map(box_of, found.badges.values()):
        assert left < a < c < right
        assert top < b < d < foot


def test_sixty_people_with_badges_are_drawn_in_sixty_milliseconds() -> None:
    kin = kin_of(made(1, 60, founders=4), ties=20)
    wearing = wearers(kin)
    drawn(kin, wearing=wearing)
    fastest = []
    for _ in range(5):
        began = process_time()
        drawn(kin, wearing=wearing)
        fastest.append(process_time() - began)
    assert min(fastest) < 0.06
