"""The marks of a Word file's lists, which stand nowhere as text: the word processor counts.

A paragraph, or its style, names a list (`numId`) and a level.  The list names an abstract list,
which says of each level whether it has bullets or numbers.  Lists over one abstract list count on
together, unless one of them starts anew.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument

from notes_app.records.reading.word_tags import W

_LEVELS = 9
_NO_LIST = "0"
_SMALL_NUMBER = re.compile("[0-9]{1,6}")


@dataclass(frozen=True)
class _Level:
    bullet: bool
    start: int


@dataclass
class ListMarks:
    """Gives each paragraph of a list its mark, in the order of the document, and counts.

    `levels` are by counter and level, `counters` name the counter of each list, `styles` give the
    list and level of a paragraph style.
    """

    levels: Mapping[tuple[str, int], _Level] = field(default_factory=dict)
    counters: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _reached: dict[tuple[str, int], int] = field(default_factory=dict)

    def mark(self, paragraph: Any) -> str:
        """The indent and the mark before this paragraph's words: "- ", "  3. " or nothing."""
        number, depth = self._list_of(paragraph)
        counter = self.counters.get(number)
        if counter is None:
            return ""
        level = self.levels.get((counter, depth))
        indent = "  " * depth
        if level is None or level.bullet:
            return f"{indent}- "
        return f"{indent}{self._next(counter, depth, level)}. "

    def _next(self, counter: str, depth: int, level: _Level) -> int:
        reached = self._reached.get((counter, depth), level.start - 1) + 1
        self._reached[counter, depth] = reached
        for deeper in range(depth + 1, _LEVELS):
            self._reached.pop((counter, deeper), None)
        return reached

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val"), None) if style is not None else None
        number, depth = inherited or (_NO_LIST, 0)
        own = paragraph.find(f"{W}pPr/{W}numPr")
        return (number, depth) if own is None else _numbering_of(own, number, depth)


def read_list_marks(document: WordDocument) -> ListMarks:
    """What the file says about its lists; a file that says nothing has none."""
    styles = _list_styles(document)
    numbering = next(
        (
            relation.target_part.element
            for relation in document.part.rels.values()
            if not relation.is_external and relation.reltype.endswith("/numbering")
        ),
        None,
    )
    if numbering is None:
        return ListMarks()
    levels: dict[tuple[str, int], _Level] = {}
    counters: dict[str, str] = {}
    abstract = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
    for number in numbering.iter(f"{W}num"):
        number_id, pattern = number.get(f"{W}numId"), number.find(f"{W}abstractNumId")
        if number_id in (None, _NO_LIST) or pattern is None:
            continue
        pattern_id = pattern.get(f"{W}val")
        anew = number.find(f"{W}lvlOverride/{W}startOverride") is not None
        counters[number_id] = f"list {number_id}" if anew else f"pattern {pattern_id}"
        levels |= _levels_of(abstract.get(pattern_id), counters[number_id])
    return ListMarks(levels, counters, styles)


def _levels_of(abstract: Any, counter: str) -> dict[tuple[str, int], _Level]:
    found = {}
    for level in [] if abstract is None else abstract.iter(f"{W}lvl"):
        form, start = level.find(f"{W}numFmt"), level.find(f"{W}start")
        bullet = form is not None and form.get(f"{W}val") in ("bullet", "none")
        first = _whole(start.get(f"{W}val"), 1) if start is not None else 1
        found[counter, _whole(level.get(f"{W}ilvl"), 0)] = _Level(bullet, first)
    return found


def _list_styles(document: WordDocument) -> dict[str, tuple[str, int]]:
    elements = {each.get(f"{W}styleId"): each for each in document.styles.element.iter(f"{W}style")}
    found = {}
    for name in elements:
        at, seen = name, set()
        while at in elements and at not in seen:
            seen.add(at)  # a style can be based on itself in a damaged file
            own = elements[at].find(f"{W}pPr/{W}numPr")
            if own is not None:
                found[name] = _numbering_of(own, _NO_LIST, 0)
                break
            based = elements[at].find(f"{W}basedOn")
            at = based.get(f"{W}val") if based is not None else None
    return found


def _numbering_of(own: Any, number: str, depth: int) -> tuple[str, int]:
    named, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
    return (
        named.get(f"{W}val") if named is not None else number,
        min(_whole(level.get(f"{W}val"), 0), _LEVELS - 1) if level is not None else depth,
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and _SMALL_NUMBER.fullmatch(text) else otherwise
