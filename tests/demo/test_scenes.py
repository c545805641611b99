"""The demo's episodes, stages and ways keep to what domain.md 10 plans."""

from collections import Counter
from collections.abc import Iterator, Mapping
from statistics import mean

import pytest

from notes_app.clients.payloads import Pole
from notes_app.demo.practice import ClientPlan, SessionPlan
from notes_app.demo.story import SELF
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import Tag, Way
from notes_app.statistics.rollup import best_sustained, setbacks
from notes_app.themes.payloads import Component
from tests.demo.found import ALL, written

Plans = Mapping[str, ClientPlan]


def tagged(plan: ClientPlan) -> list[SessionPlan]:
    return [one for one in written(plan) if one.facts.tags]


def third(plans: Plans, which: int) -> Iterator[SessionPlan]:
    """The sessions of the first third of each client's work, or of the last."""
    for plan in plans.values():
        sessions = tagged(plan)
        width = len(sessions) // 3
        yield from sessions[:width] if which == 0 else sessions[-width:]


def episodes(sessions: Iterator[SessionPlan]) -> list[Episode]:
    return [episode for one in sessions for episode in one.facts.ratings.episodes]


def share(values: list[object], value: object) -> float:
    return values.count(value) / len(values)


@pytest.mark.parametrize("name", ALL)
def test_every_hour_has_one_to_four_of_its_own_passages(plans: Plans, name: str) -> None:
    for session in tagged(plans[name]):
        own = {tag.id: tag for tag in session.facts.tags}
        found = session.facts.ratings.episodes
        themselves = plans[name].story.ids[SELF]
        with_somebody = any(set(tag.people) - {themselves} for tag in own.values())
        assert with_somebody <= len(found) <= 4
        members = [one for episode in found for one in episode.tags]
        assert len(members) == len(set(members))
        for episode in found:
            whom = {(own[one].people[0], own[one].pole) for one in episode.tags}
            assert whom == {(episode.person, episode.pole)}


def test_most_hours_have_one_or_two(plans: Plans) -> None:
    counts = Counter(
        len(session.facts.ratings.episodes) for plan in plans.values() for session in tagged(plan)
    )
    total = counts.total()
    assert [counts[n] / total for n in (1, 2, 3, 4)] == pytest.approx(
        [0.4, 0.4, 0.15, 0.05], abs=0.1
    )


def test_a_bad_answer_is_feared_less_and_comes_less_often(plans: Plans) -> None:
    early, late = episodes(third(plans, 0)), episodes(third(plans, 2))
    expected = [[e.expected for e in own if e.expected] for own in (early, late)]
    actual = [[e.actual for e in own if e.actual] for own in (early, late)]
    assert share(expected[0], Reply.NEGATIVE) == pytest.approx(0.75, abs=0.08)
    assert share(expected[1], Reply.NEGATIVE) == pytest.approx(0.55, abs=0.08)
    assert share(actual[0], Reply.NEGATIVE) == pytest.approx(0.57, abs=0.08)
    assert share(actual[1], Reply.NEGATIVE) == pytest.approx(0.43, abs=0.08)


@pytest.mark.parametrize("name", ALL)
def test_nobody_is_without_wishes_and_half_of_all_scenes_tell_one(plans: Plans, name: str) -> None:
    # domain.md 10 plans 65 in 100; more need more words in the stories.
    assert mean(wished(plans[name])) > 0.25
    assert mean(one for plan in plans.values() for one in wished(plan)) > 0.45


def wished(plan: ClientPlan) -> list[bool]:
    """Of each scene of one client, whether a wish is told in it."""
    return [
        any(tag.component is Component.WISH for tag in one.facts.tags if tag.id in episode.tags)
        for one in tagged(plan)
        for episode in one.facts.ratings.episodes
    ]


def test_new_ways_come_late_and_old_ones_stay(plans: Plans) -> None:
    ways = [[tag.way for one in third(plans, at) for tag in one.facts.tags] for at in (0, 2)]
    early, late = ([share(own, way) for way in Way] for own in ways)
    assert early == pytest.approx([0.85, 0.12, 0.03], abs=0.04)
    assert late == pytest.approx([0.45, 0.30, 0.25], abs=0.08)


@pytest.mark.parametrize("name", ["Kestrel", "Dunlin", "Swift", "Wren", "Martin"])
def test_a_focus_theme_is_worked_through_with_steps_back(plans: Plans, name: str) -> None:
    plan = plans[name]
    for theme in plan.story.focus:
        stages = [stage for one in tagged(plan) for stage in stages_in(one.facts.tags, theme)]
        heard = sum(any(t.theme == theme for t in one.facts.tags) for one in tagged(plan))
        assert len(stages) == heard
        assert set(stages) <= set(range(8))
        goal = min(5, 1 + heard // 5)
        held = [best_sustained(stages[: at + 3]) or 0 for at in range(len(stages) - 2)]
        assert max(held) == pytest.approx(goal, abs=1)
        assert stages[0] < goal
        assert setbacks(stages) >= 1


def stages_in(tags: tuple[Tag, ...], theme: str) -> list[float]:
    return [tag.stage for tag in tags if tag.theme == theme and tag.stage is not None]


def test_a_scene_in_the_room_is_of_this_session_and_nobody_answers_oneself(plans: Plans) -> None:
    for plan in plans.values():
        for episode in episodes(iter(tagged(plan))):
            assert (episode.when == "in-session") == (episode.pole is Pole.THERAPIST)
            if episode.pole is Pole.SELF:
                assert (episode.expected, episode.actual) == (None, None)
