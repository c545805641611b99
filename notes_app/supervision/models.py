"""What two people say about one client's themes, and the passages lent for it."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column

from notes_app.db import Base, SealedPart
from notes_app.sealed import Scope, Sealed


class Comment(Base):
    """One entry of the conversation about a client, signed by its author and never changed.

    `number` counts an author's entries for this client from 1: a gap is a missing entry.  What kind
    of entry it is (a question, a review, a look) is inside.
    """

    __tablename__ = "comments"
    __table_args__ = (UniqueConstraint("client_id", "author_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    number: Mapped[int]
    generation: Mapped[int]
    sealed: Mapped[Sealed]


class Loan(Base):
    """A passage lent to one supervisor: a copy of its words, under a key of its own.

    That key is derived from the client's own scope, and wrapped for the borrower in `loan_grants`.
    `scope` is "themes" for a row of before, which its owner's app seals anew (`overdue`).
    """

    __tablename__ = "loans"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int] = mapped_column()
    scope: Mapped[str] = mapped_column(String(16), default=str(Scope.OWN))
    words_generation: Mapped[int]
    words_version: Mapped[int]
    words_sealed: Mapped[Sealed]

    words: Mapped[SealedPart] = composite("words_generation", "words_version", "words_sealed")

    __mapper_args__ = {"version_id_col": version}
