"""What was changed, kept so that it can be taken back."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class Change(Base):
    """One act of one person, under their master key: what it was, when, and what takes it back."""

    __tablename__ = "changes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    sequence: Mapped[int]
    sealed: Mapped[Sealed]
