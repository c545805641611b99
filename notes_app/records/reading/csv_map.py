"""A table that says of each file whose note it is and of which day."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from io import StringIO

from notes_app.records.reading.dates import DateOrder, find_date
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.plain_text import decode_text

NEEDED = ("file",)
COLUMNS = ("file", "client", "date", "start", "end", "session")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::[0-5][0-9])?")
_MOST_SESSIONS = 9999
_MORE_THAN_ONE = "there is more than one such file. Write the folder before it."


@dataclass(frozen=True)
class MapRow:
    """What the table says of one file.  Empty or None: ask the file's name.

    `problem` is a sentence when a cell of this row cannot be read; then only this file stays out.
    """

    file: str
    client: str = ""
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    number: int | None = None
    problem: str = ""


@dataclass(frozen=True)
class FileMap:
    """The rows of a table, by the file that each names: by its path, or by its bare name."""

    rows: Mapping[str, MapRow] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[MapRow]) -> "FileMap":
        """The map with these rows; a later row for a file goes before an earlier one."""
        return cls({_plain(row.file): row for row in rows})

    def rows_of(self, paths: Sequence[str]) -> dict[str, MapRow]:
        """The row for each of `paths` that has one; paths begin below the imported folder."""
        bare = Counter(_bare(path) for path in paths)
        found: dict[str, MapRow] = {}
        for path in paths:
            row = self.rows.get(_plain(path))
            if row is None and (row := self.rows.get(_bare(path))) and bare[_bare(path)] > 1:
                row = replace(row, problem=f"The map names {row.file}, and {_MORE_THAN_ONE}")
            if row is not None:
                found[path] = row
        return found

    def missing_from(self, paths: Sequence[str]) -> list[str]:
        """The files that have a row and are not among `paths`."""
        there = {_plain(path) for path in paths} | {_bare(path) for path in paths}
        return [row.file for key, row in self.rows.items() if key not in there]


def read_csv_map(data: bytes, order: DateOrder | None) -> FileMap:
    """Read the table; commas or semicolons, with or without a byte order mark.

    Cells are only ever text: a formula stays what it looks like.

    Raises:
        NotUnderstood: its header cannot be used, it is no table, or a file has two rows.
    """
    text = decode_text(data).text
    head = text.split("\n", 1)[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    rows: dict[str, MapRow] = {}
    for row in _rows(text, separator, order):
        if _plain(row.file) in rows:
            raise NotUnderstood(f"The map has two rows for {row.file}. Leave one of them.")
        rows[_plain(row.file)] = row
    return FileMap(rows)


def _rows(text: str, separator: str, order: DateOrder | None) -> Iterator[MapRow]:
    table = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = _columns(next(table, []))
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield _row(columns, [cell.strip() for cell in cells], table.line_num, order)
    except csv.Error:
        raise NotUnderstood(
            f"Line {table.line_num} of the map cannot be read as a table. Look for a quotation mark"
            " without its partner."
        ) from None


def _columns(header: list[str]) -> list[str]:
    columns = [cell.strip().casefold() for cell in header]
    known = ", ".join(COLUMNS)
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown:
        listed = ", ".join(column or "(no name)" for column in unknown)
        raise NotUnderstood(
            f"The map has columns that Between does not know: {listed}. Known are: {known}. Rename"
            " or remove the others."
        )
    twice = next((column for column in columns if columns.count(column) > 1), None)
    if twice:
        raise NotUnderstood(f"The map has two columns called {twice}. Leave one of them.")
    if not set(NEEDED) <= set(columns):
        raise NotUnderstood(f"The map has no column called file. Its columns can be: {known}.")
    return columns


def _row(columns: list[str], cells: list[str], line: int, order: DateOrder | None) -> MapRow:
    if len(cells) > len(columns):
        raise NotUnderstood(
            f"Line {line} of the map has more cells than the header. Put cells with a comma or a"
            " semicolon into quotation marks."
        )
    said = dict(zip(columns, cells, strict=False))
    file = said.get("file", "")
    if not file:
        raise NotUnderstood(f"Line {line} of the map names no file. Name one, or remove the line.")
    try:
        return MapRow(
            file=file,
            client=said.get("client", ""),
            held_on=_date(said.get("date", ""), order),
            starts_at=_time(said.get("start", "")),
            ends_at=_time(said.get("end", "")),
            number=_number(said.get("session", "")),
        )
    except NotUnderstood as unclear:
        return MapRow(file=file, client=said.get("client", ""), problem=unclear.sentence)


def _date(cell: str, order: DateOrder | None) -> date | None:
    if not cell:
        return None
    written = find_date(cell, order)
    if written is None or cell[: written.start].strip() or cell[written.end :].strip():
        raise NotUnderstood(f"The date {cell!r} in the map is none. Write it like 2024-03-15.")
    return written.day


def _time(cell: str) -> time | None:
    if not cell:
        return None
    read = _TIME.fullmatch(cell)
    if read is None:
        raise NotUnderstood(f"The time {cell!r} in the map is none. Write it like 15:10.")
    return time(int(read[1]), int(read[2]))


def _number(cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdecimal()) or not 1 <= int(cell) <= _MOST_SESSIONS:
        raise NotUnderstood(f"The session {cell!r} in the map is not a number from 1 to 9,999.")
    return int(cell)


def _bare(path: str) -> str:
    return _plain(path).rsplit("/", 1)[-1]


def _plain(path: str) -> str:
    # Names come decomposed from some systems, and backslashes from others.
    return unicodedata.normalize("NFC", path.replace("\\", "/")).removeprefix("./")
