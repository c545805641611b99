"""A person's account, the open browser sessions of a server, and the throttle."""

from uuid import UUID, uuid4

from sqlalchemy import DDL, BigInteger, LargeBinary, String, event
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class User(Base):
    """Who may log in.  What is readable here is needed before anything can be opened.

    There is no password hash: that the passphrase opens `unlock_passphrase` is the check.
    `activation` is a keyed hash of the one-time code of an invited person, until they come.
    """

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    roles: Mapped[str] = mapped_column(String(64))
    disabled: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[int] = mapped_column(default=1)
    activation: Mapped[bytes | None] = mapped_column(LargeBinary)
    activation_until: Mapped[int | None] = mapped_column(BigInteger)
    kdf_salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    kdf_memory_kib: Mapped[int | None]
    kdf_passes: Mapped[int | None]
    kdf_lanes: Mapped[int | None]
    kem_public: Mapped[bytes | None] = mapped_column(LargeBinary)
    verification_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    self_signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    unlock_passphrase: Mapped[Sealed | None]
    unlock_recovery: Mapped[Sealed | None]
    private_keys: Mapped[Sealed | None]
    profile_version: Mapped[int] = mapped_column(default=0)
    profile: Mapped[Sealed | None]
    pins_version: Mapped[int] = mapped_column(default=0)
    pins: Mapped[Sealed | None]

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """False once an administrator has disabled the account."""
        return not self.disabled

    def get_id(self) -> str:
        """The id as Flask-Login wants it."""
        return str(self.id)

    def has_role(self, role: str) -> bool:
        """Whether `role` (therapist, supervisor, administrator) is one of theirs."""
        return role in self.roles.split()


class Unlock(Base):
    """One open or locked browser session on a practice's server; a laptop keeps these in memory.

    UNLOGGED in PostgreSQL: gone after a crash, in no base backup.  The columns are those of
    `web.logins.Login`.
    """

    __tablename__ = "unlocks"

    row: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(index=True)
    secret_check: Mapped[bytes] = mapped_column(LargeBinary)
    born_at: Mapped[float]
    seen_at: Mapped[float]
    seen_boot: Mapped[float | None]
    fresh_until: Mapped[float]
    idle_seconds: Mapped[int]
    epoch: Mapped[int]
    wrap: Mapped[Sealed | None]
    renewed: Mapped[bool]
    messages: Mapped[str] = mapped_column(String(400), default="")
    last_search: Mapped[Sealed | None]


event.listen(
    Unlock.__table__,
    "after_create",
    DDL("ALTER TABLE unlocks SET UNLOGGED").execute_if(dialect="postgresql"),  # type: ignore[no-untyped-call]  # SQLAlchemy leaves DDL untyped
)


class Throttle(Base):
    """Failed tries under a keyed hash of a user name, network or device; names nobody."""

    __tablename__ = "throttle"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    until: Mapped[float]
