import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from notes_app import db
from notes_app.clients.queries import clients_of
from notes_app.notes.models import TherapySession
from notes_app.notes.reading import read_texts
from notes_app.records import cli
from notes_app.records.plan import Ready
from notes_app.records.service import Arrivals
from tests.cast import Practice
from tests.records.word_files import word_file

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, practice: Practice, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command with Ana's passphrase in the environment."""
    monkeypatch.setenv("BETWEEN_PASSPHRASE", practice.passphrase)

    def import_notes(*arguments: object, user: str = "ana") -> Result:
        words = ["import", *map(str, arguments), "--user", user]
        return app.test_cli_runner().invoke(args=words)

    return import_notes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three notes for Heron, who is Mira, and one for nobody."""
    place = tmp_path / "Old notes"
    (place / "Heron").mkdir(parents=True)
    (place / "Heron" / "2024-03-15.txt").write_text("She came late.")
    (place / "Heron" / "2024-03-22.md").write_text("We spoke about the call.")
    (place / "29 March 2024 - Heron.docx").write_bytes(word_file("The call again."))
    (place / "2024-03-15 Robin.txt").write_text("First session.")
    return place


def notes_in_database() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(TherapySession)) or 0


def test_a_folder_comes_in_with_what_was_not_understood_named(run: Run, folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == cli.SOME_LEFT_OUT
    assert "3 notes are in." in result.output
    assert "2024-03-15 Robin.txt" in result.output
    assert notes_in_database() == 3


def test_the_words_are_there_and_open(run: Run, folder: Path, practice: Practice) -> None:
    run(folder)
    texts = read_texts(practice.mira, keyring=practice.keyrings["ana"]).values()
    assert {text.sections[0].text for text in texts if text} == {
        "She came late.",
        "We spoke about the call.",
        "The call again.",
    }


def test_a_dry_run_changes_nothing_and_tells_the_same(run: Run, folder: Path) -> None:
    result = run(folder, "--dry-run")
    assert "3 notes to bring in." in result.output
    assert "Dry run: nothing was changed." in result.output
    assert notes_in_database() == 0


def test_a_second_import_adds_nothing(run: Run, folder: Path) -> None:
    run(folder)
    result = run(folder)
    assert "3 notes already there; nothing is added twice." in result.output
    assert notes_in_database() == 3


def test_new_clients_come_only_when_asked_for(run: Run, folder: Path, practice: Practice) -> None:
    result = run(folder, "--create-clients")
    assert result.exit_code == 0
    assert "1 new client to add: Robin." in result.output
    assert "Robin" in {card.name for card in clients_of(practice.ana, practice.keyrings["ana"])}


def test_one_file_can_be_imported_for_a_named_client(run: Run, folder: Path) -> None:
    result = run(folder / "2024-03-15 Robin.txt", "--client", "Wren")
    assert result.exit_code == 0
    assert "1 note is in." in result.output


def test_an_unknown_client_is_refused_before_anything_happens(run: Run, folder: Path) -> None:
    result = run(folder, "--client", "Nobody")
    assert result.exit_code == cli.Refused.exit_code
    assert "No client is called Nobody." in result.output
    assert notes_in_database() == 0


def test_the_order_of_day_and_month_can_be_told(run: Run, folder: Path) -> None:
    (folder / "Heron" / "03-04-2024.txt").write_text("Spring.")
    assert "Say which comes first" in run(folder, "--dry-run").output
    assert "4 notes to bring in." in run(folder, "--dry-run", "--day-first").output


def test_a_map_says_client_and_date(run: Run, folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text("file;client;date\n2024-03-15 Robin.txt;Wren;2024-03-16\n")
    result = run(folder, "--map", table)
    assert result.exit_code == 0
    assert "4 notes are in." in result.output


def test_a_map_with_unknown_columns_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text("file,klient\n2024-03-15 Robin.txt,Wren\n")
    result = run(folder, "--map", table)
    assert result.exit_code == cli.Refused.exit_code
    assert "klient" in result.output
    assert notes_in_database() == 0


def test_a_wrong_passphrase_opens_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BETWEEN_PASSPHRASE", "wrong")
    result = run(folder)
    assert result.exit_code == cli.NotUnlocked.exit_code
    assert "That did not open anything." in result.output


def test_where_several_work_somebody_must_be_named(app: Flask, run: Run, folder: Path) -> None:
    result = app.test_cli_runner().invoke(args=["import", str(folder)])
    assert result.exit_code == cli.Refused.exit_code
    assert "--user NAME" in result.output


def test_another_therapist_finds_none_of_these_clients(run: Run, folder: Path) -> None:
    result = run(folder, user="bea")
    assert "0 notes to bring in." in result.output


def test_the_report_names_every_file_and_never_replaces_another(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    run(folder, "--dry-run", "--report", report)
    lines = report.read_text().splitlines()
    assert len(lines) == 4
    assert "Not understood: 2024-03-15 Robin.txt." in lines[-1]
    assert "is there already" in run(folder, "--report", report).output
    assert notes_in_database() == 0


def test_no_name_and_no_word_is_logged(
    run: Run, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    run(folder)
    assert notes_in_database() == 3
    assert "Heron" not in caplog.text
    assert "Robin" not in caplog.text


def test_links_and_what_programs_leave_behind_are_not_followed(run: Run, folder: Path) -> None:
    (folder / "Heron" / "2024-04-05.txt").symlink_to("/etc/hostname")
    (folder / ".DS_Store").write_bytes(b"x")
    result = run(folder)
    assert "It is a link." in result.output
    assert ".DS_Store" not in result.output
    assert notes_in_database() == 3


def test_a_name_that_a_terminal_would_obey_is_printed_harmlessly(run: Run, folder: Path) -> None:
    (folder / "\x1b[2J[red]2024-03-15.txt").write_text("Words.")
    result = run(folder, "--dry-run")
    assert "\x1b" not in result.output
    assert "?[2J[red]2024-03-15.txt" in result.output


def test_a_name_that_is_no_text_is_imported_all_the_same(run: Run, folder: Path) -> None:
    (folder / "Heron" / os.fsdecode(b"caf\xe9 2024-04-05.txt")).write_text("Words.")
    assert run(folder).exit_code == cli.SOME_LEFT_OUT
    assert notes_in_database() == 4


class PressesCtrlC(Arrivals):
    """Somebody presses Ctrl-C while the second batch is being written."""

    batches = 0

    def bring_in(self, notes: Sequence[Ready]) -> None:
        super().bring_in(notes)
        PressesCtrlC.batches += 1
        if PressesCtrlC.batches == 2:
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_ends_between_batches_and_the_next_run_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "Heron"
    place.mkdir()
    for number in range(250):
        (place / f"2024-03-15 session {number + 1}.txt").write_text(f"Words of {number}.")
    monkeypatch.setattr(cli, "Arrivals", PressesCtrlC)
    stopped = run(place)
    assert stopped.exit_code == cli.Interrupted.exit_code
    assert "200 of 250 notes are in, none of them in part." in stopped.output
    assert notes_in_database() == 200
    assert "50 notes are in." in run(place).output


def test_nothing_is_written_once_a_stop_was_asked_for(practice: Practice) -> None:
    stop = Event()
    stop.set()
    arrivals = Arrivals(practice.ana, [], roster=None, keyring=practice.keyrings["ana"])  # type: ignore[arg-type]
    assert list(cli.write_batches([None], arrivals, stop=stop)) == []  # type: ignore[list-item]


def test_the_exit_codes_are_told_in_the_help(app: Flask) -> None:
    assert "130 interrupted" in app.test_cli_runner().invoke(args=["import", "--help"]).output
