"""Where the parts of a client's card are sealed, for sealing them under a newer key."""

from typing import Any

from notes_app.clients.models import Client
from notes_app.clients.queries import place_of
from notes_app.crypto.place import Place
from notes_app.sealed import Scope
from notes_app.sharing.resealing import Resealable


def _place(scope: Scope, row: Any, generation: int) -> Place:
    return place_of(row.client, scope).at(generation, row.version)


COLUMNS = (
    Resealable(
        Client.id,
        Client.identity_sealed,
        Client.identity_generation,
        Scope.IDENTITY,
        Client.id,
        lambda row, generation: _place(Scope.IDENTITY, row, generation),
        version=Client.identity_version,
    ),
    Resealable(
        Client.id,
        Client.themes_sealed,
        Client.themes_generation,
        Scope.THEMES,
        Client.id,
        lambda row, generation: _place(Scope.THEMES, row, generation),
        version=Client.themes_version,
    ),
    Resealable(
        Client.id,
        Client.own_sealed,
        Client.own_generation,
        Scope.OWN,
        Client.id,
        lambda row, generation: _place(Scope.OWN, row, generation),
        version=Client.own_version,
    ),
)
