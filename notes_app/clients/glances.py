"""What is known of each client above this feature: how many sessions, and the last one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring

GLANCES = "between.glances"


@dataclass(frozen=True)
class Glance:
    """How many sessions were held with a client, and when the last one was."""

    sessions: int
    last_seen: date | None = None


GlancesOf = Callable[[User, Keyring], Mapping[UUID, Glance]]


def glances_of(user: User, keyring: Keyring) -> Mapping[UUID, Glance] | None:
    """A glance for each client, by id; None when nobody can tell.

    `notes` puts the query (a `GlancesOf`) into `app.extensions[GLANCES]`.
    """
    known: GlancesOf | None = current_app.extensions.get(GLANCES)
    return known(user, keyring) if known else None
