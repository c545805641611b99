"""Stages are read, never filled in; steps back are counted."""

from dataclasses import replace
from uuid import uuid4

import msgspec
import pytest

from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.patterns import drawing
from notes_app.patterns.stages import StagePath, path_of, stage_words, understood
from notes_app.patterns.table import table_of
from tests.patterns.test_table import QUIET, TODAY, weekly
from tests.statistics.named_series import STAGES


def tagged(reads: list[ReadSession], **tags: list[dict]) -> list[ReadSession]:
    """The sessions with other tags: `s3=[{...}]` for the third."""
    made = list(reads)
    for name, told in tags.items():
        at = int(name[1:]) - 1
        some = tuple(Tag(uuid4(), "quiet", 3, **one) for one in told)
        made[at] = replace(made[at], facts=msgspec.structs.replace(made[at].facts, tags=some))
    return made


def path(*stages: float) -> StagePath:
    return StagePath(tuple(enumerate(stages)))


def test_the_stage_that_held_is_said_with_the_steps_back() -> None:
    assert path(*STAGES).said == "Understood (4); 3 steps back on the way, as is usual."


def test_below_three_ratings_the_latest_stands_so_far() -> None:
    assert path(2, 3.5).said == "Between named and understood (3.5), so far."
    assert path().said == "Stage not rated."


def test_a_session_without_a_rated_stage_has_none() -> None:
    reads = tagged(weekly("xxx"), s1=[{"stage": 2}], s3=[{"stage": 3}, {"stage": 4}])
    (row,) = table_of(reads, themes={"quiet": QUIET}, today=TODAY).rows
    assert path_of(row).ratings == ((0, 2.0), (2, 3.5))
    assert understood([path_of(row)]) == (0, 1)


def test_every_stage_has_its_words() -> None:
    assert [stage_words(stage) for stage in (0, 4, 6.5)] == [
        "kept out",
        "understood",
        "between works and taken in",
    ]


def test_a_step_chart_goes_sideways_and_then_up() -> None:
    steps = drawing.steps(((0, 1.0), (2, 4.0)), 4)
    assert steps is not None
    assert steps.path.count("H") == steps.path.count("V") == 1
    assert steps.dots[1][1] < steps.dots[0][1]
    assert drawing.steps((), 4) is None


@pytest.mark.parametrize("counts", [(0, 0, 0), (3, 1, 0), (2, 2, 4)])
def test_a_stacked_bar_is_as_long_as_its_parts(counts: tuple[int, int, int]) -> None:
    parts = drawing.parts_of(counts, 90)
    assert sum(width for _, width in parts) == pytest.approx(90 if sum(counts) else 0, abs=0.2)
