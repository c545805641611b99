"""Theme change on paper: the lists with their counts, the bars and the table that says the same."""

from collections.abc import Sequence
from uuid import UUID

from notes_app.paper.sheet import Block, Heading, Quote, Table, Words
from notes_app.patterns.change import Line, listed
from notes_app.patterns.compared import Comparing, compare
from notes_app.patterns.marks import Mark
from notes_app.patterns.passages import Heard, first_strongest_latest, heard_in, quoted
from notes_app.patterns.printed.bars import drawings_of
from notes_app.patterns.printed.chosen import Choice, Seen
from notes_app.patterns.printed.stages import stage_blocks
from notes_app.patterns.printed.twin import in_words
from notes_app.patterns.rules import RULE_VERSION
from notes_app.patterns.table import Only, ThemeRow
from notes_app.patterns.told import told
from notes_app.patterns.verdict import Section
from notes_app.web.filters import day

NOT_YET = "Too early to say"
# Words for a talk: none of them says more than the counts beside it.
PLAIN = {
    Section.MORE: "More present",
    Section.LESS: "Less present",
    Section.STEADY: "About as present as before",
}
EMPTY = "Nothing is tagged yet."
COUNTED = "Every theme, counted"
AFTERWARDS = (
    "What is compared was written down on {}, when sessions of it had already been held: chosen "
    "afterwards. So counts stand here without words about change."
)


def theme_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """The lists, the bars, their table, and the passages where they are wanted."""
    if not seen.table.rows:
        return [Words(EMPTY)]
    found = compare(seen.table, windows=seen.windows, day=seen.day, focus=seen.focus)
    lists, worded = _lists(found, choice), not (choice.talk or found.wordless)
    rows = [line.row for lines in lists.values() for line in lines]
    return [
        *_windows(found, seen),
        *_later(found),
        *(
            block
            for name, lines in lists.items()
            for block in _list(name, lines, seen, worded=worded)
        ),
        *_by_rule(found, seen),
        *_every_session(rows, seen, choice),
        *([] if choice.talk else stage_blocks(rows, seen.table.columns)),
        *_passages(rows, seen, choice),
    ]


def wanted_passages(seen: Seen) -> set[UUID]:
    """The sessions whose words are needed for the first, strongest and latest passages."""
    return {
        heard.session_id for row in seen.table.rows for _, heard in _three(seen, row.theme.code)
    }


def _windows(found: Comparing, seen: Seen) -> list[Block]:
    spans = found.spans(seen.table)
    if spans is None:
        return [Words("There are too few sessions to set early ones beside late ones.")]
    return [Words(f"Now: {spans[0]}. Before: {spans[1]}.")]


def _later(found: Comparing) -> list[Block]:
    return [
        Words(f"Counted {basis}, {day(since)}: {', '.join(names)}.", small=True)
        for basis, since, names in found.later
    ]


def _by_rule(found: Comparing, seen: Seen) -> list[Block]:
    if found.wordless and seen.day:
        return [Words(AFTERWARDS.format(day(seen.day.noted_on)), small=True)]
    said = (
        f"Words of change by rule {RULE_VERSION}. They say how often a theme is heard, "
        "not whether that is welcome."
    )
    return [Words(said, small=True)]


def _lists(found: Comparing, choice: Choice) -> dict[str, list[Line]]:
    """The lists by heading.  In a talk nothing is said with reserve: it is not said yet."""
    if found.wordless:
        return {COUNTED: [*found.lines.values()]}
    sections = listed(found.lines)
    if not choice.talk:
        return {str(section): lines for section, lines in sections.items() if lines}
    lists: dict[str, list[Line]] = {words: [] for words in (*PLAIN.values(), NOT_YET)}
    for section, lines in sections.items():
        for line in lines:
            lists[NOT_YET if line.perhaps else PLAIN.get(section, NOT_YET)].append(line)
    return {name: lines for name, lines in lists.items() if lines}


def _list(name: str, lines: Sequence[Line], seen: Seen, *, worded: bool) -> list[Block]:
    columns = ("Theme", "Now", "Before", *(("Word",) if worded else ()), "Its course")
    rows = tuple(_row(line, seen, worded=worded) for line in lines)
    widths = (4, 2, 2, 3, 6) if worded else (4, 2, 2, 6)
    return [
        Heading(name, 2),
        Table("Counts are sessions", columns, rows, frozenset({1, 2}), widths),
    ]


def _row(line: Line, seen: Seen, *, worded: bool) -> tuple[str, ...]:
    verdict, row = line.verdict, line.row
    now, was = f"{row.heard} of {len(row.values)}" if row.values else "none counted", ""
    if verdict.late and verdict.early:
        now, was = ("{} of {}".format(*window) for window in (verdict.late, verdict.early))
    word = (line.word,) if worded else ()
    return (row.theme.name, now, was, *word, told(row, seen.table.columns, today=seen.today))


def _every_session(rows: Sequence[ThemeRow], seen: Seen, choice: Choice) -> list[Block]:
    columns = seen.table.columns
    marks = () if choice.talk else seen.marks.drawn
    changed = {mark.column for mark in marks if mark.column}
    drawn = drawings_of(rows, [column.number for column in columns], changed=changed)
    twin = Table(
        "The same in words: in which sessions, by strength from 1 to 5",
        ("Theme", "Heard in", "Not known in"),
        tuple(in_words(row, columns) for row in rows),
        widths=(3, 6, 4),
    )
    key = (
        "A bar is the strength in one session. A pale dash: not known, because the hour did not "
        "take place, is not tagged to the end, or the theme was not on offer that day."
    )
    return [Heading("Every session", 2), Words(key, small=True), *_defined(marks), *drawn, twin]


def _defined(marks: Sequence[Mark]) -> list[Block]:
    if not marks:
        return []
    told = "; ".join(f"{mark.theme.name}, {day(mark.on)}" for mark in marks)
    said = (
        f"A diamond: definition changed there: {told}. Sessions before are read under the earlier "
        "definition."
    )
    return [Words(said, small=True)]


def _passages(rows: Sequence[ThemeRow], seen: Seen, choice: Choice) -> list[Block]:
    if not choice.passages:
        return []
    blocks = [block for row in rows for block in _quotes(row, seen)]
    return [Heading("Passages", 2), *blocks]


def _quotes(row: ThemeRow, seen: Seen) -> list[Block]:
    three = _three(seen, row.theme.code)
    shown = quoted([heard for _, heard in three], seen.texts)
    quotes: list[Block] = [
        Quote(one.exact or "These words cannot be opened.", f"{which}, {_where(one.heard)}")
        for (which, _), one in zip(three, shown, strict=True)
    ]
    return [Heading(row.theme.name, 3), *quotes] if quotes else []


def _three(seen: Seen, code: str) -> list[tuple[str, Heard]]:
    return first_strongest_latest(heard_in(seen.reads, code, Only()))


def _where(heard: Heard) -> str:
    day = f"{heard.held_on.day} {heard.held_on:%B %Y}"
    return f"session {heard.number}" if heard.number else day
