"""R18: Between refuses to start where notes would be at risk."""

import pytest

from config import Settings, UnsafeSettings, from_environment
from notes_app.cli import main
from notes_app.db import engine
from notes_app.db.engine import UnsafeDatabase, sqlcipher_engine

pytestmark = pytest.mark.attack


@pytest.mark.parametrize("version", [(3, 45, 1), (3, 51, 2), (3, 7, 17)])
def test_an_sqlite_that_can_lose_a_commit(monkeypatch, version):
    monkeypatch.setattr(engine.sqlcipher3, "sqlite_version_info", version)
    with pytest.raises(UnsafeDatabase, match=r"requirements\.txt"):
        sqlcipher_engine(None, bytes(32))


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 53, 4)])
def test_a_sound_sqlite_is_taken(monkeypatch, version):
    monkeypatch.setattr(engine.sqlcipher3, "sqlite_version_info", version)
    sqlcipher_engine(None, bytes(32)).dispose()


def test_a_laptop_that_listens_to_others():
    with pytest.raises(UnsafeSettings, match="this computer only"):
        Settings(host="0.0.0.0")  # noqa: S104 - that it is refused


def test_a_server_without_tls():
    with pytest.raises(UnsafeSettings, match="TLS"):
        Settings(server=True, host="0.0.0.0")  # noqa: S104 - that it is refused


@pytest.mark.parametrize("minutes", [0, 1, 31])
def test_a_login_that_stays_open_for_long(minutes):
    with pytest.raises(UnsafeSettings, match="BETWEEN_IDLE_MINUTES"):
        Settings(idle_minutes=minutes)


def test_the_reason_is_said_in_a_sentence(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("BETWEEN_INSTANCE", str(tmp_path))
    (tmp_path / "between.db").write_bytes(b"records")
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "Between did not start." in said
    assert "restore-key" in said
    assert "Traceback" not in said


def test_a_port_that_does_not_exist_is_refused():
    with pytest.raises(UnsafeSettings, match="between 1 and 65535"):
        Settings(port=99_999)


def test_debugging_is_never_on(app, monkeypatch):
    monkeypatch.setenv("PORT", "not a number")
    with pytest.raises(UnsafeSettings, match="PORT"):
        from_environment()
    assert not app.debug
