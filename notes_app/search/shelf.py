"""What large searches opened, kept between them: in this process's memory, and sealed there too.

Above SHELVED_FROM notes, opening each one anew takes longer than a therapist waits.  So what was
opened is put on a shelf, in a few large blobs, sealed under a key that hangs from the searcher's
master key.  Without her open login nobody opens them: locking closes the shelf in every process at
once, and a dump of the memory of a locked Between holds ciphertext.  Nothing is ever on a disk.

A note that was changed, and one that is no longer there, is known by the version of its row.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec

from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place
from notes_app.sealed import Sealed

SHELVED_FROM = 10_000  # notes in reach (security.md 14)
BOARDS = 64
MOST_BYTES = 256 * 1024 * 1024  # of everybody together; then those who searched longest ago go


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One session by the hex digits of its id: opened payloads, and the version of their row."""

    session: str
    version: int
    themes: bytes
    record: bytes
    process: bytes


class Shelves:
    """The sealed boards of everybody who searched a large practice, by user."""

    def __init__(self) -> None:
        self._boards: OrderedDict[UUID, dict[int, Sealed]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, user_id: UUID) -> dict[int, Sealed]:
        """Somebody's boards by number."""
        with self._lock:
            if user_id in self._boards:
                self._boards.move_to_end(user_id)
            return dict(self._boards.get(user_id, {}))

    def put(self, user_id: UUID, boards: Mapping[int, Sealed]) -> None:
        """Replace some of somebody's boards."""
        with self._lock:
            self._boards.setdefault(user_id, {}).update(boards)
            self._boards.move_to_end(user_id)
            while self._size() > MOST_BYTES:
                self._boards.popitem(last=False)

    def forget(self) -> None:
        """Empty every shelf."""
        with self._lock:
            self._boards.clear()

    def _size(self) -> int:
        return sum(len(board) for boards in self._boards.values() for board in boards.values())


SHELVES = Shelves()


class Shelf:
    """One person's shelf during one search."""

    def __init__(self, keyring: Keyring, shelves: Shelves = SHELVES) -> None:
        self._user, self._key = keyring.user_id, keyring.derive("shelf")
        self._shelves = shelves
        self._entries: dict[str, Entry] = {}
        for number, board in shelves.of(self._user).items():
            self._entries.update({entry.session: entry for entry in self._read(number, board)})

    def fresh(self, versions: Mapping[str, int]) -> dict[str, Entry]:
        """What is on the shelf and still true; `versions` are those of the rows now."""
        return {
            key: entry for key, entry in self._entries.items() if versions.get(key) == entry.version
        }

    def keep(self, entries: Iterable[Entry], versions: Mapping[str, int]) -> None:
        """Put these on the shelf; what is no longer true goes from the boards that change."""
        changed = {entry.session: entry for entry in entries}
        stale = self._entries.keys() - self.fresh(versions).keys()
        numbers = {_board(key) for key in (*changed, *stale)}
        self._entries = {**self.fresh(versions), **changed}
        by_board: dict[int, list[Entry]] = {number: [] for number in numbers}
        for key, entry in self._entries.items():
            if (number := _board(key)) in numbers:
                by_board[number].append(entry)
        boards = {number: self._sealed(number, kept) for number, kept in by_board.items()}
        self._shelves.put(self._user, boards)

    def _sealed(self, number: int, entries: list[Entry]) -> Sealed:
        return seal(msgspec.msgpack.encode(entries), self._key, self._place(number))

    def _read(self, number: int, board: Sealed) -> list[Entry]:
        try:
            opened = unseal(board, self._key, self._place(number))
        except CannotOpen:  # of another master key, from before the passphrase was renewed
            return []
        return msgspec.msgpack.decode(opened, type=list[Entry])

    def _place(self, number: int) -> Place:
        return Place("shelf", user=self._user, number=number)


def _board(key: str) -> int:
    return int(key[:2], 16) % BOARDS
