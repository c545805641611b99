"""What the project promises around its code."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("notes_app", "tests", "migrations", "tools", "benchmarks")
PINNED = ("requirements.txt", "requirements-dev.txt")
SECTIONS = ("## Context", "## Decision", "## Consequences", "## What would change our mind")


def python_files() -> list[Path]:
    return [file for folder in OURS for file in (ROOT / folder).rglob("*.py")] + [ROOT / "start.py"]


def lines_of(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def imports_of(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_readme_can_be_read_in_one_sitting():
    assert 20 < len(lines_of("README.md")) <= 80


def test_every_file_that_the_readme_names_exists():
    named = re.findall(r"\]\(([^)#]+)\)", "\n".join(lines_of("README.md")))
    assert "CHANGELOG.md" in named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changelog_has_the_newest_on_top():
    headings = [line for line in lines_of("CHANGELOG.md") if line.startswith("## ")]
    assert headings[0] == "## Unreleased"


def test_no_python_file_is_longer_than_400_lines():
    counted = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in python_files()}
    assert len(counted) > 10
    assert {str(file): lines for file, lines in counted.items() if lines > 400} == {}


def test_nothing_is_called_after_the_work_it_does_not_say():
    vague = re.compile(r"(utils?|helpers?|common|managers?|handlers?|data|info)\.py$")
    assert [str(file) for file in python_files() if vague.search(file.name)] == []


def test_migrations_import_nothing_of_ours():
    files = list((ROOT / "migrations").rglob("*.py"))
    assert files
    assert [file.name for file in files if any("notes_app" in n for n in imports_of(file))] == []


def test_start_needs_only_the_standard_library():
    names = {name.partition(".")[0] for name in imports_of(ROOT / "start.py")}
    assert "subprocess" in names
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_pinned_with_a_hash(name: str):
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8"))
    assert len(entries) > 20
    assert [e for e in entries if "==" not in e or "--hash=sha256:" not in e] == []


@pytest.mark.parametrize(
    "name", [*PINNED, "requirements.in", "requirements-dev.in", "pyproject.toml"]
)
def test_no_package_index_is_named(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text) > 100
    assert re.findall(r"\S+://\S+|--(?:extra-)?index-url|--find-links", text) == []


def test_both_lists_pin_the_same_versions():
    run_time, tools = (
        dict(re.findall(r"^(\S+)==(\S+)", "\n".join(lines_of(n)), re.M)) for n in PINNED
    )
    shared = run_time.keys() & tools.keys()
    assert shared
    assert {name for name in shared if run_time[name] != tools[name]} == set()


def test_make_help_lists_every_target():
    targets = re.findall(r"^([a-z]+):", "\n".join(lines_of("Makefile")), re.M)
    printed = subprocess.run(
        ["make", "-s", "-C", ROOT, "help"], check=True, capture_output=True, text=True
    ).stdout
    assert len(targets) > 10
    assert [target for target in targets if f"make {target} " not in printed] == []


def test_every_benchmark_that_make_names_can_be_started():
    named = set(re.findall(r"-m (benchmarks\.\w+)", "\n".join(lines_of("Makefile"))))
    assert len(named) > 5
    assert [name for name in named if not callable(import_module(name).main)] == []


def test_every_package_stands_in_the_picture_and_in_the_table_of_the_architecture():
    packages = {path.parent.name for path in (ROOT / "notes_app").glob("*/__init__.py")}
    text = (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    picture, table = text.split("| package | holds |")
    assert len(packages) > 20
    assert packages - set(re.findall(r"\w+", picture)) == set()
    assert packages - set(re.findall(r"`(\w+)`", table.split("## Inside")[0])) == set()


def test_every_decision_has_its_four_parts():
    files = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    incomplete = [
        f.name for f in files if any(part not in f.read_text("utf-8") for part in SECTIONS)
    ]
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    assert incomplete == []


def test_a_decision_fits_on_a_page():
    files = list((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert files
    assert [file.name for file in files if len(file.read_text("utf-8").splitlines()) > 60] == []


def test_git_leaves_the_instance_alone():
    ignored = subprocess.run(
        [
            "git",
            "check-ignore",
            "instance/between.db",
            "instance/instance.key",
            "instance/README.md",
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert ignored == ["instance/between.db", "instance/instance.key"]
