"""Sessions and drafts, found through their owner; and the themes scope opened in bulk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.payloads import (
    NOT_RATED,
    Attendance,
    DraftNote,
    Ratings,
    SessionThemes,
    Tag,
    read_draft,
    read_session_themes,
)
from notes_app.notes.places import draft_place, themes_place
from notes_app.payload import CannotRead
from notes_app.sealed import Scope, Sealed
from notes_app.sharing.sealing import BulkOpener, open_part

#: Hours that did not take place: drawn as gaps, and not numbered.
NOT_HELD = {
    Attendance.CANCELLED_BY_CLIENT,
    Attendance.CANCELLED_BY_THERAPIST,
    Attendance.NO_SHOW,
    Attendance.ADMINISTRATIVE,
}


@dataclass(frozen=True, slots=True)  # thousands are made at once
class ReadSession:
    """One session as the themes scope tells it.

    `facts` is None where the part cannot be opened or read; `trouble` then says which
    (CannotOpen, CannotRead or NoKey).  `number` counts the client's hours in order of date from 1;
    hours that did not take place, and those that cannot be opened, have none.
    """

    session_id: UUID
    client_id: UUID
    version: int
    facts: SessionThemes | None
    number: int | None = None
    trouble: type[Exception] | None = None

    @property
    def held(self) -> bool:
        """Whether the hour took place, as far as is known."""
        return self.facts is not None and self.facts.attendance == Attendance.HELD

    @property
    def eligible(self) -> bool:
        """Whether an untagged theme is absent here: held, and tagging marked complete."""
        return self.held and self.facts is not None and self.facts.tagging_complete

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its tags; none where it cannot be opened."""
        return self.facts.tags if self.facts else ()

    @property
    def ratings(self) -> Ratings:
        """What was rated beside the text; nothing where it cannot be opened."""
        return self.facts.ratings if self.facts else NOT_RATED

    def has_come(self, today: date) -> bool:
        """Whether it is an hour of `today` or before, and no plan."""
        facts = self.facts
        return facts is not None and facts.attendance is not None and facts.held_on <= today


def session_of(user: User, session_id: UUID) -> TherapySession:
    """Their own client's session; anybody else's does not exist.  Raises NotFound."""
    found = db.session.scalar(
        select(TherapySession)
        .join(Client, Client.id == TherapySession.client_id)
        .where(TherapySession.id == session_id, Client.owner_id == user.id)
    )
    if found is None:
        raise NotFound
    return found


def open_facts(session: TherapySession, *, keyring: Keyring) -> SessionThemes:
    """A session's themes part.  Raises NoKey, CannotOpen, CannotRead."""
    place = themes_place(session.id, session.client_id)
    return read_session_themes(open_part(session.themes, place, keyring=keyring))


def sessions_of(client: Client, *, keyring: Keyring) -> list[ReadSession]:
    """All sessions of one client in order of date; those that cannot be opened come last."""
    rows = _theme_parts().where(TherapySession.client_id == client.id)
    return number_sessions(_read(rows, keyring))


def read_of(session: TherapySession, *, client: Client, keyring: Keyring) -> ReadSession:
    """One session as its client's sessions number it."""
    reads = sessions_of(client, keyring=keyring)
    return next(read for read in reads if read.session_id == session.id)


def sessions_by_client(user: User, *, keyring: Keyring) -> dict[UUID, list[ReadSession]]:
    """All sessions of all their clients, each client's in order, in one query."""
    rows = _theme_parts().join(Client, Client.id == TherapySession.client_id)
    by_client: dict[UUID, list[ReadSession]] = {}
    for read in _read(rows.where(Client.owner_id == user.id), keyring):
        by_client.setdefault(read.client_id, []).append(read)
    return {client_id: number_sessions(reads) for client_id, reads in by_client.items()}


def sessions_of_clients(
    clients: Collection[UUID], *, keyring: Keyring
) -> dict[UUID, list[ReadSession]]:
    """All sessions of these clients, each one's in order, in one query; whoever's they are.

    For whom others shared with: the keyring opens what was granted, and nothing else.
    """
    by_client: dict[UUID, list[ReadSession]] = {client_id: [] for client_id in clients}
    for read in _read(_theme_parts().where(TherapySession.client_id.in_(clients)), keyring):
        by_client[read.client_id].append(read)
    return {client_id: number_sessions(reads) for client_id, reads in by_client.items()}


def number_sessions(reads: Sequence[ReadSession]) -> list[ReadSession]:
    """Put sessions in order and number the hours that took place or are planned.

    Numbers follow the dates, so that notes brought in later from earlier years shift them, as a
    reader expects.
    """
    told = sorted((r for r in reads if r.facts is not None), key=_order)
    numbered, count = [], 0
    for read in told:
        counts = read.facts is not None and read.facts.attendance not in NOT_HELD
        count += counts
        number = count if counts else None
        numbered.append(read if read.number == number else _numbered(read, number))
    return numbered + [read for read in reads if read.facts is None]


def _numbered(read: ReadSession, number: int | None) -> ReadSession:
    # What `replace` does, in a third of the time: a caseload has thousands of sessions.
    return ReadSession(
        read.session_id, read.client_id, read.version, read.facts, number, read.trouble
    )


def draft_of(user: User, session_id: UUID) -> Draft | None:
    """What they are writing for this session, if anything."""
    return db.session.scalar(
        select(Draft).where(
            Draft.user_id == user.id, Draft.session_id == session_id, ~Draft.set_aside
        )
    )


def open_draft(draft: Draft, *, keyring: Keyring) -> DraftNote:
    """A draft's words.  Raises CannotOpen, CannotRead."""
    place = draft_place(draft.id, draft.user_id, draft.session_id, draft.version)
    return read_draft(unseal(draft.sealed, keyring.derive("drafts"), place))


def drafted_sessions(user: User) -> set[UUID]:
    """The sessions for which they are writing something."""
    rows = db.session.scalars(
        select(Draft.session_id).where(Draft.user_id == user.id, ~Draft.set_aside)
    )
    return set(rows)


def emptied_drafts(user: User, *, keyring: Keyring) -> set[UUID]:
    """The sessions for which they began something and took all of it away again.

    A draft that cannot be opened holds something.
    """
    rows = db.session.scalars(select(Draft).where(Draft.user_id == user.id, ~Draft.set_aside))
    return {draft.session_id for draft in rows if _says_nothing(draft, keyring=keyring)}


def _says_nothing(draft: Draft, *, keyring: Keyring) -> bool:
    try:
        return open_draft(draft, keyring=keyring).says_nothing
    except (CannotOpen, CannotRead):
        return False


def is_being_written(session_id: UUID) -> bool:
    """Whether anything is kept in a draft of this session, one that was set aside included."""
    rows = select(Draft.id).where(Draft.session_id == session_id).limit(1)
    return db.session.scalar(rows) is not None


def _theme_parts() -> Select[UUID, UUID, int, int, int, Sealed]:
    # Core rows, not entities: a whole career is opened for one page.
    return select(
        TherapySession.id,
        TherapySession.client_id,
        TherapySession.version,
        TherapySession.themes_generation,
        TherapySession.themes_version,
        TherapySession.themes_sealed,
    )


def _read(rows: Select[UUID, UUID, int, int, int, Sealed], keyring: Keyring) -> list[ReadSession]:
    opener = BulkOpener("session.themes", Scope.THEMES, keyring)
    return [_read_row(*row, opener=opener) for row in db.session.execute(rows)]


def _read_row(
    session_id: UUID, client_id: UUID, version: int, *part: Any, opener: BulkOpener
) -> ReadSession:
    try:
        facts = read_session_themes(opener.open(session_id, client_id, *part))
    except (NoKey, CannotOpen, CannotRead) as trouble:
        return ReadSession(session_id, client_id, version, None, trouble=type(trouble))
    return ReadSession(session_id, client_id, version, facts)


def _order(read: ReadSession) -> tuple[date, time, int, UUID]:
    facts = read.facts
    assert facts is not None  # noqa: S101 - only told sessions are ordered
    return facts.held_on, facts.starts_at or time.min, facts.number, read.session_id
