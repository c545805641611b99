"""What several people sign about one client, each numbered by its author from 1.

So that a removed one leaves a gap, and each says which was the newest of everybody else: one after
which anybody else signed cannot go, or be replaced, without being missed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from notes_app import db
from notes_app.db import Base
from notes_app.db.errors import Stale

Newest = Mapping[UUID, tuple[int, UUID]]
"""By author: the number and the id of the newest."""


@dataclass(frozen=True)
class Numbered:
    """One of them as it was found.

    Attributes:
        at: when it was signed, UTC; None where it cannot be opened or read.
        holds: its author, by a key that the reader knows, signed exactly this, here.
        seen: the newest of everybody else at that moment, as its author says.
    """

    id: UUID
    author_id: UUID
    number: int
    at: datetime | None = None
    holds: bool = False
    seen: Newest = field(default_factory=dict)


def missing_of(found: Iterable[Numbered]) -> dict[UUID, int]:
    """How many of each author are gone: their numbers run from 1 without a gap.

    How far they run, the others say who signed after them; so a newest one is missed as well.
    """
    found = list(found)
    here, count = {one.id for one in found}, Counter(one.author_id for one in found)
    named = [pair for one in found if one.holds for pair in one.seen.items()]
    gone = {(author, entry) for author, (_, entry) in named if entry not in here}
    last: Counter[UUID] = Counter()
    for author, number in [
        *((one.author_id, one.number) for one in found),
        *((author, number) for author, (number, _) in named),
    ]:
        last[author] = max(last[author], number)
    lost = Counter(author for author, _ in gone) | (last - count)
    return dict(lost)


def newest_by_author(kind: Any, client_id: UUID) -> dict[UUID, tuple[int, UUID]]:
    """The newest of each author about this client; `kind` is the model of the rows."""
    wanted = select(kind.author_id, kind.number, kind.id)
    rows = wanted.where(kind.client_id == client_id).order_by(kind.number)
    return {author: (number, id_) for author, number, id_ in db.session.execute(rows)}


def add_numbered(row: Base) -> None:
    """Add a row under the next number of its author; flushes.

    Raises:
        Stale: another one of the same author took the number just now.
    """
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Stale from None
