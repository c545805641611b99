"""`python -m notes_app restore-key`: the code of this computer, typed from paper."""

import pytest

from config import Settings
from notes_app import cli
from notes_app.accounts.installation import CannotStart, open_installation
from notes_app.crypto.codes import CodeKind, print_code
from notes_app.crypto.instance_key import make_instance_key, read_instance_key
from notes_app.db.migrations import upgrade


@pytest.fixture(name="settings")
def _settings(tmp_path) -> Settings:
    settings = Settings(instance=tmp_path)
    installation = open_installation(settings)
    upgrade(installation.engine)
    installation.engine.dispose()
    return settings


@pytest.fixture(name="kept")
def _kept(settings):
    path = settings.instance / "instance.key"
    key = read_instance_key(path)
    path.unlink()
    return key


def type_in(monkeypatch, key) -> None:
    code = print_code(CodeKind.INSTANCE, key.current).lower()
    monkeypatch.setattr("click.prompt", lambda *_words, **_options: code)


def test_the_code_from_paper_brings_the_key_back(settings, kept, monkeypatch):
    type_in(monkeypatch, kept)
    assert cli.restore_key(settings) == 0
    assert read_instance_key(settings.instance / "instance.key") == kept
    open_installation(settings).engine.dispose()


def test_the_code_of_another_computer_is_refused(settings, kept, monkeypatch):
    type_in(monkeypatch, make_instance_key())
    with pytest.raises(CannotStart, match="of another computer"):
        cli.restore_key(settings)
    assert not (settings.instance / "instance.key").exists()


def test_a_slip_is_told(settings, kept, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_words, **_options: "ABCD-EFGH")
    with pytest.raises(CannotStart, match="typing slip"):
        cli.restore_key(settings)


def test_a_key_that_is_there_is_never_replaced(settings, monkeypatch):
    type_in(monkeypatch, make_instance_key())
    with pytest.raises(CannotStart, match="Nothing was changed"):
        cli.restore_key(settings)
