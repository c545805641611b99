"""Where entries and lent passages are sealed, and what their signatures are bound to."""

from dataclasses import dataclass
from uuid import UUID

from notes_app.crypto.place import Field, Place, stored_place
from notes_app.sealed import Scope
from notes_app.sharing.sealing import PartPlace


@dataclass(frozen=True)
class EntryPlace:
    """One entry: which one of its author's about this client."""

    record: UUID
    client_id: UUID
    author_id: UUID
    number: int

    @property
    def fields(self) -> dict[str, Field]:
        """What the signature is bound to beside author, time and words (security.md 3.7)."""
        return {
            "record": self.record,
            "client": self.client_id,
            "number": self.number,
            "scope": str(Scope.THEMES),
        }

    def at(self, generation: int) -> Place:
        """The full context of its seal.  Raises CannotOpen where a row holds no such number."""
        return stored_place("comment", author=self.author_id, gen=generation, **self.fields)


def loan_place(loan_id: UUID, client_id: UUID, scope: Scope = Scope.OWN) -> PartPlace:
    """Where the words of one loan are sealed.  Raises ValueError where there is no such scope."""
    return PartPlace("loan", loan_id, client_id, scope)
