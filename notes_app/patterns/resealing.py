"""Where summaries for clients are sealed, for sealing them under a newer key."""

from notes_app.patterns.models import ClientSummary
from notes_app.patterns.queries import summary_place
from notes_app.sealed import Scope
from notes_app.sharing.resealing import Resealable

COLUMNS = (
    Resealable(
        ClientSummary.client_id,
        ClientSummary.sealed,
        ClientSummary.generation,
        Scope.NOTES,
        ClientSummary.client_id,
        lambda row, generation: summary_place(row.client).at(generation, row.version),
        version=ClientSummary.version,
    ),
)
