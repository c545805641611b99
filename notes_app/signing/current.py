"""Where the signed notes of whoever is logged in stand: asked once for all the lists of a page."""

from collections.abc import Mapping
from uuid import UUID

from flask import g
from flask_login import current_user

from notes_app.crypto.errors import CannotOpen
from notes_app.payload import CannotRead
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.current import unlocked_keyring
from notes_app.sharing.seeing import names_of
from notes_app.signing.queries import Told, authors_met, told_states
from notes_app.signing.verifying import Known, known_authors, own_author

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


def names_met() -> Mapping[UUID, str]:
    """What everybody is called whom the person logged in has met; nobody if that is damaged."""
    try:
        return names_of(open_contacts(current_user, keyring=unlocked_keyring()))
    except (CannotOpen, CannotRead):
        return {}


def known_here() -> Known:
    """The authors whose signatures whoever is logged in can check: the met ones, and oneself."""
    return {**pinned_authors(), **known_authors(own_author(unlocked_keyring()))}
