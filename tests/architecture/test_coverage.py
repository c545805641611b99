"""docs/coverage.md says where each working part is recorded and found, and it is so."""

import ast
import re
from functools import cache
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
SCREENS, ROWS = PAGE.split("## Rows")
#: What cannot be recorded or found as the texts ask; a row that is mended leaves this set.
OPEN: set[int] = set()


def cells(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines][2:]


def rows() -> list[list[str]]:
    return cells(ROWS)


@cache
def functions_of(path: str) -> set[str]:
    file = ROOT / "tests" / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.parse("")
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_working_part_stands_there_once_and_in_order() -> None:
    assert [row[0] for row in rows()] == [str(number) for number in range(1, 111)]
    assert {len(row) for row in rows()} == {5}


def test_every_screen_is_a_page_of_the_product(app: Flask) -> None:
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    named = {screen: endpoint.strip("`") for screen, endpoint, _ in cells(SCREENS)}
    assert set(named.values()) - known == set()
    used = set(re.findall(r"\*\*(.+?)\*\*", ROWS))
    assert used - named.keys() == set()
    assert named.keys() - used == set()


def test_every_row_names_where_it_is_recorded_and_where_it_is_found() -> None:
    assert [row[0] for row in rows() if "**" not in row[2] or "**" not in row[3]] == []


def test_every_row_names_a_test_that_is_there() -> None:
    for number, *_, tests in rows():
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", tests)
        assert named, number
        assert [name for path, name in named if name not in functions_of(path)] == [], number


def test_rows_that_are_not_yet_so_are_known() -> None:
    assert {int(row[0]) for row in rows() if "Not yet" in " ".join(row)} == OPEN
