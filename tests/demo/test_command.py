from pathlib import Path

import pytest
from click.testing import Result

from config import Settings
from notes_app import create_app
from notes_app.accounts.installation import DATABASE_FILE
from notes_app.demo.cli import MARK


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the demo practice is to be built."""
    monkeypatch.setenv("BETWEEN_INSTANCE", str(tmp_path / "practice"))
    return tmp_path / "practice"


def run(folder: Path, *arguments: str, **settings: str) -> Result:
    app = create_app(Settings(instance=folder, testing=False, **settings))
    return app.test_cli_runner().invoke(args=["demo", *arguments])


def test_it_builds_prints_the_log_ins_and_is_there_the_second_time(folder: Path) -> None:
    built, again = run(folder), run(folder)
    assert built.exit_code == 0
    assert "8 clients" in built.output
    assert "jonas" in built.output
    assert "is there" in again.output
    assert "jonas" in again.output


def test_it_leaves_records_alone_that_are_not_its_own(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o700)
    create_app(Settings(instance=folder))
    (folder / DATABASE_FILE).write_bytes(b"somebody's notes")
    refused = run(folder)
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.output
    assert (folder / DATABASE_FILE).read_bytes() == b"somebody's notes"


def test_what_was_interrupted_is_begun_again(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o700)
    create_app(Settings(instance=folder))
    (folder / DATABASE_FILE).write_bytes(b"half a practice")
    (folder / MARK).write_text("unfinished")
    assert "8 clients" in run(folder).output


def test_without_a_folder_of_its_own_it_builds_beside_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BETWEEN_INSTANCE", raising=False)
    assert run(tmp_path / "mine").exit_code == 0
    assert (tmp_path / "mine" / "demo" / MARK).exists()
    assert not (tmp_path / "mine" / MARK).exists()
