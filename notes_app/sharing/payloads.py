"""A person's sealed contacts: whose keys they know, and to whom they gave which key."""

from enum import StrEnum
from uuid import UUID

from notes_app.payload import Part, Payload, decode
from notes_app.sealed import Scope


class Basis(StrEnum):
    """By what right somebody else may see a client's themes."""

    TRAINING = "training"
    AUTHORIZATION = "authorization"
    DEIDENTIFIED = "de-identified"


class Mode(StrEnum):
    """What somebody may do with a signed record that was opened for them.  Bound into the grant."""

    ACCESS = "access"
    REVIEW = "review"
    COSIGN = "co-sign"


class FormerKeys(Part, frozen=True):
    """Keys that somebody had before: what they signed with them still verifies."""

    fingerprint: bytes
    verification: bytes


class Pin(Part, frozen=True):
    """Somebody's public keys as they were when first met.

    Attributes:
        name: what the owner of these contacts calls them; empty: by their user name.
        pinned_at, compared_at: Unix seconds; None until the eight words were compared by voice.
    """

    user_id: UUID
    kem: bytes
    verification: bytes
    pinned_at: int
    name: str = ""
    compared_at: int | None = None
    former: tuple[FormerKeys, ...] = ()


class Given(Part, frozen=True):
    """A key that was given to somebody, with what the server need not know: why.

    Attributes:
        id: of the grant's row; of a lent passage, of its loan.
        scope: which key; of a single record the notes scope, and `session` says which; of a lent
            passage the own scope, and `session` says where it stands.
        generation: of the key, as it was last wrapped for them.
        expires, given_at, ended_at: Unix seconds; `ended_at` None while it stands.
        mode: of a single record only.
        mark: SHA-256 of the wrap and its signature, as they were stored.
        lent: of a lent passage, what its words are recognised by: its borrower holds a key to them.
    """

    id: UUID
    client: UUID
    grantee: UUID
    scope: Scope
    generation: int
    expires: int
    given_at: int
    basis: Basis
    purpose: str = ""
    session: UUID | None = None
    mode: Mode | None = None
    ended_at: int | None = None
    mark: bytes = b""
    lent: bytes = b""

    @property
    def is_loan(self) -> bool:
        """Whether it is a lent passage: the own scope as a whole is given to nobody."""
        return self.scope is Scope.OWN


class Contacts(Payload, frozen=True, tag=1):
    """What is inside the sealed column `pins`.  Ended grants stay: they are the account of them.

    Ended loans do not: the loan itself remembers that it was lent.
    """

    people: tuple[Pin, ...] = ()
    given: tuple[Given, ...] = ()

    def pin_of(self, user_id: UUID) -> Pin | None:
        """Their keys as they were met; None where they were not."""
        return next((pin for pin in self.people if pin.user_id == user_id), None)

    @property
    def standing(self) -> tuple[Given, ...]:
        """The grants that were not ended, expired ones too."""
        return tuple(one for one in self.given if one.ended_at is None)

    def sees_themes(self, client_id: UUID, user_id: UUID) -> Given | None:
        """The standing grant of this client's themes to this person; None where there is none."""
        return next(
            (
                one
                for one in self.standing
                if (one.client, one.grantee, one.scope) == (client_id, user_id, Scope.THEMES)
            ),
            None,
        )


def read_contacts(stored: bytes) -> Contacts:
    """Read a person's contacts.  Raises CannotRead."""
    return decode(stored, Contacts)
