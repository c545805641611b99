"""A person's own collections."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class PersonalPart(Base):
    """One collection of one person, such as the note formats of their own."""

    __tablename__ = "personal_parts"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column()
    sealed: Mapped[Sealed]

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
