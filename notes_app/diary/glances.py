"""What the list of clients shows of each, told to it by this feature."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.clients.glances import Glance
from notes_app.clients.queries import ClientCard
from notes_app.crypto.keyring import Keyring
from notes_app.diary.queries import drafts_kept
from notes_app.diary.slots import Diary
from notes_app.diary.waiting import waiting_notes
from notes_app.notes.queries import sessions_by_client
from notes_app.notes.risk import open_risk
from notes_app.web.current import clock


def glances_of(user: User, cards: Sequence[ClientCard], keyring: Keyring) -> Mapping[UUID, Glance]:
    """The sessions of each client, the last day, and the notes that wait, by client."""
    sessions = sessions_by_client(user, keyring=keyring)
    diary = Diary(
        now=clock().local(),
        cards=cards,
        sessions=sessions,
        drafted=drafts_kept(user, sessions, keyring=keyring),
    )
    return glances_in(diary)


def glances_in(diary: Diary) -> Mapping[UUID, Glance]:
    """The same from what is open already.  Pure."""
    waiting: dict[UUID, list[str]] = {}
    for slot in waiting_notes(diary):
        waiting.setdefault(slot.card.client_id, []).append(str(slot.state))
    return {
        card.client_id: _glance(diary, card, waiting.get(card.client_id, []))
        for card in diary.cards
    }


def _glance(diary: Diary, card: ClientCard, waiting: Sequence[str]) -> Glance:
    days = [read.facts.held_on for read in diary.of(card) if read.held and read.facts]
    risk = open_risk(diary.of(card))
    return Glance(
        sessions=len(days),
        last_seen=max(days, default=None),
        waiting=len(waiting),
        note=waiting[0] if waiting else "",
        risk_since=risk.number if risk else None,
    )
