"""The thirteen ties, told apart by shape alone, and where they run (domain.md 6)."""

import re
from uuid import UUID

import pytest

from notes_app.clients.genogram.curves import arc, arrow, trimmed
from notes_app.clients.genogram.strokes import ring_of, strokes_of
from notes_app.clients.genogram.ties import Ground, drawn_ties
from notes_app.clients.payloads import Tie, TieKind
from notes_app.clients.words import TIES

FLAT = arc((0, 100), (200, 100), 0)
A, B, C = (UUID(int=n) for n in range(1, 4))


def points(d: str) -> list[tuple[float, float]]:
    found = [float(number) for number in re.findall(r"-?[\d.]+", d)]
    return list(zip(found[::2], found[1::2], strict=True))


def offsets(kind: TieKind) -> list[float]:
    """How far beside the straight line each path starts."""
    return [round(points(stroke.d)[0][1] - 100, 1) for stroke in strokes_of(kind, FLAT)]


def patterns(kind: TieKind) -> list[str]:
    return [stroke.pattern for stroke in strokes_of(kind, FLAT)]


def teeth(d: str) -> tuple[float, float]:
    """Amplitude, and wavelength."""
    found = points(d)
    return max(abs(y - 100) for _, y in found), 2 * 200 / (len(found) - 1)


def test_every_kind_has_a_word_and_a_shape_of_its_own() -> None:
    shapes = {kind: (tuple(strokes_of(kind, FLAT)), ring_of(kind, FLAT)) for kind in TieKind}
    assert len(TieKind) == len(TIES) == 13
    assert len(set(shapes.values())) == 13
    assert len(set(TIES.values())) == 13


def test_one_two_and_three_parallel_lines_stand_five_apart() -> None:
    assert offsets(TieKind.ORDINARY) == [0]
    assert sorted(offsets(TieKind.CLOSE)) == [-2.5, 2.5]
    assert sorted(offsets(TieKind.FUSED)) == [-5, 0, 5]


def test_distance_is_dotted_and_no_contact_is_dashed_with_a_gap() -> None:
    assert patterns(TieKind.DISTANT) == ["2 6"]
    assert patterns(TieKind.ESTRANGED) == ["12 8", "12 8"]
    left, right = (points(stroke.d) for stroke in strokes_of(TieKind.ESTRANGED, FLAT))
    assert right[0][0] - left[-1][0] == 14


@pytest.mark.parametrize(
    ("kind", "amplitude", "wavelength"),
    [(TieKind.CONFLICT, 4, 10), (TieKind.HOSTILE, 6, 5)],
)
def test_conflict_is_a_zigzag_and_hostility_a_tighter_one(
    kind: TieKind, amplitude: float, wavelength: float
) -> None:
    (stroke,) = strokes_of(kind, FLAT)
    assert teeth(stroke.d) == (amplitude, wavelength)


def test_close_and_in_conflict_is_a_zigzag_between_two_lines() -> None:
    left, right, between = strokes_of(TieKind.CLOSE_CONFLICT, FLAT)
    assert {points(left.d)[0][1], points(right.d)[0][1]} == {95, 105}
    assert teeth(between.d) == (3, 10)


def test_cut_off_has_two_upright_bars_four_apart_in_a_gap_of_ten() -> None:
    before, after, one, other = (points(s.d) for s in strokes_of(TieKind.CUT_OFF, FLAT))
    assert after[0][0] - before[-1][0] == 10
    assert other[0][0] - one[0][0] == 4
    assert one[0][0] == one[1][0]
    assert ring_of(TieKind.CUT_OFF, FLAT) is None


def test_what_was_mended_has_a_circle_between_the_bars() -> None:
    ring = ring_of(TieKind.MENDED, FLAT)
    assert ring is not None
    assert (ring.x, ring.y) == (100, 100)
    assert strokes_of(TieKind.MENDED, FLAT) == strokes_of(TieKind.CUT_OFF, FLAT)


def test_harm_care_and_preoccupation_point_to_the_other() -> None:
    for kind, filled in ((TieKind.HARM, True), (TieKind.CARE, False), (TieKind.PREOCCUPIED, True)):
        shaft, head = strokes_of(kind, FLAT)
        assert head.filled is filled
        assert points(head.d)[1] == (200, 100)
        assert points(shaft.d)[0] == (0, 100)
    assert patterns(TieKind.PREOCCUPIED)[0] == "8 4"
    assert teeth(strokes_of(TieKind.HARM, FLAT)[0].d)[0] == 4


def test_an_arc_lies_above_the_straight_line_as_high_as_it_is_told() -> None:
    assert arc((0, 100), (200, 100), 18).at(0.5) == (100, 82)
    assert arc((200, 100), (0, 100), 18).at(0.5) == (100, 82)


def test_a_trimmed_arc_keeps_its_course() -> None:
    whole = arc((0, 0), (300, 120), 40)
    part = trimmed(whole, 30, 50)
    assert part.length == pytest.approx(whole.length - 80, abs=1)
    assert min(abs(part.at(0.5)[0] - x) + abs(part.at(0.5)[1] - y) for x, y in whole.points) < 12
    assert arrow(part, 11)[1] == part.end


def ground(**labels: tuple[float, float, float, float]) -> Ground:
    middles = {A: (100.0, 100.0), B: (200.0, 100.0), C: (300.0, 100.0)}
    boxes = {who: labels[name] for name, who in (("a", A), ("b", B), ("c", C)) if name in labels}
    return Ground(middles, 22, boxes)


def tie(one: UUID, other: UUID, number: int = 9) -> Tie:
    return Tie(UUID(int=number), TieKind.CLOSE, one, other)


def test_a_tie_runs_round_whoever_stands_between() -> None:
    (found,) = drawn_ties([tie(A, C)], ground())
    assert min(abs(x - 200) + abs(y - 100) for x, y in found.curve.points) > 22


def test_a_second_tie_of_a_pair_runs_higher() -> None:
    first, second = drawn_ties([tie(A, B, 1), tie(B, A, 2)], ground())
    assert second.curve.at(0.5)[1] == pytest.approx(first.curve.at(0.5)[1] - 12, abs=2)


def test_a_tie_to_somebody_who_is_not_drawn_is_not_drawn() -> None:
    assert drawn_ties([tie(A, UUID(int=77)), tie(A, A)], ground()) == []
