"""`python -m tests.durability.serve_quickly OPENED` serves as `python -m notes_app` does.

Three things differ: the passphrase's derivation is cheap, each file that Python opens for writing
is noted in the file OPENED, and once there is a file DIE beside it, the process ends between the
last statement of a save and its commit.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from config import from_environment
from notes_app.cli import serve


def note_writing(opened: Path) -> None:
    """Note the path of every file that is opened for writing from now on."""
    notes = os.open(opened, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            os.write(notes, f"{arguments[0]}\n".encode())

    sys.addaudithook(hook)


def die_before_commit(order: Path) -> None:
    """End the process at the next commit for which `order` stands; it is then obeyed."""

    def obey(_connection: object) -> None:
        if order.exists():
            order.unlink()
            os._exit(9)

    event.listen(Engine, "commit", obey)


if __name__ == "__main__":
    os.umask(0o077)
    note_writing(Path(sys.argv[1]))
    die_before_commit(Path(sys.argv[1]).with_name("die"))
    sys.exit(serve(replace(from_environment(), quick_kdf=True)))
