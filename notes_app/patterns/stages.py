"""How far a theme has been taken in: its stages, what held, and the steps back on the way.

Stages are anchors after the assimilation model, in our words (domain.md 1.1).  A path is
irregular in most work that goes well, so a step back is counted and never coloured, and no word
of change is ever made of stages.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from notes_app.patterns.table import ThemeRow
from notes_app.statistics.rollup import best_sustained, setbacks

STAGES = (
    "kept out",
    "pushed away",
    "dimly felt",
    "named",
    "understood",
    "tried on",
    "works",
    "taken in",
)
HIGHEST = len(STAGES) - 1
UNDERSTOOD = 4.0


@dataclass(frozen=True)
class StagePath:
    """The rated stages of one theme, each with its column, in order."""

    ratings: tuple[tuple[int, float], ...]

    @property
    def stages(self) -> tuple[float, ...]:
        """The ratings alone."""
        return tuple(stage for _, stage in self.ratings)

    @property
    def reached(self) -> float | None:
        """What held, or below three ratings the latest; None where nobody rated it."""
        held = best_sustained(self.stages)
        return self.stages[-1] if held is None and self.stages else held

    @property
    def steps_back(self) -> int:
        """Neighbouring ratings that fall by one stage or more."""
        return setbacks(self.stages)

    @property
    def said(self) -> str:
        """ "Understood (4); 2 steps back on the way, as is usual." """
        if self.reached is None:
            return "Stage not rated."
        held = f"{stage_words(self.reached).capitalize()} ({number(self.reached)})"
        so_far = ", so far" if best_sustained(self.stages) is None else ""
        if not self.steps_back:
            return f"{held}{so_far}."
        steps = "1 step" if self.steps_back == 1 else f"{self.steps_back} steps"
        return f"{held}{so_far}; {steps} back on the way, as is usual."


def path_of(row: ThemeRow) -> StagePath:
    """The stages of a theme, from every session in which one was rated."""
    rated = ((at, cell.stage) for at, cell in enumerate(row.cells))
    return StagePath(tuple((at, stage) for at, stage in rated if stage is not None))


def stage_words(stage: float) -> str:
    """The anchor of a stage; between two of them, both."""
    below = int(stage)
    if stage == below:
        return STAGES[below]
    return f"between {STAGES[below]} and {STAGES[below + 1]}"


def number(stage: float) -> str:
    """3 or 3.5."""
    return f"{stage:g}"


def understood(paths: Iterable[StagePath]) -> tuple[int, int]:
    """How many themes are understood or further, and how many have a stage at all."""
    reached = [stage for path in paths if (stage := path.reached) is not None]
    return sum(stage >= UNDERSTOOD for stage in reached), len(reached)
