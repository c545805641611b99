"""What a large career keeps so that a search need not open every note."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Sealed


class Concordance(Base):
    """Of one client's notes: which words stand in which (`notes`, `process`), their days and tags
    (`themes`).  Sealed under the client's key of that scope, and gone with the client."""

    __tablename__ = "concordances"

    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True
    )
    scope: Mapped[str] = mapped_column(String(16), primary_key=True)
    generation: Mapped[int]
    version: Mapped[int]
    sealed: Mapped[Sealed]

    part: Mapped[SealedPart] = composite("generation", "version", "sealed")
