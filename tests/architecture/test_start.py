"""start.py: makes the environment once, and says in a sentence what is wrong."""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).resolve().parents[2] / "start.py"


@pytest.fixture(name="start")
def _start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="made")
def _made(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A stamp, a Python and pinned requirements, the stamp written last."""
    files = tmp_path / "stamp", tmp_path / "python", tmp_path / "requirements.txt"
    for age, file in zip((10, 20, 30), files, strict=True):
        file.touch()
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    return files


def test_a_stamp_newer_than_the_requirements_means_nothing_to_do(start: ModuleType, made):
    stamp, python, requirements = made
    assert start.is_fresh(stamp, python, [requirements])


def test_changed_requirements_are_installed_again(start: ModuleType, made):
    stamp, python, requirements = made
    os.utime(requirements, (2_000_000, 2_000_000))
    assert not start.is_fresh(stamp, python, [requirements])


def test_a_lost_environment_is_made_again(start: ModuleType, made):
    stamp, python, requirements = made
    python.unlink()
    assert not start.is_fresh(stamp, python, [requirements])


def test_a_python_that_does_not_start_is_noticed(start: ModuleType, tmp_path: Path):
    broken = tmp_path / "python"
    broken.symlink_to(tmp_path / "gone")
    assert not start.works(broken)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Temporary failure in name resolution", "no connection to the internet"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "was not installed"),
        ("ERROR: No matching distribution found for segno", "could not be found"),
    ],
)
def test_what_pip_says_becomes_what_to_do(start: ModuleType, said: str, told: str):
    assert told in start.explain(said)


def test_what_we_do_not_know_is_not_guessed(start: ModuleType):
    assert start.explain("something else") is None


def test_an_unknown_word_prints_what_can_be_said():
    asked = subprocess.run(
        [sys.executable, FILE, "nonsense"], check=False, capture_output=True, text=True
    )
    assert asked.returncode == 2
    assert "python start.py demo" in asked.stdout


def test_nothing_is_built_on_this_computer(start: ModuleType, tmp_path: Path):
    source = tmp_path / "between_fake-1.0.tar.gz"
    source.write_bytes(b"would run code while it is built")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    listed = f"between_fake==1.0 --hash=sha256:{digest}\n--no-index\n--find-links {tmp_path}\n"
    (tmp_path / "source.txt").write_text(listed)
    with pytest.raises(start.CannotStart, match="could not be found"):
        start.install(Path(sys.executable), tmp_path, ["source.txt"])


def test_a_package_with_another_hash_is_not_installed(start: ModuleType, tmp_path: Path):
    wheel = tmp_path / "between_fake-1.0-py3-none-any.whl"
    wheel.write_bytes(b"not what was checked")
    (tmp_path / "bad.txt").write_text(f"{wheel} --hash=sha256:{'0' * 64}\n")
    with pytest.raises(start.CannotStart, match="differs from the one that was checked"):
        start.install(Path(sys.executable), tmp_path, ["bad.txt"])
