"""That a signed record was read is written down by a feature above this one."""

from collections.abc import Callable
from uuid import UUID

from flask import current_app

RECORD_LOOKS = "between.record-looks"
KeepLook = Callable[[UUID, UUID], None]


def keep_look(client_id: UUID, session_id: UUID) -> None:
    """Write down that whoever is logged in reads this record; commits.

    `supervision` puts what keeps it (a `KeepLook`) into `app.extensions[RECORD_LOOKS]`; it owns the
    conversation in which looks stand.
    """
    kept: KeepLook | None = current_app.extensions.get(RECORD_LOOKS)
    if kept is not None:
        kept(client_id, session_id)
