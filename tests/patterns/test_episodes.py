"""Relationship episodes, counted by hand."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from notes_app.clients.payloads import Pole
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import Attendance, Ratings, SessionThemes, Tag, Way
from notes_app.notes.queries import ReadSession
from notes_app.patterns import episodes as counting
from notes_app.patterns.episodes import Feared, likeness, parts, pervasive, told_in
from notes_app.patterns.table import ThemeSpan
from notes_app.statistics.responses import Valence
from notes_app.statistics.shares import Share
from notes_app.themes.payloads import Component, Polarity

BEGUN, MARCO = date(2026, 1, 8), uuid4()
BURDEN, CARE, BELONG = "fear-of-being-a-burden", "letting-care-in", "longing-to-belong"
POLARITIES = {BURDEN: Polarity.STRAIN, CARE: Polarity.GROWTH, BELONG: Polarity.EITHER}
Scene = tuple[str, ...]


def tag(theme: str, **more: object) -> Tag:
    return Tag(uuid4(), theme, 3, (MARCO,), Pole.CURRENT, **more)  # type: ignore[arg-type]


def scene(*tags: Tag, **more: object) -> tuple[Episode, tuple[Tag, ...]]:
    return Episode(uuid4(), tags=tuple(t.id for t in tags), **more), tags  # type: ignore[arg-type]


def session(
    week: int, *scenes: tuple[Episode, tuple[Tag, ...]], complete: bool = True, **more: object
) -> ReadSession:
    facts = {
        "number": 0,
        "held_on": BEGUN + timedelta(weeks=week),
        "attendance": Attendance.HELD,
        "tagging_complete": complete,
        "tags": tuple(t for _, own in scenes for t in own),
        "ratings": Ratings(episodes=tuple(episode for episode, _ in scenes)),
        **more,
    }
    return ReadSession(uuid4(), UUID(int=0), 1, SessionThemes(**facts), number=week + 1)  # type: ignore[arg-type]


def work(early: int, late: int, weeks: int = 10) -> list[ReadSession]:
    """Two scenes a session; the theme in so many of the first and of the last ten."""
    reads = []
    for week in range(weeks):
        of_half = early if week < weeks // 2 else late
        at = week % (weeks // 2)
        shown = [BURDEN if 2 * at + nth < of_half else CARE for nth in (0, 1)]
        reads.append(session(week, *(scene(tag(theme)) for theme in shown)))
    return reads


def burden(reads: list[ReadSession]) -> counting.Counted:
    found = pervasive(reads, {BURDEN: ThemeSpan(BURDEN, "Burden", "expect")})
    return next(one.counted for one in found if one.theme.code == BURDEN)


def test_a_theme_is_in_so_many_of_all_episodes() -> None:
    count = burden(work(early=9, late=3))
    assert count.share == Share(12, 20)
    assert (count.early, count.late) == (Share(9, 10), Share(3, 10))
    assert count.compared == (Share(9, 10), Share(3, 10))
    assert not count.few
    assert len(count.told) == 12


def test_the_change_has_an_interval_from_ten_episodes_a_side() -> None:
    change = burden(work(early=9, late=3)).change
    assert change is not None
    assert change.value == pytest.approx(-0.6)
    assert change.low < change.value < change.high <= 0
    one_fewer = work(early=9, late=3)
    one_fewer[0] = session(0, scene(tag(BURDEN)))
    assert burden(one_fewer).change is None
    assert burden(one_fewer).compared is None


def test_below_five_episodes_there_is_no_interval_and_below_ten_they_are_few() -> None:
    four = [session(week, scene(tag(BURDEN))) for week in range(4)]
    assert burden(four).interval is None
    five = [*four, session(5, scene(tag(CARE)))]
    interval = burden(five).interval
    assert interval is not None
    assert 0.3 < interval.low < 0.8 < interval.high < 1
    assert burden(five).few


def test_a_session_that_is_not_tagged_to_the_end_is_listed_and_not_counted() -> None:
    reads = [session(0, scene(tag(BURDEN))), session(1, scene(tag(BURDEN)), complete=False)]
    assert burden(reads).share == Share(1, 1)
    assert [told.counts for told in told_in(reads)] == [True, False]
    missed = [session(0, scene(tag(BURDEN)), attendance=Attendance.NO_SHOW)]
    assert burden(missed).share == Share(0, 0)


def test_a_theme_counts_from_the_day_on_which_it_was_defined() -> None:
    reads = [session(week, scene(tag(BURDEN))) for week in range(6)]
    span = ThemeSpan(BURDEN, "Burden", "expect", since=BEGUN + timedelta(weeks=2))
    (found,) = pervasive(reads, {BURDEN: span})
    assert found.counted.share == Share(4, 4)


def test_each_part_of_the_pattern_is_counted_by_itself() -> None:
    wish, feared_it = (
        tag(BELONG, component=Component.WISH),
        tag(BURDEN, component=Component.RO_EXPECTED),
    )
    reads = [session(0, scene(wish, feared_it), scene(tag(BELONG, component=Component.WISH)))]
    counts = parts(reads)
    assert counts[Component.WISH].share == Share(2, 2)
    assert counts[Component.RO_EXPECTED].share == Share(1, 2)
    assert counts[Component.RS].share == Share(0, 2)
    (only,) = pervasive(reads, {}, component=Component.RO_EXPECTED)
    assert (only.theme.code, only.counted.share) == (BURDEN, Share(1, 2))


def test_the_most_frequent_theme_comes_first() -> None:
    reads = [session(0, scene(tag(CARE)), scene(tag(BURDEN)), scene(tag(BURDEN)))]
    assert [one.theme.code for one in pervasive(reads, {})] == [BURDEN, CARE]


def test_feared_and_happened() -> None:
    bad, well = Reply.NEGATIVE, Reply.POSITIVE
    scenes = [
        scene(tag(BURDEN), expected=bad, actual=a)
        for a in (bad, bad, well, Reply.MIXED, well, None)
    ]
    scenes.append(scene(tag(BURDEN), expected=well, actual=bad))
    found = counting.feared([session(0, *scenes)], POLARITIES)
    assert found == Feared(expected=5, came=3)
    assert counting.feared([session(0, *scenes[:4])], POLARITIES) is None


def test_where_nothing_was_chosen_the_tags_say_what_was_expected() -> None:
    own = (
        tag(BURDEN, component=Component.RO_EXPECTED),
        tag(CARE, component=Component.RO_ACTUAL),
    )
    (told,) = told_in([session(0, scene(*own))])
    met = counting.encounter(told, POLARITIES)
    assert (met.expected, met.actual) == (Valence.NEGATIVE, Valence.POSITIVE)
    (chosen,) = told_in([session(0, scene(*own, expected=Reply.MIXED))])
    assert counting.encounter(chosen, POLARITIES).expected is Valence.MIXED


def test_likeness_is_said_from_six_episodes_on() -> None:
    assert likeness(work(early=2, late=2, weeks=2)) is None
    alike = likeness([session(0, *(scene(tag(BURDEN)) for _ in range(6)))])
    assert alike is not None
    assert (alike.whole, alike.early) == (1.0, None)
    both = likeness(work(early=10, late=5))
    assert both is not None
    assert both.early == pytest.approx(1.0)
    assert both.late is not None
    assert both.late < 0.6


def test_an_episode_has_the_newest_way_and_the_person_of_its_tags() -> None:
    own = (tag(BURDEN, way=Way.OLD), tag(CARE, way=Way.NEW))
    (told,) = told_in([session(0, scene(*own))])
    assert (told.way, told.person, told.pole) == (Way.NEW, MARCO, Pole.CURRENT)
    assert told.themes == {BURDEN, CARE}


def test_a_tag_that_is_gone_is_not_counted_with_its_episode() -> None:
    kept, gone = tag(BURDEN), tag(CARE)
    episode, _ = scene(kept, gone)
    (told,) = told_in([session(0, (episode, (kept,)))])
    assert told.tags == (kept,)
