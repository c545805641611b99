"""One browser's login as the server remembers it, and when it ends.  Pure: the clock is passed in.

A login is open while it holds a wrap of the master key, locked afterwards.  It is locked by hand,
after `idle_seconds` without use, after twelve hours, or when a clock went back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from notes_app.clock import Moment
from notes_app.sealed import Sealed

LONGEST = 12 * 3600
LOCKED_FOR = 24 * 3600
FRESH_FOR = 5 * 60
MOST_LOGINS = 5
# Two threads may read the clock in the other order, and network time nudges it.
NUDGE = 2.0
#: What changes in a login that has run out.
CLOSED: Mapping[str, Any] = {"wrap": None, "last_search": None, "renewed": False}


@dataclass(frozen=True)
class Login:
    """One row.  `row` names it, `secret_check` is compared before it is believed.

    Times are Unix seconds, `seen_boot` seconds since the machine started (None where several
    machines share the store).  `renewed` says that the cookie was already changed when it locked.
    `messages` are codes waiting to be shown.  `last_search` is sealed under the master key, and
    goes with the wrap.
    """

    row: bytes
    user_id: UUID
    secret_check: bytes
    born_at: float
    seen_at: float
    seen_boot: float | None
    fresh_until: float
    idle_seconds: int
    epoch: int
    wrap: Sealed | None = None
    renewed: bool = True
    messages: str = ""
    last_search: Sealed | None = None


class LoginStore(Protocol):
    """Where logins are kept.  Each call stands for itself: what it wrote, other requests see."""

    one_machine: bool

    def find(self, row: bytes) -> Login | None:
        """The login of that name."""
        ...

    def add(self, login: Login) -> None:
        """Keep a new login."""
        ...

    def change(self, row: bytes, **fields: Any) -> None:
        """Change these fields of a login that is still there; never brings one back."""
        ...

    def drop(self, row: bytes) -> None:
        """Forget a login."""
        ...

    def of_user(self, user_id: UUID) -> list[Login]:
        """A user's logins, oldest first."""
        ...

    def sweep(self, now: Moment) -> None:
        """Delete the wraps of logins that have run out, and logins long locked."""
        ...


def seconds_left(login: Login, now: Moment) -> float:
    """How long the login stays open unless it is used; 0 or less when it has run out."""
    if went_back(login, now):
        return 0
    idle = now.wall - login.seen_at
    if login.seen_boot is not None:
        idle = max(idle, now.boot - login.seen_boot)
    return min(login.idle_seconds - idle, login.born_at + LONGEST - now.wall)


def went_back(login: Login, now: Moment) -> bool:
    """Whether a clock stands before the login's last use: it was set, or the machine restarted."""
    wall = now.wall < login.seen_at - NUDGE
    return wall or (login.seen_boot is not None and now.boot < login.seen_boot - NUDGE)


def is_stale(login: Login, now: Moment) -> bool:
    """Whether a locked login has waited so long that even its owner's name is forgotten."""
    return now.wall - login.seen_at > LOCKED_FOR


def surplus(logins: Iterable[Login]) -> list[Login]:
    """Those of one user that must go before another begins: all but the newest four."""
    return list(logins)[: -(MOST_LOGINS - 1)]
