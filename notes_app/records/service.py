"""Bring notes in, and keep what was chosen in the browser until it is confirmed."""

from collections.abc import Iterable, Sequence
from uuid import uuid4

from sqlalchemy import delete

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.tidying import register_tidy
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.notes.formats import AS_BROUGHT_IN
from notes_app.notes.payloads import Attendance, Section, SessionText, SessionThemes
from notes_app.notes.service import write_session
from notes_app.payload import encode
from notes_app.records.matching import Roster, plain_name
from notes_app.records.models import ImportBatch
from notes_app.records.payloads import WaitingCalendar, WaitingFamily, WaitingFiles
from notes_app.records.plan import Ready
from notes_app.records.queries import batch_place


class Arrivals:
    """Brings notes in for one person, and adds each new client once, with the first of its notes.

    Args:
        clients: at least those that the notes name by id.
        roster: all names that are taken.
    """

    def __init__(
        self, owner: User, clients: Iterable[Client], *, roster: Roster, keyring: Keyring
    ) -> None:
        self._owner = owner
        self._roster = roster
        self._count = 1
        self._keyring = keyring
        self._clients = {client.id: client for client in clients}
        self._new: dict[str, Client] = {}

    def bring_in(self, notes: Sequence[Ready]) -> None:
        """Add these notes, whole or, when the transaction does not end well, not at all.

        Nobody has said that a passage is tagged, or that none is: an import completes no tagging.
        """
        for note in notes:
            client = self._clients[note.client_id] if note.client_id else self._added(note)
            facts = SessionThemes(
                number=note.number,
                held_on=note.held_on,
                starts_at=note.starts_at,
                ends_at=note.ends_at,
                attendance=Attendance.HELD,
                written=True,
            )
            text = SessionText((Section(AS_BROUGHT_IN.key, note.text),), source=note.source)
            write_session(client, facts=facts, text=text, keyring=self._keyring)

    def _added(self, note: Ready) -> Client:
        name = plain_name(note.new_client)
        if name not in self._new:
            # What a file calls a client may be the real name, and a supervisor sees code names:
            # so it goes into the identity scope, and the code name is a number until it is changed.
            self._new[name] = add_client(
                self._owner,
                identity=ClientIdentity(name=note.new_client),
                themes=ClientThemes(code_name=self._free_code_name()),
                keyring=self._keyring,
            )
        return self._new[name]

    def _free_code_name(self) -> str:
        while self._roster.has(f"Client {self._count}"):
            self._count += 1
        self._count += 1
        return f"Client {self._count - 1}"


def keep_files(
    waiting: WaitingFiles | WaitingCalendar | WaitingFamily,
    *,
    client: Client | None = None,
    user: User,
    keyring: Keyring,
) -> ImportBatch:
    """Seal what was chosen until it is confirmed; what waited before is forgotten."""
    forget_batches(user)
    batch = ImportBatch(id=uuid4(), user_id=user.id, client_id=client.id if client else None)
    batch.sealed = seal(encode(waiting), keyring.derive("drafts"), batch_place(batch))
    db.session.add(batch)
    return batch


def forget_batches(user: User) -> None:
    """Delete whatever this person chose and did not confirm."""
    db.session.execute(delete(ImportBatch).where(ImportBatch.user_id == user.id))


def forget_waiting(_old: Keyring, new: Keyring) -> None:
    """What waits under a master key that goes: chosen again in a minute, not worth sealing anew."""
    db.session.execute(delete(ImportBatch).where(ImportBatch.user_id == new.user_id))


register_tidy("import_batches", forget_batches)
