"""Where logins are kept: in this process on a laptop, in an UNLOGGED table on a server.

Neither is ever in a backup.  A sweeper deletes the wraps of those that have run out, because nobody
may come to ask for them.
"""

import threading
import weakref
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Table, and_, delete, insert, or_, select, update

from notes_app.accounts.models import Unlock
from notes_app.clock import Moment
from notes_app.web.logins import (
    CLOSED,
    LOCKED_FOR,
    LONGEST,
    NUDGE,
    Login,
    LoginStore,
    is_stale,
    seconds_left,
)

SWEEP_EVERY = 15
UNLOCKS: Table = Unlock.__table__  # type: ignore[assignment]  # it is one


class MemoryLogins:
    """For one process.  What is kept here ends with it."""

    one_machine = True

    def __init__(self) -> None:
        self._logins: dict[bytes, Login] = {}
        self._lock = threading.Lock()

    def find(self, row: bytes) -> Login | None:
        """The login of that name."""
        with self._lock:
            return self._logins.get(row)

    def add(self, login: Login) -> None:
        """Keep a new login."""
        with self._lock:
            self._logins[login.row] = login

    def change(self, row: bytes, **changed: Any) -> None:
        """Change these fields of a login that is still there; never brings one back."""
        with self._lock:
            if row in self._logins:
                self._logins[row] = replace(self._logins[row], **changed)

    def drop(self, row: bytes) -> None:
        """Forget a login."""
        with self._lock:
            self._logins.pop(row, None)

    def of_user(self, user_id: UUID) -> list[Login]:
        """A user's logins, oldest first."""
        with self._lock:
            found = [login for login in self._logins.values() if login.user_id == user_id]
        return sorted(found, key=lambda login: login.born_at)

    def sweep(self, now: Moment) -> None:
        """Delete the wraps of logins that have run out, and logins long locked."""
        with self._lock:
            for row, login in list(self._logins.items()):
                if is_stale(login, now):
                    del self._logins[row]
                elif login.wrap is not None and seconds_left(login, now) <= 0:
                    self._logins[row] = replace(login, **CLOSED)


class DatabaseLogins:
    """For several workers.  Each call is a short transaction of its own."""

    one_machine = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, row: bytes) -> Login | None:
        """The login of that name."""
        with self._engine.begin() as connection:
            found = connection.execute(select(UNLOCKS).where(UNLOCKS.c.row == row)).one_or_none()
        return None if found is None else Login(**found._mapping)  # noqa: SLF001 - its public name is so

    def add(self, login: Login) -> None:
        """Keep a new login."""
        values = {field.name: getattr(login, field.name) for field in fields(login)}
        self._run(insert(UNLOCKS).values(values))

    def change(self, row: bytes, **changed: Any) -> None:
        """Change these fields of a login that is still there; never brings one back."""
        self._run(update(UNLOCKS).where(UNLOCKS.c.row == row).values(changed))

    def drop(self, row: bytes) -> None:
        """Forget a login."""
        self._run(delete(UNLOCKS).where(UNLOCKS.c.row == row))

    def of_user(self, user_id: UUID) -> list[Login]:
        """A user's logins, oldest first."""
        wanted = select(UNLOCKS).where(UNLOCKS.c.user_id == user_id).order_by(UNLOCKS.c.born_at)
        with self._engine.begin() as connection:
            return [Login(**found._mapping) for found in connection.execute(wanted)]  # noqa: SLF001 - as above

    def sweep(self, now: Moment) -> None:
        """Delete the wraps of logins that have run out, and logins long locked."""
        table = UNLOCKS.c
        over = or_(
            table.seen_at + table.idle_seconds <= now.wall,
            table.born_at + LONGEST <= now.wall,
            table.seen_at > now.wall + NUDGE,
        )
        ended = and_(table.wrap.is_not(None), over)
        self._run(update(UNLOCKS).where(ended).values(CLOSED))
        self._run(delete(UNLOCKS).where(table.seen_at < now.wall - LOCKED_FOR))

    def _run(self, statement: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(statement)


def start_sweeper(
    store: LoginStore, now: Callable[[], Moment], *, every: float = SWEEP_EVERY
) -> threading.Event:
    """Sweep `store` now and every few seconds, in a thread that ends with the process or the store.

    Returns:
        Set it to stop the thread.
    """
    stop, store_here = threading.Event(), weakref.ref(store)

    def run() -> None:
        while (found := store_here()) is not None:
            found.sweep(now())
            del found
            if stop.wait(every):
                return

    threading.Thread(target=run, name="sweeper", daemon=True).start()
    return stop
