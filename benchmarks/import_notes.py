"""How long does it take to bring in 2,000 notes of 2.6 kB?  Files, seals and commits included.

    python -m benchmarks.import_notes                 the figure: at most 20 s on two cores
    python -m benchmarks.import_notes --notes 10000

A practice is made in a temporary folder, on the encrypted database of a laptop.  The clock runs
over the whole command: opening with the passphrase, reading, planning, sealing, committing.
"""

import argparse
import os
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

from flask import Flask
from rich.console import Console

from benchmarks.practice import PASSPHRASE, first_therapist
from config import Settings
from notes_app import create_app, db

CLIENTS = ("Kestrel", "Heron", "Wren", "Finch", "Dunlin", "Siskin", "Plover", "Linnet")
WORDS = "She said that the silence after the call felt like a door which somebody else had shut"
SIZE = 2600
FIRST_DAY = date(2016, 1, 4)
AT_MOST = 20.0


def main() -> None:
    """Print the seconds, and whether the figure is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=2000)
    count = parser.parse_args().notes
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder, "notes")
        write_notes(notes, count)
        app = make_practice(Path(folder, "instance"))
        seconds = seconds_for(app, notes)
    console = Console()
    console.print(
        f"{count:,} notes of {SIZE / 1000} kB: {seconds:.1f} s, {count / seconds:.0f} a second"
    )
    if count == parser.get_default("notes"):
        console.print(f"at most {AT_MOST:.0f} s: {'reached' if seconds <= AT_MOST else 'missed'}")


def write_notes(folder: Path, count: int) -> None:
    """Write `count` files of eight clients, each with words of its own."""
    random = Random(7)  # noqa: S311 - the same notes on every run
    words = WORDS.split()
    for number in range(count):
        client, week = CLIENTS[number % len(CLIENTS)], number // len(CLIENTS)
        day = FIRST_DAY + timedelta(days=week % 3000)
        text = " ".join(random.choices(words, k=SIZE // 5))[:SIZE]
        path = folder / client / f"{day.isoformat()} session {week + 1}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", "utf-8")


def make_practice(instance: Path) -> Flask:
    """An application with one therapist, on a database file."""
    app = create_app(Settings(instance=instance, quick_kdf=True))
    with app.app_context():
        first_therapist(app)
        db.session.commit()
    return app


def seconds_for(app: Flask, notes: Path) -> float:
    """Run the command; how long it took.  Raises RuntimeError when not all came in."""
    os.environ["BETWEEN_PASSPHRASE"] = PASSPHRASE
    begun = time.perf_counter()
    result = app.test_cli_runner().invoke(args=["import", str(notes), "--create-clients"])
    spent = time.perf_counter() - begun
    if result.exit_code != 0:
        raise RuntimeError(result.output) from result.exception
    return spent


if __name__ == "__main__":
    main()
