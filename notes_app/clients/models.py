"""A client's row: an owner, and one sealed part per scope."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Sealed


class Client(Base):
    """A client.  Who it is stands in `identity`; what the work is about stands in `themes`."""

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

    identity: Mapped[SealedPart] = composite(
        "identity_generation", "identity_version", "identity_sealed"
    )
    themes: Mapped[SealedPart] = composite("themes_generation", "themes_version", "themes_sealed")

    __mapper_args__ = {"version_id_col": version}
