"""What every table shares: named constraints, and columns for ciphertext."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import LargeBinary, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase

from notes_app.sealed import Sealed

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of all models."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {Sealed: LargeBinary, bytes: LargeBinary, UUID: Uuid}  # noqa: RUF012 - SQLAlchemy reads it from the class


@dataclass(frozen=True)
class SealedPart:
    """One scope of one record: which key sealed it, how often it was written, and the ciphertext.

    `generation` names the scope key, `version` counts the writes from 1; both are bound into the
    ciphertext, so a part opens nowhere else and no older part passes for this one.
    """

    generation: int
    version: int
    sealed: Sealed
