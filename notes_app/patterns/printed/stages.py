"""How far themes have been taken in, on paper: steps for each theme, and the same in a table.

Only for the therapist's own desk: a stage is her rating of somebody, not a thing to be handed over.
"""

from collections.abc import Iterable, Sequence

from notes_app.paper.sheet import Block, Drawing, Heading, Table, Words
from notes_app.patterns.drawing import STEPS_HIGH, STEPS_WIDE, stage_rules, steps
from notes_app.patterns.printed.ink import INK, path, text
from notes_app.patterns.stages import STAGES, StagePath, number, path_of, stage_words
from notes_app.patterns.table import Column, ThemeRow

RULE, DOT = "#dcd5c8", 2.5
NAMES_WIDE, HEAD, EDGE = 84, 22, 8
WIDE, HIGH = NAMES_WIDE + STEPS_WIDE + EDGE, HEAD + STEPS_HIGH
WIDTH_MM = 100.0
FEWEST_DRAWN = 2  # one rating has no course


def stage_blocks(rows: Sequence[ThemeRow], columns: Sequence[Column]) -> list[Block]:
    """A drawing of every course, and a table of every theme with a rating; nothing without one."""
    paths = [(row, path_of(row)) for row in rows]
    rated = [(row, course) for row, course in paths if course.ratings]
    if not rated:
        return []
    table = Table(
        "The same in words: session and stage",
        ("Theme", "What held", "Rated in"),
        tuple((row.theme.name, course.said, _told(course, columns)) for row, course in rated),
        widths=(3, 4, 7),
    )
    drawn = (_drawing(row, course, columns) for row, course in rated)
    key = (
        "From kept out (0) to taken in (7), as rated. A step back is usual and says nothing by "
        "itself. Sessions between two dots were not rated."
    )
    drawings = [drawing for drawing in drawn if drawing is not None]
    return [Heading("How far taken in", 2), Words(key, small=True), *drawings, table]


def _told(course: StagePath, columns: Sequence[Column]) -> str:
    said = ((columns[at], stage) for at, stage in course.ratings)
    return "; ".join(f"{_where(c)}: {stage_words(stage)} ({number(stage)})" for c, stage in said)


def _where(column: Column) -> str:
    return str(column.number or f"{column.held_on.day} {column.held_on:%b %Y}")


def _drawing(row: ThemeRow, course: StagePath, columns: Sequence[Column]) -> Drawing | None:
    chart = steps(course.ratings, len(columns))
    if chart is None or len(course.ratings) < FEWEST_DRAWN:
        return None
    parts = [
        text(0, HEAD - 8, row.theme.name, 12, "start"),
        text(WIDE - EDGE, HEAD - 8, _axis(columns), 9, "end"),
        *_rules(),
        f'<g transform="translate({NAMES_WIDE} {HEAD})">{path(chart.path, INK, 1.6)}',
        *(f'<circle cx="{x}" cy="{y}" r="{DOT}" fill="{INK}"/>' for x, y in chart.dots),
        "</g>",
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
        f'width="{WIDE}" height="{HIGH}">{"".join(parts)}</svg>'
    )
    alt = f"{row.theme.name}: stages by session as steps. {course.said} The table says the same."
    return Drawing(svg, alt, WIDTH_MM)


def _axis(columns: Sequence[Column]) -> str:
    return f"{_where(columns[0])} to {_where(columns[-1])}, by session"


def _rules() -> Iterable[str]:
    for stage, y in stage_rules():
        yield path(f"M{NAMES_WIDE} {HEAD + y:.1f}h{STEPS_WIDE}", RULE, 0.7)
        yield text(NAMES_WIDE - 6, HEAD + y + 3, STAGES[stage], 9, "end")
