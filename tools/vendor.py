"""Fetches what vendor.toml names, with npm, and records a hash for every file in VENDOR.json.

npm is needed only here, by whoever raises a version.  Everybody else has the files in the
repository, and `tests/web/test_vendored.py` compares them with VENDOR.json on every run.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "vendor.toml"
RECORD = ROOT / "VENDOR.json"


class Differs(Exception):
    """The package is not the one whose integrity vendor.toml records."""


def fetch(package: dict[str, Any], folder: Path) -> Path:
    """The package as npm packs it, compared with its integrity.  Raises Differs."""
    npm = shutil.which("npm") or sys.exit("npm is needed to fetch what the browser gets.")
    named = f"{package['name']}@{package['version']}"
    command = [npm, "pack", named, "--json", "--silent", "--pack-destination", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    archive = folder / json.loads(said)[0]["filename"]
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if package["integrity"] != f"sha512-{found}":
        raise Differs(f"{named} is sha512-{found}")
    return archive


def unpack(package: dict[str, Any], archive: Path) -> None:
    """Lay the named files of the package into its folder, and nothing else."""
    target = ROOT / package["folder"]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tarfile.open(archive) as packed:
        for source, name in package["files"].items():
            member = packed.extractfile(f"package/{source}")
            if member is None:
                raise Differs(f"{package['name']} has no file {source}")
            (target / name).write_bytes(member.read())


def record_of(package: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each vendored file of one package: where it is from, its licence, hash and size."""
    origin = {"package": f"{package['name']}@{package['version']}", "licence": package["licence"]}
    records = {}
    for name in sorted(package["files"].values()):
        content = (ROOT / package["folder"] / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        records[f"{package['folder']}/{name}"] = {
            **origin,
            "sha256": digest,
            "bytes": len(content),
        }
    return records


def main() -> None:
    """Fetch, verify, lay out and record every package."""
    packages = tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]
    records: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            unpack(package, fetch(package, Path(folder)))
            records.update(record_of(package))
            print(f"{package['name']} {package['version']}: {len(package['files'])} files")
    RECORD.write_text(json.dumps(records, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
