"""Who read a signed record that was opened for them."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class RecordLook(Base):
    """One look at an opened record, signed by its reader and never changed.

    `number` counts a reader's looks at records of this client from 1: a gap is a missing look.
    When it was stands inside, under the key of that record.
    """

    __tablename__ = "record_looks"
    __table_args__ = (UniqueConstraint("client_id", "author_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    number: Mapped[int]
    generation: Mapped[int]
    sealed: Mapped[Sealed]
