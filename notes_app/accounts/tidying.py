"""What is thrown away when a person logs in: things that waited for them and that they left.

Unlocking is no log-in: whoever only went away for tea finds everything as it was.  Features above
register what is theirs, because accounts knows none of them.
"""

from collections.abc import Callable

from notes_app.accounts.models import User

Tidy = Callable[[User], None]
_TIDIES: dict[str, Tidy] = {}


def register_tidy(table: str, tidy: Tidy) -> None:
    """Have `tidy(user)` called, in the transaction of the log-in, whenever somebody logs in."""
    _TIDIES[table] = tidy


def tidy_up(user: User) -> None:
    """Call everybody who registered."""
    for tidy in _TIDIES.values():
        tidy(user)
