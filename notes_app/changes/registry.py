"""How each kind of change is taken back: known to the features above, told here by them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from notes_app.accounts.models import User
from notes_app.changes.payloads import ChangeRecord
from notes_app.crypto.keyring import Keyring


@dataclass(frozen=True)
class Stand:
    """Who takes a change back, and when: the calendar day, and Unix seconds."""

    user: User
    keyring: Keyring
    today: date
    now: int = 0


Take = Callable[[ChangeRecord, Stand], None]
Place = Callable[[ChangeRecord], str]


@dataclass(frozen=True)
class Kind:
    """One kind of change.

    Attributes:
        undo: takes it back; flushes at most.  Raises CannotUndo before it changes anything.
        redo: does it again after it was taken back; None where that makes no sense.
        place: the address of the page on which the change is seen.
    """

    undo: Take
    redo: Take | None = None
    place: Place | None = None


class CannotUndo(Exception):
    """It can no longer be taken back, or done again; nothing was changed.

    `code` is that of a registered sentence, which says why.
    """

    def __init__(self, code: str = "overtaken") -> None:
        super().__init__(code)
        self.code = code


_KINDS: dict[str, Kind] = {}


def register_undo(
    kind: str, undo: Take, *, redo: Take | None = None, place: Place | None = None
) -> None:
    """Have changes of `kind` taken back by `undo`: see `Kind`."""
    _KINDS[kind] = Kind(undo, redo, place)


def kind_of(record: ChangeRecord) -> Kind | None:
    """What is known of a change's kind; None for that of a feature which is not installed."""
    return _KINDS.get(record.kind)


def registered() -> frozenset[str]:
    """The kinds that can be taken back."""
    return frozenset(_KINDS)
