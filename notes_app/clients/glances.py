"""What is known of each client above this feature: sessions, the last one, notes that wait."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import current_app

from notes_app.accounts.models import User
from notes_app.clients.queries import ClientCard
from notes_app.crypto.keyring import Keyring

GLANCES = "between.glances"


@dataclass(frozen=True)
class Glance:
    """How many sessions were held with a client, when the last one was, which notes wait.

    `note` is the state of the oldest note that waits: "begun" (not written), "drafted" or
    "written" (not signed); empty where none does.  `risk_since` is the number of the session that
    raised risk, while no later one has answered.
    """

    sessions: int
    last_seen: date | None = None
    waiting: int = 0
    note: str = ""
    risk_since: int | None = None


GlancesOf = Callable[[User, Sequence[ClientCard], Keyring], Mapping[UUID, Glance]]


def glances_of(
    user: User, cards: Sequence[ClientCard], keyring: Keyring
) -> Mapping[UUID, Glance] | None:
    """A glance for each of these clients, by id; None when nobody can tell.

    `diary` puts the query (a `GlancesOf`) into `app.extensions[GLANCES]`.
    """
    known: GlancesOf | None = current_app.extensions.get(GLANCES)
    return known(user, cards, keyring) if known else None
