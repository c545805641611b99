"""A full disk: how it is told from other failures, and the reserve that lets saving go on.

A database file cannot even be tidied on a full disk.  Some room is therefore held by a file that
can be given up: the save that was refused succeeds when it is tried again, and there is time to
free some space.
"""

import os
import shutil
from pathlib import Path

from sqlalchemy.exc import OperationalError

RESERVE = "reserve"
LENGTH = 5_000_000  # bytes: some hundred saves of a long note
PLENTY = 20 * LENGTH  # free again: time to hold the reserve anew
SQLITE_FULL = 13
POSTGRES_FULL = "53100"


def is_disk_full(error: OperationalError) -> bool:
    """Whether the database could not write because there is no room."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code == SQLITE_FULL or getattr(error.orig, "sqlstate", None) == POSTGRES_FULL


def hold_reserve(instance: Path) -> bool:
    """Hold the room in the folder `instance`; False where there is too little left."""
    path = instance / RESERVE
    if path.is_file() and path.stat().st_size == LENGTH:
        return True
    try:
        with path.open("wb") as file:
            file.write(os.urandom(LENGTH))  # zeros would take no room on some file systems
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        give_up_reserve(instance)
        return False
    return True


def give_up_reserve(instance: Path) -> None:
    """Let the database have the room.  The empty file stays and says that it was needed."""
    path = instance / RESERVE
    if path.is_file():
        os.truncate(path, 0)


def is_nearly_full(instance: Path) -> bool:
    """Whether the reserve was given up, and there is not yet room enough to hold it again."""
    path = instance / RESERVE
    if not path.is_file() or path.stat().st_size == LENGTH:
        return False
    return shutil.disk_usage(instance).free < PLENTY or not hold_reserve(instance)
