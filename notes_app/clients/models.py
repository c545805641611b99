"""A client's row: an owner, and one sealed part per scope."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Sealed


class Client(Base):
    """A client.  Who it is stands in `identity`; what the work is about stands in `themes`.

    What no themes key may open stands in `own`: None in a row of before, until its owner's app has
    parted the two.
    """

    __tablename__ = "clients"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    version: Mapped[int] = mapped_column()
    identity_generation: Mapped[int]
    identity_version: Mapped[int]
    identity_sealed: Mapped[Sealed]
    themes_generation: Mapped[int]
    themes_version: Mapped[int]
    themes_sealed: Mapped[Sealed]
    own_generation: Mapped[int | None]
    own_version: Mapped[int | None]
    own_sealed: Mapped[Sealed | None]

    identity: Mapped[SealedPart] = composite(
        "identity_generation", "identity_version", "identity_sealed"
    )
    themes: Mapped[SealedPart] = composite("themes_generation", "themes_version", "themes_sealed")

    @property
    def own(self) -> SealedPart | None:
        """The own part as it is stored."""
        return stored_own(self.own_generation, self.own_version, self.own_sealed)

    @own.setter
    def own(self, part: SealedPart) -> None:
        self.own_generation, self.own_version = part.generation, part.version
        self.own_sealed = part.sealed

    __mapper_args__ = {"version_id_col": version}


def stored_own(
    generation: int | None, version: int | None, sealed: Sealed | None
) -> SealedPart | None:
    """An own part from its columns; None where any is missing."""
    if generation is None or version is None or sealed is None:
        return None
    return SealedPart(generation, version, sealed)
