"""What every page here begins with: one client, and what is said about them in supervision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.crypto.keyring import Keyring
from notes_app.grants.views.blueprint import zone
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession, sessions_of
from notes_app.sharing.current import current_seeing, unlocked_keyring
from notes_app.sharing.seeing import Seer
from notes_app.sharing.words import day_of
from notes_app.signing.current import known_here
from notes_app.signing.looks import Look, looks_of_client
from notes_app.supervision.inbox import in_words
from notes_app.supervision.policy import Entry
from notes_app.supervision.queries import (
    Borrowed,
    Heard,
    conversation_of,
    entries_that_hold,
    held_until,
    loans_of,
)
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.web.messages import say


@dataclass(frozen=True)
class Presented:
    """One client of the therapist's, with the conversation about them."""

    client: Client
    card: ClientCard
    keyring: Keyring
    reads: list[ReadSession]
    book: Codebook
    heard: list[Heard]
    borrowed: list[Borrowed]
    seers: list[Seer]

    @cached_property
    def entries(self) -> list[Entry]:
        """What was said and holds."""
        return entries_that_hold(self.heard)

    @cached_property
    def looks(self) -> list[Look]:
        """Every look at a signed record of this client that was opened for somebody."""
        return looks_of_client(self.client.id, keyring=self.keyring, known=known_here())

    @cached_property
    def tags(self) -> dict[UUID, tuple[ReadSession, Tag]]:
        """Every tag with its session."""
        return {t.id: (read, t) for read in self.reads if read.facts for t in read.facts.tags}

    def last_day(self, user_id: UUID, wanted: date) -> date:
        """The day up to which something is lent to them: never past the end of what they see."""
        seer = next(one for one in self.seers if one.user_id == user_id)
        return min(wanted, day_of(seer.until, zone()))

    @property
    def people(self) -> dict[UUID, str]:
        """Who sees the themes now, by id."""
        return {one.user_id: one.name for one in self.seers}

    def passage(self, tag_id: UUID) -> str:
        """What a passage is called: "Setting a limit, session 60"."""
        if tag_id not in self.tags:
            return "a passage that is tagged no more"
        read, tag = self.tags[tag_id]
        theme = self.book.by_code(tag.theme)
        return f"{theme.name if theme else 'A theme'}, session {read.number}"

    def number_lent(self, one: Borrowed) -> int:
        """The number of the session from which something is lent; 0 where that cannot be told."""
        read, _ = self.tags.get(one.lent.tag, (None, None)) if one.lent else (None, None)
        return (read.number if read else None) or 0

    def family(self, tag_id: UUID) -> str:
        """The family that colours a passage; none where it is tagged no more."""
        theme = self.book.by_code(self.tags[tag_id][1].theme) if tag_id in self.tags else None
        return str(theme.family) if theme else ""

    def session(self, session_id: UUID) -> str:
        """What a session is called."""
        number = next((r.number for r in self.reads if r.session_id == session_id), None)
        return f"session {number}" if number else "a session"

    def sessions(self, ids: Collection[UUID]) -> str:
        """What some sessions are called: "sessions 58 to 60"."""
        found = (read.number for read in self.reads if read.session_id in ids)
        return in_words(sorted(number for number in found if number))


def presented(client_id: UUID) -> Presented:
    """The client of the address, as their therapist sees them.  Raises NotFound, Locked."""
    keyring, client = unlocked_keyring(), client_of(current_user, client_id)
    seeing = current_seeing()
    lent = [one for one in seeing.of_client(client.id) if one.is_loan]
    ends = {one.grant_id: day_of(one.until, zone()) for one in lent}
    return Presented(
        client,
        card_of(client, keyring),
        keyring,
        sessions_of(client, keyring=keyring),
        codebook_of(current_user.id, keyring),
        conversation_of(client.id, keyring=keyring, known=known_here()),
        held_until(loans_of(client.id, keyring=keyring), ends),
        seeing.of_themes(client.id),
    )


def done(it: Presented, code: str, *, undo: str | None = None) -> ResponseReturnValue:
    """Commit, and back to the tab with what was done."""
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("presenting.tab", client_id=it.client.id), 303)
