"""Where the parts of a session are sealed, for sealing them under a newer key."""

from notes_app.notes.models import TherapySession
from notes_app.notes.places import notes_place, process_place, themes_place
from notes_app.sealed import Scope
from notes_app.sharing.resealing import Resealable

_ITS = TherapySession

COLUMNS = (
    Resealable(
        _ITS.id,
        _ITS.themes_sealed,
        _ITS.themes_generation,
        Scope.THEMES,
        _ITS.client_id,
        lambda row, generation: themes_place(row.id, row.client).at(generation, row.version),
        version=_ITS.themes_version,
    ),
    Resealable(
        _ITS.id,
        _ITS.notes_sealed,
        _ITS.notes_generation,
        Scope.NOTES,
        _ITS.client_id,
        lambda row, generation: notes_place(row.id, row.client).at(generation, row.version),
        version=_ITS.notes_version,
    ),
    Resealable(
        _ITS.id,
        _ITS.process_sealed,
        _ITS.process_generation,
        Scope.PROCESS,
        _ITS.client_id,
        lambda row, generation: process_place(row.id, row.client).at(generation, row.version),
        version=_ITS.process_version,
    ),
)
