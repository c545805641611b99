"""The contexts under which signed bodies are sealed, and to which their signatures are bound."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from notes_app.crypto.place import Field, Place, stored_place
from notes_app.sealed import Scope

Kind = Literal["version", "addendum"]


@dataclass(frozen=True)
class SignedPlace:
    """Where one signed body lives: in which row, of which session, as which one of its scope."""

    kind: Kind
    record: UUID
    client_id: UUID
    session_id: UUID
    sequence: int
    scope: Scope

    @property
    def fields(self) -> dict[str, Field]:
        """What the signature is bound to beside author, time and words (security.md 3.7)."""
        return {
            "record": self.record,
            "client": self.client_id,
            "session": self.session_id,
            "sequence": self.sequence,
            "scope": str(self.scope),
        }

    def at(self, generation: int) -> Place:
        """The full context of its seal.  Raises CannotOpen where a row holds no such number."""
        return stored_place(self.kind, gen=generation, **self.fields)


@dataclass(frozen=True)
class LookPlace:
    """One look at a signed record: which one of its reader's at records of this client."""

    record: UUID
    client_id: UUID
    session_id: UUID
    author_id: UUID
    number: int

    @property
    def fields(self) -> dict[str, Field]:
        """What the signature is bound to beside author, time and words (security.md 3.7)."""
        return {
            "record": self.record,
            "client": self.client_id,
            "session": self.session_id,
            "number": self.number,
            "scope": str(Scope.NOTES),
        }

    def at(self, generation: int) -> Place:
        """The full context of its seal.  Raises CannotOpen where a row holds no such number."""
        return stored_place("look", author=self.author_id, gen=generation, **self.fields)
