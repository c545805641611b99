"""Where the parts of a client's card are sealed, for sealing them under a newer key."""

from typing import Any

from notes_app.clients.models import Client
from notes_app.clients.queries import place_of
from notes_app.crypto.place import Place
from notes_app.sealed import Scope
from notes_app.sharing.resealing import Resealable


def _part(scope: Scope) -> Resealable:
    """One part of the card: its columns are named after its scope."""

    def place(row: Any, generation: int) -> Place:
        return place_of(row.client, scope).at(generation, row.version)

    sealed, generation, version = (
        getattr(Client, f"{scope}_{column}") for column in ("sealed", "generation", "version")
    )
    return Resealable(Client.id, sealed, generation, scope, Client.id, place, version=version)


COLUMNS = (_part(Scope.IDENTITY), _part(Scope.THEMES), _part(Scope.OWN))
