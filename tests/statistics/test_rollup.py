from datetime import date

import pytest

from notes_app.statistics.rollup import (
    RatedSession,
    TagRating,
    Way,
    WayCounts,
    best_sustained,
    count_ways,
    is_eligible,
    joined,
    repetitiveness,
    roll_up,
    setbacks,
    silence,
    strengths_of,
)
from tests.statistics.named_series import STAGES

MARCH = date(2025, 3, 11)
COMPLETE = RatedSession(MARCH, held=True, tagging_complete=True)
CANCELLED = RatedSession(MARCH, held=False, tagging_complete=True)
HALF_TAGGED = RatedSession(MARCH, held=True, tagging_complete=False, tags=(TagRating(4),))
STRONG = RatedSession(
    MARCH, held=True, tagging_complete=True, tags=(TagRating(2), TagRating(4), TagRating(3))
)


def test_the_strongest_tag_counts_g1():
    assert roll_up(STRONG.tags).strength == 4
    assert roll_up(STRONG.tags).occurrence == 1


def test_a_theme_without_a_tag_is_absent():
    assert (roll_up(()).strength, roll_up(()).occurrence) == (0, 0)
    assert roll_up((TagRating(1),)).occurrence == 1


def test_stages_keep_their_halves_g2():
    rated = (TagRating(1, stage=3), TagRating(2, stage=4), TagRating(2))
    assert roll_up(rated).stage == 3.5


def test_a_stage_that_was_not_rated_stays_empty():
    assert roll_up((TagRating(3),)).stage is None


def test_the_stage_held_at_4_with_three_steps_back_g3():
    assert (best_sustained(STAGES), setbacks(STAGES)) == (4.0, 3)


def test_half_a_step_back_is_none():
    assert setbacks([3, 2.5, 2, 1]) == 1


def test_three_stages_are_enough_to_have_held():
    assert best_sustained([5, 1, 2]) == 2.0


def test_two_stages_are_too_few_to_have_held():
    assert best_sustained([3, 4]) is None


def test_the_newest_way_is_shown_and_all_are_counted_g4():
    counts = count_ways([Way.OLD, Way.OLD, Way.NEW, None])
    assert (counts.newest, counts) == (Way.NEW, WayCounts(old=2, variation=0, new=1))


def test_a_variation_is_newer_than_the_old_way():
    assert WayCounts(old=3, variation=1).newest is Way.VARIATION
    assert WayCounts(old=3).newest is Way.OLD
    assert WayCounts().newest is None


def test_three_episodes_are_as_alike_as_in_g5():
    episodes = [frozenset("ab"), frozenset("a"), frozenset("bc")]
    assert repetitiveness(episodes) == pytest.approx(0.277778, abs=1e-6)
    assert repetitiveness([*episodes, frozenset()]) == pytest.approx(0.277778, abs=1e-6)


def test_two_episodes_are_enough_to_be_alike():
    assert repetitiveness([frozenset("ab"), frozenset("a")]) == 0.5


def test_one_episode_repeats_nothing():
    assert repetitiveness([frozenset("ab")]) is None


def test_a_cancelled_session_is_not_eligible_g6():
    assert not is_eligible(CANCELLED)


def test_an_absence_counts_only_where_tagging_is_complete():
    assert strengths_of([STRONG, HALF_TAGGED, CANCELLED, COMPLETE]) == (4, 0)


def test_a_theme_counts_from_the_day_it_was_made():
    assert is_eligible(COMPLETE, since=MARCH)
    assert not is_eligible(COMPLETE, since=date(2025, 3, 12))


def test_a_retired_theme_counts_until_the_day_before():
    assert is_eligible(COMPLETE, retired=date(2025, 3, 12))
    assert not is_eligible(COMPLETE, retired=MARCH)


def test_merged_themes_count_as_the_stronger_of_them():
    assert joined([[0, 3, 0], [2, 1, 0]]) == (2, 3, 0)


def test_a_theme_is_silent_since_it_was_last_heard():
    assert silence([0, 3, 0, 0]) == 2
    assert silence([0, 3]) == 0
    assert silence([0, 0]) is None
