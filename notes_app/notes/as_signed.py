"""What was signed, for the pages of this feature: told by the feature above (decision 0015)."""

from collections.abc import Callable, Mapping
from typing import Protocol

from flask import current_app

from notes_app.crypto.keyring import Keyring
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import ProcessText, SessionText

AS_SIGNED = "between.as_signed"


class AsSigned(Protocol):
    """A signed note, checked at this reading."""

    @property
    def text(self) -> SessionText | None:
        """The signed words with the passages of today; None where the record does not hold."""

    @property
    def headings(self) -> Mapping[str, str]:
        """What stood over each section when it was signed, by its key; formats change later."""

    @property
    def private(self) -> ProcessText | None:
        """The signed private process note; None where there is none, or it does not hold."""


SignedNoteOf = Callable[[TherapySession, Keyring], AsSigned | None]


def as_signed(session: TherapySession, keyring: Keyring) -> AsSigned | None:
    """The signed note of a session; None where it was never signed, or nobody can tell.

    `signing` puts the query (a `SignedNoteOf`) into `app.extensions[AS_SIGNED]`.
    """
    known: SignedNoteOf | None = current_app.extensions.get(AS_SIGNED)
    return known(session, keyring) if known else None
