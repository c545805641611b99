"""The folder of an installation, and when Between refuses to start."""

import stat
from dataclasses import replace

import pytest

from config import Settings
from notes_app.accounts.costs import costs_of
from notes_app.accounts.installation import CannotStart, open_installation
from notes_app.crypto.instance_key import read_instance_key
from notes_app.crypto.passphrase import FLOOR, SERVER_DEFAULT


@pytest.fixture(name="settings")
def _settings(tmp_path) -> Settings:
    return Settings(instance=tmp_path / "instance")


def opened(settings: Settings):
    installation = open_installation(settings)
    installation.engine.dispose()
    return installation


def test_the_first_start_makes_a_folder_and_a_key_for_nobody_else(settings):
    opened(settings)
    key = settings.instance / "instance.key"
    assert stat.S_IMODE(settings.instance.stat().st_mode) == 0o700
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_second_start_finds_the_same_key(settings):
    assert opened(settings).instance_key == opened(settings).instance_key


def test_a_folder_that_cannot_be_made_is_said(settings):
    settings.instance.write_bytes(b"a file stands there")
    with pytest.raises(CannotStart, match="Name another: BETWEEN_INSTANCE"):
        open_installation(settings)


def test_beside_a_database_no_new_key_is_made(settings):
    settings.instance.mkdir()
    (settings.instance / "between.db").write_bytes(b"records")
    with pytest.raises(CannotStart, match=r"sheet: python3 start\.py restore-key"):
        open_installation(settings)
    assert not (settings.instance / "instance.key").exists()


def test_a_key_that_others_can_read_is_refused(settings):
    opened(settings)
    (settings.instance / "instance.key").chmod(0o644)
    with pytest.raises(CannotStart, match="chmod 600"):
        open_installation(settings)


def test_a_damaged_key_is_not_replaced(settings):
    opened(settings)
    path = settings.instance / "instance.key"
    path.write_text("nonsense")
    with pytest.raises(CannotStart, match="cannot be read"):
        open_installation(settings)
    assert path.read_text() == "nonsense"


def test_an_open_folder_is_closed(settings):
    settings.instance.mkdir(mode=0o755)
    opened(settings)
    assert stat.S_IMODE(settings.instance.stat().st_mode) == 0o700


def test_costs_are_measured_once(settings, monkeypatch):
    settings.instance.mkdir()
    monkeypatch.setattr("notes_app.accounts.costs.calibrate_kdf", lambda: SERVER_DEFAULT)
    assert costs_of(settings) == SERVER_DEFAULT
    monkeypatch.setattr("notes_app.accounts.costs.calibrate_kdf", lambda: FLOOR)
    assert costs_of(settings) == SERVER_DEFAULT


@pytest.mark.parametrize("stored", ["", "{}", '{"memory_kib": 8, "passes": 1, "lanes": 1}', "[]"])
def test_costs_that_make_no_sense_are_measured_again(settings, monkeypatch, stored):
    settings.instance.mkdir()
    (settings.instance / "kdf.json").write_text(stored)
    monkeypatch.setattr("notes_app.accounts.costs.calibrate_kdf", lambda: SERVER_DEFAULT)
    assert costs_of(settings) == SERVER_DEFAULT


def test_a_server_does_not_measure(settings):
    assert costs_of(replace(settings, server=True)) == SERVER_DEFAULT


def test_the_key_file_is_what_the_sheet_prints(settings):
    installation = opened(settings)
    assert read_instance_key(settings.instance / "instance.key") == installation.instance_key
    assert [file.name for file in settings.instance.iterdir()] == ["instance.key"]
