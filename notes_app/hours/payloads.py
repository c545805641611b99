"""What is inside a supervision log."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from notes_app.payload import Part, Payload

PART = "supervision-hours"
Minutes = Annotated[int, Meta(ge=5, le=600)]


class Side(StrEnum):
    """On which side of the hour the log's owner sat."""

    SUPERVISED = "supervised"
    SUPERVISING = "supervising"


class Setting(StrEnum):
    """How many sat there."""

    INDIVIDUAL = "individual"
    GROUP = "group"


class Attestation(Part, frozen=True):
    """The owner's signature over one hour: the signed body of security.md 3.7."""

    body: bytes


class Hour(Part, frozen=True):
    """One supervision hour.  Cases stand by code name; no field here may hold a client's name.

    `with_whom` names colleagues, with their credentials.  `category` is the owner's own word, as
    boards differ.  `own_practice` are hours with clients since the hour before.  `withdrawn`:
    struck out, kept because it was attested.
    """

    id: UUID
    on: date
    minutes: Minutes
    side: Side
    setting: Setting = Setting.INDIVIDUAL
    category: str = ""
    with_whom: str = ""
    cases: tuple[str, ...] = ()
    topics: str = ""
    risk: str = ""
    settled: str = ""
    recommendations: str = ""
    own_practice: float | None = None
    attested: Attestation | None = None
    withdrawn: date | None = None


class SupervisionHours(Payload, frozen=True, tag=1):
    """The whole log, in no order."""

    hours: tuple[Hour, ...] = ()
