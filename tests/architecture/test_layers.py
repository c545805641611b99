"""What no import contract can say about the layers of a feature."""

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "notes_app"
LONGEST_VIEW = 15  # statements
METHODS = {"route", "get", "post", "put", "patch", "delete"}


def modules() -> dict[str, ast.Module]:
    found = {
        file.relative_to(APP).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in APP.rglob("*.py")
    }
    assert len(found) > 100
    return found


def faces_somebody(name: str) -> bool:
    return "views" in name.split("/")[1] or name.endswith("cli.py")


def calls_of(module: ast.Module, method: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def decoded(module: ast.Module) -> set[str]:
    called = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    decoding = [call for call in called if ast.unparse(call.func).endswith("decode")]
    names = [node for call in decoding for node in ast.walk(call) if isinstance(node, ast.Name)]
    return {name.id for name in names}


def views(module: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            marks = [mark.func for mark in node.decorator_list if isinstance(mark, ast.Call)]
            if any(isinstance(mark, ast.Attribute) and mark.attr in METHODS for mark in marks):
                yield node


def statements(view: ast.FunctionDef) -> int:
    return sum(isinstance(node, ast.stmt) for node in ast.walk(view)) - 1


def test_only_views_and_commands_commit():
    committing = {name for name, module in modules().items() if calls_of(module, "commit")}
    assert "notes/views/sessions.py" in committing
    assert {name for name in committing if not faces_somebody(name)} == set()


def test_only_reading_decodes_what_was_written():
    opening = {
        name
        for name, module in modules().items()
        if {"SessionText", "ProcessText"} & decoded(module)
    }
    assert opening == {"notes/reading.py"}


def test_a_view_is_one_sentence():
    counted = {
        f"{name}:{view.name}": statements(view)
        for name, module in modules().items()
        for view in views(module)
    }
    assert len(counted) > 40
    assert {view: count for view, count in counted.items() if count > LONGEST_VIEW} == {}


def test_a_command_line_is_not_mistaken_for_a_service():
    assert faces_somebody("accounts/views/tries.py")
    assert faces_somebody("records/cli.py")
    assert not faces_somebody("notes/service.py")
