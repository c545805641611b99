"""Makes ready what Between needs, then starts it.  Standard library only.

    python start.py                   serve Between (Windows: py start.py)
    python start.py demo              explore a made-up practice
    python start.py check             format, lint, types, import contracts
    python start.py test [ARGUMENTS]  check and all tests; with arguments, pytest with these
    python start.py restore-key       type the code of this computer again
    python start.py env [--dev]       only make the environment

The environment is the folder .venv beside this file.  A stamp in it that is newer than the pinned
requirements says that there is nothing to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)  # for a newer one not every package comes ready built yet
ROOT = Path(__file__).resolve().parent
RUN_TIME = "requirements.txt"
TOOLS = "requirements-dev.txt"

CHECKS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy", "--no-error-summary"),
    ("importlinter", "--no-logo", "--no-cache"),
)

# Every core has tests to run until the last; who is done takes over half of what another has left.
ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")

# What pip says, and what it means to somebody who only wants to write a note.
REASONS = (
    (
        ("No space left", "not enough space", "Errno 28"),
        "The disk is full.  Free about 1 GB, then start again.",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "A package differs from the one that was checked, so it was not installed.  "
        "Try again; if it stays so, tell us, and do not install it by hand.",
    ),
    (
        ("name resolution", "NewConnectionError", "ConnectTimeout", "ReadTimeout", "SSLError"),
        "There is no connection to the internet.  It is needed once, to fetch the packages.",
    ),
    (
        ("No matching distribution", "Could not find a version"),
        "A package could not be found for this computer.  The lines above name it.  "
        "Without a connection to the internet the same is said; it is needed once.",
    ),
)


class CannotStart(Exception):
    """Says in one sentence what is wrong and what to do."""


def main(arguments: list[str]) -> int:
    """Do what was asked for; returns the exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    acts = {
        "run": run,
        "demo": demo,
        "check": check,
        "test": test,
        "restore-key": restore_key,
        "env": env,
    }
    if command not in acts:
        print(__doc__)
        return 0 if command in ("-h", "--help", "help") else 2
    try:
        return acts[command](rest)
    except CannotStart as reason:
        print(f"\nBetween did not start.  {reason}", file=sys.stderr)
        return 1


def run(arguments: list[str]) -> int:
    """Serve Between until it is stopped."""
    python = environment(ROOT, [RUN_TIME])
    return become(python, "-m", "notes_app", *arguments)


def demo(arguments: list[str]) -> int:
    """Make the made-up practice in a folder of its own, then serve it."""
    python = environment(ROOT, [RUN_TIME])
    os.environ.setdefault("BETWEEN_INSTANCE", str(ROOT / "instance" / "demo"))
    made = call(python, "-m", "flask", "--app", "notes_app", "demo", *arguments)
    return made or become(python, "-m", "notes_app")


def restore_key(_arguments: list[str]) -> int:
    """Ask for the code of this computer, from the recovery sheet, and write its key again."""
    python = environment(ROOT, [RUN_TIME])
    return become(python, "-m", "notes_app", "restore-key")


def check(_arguments: list[str]) -> int:
    """Run every check, all of them even when one fails; returns 1 if any did."""
    python = environment(ROOT, [RUN_TIME, TOOLS])
    return max(1 if call(python, *module(*tool)) else 0 for tool in CHECKS)


def test(arguments: list[str]) -> int:
    """Check and run all tests, then those that ask a database again on PostgreSQL.

    With arguments only pytest, with these.
    """
    python = environment(ROOT, [RUN_TIME, TOOLS])
    # Every worker and every server of a test reads the same modules: compiled once is enough.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if arguments:
        return call(python, "-m", "pytest", *arguments)
    checked = check([])
    tested = call(python, "-m", "pytest", "-q", *ON_ALL_CORES)
    return max(checked, tested, test_on_postgres(python))


def test_on_postgres(python: Path) -> int:
    """Run what asks a database on a real PostgreSQL; Windows has no package of one."""
    if os.name == "nt":
        return 0
    os.environ["BETWEEN_TEST_DATABASE"] = "postgresql"
    return call(python, "-m", "pytest", "-q", "-m", "not browser", *ON_ALL_CORES)


def env(arguments: list[str]) -> int:
    """Make the environment and stop."""
    environment(ROOT, [RUN_TIME, TOOLS] if "--dev" in arguments else [RUN_TIME])
    return 0


def environment(root: Path, requirements: list[str]) -> Path:
    """Make .venv hold these pinned requirements; returns its Python.  Raises CannotStart."""
    folder = root / ".venv"
    python = python_in(folder)
    stamp = folder / f".between-{len(requirements)}"
    if is_fresh(stamp, python, [root / name for name in requirements]):
        return python
    print("Making Between ready.  This is done once and takes a minute or two.", flush=True)
    if not works(python):
        make_environment(folder)
    install(python, root, requirements)
    stamp.touch()
    return python


def is_fresh(stamp: Path, python: Path, requirements: list[Path]) -> bool:
    """Whether the environment was made after the last change of the requirements."""
    if not (stamp.exists() and python.exists()):
        return False
    return all(stamp.stat().st_mtime >= file.stat().st_mtime for file in requirements)


def python_in(folder: Path) -> Path:
    """Where a virtual environment keeps its Python on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(python: Path) -> bool:
    """Whether the environment's Python starts and has pip; a moved or updated one may not."""
    if not python.exists():
        return False
    asked = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True)
    return asked.returncode == 0


def make_environment(folder: Path) -> None:
    """Make an empty virtual environment.  Raises CannotStart."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        check=False,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        said = made.stdout + made.stderr
        print(said, file=sys.stderr)
        raise CannotStart(
            explain(said)
            or "Python could not make its environment.  On Debian and Ubuntu: "
            "sudo apt-get install python3-venv"
        )


def install(python: Path, root: Path, requirements: list[str]) -> None:
    """Install pinned packages, each checked against its hash.  Raises CannotStart.

    Only packages that come ready built: building one would fetch tools that nobody checked.
    """
    files = [part for name in requirements for part in ("-r", str(root / name))]
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    done = subprocess.run(
        [python, "-m", "pip", "install", *options, *files],
        check=False,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        print("\n".join(done.stderr.splitlines()[-15:]), file=sys.stderr)
        raise CannotStart(explain(done.stderr) or "The lines above say what went wrong.")


def explain(said: str) -> str | None:
    """What a failed installation means, in a sentence; None when we do not know."""
    for signs, meaning in REASONS:
        if any(sign.lower() in said.lower() for sign in signs):
            return meaning
    return None


def module(tool: str, *arguments: str) -> list[str]:
    """The arguments that run a tool out of the environment, whatever the PATH is."""
    if tool == "importlinter":  # the one tool that cannot be started with -m
        return ["-c", "from importlinter.cli import lint_imports_command as c; c()", *arguments]
    return ["-m", tool, *arguments]


def call(python: Path, *arguments: str) -> int:
    """Run the environment's Python and wait for it."""
    try:
        return subprocess.call([python, *arguments], cwd=ROOT)
    except KeyboardInterrupt:
        return 130


def become(python: Path, *arguments: str) -> int:
    """Hand this process over, so that stopping it stops Between; Windows can only wait for it."""
    if os.name != "nt":
        os.chdir(ROOT)
        sys.stdout.flush()
        os.execv(python, [str(python), *arguments])  # noqa: S606 - no shell, our own interpreter
    return call(python, *arguments)


def fitting_python() -> str | None:
    """A Python on this computer that Between runs on; None when there is none."""
    names = (f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1))
    found = (shutil.which(name) for name in names)
    return next((python for python in found if python and starts(python)), None)


def starts(python: str) -> bool:
    """Whether it is more than a name: managers of Pythons leave names of some that do not start."""
    asked = subprocess.run([python, "-c", ""], check=False, capture_output=True)
    return asked.returncode == 0


if __name__ == "__main__":
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        better = fitting_python()
        if better is None:
            sys.exit(
                "Between needs Python 3.11 to 3.14; this is %d.%d.  "  # noqa: UP031
                "Get 3.14 from python.org, then start again (Windows: py -3.14 start.py)."
                % sys.version_info[:2]
            )
        sys.exit(subprocess.call([better, __file__, *sys.argv[1:]]))
    sys.exit(main(sys.argv[1:]))
