"""Serving starts quickly because it loads nothing that only some pages or commands need."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from config import Settings
from pathlib import Path
from notes_app.cli import serving_app
serving_app(Settings(instance=Path(sys.argv[1])))
print("\\n".join(sys.modules))
"""
NOT_NEEDED = {
    "alembic": "the tables are up to date",
    "docx": "nobody brings in Word files yet",
    "lxml": "nobody brings in Word files yet",
    "notes_app.demo": "it is no command",
    "notes_app.records.cli": "it is no command",
    "rich": "nobody watches a terminal",
    "segno": "nobody prints a sheet",
    "sqlalchemy.dialects.postgresql": "the database is a file",
    "zxcvbn_rs_py": "nobody chooses a passphrase",
}


@pytest.fixture(scope="module", name="loaded")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = str(tmp_path_factory.mktemp("instance"))
    command = [sys.executable, "-c", SCRIPT, folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # makes the tables
    second = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return set(second.stdout.split())


def test_the_pages_are_loaded(loaded: set[str]):
    assert {"flask", "notes_app.notes.views", "notes_app.records.views"} <= loaded


@pytest.mark.parametrize("module", NOT_NEEDED)
def test_a_second_start_does_without(loaded: set[str], module: str):
    assert module not in loaded
