"""A supervisor's cases: everything that one grant of themes opens, read once for a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.clients.payloads import Formulation
from notes_app.clients.queries import ClientCard, shared_cards
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession, sessions_of_clients
from notes_app.payload import CannotRead
from notes_app.sharing.accepting import shared_grants_of, take_loans
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.payloads import Contacts
from notes_app.sharing.seeing import name_of
from notes_app.signing.verifying import Known
from notes_app.supervision.blind import tagged_loans
from notes_app.supervision.naming import as_labelled
from notes_app.supervision.policy import Entry, Passed, waiting_for
from notes_app.supervision.queries import (
    Borrowed,
    Heard,
    conversations_of,
    entries_that_hold,
    loans_of_clients,
)


@dataclass(frozen=True)
class Casefile:
    """One shared client, as far as the themes key opens it.

    Attributes:
        therapist_id, therapist: who shared it, and what the reader calls them.
        until: Unix seconds; when the grant ends.
        ends: Unix seconds; when the key of each loan that opens ends, by its id.
        compared: the reader compared the therapist's eight words.
    """

    client_id: UUID
    therapist_id: UUID
    therapist: str
    compared: bool
    until: int
    card: ClientCard
    reads: Sequence[ReadSession]
    heard: Sequence[Heard]
    borrowed: Sequence[Borrowed]
    ends: Mapping[UUID, int] = field(default_factory=dict)

    @cached_property
    def entries(self) -> list[Entry]:
        """What was said and holds, by time."""
        return entries_that_hold(self.heard)

    @cached_property
    def tags(self) -> Mapping[UUID, tuple[ReadSession, Tag]]:
        """Every tag with its session, by id."""
        return {tag.id: (read, tag) for read in self.reads if read.facts for tag in read.facts.tags}

    @property
    def held(self) -> list[ReadSession]:
        """The hours that took place, in order."""
        return [read for read in self.reads if read.held]

    @property
    def formulation(self) -> Formulation | None:
        """The newest one, where the therapist shows it."""
        kept = self.card.themes.formulations if self.card.themes else ()
        return next((one for one in reversed(kept) if one.shared), None)

    def waiting(self, supervisor: UUID) -> list[Passed]:
        """What the therapist sent to this supervisor and was not reviewed yet."""
        sent = waiting_for(self.entries, supervisor)
        return [one for one in sent if one.by == self.therapist_id]


def casefiles_of(
    user: User,
    *,
    known: Known,
    keyring: Keyring,
    now: int,
    only: UUID | None = None,
    tagged: bool = True,
) -> list[Casefile]:
    """Every case shared with `user`, by code name.  A fixed number of queries.

    Args:
        known: authors by the keys that `user` holds or has pinned.
        now: Unix seconds.
        only: no other client than this one.
        tagged: False leaves closed what `user` has tagged blind: a page that only says what is
            still to be tagged need not verify and open forty passages for nothing.
    """
    grants = {
        one.client_id: one
        for one in shared_grants_of(user, keyring=keyring, now=now)
        if only is None or one.client_id == only
    }
    if not grants:
        return []
    contacts, ids = _contacts(user, keyring), list(grants)
    cards = shared_cards(ids, keyring=keyring)
    reads = sessions_of_clients(ids, keyring=keyring)
    heard = conversations_of(ids, keyring=keyring, known=known)
    closed = set() if tagged else _tagged(heard.values(), user.id)
    ends = take_loans(user, keyring=keyring, now=now, clients=ids, but=closed)
    borrowed = loans_of_clients(ids, keyring=keyring)
    found = []
    for client_id, grant in grants.items():
        pin = contacts.pin_of(grant.granter_id)
        found.append(
            Casefile(
                client_id,
                grant.granter_id,
                name_of(pin),
                bool(pin and pin.compared_at),
                grant.expires_at,
                cards[client_id],
                as_labelled(reads[client_id], cards[client_id]),
                heard[client_id],
                borrowed[client_id],
                ends,
            )
        )
    return sorted(found, key=lambda one: one.card.code_name.casefold())


def _tagged(heard: Iterable[Sequence[Heard]], reader: UUID) -> set[UUID]:
    return {loan for one in heard for loan in tagged_loans(entries_that_hold(one), reader)}


def _contacts(user: User, keyring: Keyring) -> Contacts:
    try:
        return open_contacts(user, keyring=keyring)
    except (CannotOpen, CannotRead):
        return Contacts()
