"""The key of this installation: a file outside the database and outside its backups.

It goes into every passphrase, so that a stolen database or backup cannot even be guessed at.  The
file holds printed codes, one a line: the current key, and while it is being replaced the previous.
"""

import hmac
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from notes_app.crypto.codes import CodeKind, print_code, read_code
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.errors import (
    DamagedInstanceKey,
    ExposedInstanceKey,
    MissingInstanceKey,
    TypingSlip,
)

_LENGTH = 32
_MOST_LINES = 2
_LARGEST_FILE = 4096


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class InstanceKey:
    """The key of this installation.  Prints nothing; compares in constant time.

    Attributes:
        current: 32 bytes, what everything new is derived from.
        previous: 32 bytes while a replacement is under way, else None.
    """

    current: bytes
    previous: bytes | None = None

    def __post_init__(self) -> None:
        if {len(key) for key in self.each()} != {_LENGTH}:
            raise ValueError("an instance key of another length")

    def derive(self, label: str, length: int = 32) -> bytes:
        """The installation's key for one purpose: "pepper", "session", "throttle", ..."""
        return derive_key(self.current, label, length)

    def former(self) -> "InstanceKey | None":
        """The previous key on its own, for what has not been renewed yet; None if there is none."""
        return None if self.previous is None else InstanceKey(self.previous)

    def each(self) -> tuple[bytes, ...]:
        """The current key and, if there is one, the previous."""
        return (self.current,) if self.previous is None else (self.current, self.previous)

    def __repr__(self) -> str:
        return "InstanceKey(...)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, InstanceKey):
            return NotImplemented
        return hmac.compare_digest(b"".join(self.each()), b"".join(other.each()))

    __hash__ = None  # type: ignore[assignment]  # secrets are no dictionary keys


def make_instance_key() -> InstanceKey:
    """A new key for a new installation."""
    return InstanceKey(os.urandom(_LENGTH))


def read_instance_key(path: Path) -> InstanceKey:
    """The key that lies at `path`.

    Raises:
        MissingInstanceKey: nothing lies there.  Never answer this by making a new key while there
            are data: they would be lost.
        DamagedInstanceKey: what lies there is not an instance key.
        ExposedInstanceKey: everybody on this computer can read it.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & stat.S_IRWXO:
            raise ExposedInstanceKey(str(path))
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE)
    except FileNotFoundError:
        raise MissingInstanceKey(str(path)) from None
    return _parsed(content, path)


def write_instance_key(path: Path, key: InstanceKey) -> None:
    """Write `key` to a new file that only this user can read, and be sure that it is on the disk.

    The whole file appears at once or not at all, so a second process that starts at this moment
    reads a whole key or none.

    Raises:
        FileExistsError: something lies at `path`; it is never overwritten.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write_private(draft, _printed(key))
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _parsed(content: bytes, path: Path) -> InstanceKey:
    lines = content.decode("ascii", "replace").split()
    if not 1 <= len(lines) <= _MOST_LINES:
        raise DamagedInstanceKey(str(path))
    try:
        return InstanceKey(*(read_code(CodeKind.INSTANCE, line) for line in lines))
    except TypingSlip:
        raise DamagedInstanceKey(str(path)) from None


def _printed(key: InstanceKey) -> bytes:
    lines = [print_code(CodeKind.INSTANCE, each) + "\n" for each in key.each()]
    return "".join(lines).encode()


def _write_private(path: Path, content: bytes) -> None:
    # The mode is set as the file is made: there is no moment at which others could open it.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # other systems cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
