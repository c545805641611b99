"""Where a conversation and lent passages are sealed, for sealing them under a newer key."""

from notes_app.sealed import Scope
from notes_app.sharing.resealing import Resealable
from notes_app.supervision.models import Comment, Loan
from notes_app.supervision.places import EntryPlace, loan_place

COLUMNS = (
    Resealable(
        Comment.id,
        Comment.sealed,
        Comment.generation,
        Scope.THEMES,
        Comment.client_id,
        lambda row, generation: EntryPlace(row.id, row.client, row.author_id, row.number).at(
            generation
        ),
        more=(Comment.author_id, Comment.number),
    ),
    Resealable(
        Loan.id,
        Loan.words_sealed,
        Loan.words_generation,
        Loan.scope,
        Loan.client_id,
        lambda row, generation: loan_place(row.id, row.client, Scope(row.scope)).at(
            generation, row.version
        ),
        version=Loan.words_version,
        loan=True,
        more=(Loan.scope,),
    ),
)
