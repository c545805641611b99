"""The thin lines under the table of themes: alliance, distress, facets and questionnaires."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.measures.queries import KnownMeasures
from notes_app.notes.beside import Alliance
from notes_app.notes.courses import courses_of
from notes_app.notes.lists import FACETS
from notes_app.notes.payloads import SessionThemes
from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import ThemeTable
from notes_app.statistics.series import first_and_last_medians
from notes_app.web.filters import day

TEN = 10.0


def number(value: float) -> str:
    """To one decimal at most: a slider knows no more."""
    return f"{round(value, 1):g}"


@dataclass(frozen=True)
class ThinLine:
    """One series along the columns of the table; None where nothing was rated.

    Heights are on its own scale, from `lowest` to `highest`.
    """

    name: str
    values: tuple[float | None, ...]
    lowest: float
    highest: float

    @property
    def rated(self) -> list[float]:
        """What was rated, in order."""
        return [value for value in self.values if value is not None]

    @property
    def now(self) -> str:
        """The middle of the last three, from six ratings on; before that the latest."""
        medians = first_and_last_medians(self.rated)
        return number(medians.last if medians else self.rated[-1])

    @property
    def was(self) -> str:
        """The middle of the first three; below six ratings the first."""
        medians = first_and_last_medians(self.rated)
        return number(medians.first if medians else self.rated[0])

    def told(self, table: ThemeTable) -> str:
        """All of it in words: "Session 1: 4, session 2: 6." """
        return ", ".join(
            f"session {column.number}: {number(value)}"
            for column, value in zip(table.columns, self.values, strict=True)
            if value is not None
        )


def lines_under(
    table: ThemeTable, reads: Sequence[ReadSession], measures: KnownMeasures
) -> list[ThinLine]:
    """Every line with at least two values, in a fixed order."""
    facts = {read.session_id: read.facts for read in reads if read.facts is not None}
    here = [facts.get(column.session_id) for column in table.columns]
    lines = [
        ThinLine("Alliance, you", tuple(_alliance(one, "you") for one in here), 0, TEN),
        ThinLine("Alliance, client", tuple(_alliance(one, "client") for one in here), 0, TEN),
        ThinLine("Distress", tuple(_distress(one) for one in here), 0, TEN),
        *(ThinLine(word, _facet(here, code), 0, TEN) for code, word in FACETS.items()),
        *_measured(table, reads, measures),
    ]
    return [line for line in lines if len(line.rated) > 1]


def mean_of(alliance: Alliance) -> float | None:
    """The mean of what was rated of bond, goals and tasks."""
    rated = [it for it in (alliance.bond, alliance.goals, alliance.tasks) if it is not None]
    return sum(rated) / len(rated) if rated else None


def _alliance(facts: SessionThemes | None, by: str) -> float | None:
    if facts is None:
        return None
    ratings = facts.ratings
    return mean_of(ratings.alliance_by_you if by == "you" else ratings.alliance_by_client)


def _distress(facts: SessionThemes | None) -> float | None:
    return None if facts is None else facts.ratings.distress


def _facet(here: Sequence[SessionThemes | None], code: str) -> tuple[float | None, ...]:
    return tuple(None if facts is None else facts.ratings.facets.get(code) for facts in here)


def _measured(
    table: ThemeTable, reads: Sequence[ReadSession], measures: KnownMeasures
) -> list[ThinLine]:
    lines = []
    for course in courses_of(reads, measures):
        totals: Mapping[UUID, float | None] = {s.session_id: s.total for s in course.scores}
        values = tuple(totals.get(column.session_id) for column in table.columns)
        scale = course.scale
        name = f"{scale.name}, until {day(scale.until)}" if scale.until else scale.name
        lines.append(ThinLine(name, values, scale.lowest, scale.highest))
    return lines
