from dataclasses import astuple

import pytest

from notes_app.statistics.episodes import (
    EpisodeCount,
    change_in_pervasiveness,
    pervasiveness,
)
from notes_app.statistics.shares import Share


def counted(*sessions):
    return [EpisodeCount(with_theme, episodes) for with_theme, episodes in sessions]


EARLY = counted((2, 3), (1, 2), (2, 2), (0, 1), (3, 4), (1, 3), (2, 3))
LATE = counted((0, 2), (1, 3), (0, 2), (1, 4), (0, 1), (1, 2), (0, 3))


def test_the_change_is_resampled_by_whole_sessions_p1():
    change = change_in_pervasiveness(EARLY, LATE)
    assert change is not None
    assert astuple(change) == pytest.approx((-0.434641, -0.640097, -0.218045), abs=1e-6)


def test_a_theme_is_counted_in_episodes():
    assert pervasiveness(EARLY) == Share(11, 18)


def test_four_episodes_are_listed_and_not_counted():
    assert pervasiveness(counted((1, 2), (1, 2))) is None


def test_nine_episodes_on_one_side_are_too_few_for_a_change():
    nine = counted((3, 5), (2, 4))
    assert change_in_pervasiveness(nine, LATE) is None
    assert change_in_pervasiveness(EARLY, nine) is None


def test_no_session_has_no_pervasiveness():
    assert pervasiveness([]) is None
    assert change_in_pervasiveness([], []) is None


def test_sessions_without_an_episode_do_not_stop_the_drawing():
    sparse = counted((5, 10), (0, 0), (0, 0))
    change = change_in_pervasiveness(sparse, LATE)
    assert change is not None
    assert change.low <= change.value <= change.high


def test_a_theme_in_more_episodes_than_told_is_refused():
    with pytest.raises(ValueError, match="3 of 2 episodes"):
        EpisodeCount(3, 2)
