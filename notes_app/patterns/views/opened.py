"""What every page of this feature begins with: one client, opened and read once."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask_login import current_user

from notes_app.clients.models import Client
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.clock import today
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import ReadSession, sessions_of
from notes_app.notes.revising import sessions_as_of
from notes_app.patterns.days import Day, days_of
from notes_app.patterns.spans import focus_of, spans_of
from notes_app.patterns.table import ThemeSpan, ThemeTable
from notes_app.sharing.current import unlocked_keyring
from notes_app.statistics.windows import width_for
from notes_app.themes.library import Theme
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.web.current import clock


@dataclass(frozen=True)
class Opened:
    """One client's card and sessions, and the therapist's codebook."""

    client: Client
    card: ClientCard
    keyring: Keyring
    reads: list[ReadSession]
    codebook: Codebook
    spans: dict[str, ThemeSpan]
    known_on: date | None = None

    def span_at(self, address: UUID) -> ThemeSpan | None:
        """The theme that an address means; of a merged one, that as which it counts."""
        theme = self.codebook.by_address(address)
        current = self.codebook.by_code(theme.code) if theme else None
        return self.spans.get(current.code) if current else None


def opened(client_id: UUID) -> Opened:
    """The client of the address, as their therapist sees them.  Raises NotFound, Locked."""
    keyring = unlocked_keyring()
    client = client_of(current_user, client_id)
    card, book = card_of(client, keyring), codebook_of(current_user.id, keyring)
    reads = as_counted(sessions_of(client, keyring=keyring), book)
    return Opened(client, card, keyring, reads, book, spans_of(book, card))


def eligible_of(its: Opened, *, last: bool = False) -> list[ReadSession]:
    """The sessions that count: held, tagged to the end; only the newest window if `last`."""
    reads = [read for read in its.reads if read.eligible]
    return reads[-width_for(len(reads)) :] if last else reads


def as_known(here: Opened, session_id: UUID | None) -> Opened:
    """The client as known at the end of a session's day; as known now where there is none.

    Later sessions are left out, and later changes of signed ones undone.  What was changed before
    a note was signed is not kept anywhere.
    """
    day = next(
        (r.facts.held_on for r in here.reads if r.session_id == session_id and r.facts), None
    )
    if day is None:
        return here
    local = clock().local()
    evening = datetime.combine(day + timedelta(days=1), time(), tzinfo=local.tzinfo)
    then = as_counted(sessions_as_of(here.reads, int(evening.timestamp())), here.codebook)
    reads = [read for read in then if read.facts and read.facts.held_on <= day]
    return replace(here, reads=reads, known_on=day)


def days_known(here: Opened, table: ThemeTable) -> list[Day]:
    """Every day by which the sessions of a table could be compared, in order."""
    events = here.card.themes.events if here.card.themes else ()
    focus = focus_of(here.codebook, here.card)
    return days_of(table, here.reads, focus, here.spans, events)


def day_of(here: Opened) -> date:
    """The day of which the page speaks: today, or that as which it is known."""
    return here.known_on or today(clock())


def theme_at(address: UUID) -> Theme:
    """The theme of an address.  Raises NotFound, Locked."""
    theme = codebook_of(current_user.id, unlocked_keyring()).by_address(address)
    if theme is None:
        raise NotFound
    return theme
