"""Across your clients: the themes of a caseload, and the clients of one theme."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.queries import ClientCard, clients_of
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import sessions_by_client
from notes_app.paper.typesetting import typeset
from notes_app.patterns.caseload import AcrossClients, Caseload, caseload_of
from notes_app.patterns.printed.across import caseload_sheet
from notes_app.patterns.spans import theme_spans
from notes_app.patterns.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.payloads import Family
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.web.current import clock
from notes_app.web.files import PDF, as_file
from notes_app.web.marks import fresh

#: A letter for each family in the address.
LETTERS: dict[str, Family] = {
    "w": Family.WAYS,
    "f": Family.FEEL,
    "e": Family.EXPECT,
    "r": Family.ROLES,
    "o": Family.ROOM,
    "m": Family.MOVES,
}


@dataclass(frozen=True)
class Opened:
    """The codebook, and all clients' sessions counted by it."""

    codebook: Codebook
    caseload: Caseload


@bp.get("/themes/across")
def across_clients() -> ResponseReturnValue:
    here, family = _opened(), LETTERS.get(request.args.get("of", ""))
    offered = [theme for theme in here.codebook.active if family in (None, theme.family)]
    never = set(here.caseload.never([theme.code for theme in offered]))
    return render_template(
        "patterns/across_clients.html",
        its=here,
        family=family,
        letters={family: letter for letter, family in LETTERS.items()},
        recurring=_of_family(here.caseload.recurring, family),
        single=_of_family(here.caseload.single, family),
        everyone={one.theme.code for one in here.caseload.everyone},
        never=[theme for theme in offered if theme.code in never],
    )


@bp.post("/themes/across/pdf")
@fresh
def print_across_clients() -> ResponseReturnValue:
    """The counts of all families as a document.  It is made in memory and names no client."""
    here, day = _opened(), today(clock())
    never = set(here.caseload.never([theme.code for theme in here.codebook.active]))
    unused = [theme for theme in here.codebook.active if theme.code in never]
    pdf = typeset(caseload_sheet(here.caseload, unused, made_on=day))
    return as_file(pdf, name="themes-across-clients-{day}.pdf", made_on=day, kind=PDF)


@bp.get("/themes/<uuid:address>/clients")
def clients_of_theme(address: UUID) -> ResponseReturnValue:
    """With whom one theme was tagged; each leads to that client's Theme change."""
    here = _opened()
    asked = here.codebook.by_address(address)
    theme = here.codebook.by_code(asked.code) if asked else None
    if theme is None:
        raise NotFound
    cards = {card.client_id: card for card in clients_of(current_user, unlocked_keyring())}
    across = here.caseload.theme(theme.code)
    return render_template(
        "patterns/clients_of_theme.html",
        its=here,
        theme=theme,
        across=across,
        book=request.args.get("f") == "b",
        of=of if (of := request.args.get("of", "")) in LETTERS else None,
        rows=_with_cards(across, cards) if across else [],
    )


def _opened() -> Opened:
    keyring = unlocked_keyring()
    book = codebook_of(current_user.id, keyring)
    reads = {
        client_id: as_counted(sessions, book)
        for client_id, sessions in sessions_by_client(current_user, keyring=keyring).items()
    }
    return Opened(book, caseload_of(reads, themes=theme_spans(book), today=today(clock())))


def _of_family(found: tuple[AcrossClients, ...], family: Family | None) -> list[AcrossClients]:
    return [one for one in found if family is None or one.theme.family == family]


def _with_cards(across: AcrossClients, cards: dict[UUID, ClientCard]) -> list[tuple[object, ...]]:
    return [(cards[one.client_id], one) for one in across.clients if one.client_id in cards]
