"""Keep a person's own collections."""

from uuid import UUID

from notes_app import db
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.payload import Payload, encode
from notes_app.personal.models import PersonalPart
from notes_app.personal.queries import KEY, personal_place, stored_part


def keep_personal_part(user_id: UUID, part: str, payload: Payload, *, keyring: Keyring) -> None:
    """Store their collection `part` whole.

    Whoever calls has opened what stood there in the same request, so that a collection that cannot
    be opened is not written over.
    """
    stored = stored_part(user_id, part)
    if stored is None:
        stored = PersonalPart(owner_id=user_id, part=part, version=0)
        db.session.add(stored)
    version = stored.version + 1
    stored.sealed = seal(encode(payload), keyring.derive(KEY), personal_place(stored, version))
    stored.version = version
