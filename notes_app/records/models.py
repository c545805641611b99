"""Files that wait between being shown and being brought in."""

from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from notes_app.db import Base
from notes_app.sealed import Sealed


class ImportBatch(Base):
    """What somebody chose in the browser, until they confirm it or choose again.

    Notes are of one client; a calendar is of none.
    """

    __tablename__ = "import_batches"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    client_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    sealed: Mapped[Sealed]
