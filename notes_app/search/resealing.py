"""Where concordances are sealed, for sealing them under a newer key."""

from notes_app.sealed import Scope
from notes_app.search.models import Concordance
from notes_app.sharing.resealing import Resealable
from notes_app.sharing.sealing import PartPlace

KIND = "client.concordance"

COLUMNS = (
    Resealable(
        Concordance.client_id,
        Concordance.sealed,
        Concordance.generation,
        Concordance.scope,
        Concordance.client_id,
        lambda row, generation: PartPlace(KIND, row.client, row.client, Scope(row.scope)).at(
            generation, row.version
        ),
        version=Concordance.version,
        more=(Concordance.scope,),
        derived=True,
    ),
)
