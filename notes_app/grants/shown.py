"""What others show to whoever is logged in: what opens, and what does not with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.sharing.accepting import acceptance_of
from notes_app.sharing.contacts import Standing, contact_of
from notes_app.sharing.models import AnyGrant, LoanGrant, RecordGrant
from notes_app.sharing.payloads import Contacts, Mode
from notes_app.sharing.queries import live_grants, live_loan_grants, live_record_grants


class Refusal(StrEnum):
    """Why something that the database offers is not accepted."""

    NOT_MET = "not-met"
    CHANGED = "changed"
    FORGED = "forged"


@dataclass(frozen=True)
class ShownToYou:
    """Something that somebody shows, or would show.

    Attributes:
        session_id, mode: of one signed record; None where themes are shown.
        until: Unix seconds.
        refused: None where the key was accepted.
    """

    granter: str
    client_id: UUID
    until: int
    session_id: UUID | None = None
    mode: Mode | None = None
    compared: bool = False
    refused: Refusal | None = None


def shown_to(user: User, contacts: Contacts, *, keyring: Keyring, now: int) -> list[ShownToYou]:
    """Everything that others show to `user` at `now`, and what is refused of it.

    A lent passage stands with its case, and here only where it is refused.
    """
    rows: list[AnyGrant] = [*live_grants(user.id, now=now)]
    rows += live_record_grants(user.id, now=now)
    rows += live_loan_grants(user.id, now=now)
    return _shown(rows, user, contacts, keyring=keyring)


def records_shown_to(
    user: User, contacts: Contacts, *, keyring: Keyring, now: int
) -> list[ShownToYou]:
    """The signed records that others show to `user` at `now`, and what is refused of them."""
    return _shown(live_record_grants(user.id, now=now), user, contacts, keyring=keyring)


def accepted(shown: Sequence[ShownToYou]) -> list[ShownToYou]:
    """What can be opened."""
    return [one for one in shown if one.refused is None]


def _shown(
    rows: Sequence[AnyGrant], user: User, contacts: Contacts, *, keyring: Keyring
) -> list[ShownToYou]:
    if not rows:
        return []
    accept = acceptance_of(user, rows, keyring=keyring)
    standings = {one.id: contact_of(one, contacts) for one in accept.granters.values()}
    found = []
    for row in rows:
        granter = standings[row.granter_id]
        refused = None if accept.holds(row) else _why(granter.standing)
        if isinstance(row, LoanGrant) and refused is None:
            continue
        record = row if isinstance(row, RecordGrant) else None
        found.append(
            ShownToYou(
                granter.called,
                row.client_id,
                row.expires_at,
                session_id=record.session_id if record else None,
                mode=_mode(record),
                compared=granter.standing is Standing.COMPARED,
                refused=refused,
            )
        )
    return found


def _why(standing: Standing) -> Refusal:
    if standing is Standing.NOT_MET:
        return Refusal.NOT_MET
    return Refusal.CHANGED if standing is Standing.CHANGED else Refusal.FORGED


def _mode(row: RecordGrant | None) -> Mode | None:
    return Mode(row.mode) if row is not None and row.mode in set(Mode) else None
