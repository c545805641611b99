"""Where the signed notes of whoever is logged in stand: asked once for all the lists of a page."""

from collections.abc import Mapping
from uuid import UUID

from flask import g
from flask_login import current_user

from notes_app.sharing.current import unlocked_keyring
from notes_app.signing.queries import Told, authors_met, told_states
from notes_app.signing.verifying import Known

STATES, PINNED = "signing_states", "signing_pinned"


def current_states() -> Mapping[UUID, Told]:
    """Where each signed note stands, by session, not verified."""
    if STATES not in g:
        setattr(g, STATES, told_states(current_user, keyring=unlocked_keyring()))
    found: Mapping[UUID, Told] = g.get(STATES)
    return found


def pinned_authors() -> Known:
    """Everybody whom the person logged in has met, by the keys that they pinned."""
    if PINNED not in g:
        setattr(g, PINNED, authors_met(current_user, keyring=unlocked_keyring()))
    found: Known = g.get(PINNED)
    return found
