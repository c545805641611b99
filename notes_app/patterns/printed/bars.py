"""The strength of every theme in every session as bars: an SVG for paper, readable in grey.

Colours are literal attributes, because a drawing on paper has no style sheet.  Absent is an empty
place on the line; a session that says nothing about a theme has a pale dash: not known.
"""

from collections.abc import Collection, Iterable, Sequence

from notes_app.paper.sheet import Drawing
from notes_app.patterns.printed.ink import INK, text
from notes_app.patterns.table import ThemeRow

PALE, RULE = "#a89f90", "#dcd5c8"
STRONGEST = 5
NAME_WIDE, LETTERS = 190, 34
ROW, HIGH, HEAD, EDGE = 19, 14, 16, 10
COLUMN, WIDEST = 9.0, 520.0
MOST_ROWS = 30  # what fits on one page with room to spare
UNIT_MM, PAGE_MM = 0.245, 174.0


def drawings_of(
    rows: Sequence[ThemeRow], numbers: Sequence[int | None], *, changed: Collection[int] = ()
) -> list[Drawing]:
    """As many drawings as there are pages of themes.

    Args:
        numbers: of the sessions, by column; None for hours that have none.
        changed: the columns before which a definition changed: a diamond stands there.
    """
    if not numbers:
        return []
    starts = range(0, len(rows), MOST_ROWS)
    return [_drawing(rows[at : at + MOST_ROWS], numbers, changed) for at in starts]


def _drawing(
    rows: Sequence[ThemeRow], numbers: Sequence[int | None], changed: Collection[int]
) -> Drawing:
    step = min(COLUMN, WIDEST / len(numbers))
    wide, high = NAME_WIDE + step * len(numbers) + EDGE, HEAD + ROW * len(rows)
    parts = [
        *_head(numbers, step),
        *(_diamond(NAME_WIDE + at * step) for at in sorted(changed)),
        *(part for at, row in enumerate(rows) for part in _row(row, at, step)),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.1f} {high}" '
        f'width="{wide:.1f}" height="{high}">{"".join(parts)}</svg>'
    )
    return Drawing(svg, _alt(rows, len(numbers)), min(PAGE_MM, wide * UNIT_MM))


def _alt(rows: Sequence[ThemeRow], sessions: int) -> str:
    heard = "; ".join(f"{row.theme.name}: {len(row.heard_at_all)}" for row in rows)
    return (
        f"Bars of strength, from absent to 5, over {sessions} sessions. "
        f"Sessions in which each theme was heard: {heard}. The table below says the same in words."
    )


def _head(numbers: Sequence[int | None], step: float) -> Iterable[str]:
    for at, number in enumerate(numbers):
        if number and (number == 1 or number % 10 == 0):
            yield text(NAME_WIDE + (at + 0.5) * step, HEAD - 5, str(number), 9)


def _diamond(x: float) -> str:
    return f'<path d="M{x:.1f} {HEAD - 4}l3.5 3.5l-3.5 3.5l-3.5 -3.5z" fill="{INK}"/>'


def _row(row: ThemeRow, at: int, step: float) -> Iterable[str]:
    base = HEAD + ROW * (at + 1) - 3
    yield text(0, base - 2, _short(row.theme.name), 11, "start")
    line = f"M{NAME_WIDE} {base}h{step * len(row.cells):.1f}"
    yield f'<path d="{line}" stroke="{RULE}" stroke-width="0.8"/>'
    bars = "".join(
        _bar(NAME_WIDE + step * place, base, cell.strength, step)
        for place, cell in enumerate(row.cells)
        if cell.strength
    )
    unknown = "".join(
        f"M{NAME_WIDE + step * place + step / 4:.1f} {base}h{step / 2:.1f}"
        for place, cell in enumerate(row.cells)
        if not cell.strength and not cell.known
    )
    if bars:
        yield f'<path d="{bars}" fill="{INK}"/>'
    if unknown:
        yield f'<path d="{unknown}" stroke="{PALE}" stroke-width="2"/>'


def _bar(x: float, base: float, strength: int, step: float) -> str:
    high = HIGH * strength / STRONGEST
    return f"M{x + step * 0.15:.1f} {base}v{-high:.1f}h{step * 0.7:.1f}v{high:.1f}z"


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= LETTERS else line[: LETTERS - 1].rstrip() + "…"
