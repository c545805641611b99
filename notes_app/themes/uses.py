"""How often each theme is used: known above this feature, and told here by whoever knows."""

from collections.abc import Callable, Mapping

from flask import current_app

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring

USES = "between.theme_uses"
UsesOf = Callable[[User, Keyring], Mapping[str, int]]


def clients_by_theme(user: User, keyring: Keyring) -> Mapping[str, int] | None:
    """With how many clients each theme is used, by code; None when nobody can tell.

    `notes` puts the query (a `UsesOf`) into `app.extensions[USES]`.
    """
    known: UsesOf | None = current_app.extensions.get(USES)
    return known(user, keyring) if known else None
