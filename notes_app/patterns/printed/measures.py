"""Totals of questionnaires on paper: each line with its band, and a table that says the same.

Colours are literal attributes, because a drawing on paper has no style sheet; what is drawn is told
apart by shape and dashes, never by colour.
"""

from collections.abc import Iterable

from notes_app.measures.wording import number
from notes_app.notes.course_drawing import LEFT, NARROWEST, TOP, drawn
from notes_app.notes.course_drawing import Drawing as Line
from notes_app.notes.course_words import told
from notes_app.notes.courses import INCOMPLETE, Course, Scale, Score, courses_of, level_words
from notes_app.paper.sheet import Block, Drawing, Heading, Table, Words
from notes_app.patterns.printed.chosen import Choice, Seen
from notes_app.patterns.printed.ink import INK, PAPER, path, text
from notes_app.web.filters import day

PALE, RULE = "#eae5da", "#a89f90"
SIZE, PAGE_MM = 13, 174.0
EMPTY = "No questionnaire was taken yet."
KEY = (
    "Full line: the totals, the first one open. Grey: within the points that repeated measurement"
    " alone produces. Long dashes: a straight line through the totals. Dots: the cut-off."
)


def measure_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """Every questionnaire that was taken; for a talk without the words of its source."""
    courses = courses_of(seen.reads, seen.measures)
    if not courses:
        return [Words(EMPTY)]
    drawings = [block for course in courses for block in _course(course, choice)]
    key = [Words(KEY, small=True)] if any(isinstance(one, Drawing) for one in drawings) else []
    return [*key, *drawings]


def _course(course: Course, choice: Choice) -> list[Block]:
    scale, line = course.scale, drawn(course, width=NARROWEST)
    until = f", until {day(scale.until)}" if scale.until else ""
    return [
        Heading(scale.name + until, 2),
        *([_drawing(course, line)] if line else []),
        Words(" ".join(told(course))),
        Table(
            _caption(scale),
            ("Session", "Total", "Since the start"),
            tuple(_row(score, course, choice) for score in course.scores),
            widths=(3, 4, 6),
        ),
        *([Words(scale.sources, small=True)] if scale.sources else []),
    ]


def _caption(scale: Scale) -> str:
    of = f"{number(scale.lowest)} to {number(scale.highest)}"
    if scale.reliable is None:
        return of
    return f"{of}; the band reaches {number(scale.reliable)} up and down{level_words(scale)}"


def _row(score: Score, course: Course, choice: Choice) -> tuple[str, str, str]:
    where = f"{score.number}, {day(score.held_on)}" if score.number else day(score.held_on)
    since = "the start" if score in course.complete[:1] else score.change
    if choice.talk:
        return where, INCOMPLETE if score.total is None else number(score.total), since
    raised = "; item 9 above 0" if score.raised else ""
    return where, score.said + raised, since


def _drawing(course: Course, line: Line) -> Drawing:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {line.width} {line.height}" '
        f'width="{line.width}" height="{line.height}">{"".join(_parts(line))}</svg>'
    )
    alt = (
        f"{course.scale.name}: a line of {len(line.points)} totals. {' '.join(told(course))}"
        " The table below has the same numbers."
    )
    return Drawing(svg, alt, PAGE_MM)


def _parts(line: Line) -> Iterable[str]:
    for band in line.bands:
        yield (
            f'<rect x="{band.x}" y="{band.y}" width="{band.width}" height="{band.height}" '
            f'fill="{PALE}"/>'
        )
        if band.edges:
            yield path(band.edges, RULE, 1)
    yield path(f"M{LEFT} {TOP}V{line.ground}H{line.right}", RULE, 1)
    if line.cutoff is not None:
        yield path(f"M{LEFT} {line.cutoff}H{line.right}", INK, 1, "3 4")
    yield from (path(d, INK, 1.2, "14 5") for d in line.trends)
    yield from (path(d, INK, 1.8) for d in line.strokes)
    for point, fill in zip(line.points, (PAPER, *(INK for _ in line.points[1:])), strict=True):
        yield (
            f'<circle cx="{point.x}" cy="{point.y}" r="{line.dot}" fill="{fill}" '
            f'stroke="{INK}" stroke-width="1.6"/>'
        )
    yield from _words(line)


def _words(line: Line) -> Iterable[str]:
    for y, total in ((TOP + 4, line.highest), (line.ground, line.lowest)):
        yield text(LEFT - 6, y, number(total), SIZE, "end")
    for tick in line.ticks:
        yield path(f"M{tick.x} {line.ground}v5", RULE, 1)
        yield text(tick.x, tick.y, tick.said, SIZE)
    yield from (text(word.x, word.y + 4, word.said, SIZE, "start") for word in line.beside)
