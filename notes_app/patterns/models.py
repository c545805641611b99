"""What is put together for a client and not handed over yet."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Sealed


class ClientSummary(Base):
    """The summary that is being put together for one client; it goes with the client."""

    __tablename__ = "summaries"

    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True
    )
    generation: Mapped[int]
    version: Mapped[int] = mapped_column()
    sealed: Mapped[Sealed]

    part: Mapped[SealedPart] = composite("generation", "version", "sealed")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
