"""Two derivations at a time on one machine: each takes a quarter of a gigabyte.

A few wait, whoever comes after them is told to try again: a thousand log-ins at once slow nobody
who is writing.  Argon2 releases the interpreter, so other requests go on meanwhile.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

AT_ONCE = 2
WAITING = 8
POLL = 0.02


class TooMany(Exception):
    """So many are logging in that this one should try again in a few seconds."""


class Turns:
    """Whose turn it is to derive a key.

    Args:
        folder: where lock files let several worker processes share the two places; None if there
            is one process only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._count = threading.Lock()
        self._inside = 0
        self._folder = folder if os.name == "posix" else None

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a place and hold it.  Raises TooMany at once when the queue is full."""
        with self._count:
            if self._inside >= AT_ONCE + WAITING:
                raise TooMany
            self._inside += 1
        try:
            with self._places, self._on_this_machine():
                yield
        finally:
            with self._count:
                self._inside -= 1

    @contextmanager
    def _on_this_machine(self) -> Iterator[None]:
        if self._folder is None:
            yield
            return
        held = _lock_one([self._folder / f"kdf.{number}.lock" for number in range(AT_ONCE)])
        try:
            yield
        finally:
            held.close()


def _lock_one(paths: list[Path]) -> IO[str]:
    import fcntl  # not on Windows, where there is one process only

    while True:
        for path in paths:
            file = path.open("w", encoding="ascii")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
            else:
                return file
        time.sleep(POLL)
