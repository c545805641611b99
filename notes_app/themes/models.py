"""A therapist's codebook: one sealed row."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class Vocabulary(Base):
    """The therapist's changes to the built-in library, and the themes of their own."""

    __tablename__ = "vocabulary"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    version: Mapped[int] = mapped_column()
    sealed: Mapped[Sealed]

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
