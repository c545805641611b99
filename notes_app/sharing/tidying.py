"""What else is over once its day has passed, of an owner who has come in.

Grants are ended by `service.settle`.  Features above register what is theirs, because sharing
knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from notes_app.sharing.generations import Owner


@dataclass(frozen=True)
class Overdue:
    """One kind of thing that ends by itself.

    Attributes:
        is_any: asked as a reader, so that nobody's save waits for it.
        end: ends them all; flushes.
    """

    is_any: Callable[[Owner, date], bool]
    end: Callable[[Owner, date], None]


_KINDS: dict[str, Overdue] = {}


def register_overdue(table: str, kind: Overdue) -> None:
    """Have what is over ended when its owner comes in."""
    _KINDS[table] = kind


def is_anything_over(owner: Owner, *, on: date) -> bool:
    """Whether `end_what_is_over` would change anything."""
    return any(kind.is_any(owner, on) for kind in _KINDS.values())


def end_what_is_over(owner: Owner, *, on: date) -> None:
    """End everything whose last day lies before `on`; flushes."""
    for kind in _KINDS.values():
        kind.end(owner, on)
