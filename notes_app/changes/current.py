"""Remember what whoever is logged in has just done."""

from flask import url_for
from flask_login import current_user

from notes_app.changes.service import Act, remember
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock


def remembered(act: Act | None) -> str | None:
    """Keep `act` in the running transaction; returns the address that takes it back, by POST.

    None, of an act that changed nothing, is not kept and has no such address.
    """
    if act is None:
        return None
    now = int(clock().now().wall)
    change_id = remember(current_user, act, keyring=unlocked_keyring(), now=now)
    return url_for("changes.undo", change_id=change_id)
