"""Where signed records, what stands below them and looks at them are sealed, for a newer key.

A signature does not know the generation: the signed bytes come out as they were.
"""

from typing import Any

from notes_app.crypto.place import Place
from notes_app.notes.models import Addendum, TherapySession, Version
from notes_app.sealed import Scope
from notes_app.sharing.resealing import PlaceOf, Resealable
from notes_app.signing.models import RecordLook
from notes_app.signing.places import Kind, LookPlace, SignedPlace


def _place_of(kind: Kind) -> PlaceOf:
    def place(row: Any, generation: int) -> Place:
        where = SignedPlace(kind, row.id, row.client, row.session, row.sequence, Scope(row.scope))
        return where.at(generation)

    return place


def _of(table: type[Version] | type[Addendum], kind: Kind) -> Resealable:
    return Resealable(
        table.id,
        table.sealed,
        table.generation,
        table.scope,
        TherapySession.client_id,
        _place_of(kind),
        join=TherapySession.id == table.session_id,
        session=table.session_id,
        more=(table.sequence, table.scope),
    )


COLUMNS = (
    _of(Version, "version"),
    _of(Addendum, "addendum"),
    Resealable(
        RecordLook.id,
        RecordLook.sealed,
        RecordLook.generation,
        Scope.NOTES,
        TherapySession.client_id,
        lambda row, generation: LookPlace(
            row.id, row.client, row.session, row.author_id, row.number
        ).at(generation),
        join=TherapySession.id == RecordLook.session_id,
        session=RecordLook.session_id,
        more=(RecordLook.author_id, RecordLook.number),
    ),
)
