"""Keep a summary for the client while it is put together, or begin it anew."""

from sqlalchemy import select

from notes_app import db
from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.queries import ClientCard
from notes_app.clients.undoing import changed_client, register_both_ways
from notes_app.crypto.keyring import Keyring
from notes_app.db import SealedPart
from notes_app.db.errors import NotFound, Stale
from notes_app.patterns.models import ClientSummary
from notes_app.patterns.payloads import Summary
from notes_app.patterns.queries import is_damaged, summary_of, summary_place, summary_row
from notes_app.payload import Part, decode
from notes_app.sealed import Sealed
from notes_app.sharing.sealing import seal_part

LET_GO, ASIDE = "summary-let-go", "summary-aside"


class SummaryLetGo(Part, frozen=True):
    """The summary that was let go."""

    was: Summary


class SummaryAside(Part, frozen=True):
    """A summary that could not be opened, as it was stored."""

    generation: int
    version: int
    sealed: bytes


def keep_summary(client: Client, *, summary: Summary, over: int, keyring: Keyring) -> int:
    """Keep it, in place of what was kept; returns its version.

    Args:
        over: the version that it is based on; 0 where nothing was kept.

    Raises:
        Stale: somebody else kept one in between.
        NoKey, CannotOpen, CannotRead: what is kept cannot be opened, and is not written over.
    """
    # Who keeps one at the same time waits here, and then finds this one.
    db.session.execute(select(Client.id).where(Client.id == client.id).with_for_update())
    before = summary_of(client, keyring=keyring)
    if before.version != over:
        raise Stale
    row = summary_row(client.id)
    part = seal_part(
        summary, summary_place(client.id), before=row.part if row else None, keyring=keyring
    )
    if row is None:
        db.session.add(ClientSummary(client_id=client.id, part=part))
    else:
        row.part = part
    return part.version


def let_summary_go(client: Client, *, keyring: Keyring) -> Summary:
    """Forget what is kept, so that the next one begins from the record.  Raises NotFound."""
    summary, row = summary_of(client, keyring=keyring).summary, summary_row(client.id)
    if summary is None or row is None:
        raise NotFound
    db.session.delete(row)
    return summary


def letting_go_act(card: ClientCard, was: Summary) -> Act:
    """A summary was begun anew."""
    said = "Began the summary for the client anew"
    return Act(LET_GO, said, SummaryLetGo(was), client_id=card.client_id, whose=card.label)


def set_summary_aside(client: Client, *, keyring: Keyring) -> SummaryAside:
    """Go on without one that cannot be opened.  Raises NotFound where there is no such one."""
    row = summary_row(client.id)
    if row is None or not is_damaged(client, keyring=keyring):
        raise NotFound
    db.session.delete(row)
    return SummaryAside(row.generation, row.version, bytes(row.sealed))


def setting_aside_act(card: ClientCard, was: SummaryAside) -> Act:
    """A summary was begun in place of one that cannot be opened; this keeps the old one."""
    said = "Put a summary for the client aside, which cannot be opened"
    return Act(ASIDE, said, was, client_id=card.client_id, whose=card.label)


def register_summary_undo(place: Place) -> None:
    """Tell how a summary that was let go, or put aside, comes back."""
    register_both_ways(LET_GO, summary_back, place=place)
    register_both_ways(ASIDE, damaged_back, place=place)


def summary_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The summary as it was; never over one that was put together since."""
    client = changed_client(record, stand)
    was = decode(record.details, SummaryLetGo).was
    now = summary_of(client, keyring=stand.keyring).summary
    if now != (None if back else was):
        raise CannotUndo
    if back:
        keep_summary(client, summary=was, over=0, keyring=stand.keyring)
    else:
        let_summary_go(client, keyring=stand.keyring)


def damaged_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """What cannot be opened, as it was stored; never over one that was put together since."""
    client = changed_client(record, stand)
    if not back:
        set_summary_aside(client, keyring=stand.keyring)
        return
    if summary_row(client.id) is not None:
        raise CannotUndo
    was = decode(record.details, SummaryAside)
    part = SealedPart(was.generation, was.version, Sealed(was.sealed))
    db.session.add(ClientSummary(client_id=client.id, part=part))
