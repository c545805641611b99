"""`python -m tests.durability.serve_quickly OPENED` serves as `python -m notes_app` does.

Two things differ: the passphrase's derivation is cheap, and each file that Python opens for writing
is noted in the file OPENED.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from config import from_environment
from notes_app.cli import serve


def note_writing(opened: Path) -> None:
    """Note the path of every file that is opened for writing from now on."""
    notes = os.open(opened, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            os.write(notes, f"{arguments[0]}\n".encode())

    sys.addaudithook(hook)


if __name__ == "__main__":
    os.umask(0o077)
    note_writing(Path(sys.argv[1]))
    sys.exit(serve(replace(from_environment(), quick_kdf=True)))
