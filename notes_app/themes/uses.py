"""How often each theme is used: known above this feature, and told here by whoever knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import current_app

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.themes.queries import Codebook

USES = "between.theme_uses"


@dataclass(frozen=True)
class Use:
    """With how many clients a theme is used, and in how many passages."""

    clients: int = 0
    passages: int = 0


UsesOf = Callable[[User, Keyring, Codebook], Mapping[str, Use]]


def uses_of(user: User, keyring: Keyring, codebook: Codebook) -> Mapping[str, Use] | None:
    """How much each theme is used, by code, merged ones as what they count; None: unknown.

    `notes` puts the query (a `UsesOf`) into `app.extensions[USES]`.
    """
    known: UsesOf | None = current_app.extensions.get(USES)
    return known(user, keyring, codebook) if known else None
