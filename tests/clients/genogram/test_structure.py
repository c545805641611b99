"""The lines of couples and descent: what is dashed, dotted, struck through, forked."""

from uuid import UUID

from notes_app.clients.genogram.drawing import Kinfolk
from notes_app.clients.genogram.family import is_own_ancestor
from notes_app.clients.payloads import (
    Couple,
    Descent,
    Domain,
    Person,
    Pole,
    Shape,
)
from notes_app.clients.placement import Placement
from tests.clients.genogram.families import drawn
from tests.clients.genogram.geometry import couple_lines

A, B, C, D = (UUID(int=n) for n in range(1, 5))


def people(*ids: UUID) -> tuple[Person, ...]:
    shapes = {A: Shape.SQUARE, B: Shape.CIRCLE}
    return tuple(
        Person(one, f"P{one.int}", Pole.CURRENT, Domain.CHILD, shapes.get(one, Shape.DIAMOND))
        for one in ids
    )


def pair(**facts: object) -> Kinfolk:
    return Kinfolk(people(A, B), (Couple(D, A, B, **facts),))


def test_a_married_couple_has_a_solid_line_and_others_a_dashed_one() -> None:
    assert [line.pattern for line in drawn(pair(married=True)).lines] == [""]
    assert [line.pattern for line in drawn(pair()).lines] == ["7 5"]


def test_separated_is_one_stroke_through_the_line_and_divorced_are_two() -> None:
    count = {end: len(drawn(pair(ended=end)).lines) for end in ("", "separated", "divorced")}
    assert count == {"": 1, "separated": 2, "divorced": 3}


def test_a_couples_line_runs_below_the_pair() -> None:
    found = drawn(pair(married=True))
    level = couple_lines(found)[0][1][1]
    assert all(level > node.y + node.reach for node in found.nodes)
    assert all(level < node.box[1] for node in found.nodes)


def test_a_man_stands_left_of_his_partner() -> None:
    by_id = {node.person.id: node.x for node in drawn(pair()).nodes}
    assert by_id[A] < by_id[B]


def test_adopted_is_dashed_and_fostered_dotted() -> None:
    for kind, pattern in (("birth", ""), ("adopted", "7 5"), ("fostered", "2 4")):
        kin = Kinfolk(
            people(A, B, C), (Couple(D, A, B, married=True),), (Descent(C, (A, B), kind),)
        )
        assert pattern in [line.pattern for line in drawn(kin).lines]
        assert len({line.pattern for line in drawn(kin).lines}) == (1 if kind == "birth" else 2)


def test_twins_hang_from_one_point_and_identical_ones_have_a_bar() -> None:
    def lines(*, identical: bool) -> list[str]:
        twins = tuple(Descent(one, (A, B), "birth", D, identical) for one in (C, D))
        return [line.d for line in drawn(Kinfolk(people(A, B, C, D), (), twins)).lines]

    forks = [d.split("L")[0] for d in lines(identical=False) if "L" in d]
    assert len(forks) == 2
    assert len(set(forks)) == 1
    assert len(lines(identical=True)) == len(lines(identical=False)) + 1


def test_parents_stand_over_the_middle_of_their_children() -> None:
    kin = Kinfolk(people(A, B, C, D), (), (Descent(C, (A, B)), Descent(D, (A, B))))
    by_id = {node.person.id: node.x for node in drawn(kin).nodes}
    assert abs((by_id[A] + by_id[B]) - (by_id[C] + by_id[D])) < 2


def test_the_client_has_two_outlines_and_who_died_a_cross_with_the_age() -> None:
    dead = Person(B, "Gran", Pole.PAST, Domain.OTHER_KIN, Shape.CIRCLE, born=1900, died=1980)
    nodes = {node.person.id: node for node in drawn(Kinfolk((*people(A), dead)), A).nodes}
    assert nodes[A].inner
    assert not nodes[A].cross
    assert nodes[B].cross
    assert nodes[B].age == "80"
    assert not nodes[B].inner


def test_the_therapists_own_place_goes_before_the_rule_and_lines_follow() -> None:
    kin = Kinfolk(people(A, B, C), (Couple(D, A, B),), (Descent(C, (A, B)),))
    before = drawn(kin, C)
    moved = Kinfolk(kin.people, kin.couples, kin.descents, (), {A: Placement(-300, -200)})
    after = drawn(moved, C)
    spots = {node.person.id: (node.x, node.y) for node in after.nodes}
    origin = next((node.x, node.y) for node in before.nodes if node.person.id == C)
    assert spots[A] == (origin[0] - 300, origin[1] - 200)
    assert after.lines != before.lines


def test_nobody_can_be_their_own_ancestor() -> None:
    line = [Descent(B, (A,)), Descent(C, (B,)), Descent(D, (C, A))]
    assert not is_own_ancestor(line)
    assert is_own_ancestor([*line, Descent(A, (D,))])
    assert is_own_ancestor([Descent(A, (A,))])
