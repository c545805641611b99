from statistics import mean

from notes_app.demo.arcs import FALLS_AND_RETURNS, FALLS_HARD, RISES_LATE, Arc, strengths_along
from tests.demo.chance import chance

SERIES = 600


def drawn(
    arc: Arc, *, growth: bool = False, setbacks: frozenset[int] = frozenset()
) -> list[tuple[int, ...]]:
    return [
        strengths_along(arc, held=40, growth=growth, setbacks=setbacks, rng=chance(seed))
        for seed in range(SERIES)
    ]


def heard_in(series: list[tuple[int, ...]], number: int) -> float:
    return mean(one[number - 1] > 0 for one in series)


def test_an_arc_begins_and_ends_with_its_chances() -> None:
    falling = drawn(FALLS_HARD)
    assert abs(heard_in(falling, 1) - 0.75) < 0.06
    assert abs(heard_in(falling, 40) - 0.22) < 0.06


def test_a_late_riser_is_seldom_heard_in_the_middle_and_often_at_the_end() -> None:
    rising = drawn(RISES_LATE, growth=True)
    assert heard_in(rising, 12) < 0.15
    assert heard_in(rising, 40) > 0.5


def test_strength_lies_between_none_and_five() -> None:
    assert {strength for one in drawn(FALLS_HARD) for strength in one} == {0, 1, 2, 3, 4, 5}


def test_a_setback_brings_strain_and_takes_growth() -> None:
    hard = frozenset({20})
    assert heard_in(drawn(FALLS_HARD, setbacks=hard), 20) > heard_in(drawn(FALLS_HARD), 20) + 0.2
    new = drawn(RISES_LATE, growth=True, setbacks=frozenset({38}))
    assert heard_in(new, 38) < heard_in(drawn(RISES_LATE, growth=True), 38) - 0.2


def test_a_theme_that_comes_back_is_heard_more_in_the_last_fifth() -> None:
    returning = drawn(FALLS_AND_RETURNS)
    assert heard_in(returning, 38) > heard_in(returning, 29) + 0.15


def test_neighbouring_sessions_resemble_each_other_a_little() -> None:
    level = Arc(0.5, 0.5, 0.5)
    pairs = [(one[9] > 0, one[10] > 0) for one in drawn(level)]
    assert 0.53 < mean(before == after for before, after in pairs) < 0.68


def test_the_same_chance_gives_the_same_strengths() -> None:
    assert drawn(FALLS_HARD)[7] == drawn(FALLS_HARD)[7]
