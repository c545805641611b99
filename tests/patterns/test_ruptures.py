"""What stands on the axis beneath the threads: gaps stay gaps, and everything keeps its column."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.clients.payloads import Pole
from notes_app.notes.beside import Alliance, Episode, Repair, Rupture
from notes_app.notes.payloads import Attendance, Ratings
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.ruptures import threads_of
from notes_app.patterns.rupture_drawing import HIGHEST, PANEL, drawn
from notes_app.patterns.ruptures import axis_of, moments_of, steps_of
from tests.diary.builders import THURSDAY, read

LATER = date(2030, 1, 1)
BONDS = st.lists(st.none() | st.integers(0, HIGHEST), min_size=2, max_size=40)


def rated(bonds: list[int | None]) -> list[ReadSession]:
    return number_sessions(
        [
            read(
                THURSDAY + timedelta(weeks=week),
                ratings=Ratings(alliance_by_client=Alliance(bond=bond)),
            )
            for week, bond in enumerate(bonds)
        ]
    )


def test_what_was_not_rated_is_none_and_breaks_the_line() -> None:
    axis = axis_of(rated([6, None, 7, 8]), [], today=LATER)
    assert axis.lines[0].by_client == (6, None, 7, 8)
    drawing = drawn(axis)
    assert drawing is not None
    (panel,) = drawing.panels
    assert panel.by_client.path.count("M") == 2
    assert panel.by_you.points == ()


@given(BONDS)
def test_every_rating_is_one_point_in_its_panel(bonds: list[int | None]) -> None:
    drawing = drawn(axis_of(rated(bonds), [], today=LATER))
    assert drawing is not None
    values = [bond for bond in bonds if bond is not None]
    points = [point for panel in drawing.panels for point in panel.by_client.points]
    assert len(points) == len(values)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    for value, (_, y) in zip(values, points, strict=True):
        assert y == pytest.approx(drawing.panels[0].foot - PANEL * value / HIGHEST, abs=0.06)


def test_a_thread_lies_from_its_session_to_the_one_that_mended_it() -> None:
    rupture = Rupture(id=uuid4(), kind="mixed")
    repair = Repair(id=uuid4(), rupture=rupture.id)
    parts = [Ratings(), Ratings(ruptures=(rupture,)), Ratings(), Ratings(repairs=(repair,))]
    reads = [read(THURSDAY + timedelta(weeks=w), ratings=one) for w, one in enumerate(parts)]
    (span,) = axis_of(reads, threads_of(reads), today=LATER).spans
    assert (span.begins, span.ends) == (1, 3)
    (open_one,) = axis_of(reads[:3], threads_of(reads[:3]), today=LATER).spans
    assert (open_one.begins, open_one.ends) == (1, 2)


def test_plans_have_no_column_and_missed_hours_have_one() -> None:
    reads = [
        read(THURSDAY),
        read(THURSDAY + timedelta(weeks=1), attendance=Attendance.NO_SHOW),
        read(THURSDAY + timedelta(weeks=2), attendance=None),
    ]
    assert len(axis_of(reads, [], today=LATER).reads) == 2


def test_one_session_has_no_axis() -> None:
    assert drawn(axis_of(rated([5]), [], today=LATER)) is None


def test_a_thread_tells_its_passages_in_order() -> None:
    hour = read(THURSDAY, "strain-with-therapist", "feeling-met")
    assert hour.facts is not None
    rupture = Rupture(id=uuid4(), kind="mixed", tags=(hour.facts.tags[0].id, uuid4()))
    told = read(THURSDAY, tags=hour.facts.tags, ratings=Ratings(ruptures=(rupture,)))
    (step,) = steps_of(threads_of([told])[0])
    assert [heard.tag for heard in step.heard] == [hour.facts.tags[0]]


def test_scenes_are_counted_by_place_in_life_and_by_how_they_ended() -> None:
    episodes = (
        Episode(id=uuid4(), pole=Pole.PAST, connection="lost-again", outcome="further"),
        Episode(id=uuid4(), pole=Pole.PAST, connection="lost-again", outcome="broken-off"),
        Episode(id=uuid4(), pole=Pole.THERAPIST, connection="connection", outcome="closer"),
        Episode(id=uuid4(), pole=Pole.CURRENT),
    )
    moments = moments_of([read(ratings=Ratings(episodes=episodes))])
    assert moments.counts == {
        Pole.THERAPIST: {"connection": 1},
        Pole.PAST: {"lost-again": 2},
    }
    assert moments.ended == {"further": 1, "broken-off": 1}
