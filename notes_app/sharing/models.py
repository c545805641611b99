"""Scope keys as their owner holds them, and grants to others: of scopes, records and passages."""

from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class ScopeKey(Base):
    """One client's key for one scope and generation, wrapped under its owner's master key."""

    __tablename__ = "scope_keys"

    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), primary_key=True
    )
    scope: Mapped[str] = mapped_column(String(16), primary_key=True)
    generation: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    wrap: Mapped[Sealed]


class Grant(Base):
    """A scope key wrapped for somebody else, signed by the granter."""

    __tablename__ = "grants"
    __table_args__ = (UniqueConstraint("grantee_id", "client_id", "scope", "generation"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    granter_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    grantee_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    scope: Mapped[str] = mapped_column(String(16))
    generation: Mapped[int]
    expires_at: Mapped[int] = mapped_column(BigInteger, default=0)
    wrap: Mapped[Sealed]
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class RecordGrant(Base):
    """The key of one signed record, wrapped for somebody else, signed by the granter."""

    __tablename__ = "record_grants"
    __table_args__ = (UniqueConstraint("grantee_id", "session_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    granter_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    grantee_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    generation: Mapped[int]
    mode: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[int] = mapped_column(BigInteger, default=0)
    wrap: Mapped[Sealed]
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class LoanGrant(Base):
    """The key of one lent passage, wrapped for its borrower, signed by the granter.

    The loan's own row is of a feature above; this one goes with it, and has its id.
    """

    __tablename__ = "loan_grants"

    id: Mapped[UUID] = mapped_column(ForeignKey("loans.id", ondelete="CASCADE"), primary_key=True)
    granter_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    grantee_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    client_id: Mapped[UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    generation: Mapped[int]
    expires_at: Mapped[int] = mapped_column(BigInteger, default=0)
    wrap: Mapped[Sealed]
    signature: Mapped[bytes] = mapped_column(LargeBinary)


AnyGrant = Grant | RecordGrant | LoanGrant
"""A row that hands somebody a key, of whatever kind."""
