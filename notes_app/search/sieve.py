"""The quick way to a rare word: open only the words of every note, the rest of what is left.

Of most notes a search says nothing but that the words are not there.  For that, their dates and
tags need not be opened, nor their order be known.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import msgspec

from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.notes.payloads import ProcessText
from notes_app.notes.reading import BulkReader
from notes_app.payload import encode
from notes_app.sealed import Sealed
from notes_app.search.matching import Query

SIFTED_FROM = 200  # notes; fewer are read in a moment either way
MANY = (
    50  # notes that are left, and one in eight: then the word is not rare, and the page soon full
)
ONE_IN = 8

NOTHING_PRIVATE = encode(ProcessText())  # of most sessions

Part = tuple[int, int, Sealed]
"""Generation, version, ciphertext."""


class Left(msgspec.Struct, gc=False):
    """What may have the words: opened, or still sealed where that failed or was not asked for."""

    session_id: UUID
    client_id: UUID
    record: Part | bytes
    process: Part | bytes | None


class Sieve:
    """Lets the notes through that cannot have the words, and keeps the others."""

    def __init__(self, query: Query, reader: BulkReader) -> None:
        self._query, self._reader = query, reader
        self.left: dict[UUID, Left] = {}
        self.read = 0

    def takes(self, rows: Iterable[Any], kept: set[UUID], late: Callable[[], bool]) -> bool:
        """Sift rows of session, client, record and process note; False where it is of no use.

        Args:
            kept: sessions that stay whatever stands in these parts.
            late: whether this has taken too long.
        """
        for row in rows:
            one = Left(row[0], row[1], row[2:5], row[5:8] or None)
            if self._may_have(one) or one.session_id in kept:
                self.left[one.session_id] = one
                if len(self.left) > MANY + self.read // ONE_IN or late():
                    return False
            self.read += 1
        return not late()

    def _may_have(self, one: Left) -> bool:
        where, rules_out = (one.session_id, one.client_id), self._query.rules_out
        try:
            record = one.record = self._reader.record(*where, *one.record)
            if one.process is None:
                return not rules_out(record)
            process = one.process = self._reader.process(*where, *one.process)
        except (NoKey, CannotOpen):
            return True  # said to be closed by whoever looks into it
        return not rules_out(record) or (process != NOTHING_PRIVATE and not rules_out(process))
