"""A therapy session's row, and the draft of a note being written."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Sealed


class TherapySession(Base):
    """One hour with a client: three sealed parts, nothing readable but where they belong."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int] = mapped_column()
    themes_generation: Mapped[int]
    themes_version: Mapped[int]
    themes_sealed: Mapped[Sealed]
    notes_generation: Mapped[int]
    notes_version: Mapped[int]
    notes_sealed: Mapped[Sealed]
    process_generation: Mapped[int]
    process_version: Mapped[int]
    process_sealed: Mapped[Sealed]

    themes: Mapped[SealedPart] = composite("themes_generation", "themes_version", "themes_sealed")
    notes: Mapped[SealedPart] = composite("notes_generation", "notes_version", "notes_sealed")
    process: Mapped[SealedPart] = composite(
        "process_generation", "process_version", "process_sealed"
    )

    __mapper_args__ = {"version_id_col": version}


class Draft(Base):
    """What one person is writing for one session; purged once it stands in the note.

    A draft that cannot be opened is `set_aside` when its writer goes on without it: it is kept, and
    nothing overwrites it.
    """

    __tablename__ = "drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    set_aside: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()
    sealed: Mapped[Sealed]

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
