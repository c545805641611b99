"""Parts the cards of before: what no themes key may open goes under a key of its own.

A migration has no key; this happens when the owner comes in.  A card that cannot be opened is left.
"""

from contextlib import suppress
from datetime import date

from sqlalchemy import select

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.service import part_own
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.payload import CannotRead
from notes_app.sharing.generations import Owner
from notes_app.sharing.tidying import Overdue


def _is_any(owner: Owner, _on: date) -> bool:
    whole = select(Client.id).where(Client.owner_id == owner.user.id, Client.own_sealed.is_(None))
    return db.session.scalar(whole.limit(1)) is not None


def _end(owner: Owner, _on: date) -> None:
    whole = select(Client).where(Client.owner_id == owner.user.id, Client.own_sealed.is_(None))
    for client in db.session.scalars(whole):
        with suppress(NoKey, CannotOpen, CannotRead):
            part_own(client, keyring=owner.keyring)
    db.session.flush()


WHOLE_CARDS = Overdue(_is_any, _end)
