"""A therapy session's row, the draft of a note being written, its journal, and what was signed."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Sealed


class TherapySession(Base):
    """One hour with a client: three sealed parts, nothing readable but where they belong."""

    __tablename__ = "sessions"
    # A search asks which notes there are, and at which versions, without touching a note.
    __table_args__ = (
        Index(
            "ix_sessions_edition",
            *("client_id", "id", "version", "themes_version", "notes_version", "process_version"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
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


class JournalEntry(Base):
    """An earlier minute of a note that one person is writing; later ones have a higher sequence."""

    __tablename__ = "journal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    sequence: Mapped[int]
    sealed: Mapped[Sealed]


class Version(Base):
    """A record as its author signed it, from then on unchanged (security.md 7)."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("session_id", "scope", "sequence"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    scope: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    generation: Mapped[int]
    sealed: Mapped[Sealed]


class Addendum(Base):
    """What was added to a signed record: its kind, its author and its words are inside."""

    __tablename__ = "addenda"
    __table_args__ = (UniqueConstraint("session_id", "scope", "sequence"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    scope: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    generation: Mapped[int]
    sealed: Mapped[Sealed]
