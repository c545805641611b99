"""What the browser gets that is not ours is what we once looked at (W15)."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    ROOT / "notes_app" / "web" / "static" / "vendor",
    ROOT / "notes_app" / "paper" / "fonts",
    ROOT / "tests" / "vendor",
)
RECORDED = json.loads((ROOT / "VENDOR.json").read_text(encoding="utf-8"))
PACKAGES = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))["package"]


@pytest.mark.parametrize("name", RECORDED)
def test_a_vendored_file_is_what_was_recorded(name: str):
    content = (ROOT / name).read_bytes()
    assert len(content) == RECORDED[name]["bytes"]
    assert hashlib.sha256(content).hexdigest() == RECORDED[name]["sha256"]


def test_no_file_lies_there_that_nobody_recorded():
    lying = {file for folder in FOLDERS for file in folder.rglob("*") if file.is_file()}
    assert len(lying) > 10
    assert {file.relative_to(ROOT).as_posix() for file in lying} == set(RECORDED)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_brings_its_licence(package):
    licence = ROOT / package["folder"] / "LICENSE"
    assert licence.stat().st_size > 500
    assert RECORDED[licence.relative_to(ROOT).as_posix()]["licence"] == package["licence"]


def test_what_is_only_for_tests_is_not_served():
    served = [package for package in PACKAGES if package["folder"].startswith("notes_app/")]
    assert served
    assert "axe-core" not in {package["name"] for package in served}


def test_a_changed_file_would_be_noticed():
    name = "notes_app/web/static/vendor/source-sans-3/latin.woff2"
    changed = (ROOT / name).read_bytes() + b" "
    assert hashlib.sha256(changed).hexdigest() != RECORDED[name]["sha256"]
