"""Theme change, the passages of a theme, and the words and focus of one client."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.changes.service import Act
from notes_app.clients import service as clients
from notes_app.clients.models import Client
from notes_app.clients.payloads import Pole
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.clients.remembering import focus_act, word_act
from notes_app.clock import today
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.notes.lineage import as_counted
from notes_app.notes.queries import ReadSession, sessions_of
from notes_app.notes.reading import read_texts
from notes_app.patterns import drawing, passages, rules, together
from notes_app.patterns.asked import Asked, asked_for
from notes_app.patterns.change import lines_of, listed, window_columns
from notes_app.patterns.spans import focus_of, spans_of
from notes_app.patterns.table import ThemeSpan, ThemeTable, table_of
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.library import Theme
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

bp = Blueprint("patterns", __name__, template_folder="templates")
LONGEST_WORD = 80

register_messages(
    {
        "client-word-saved": "Your word for it is saved, encrypted.",
        "focus-set": "In focus from today.",
        "focus-lifted": "No longer in focus.",
        "focus-full": "Three themes are in focus already. Take one out first.",
    }
)


@dataclass(frozen=True)
class Opened:
    """What every page of this feature begins with."""

    client: Client
    card: ClientCard
    keyring: Keyring
    reads: list[ReadSession]
    codebook: Codebook
    spans: dict[str, ThemeSpan]


@bp.get("/clients/<uuid:client_id>/themes")
def theme_change(client_id: UUID) -> ResponseReturnValue:
    here = _open(client_id)
    table = _table(here, asked := asked_for(request.args, here.card))
    chosen = _chosen(here, asked, table)
    return render_template(
        "patterns/theme_change.html",
        its=here,
        asked=asked,
        table=table,
        chosen=chosen,
        quotes=_first_strongest_latest(here, asked, chosen),
        people=[(person, here.card.called(person)) for person in here.card.present_people],
        **_compared(here, asked, table),
    )


@bp.get("/clients/<uuid:client_id>/themes/passages")
def all_passages(client_id: UUID) -> ResponseReturnValue:
    """All passages of one theme, or those of one session."""
    here = _open(client_id)
    asked = asked_for(request.args, here.card)
    theme = _asked_theme(here, asked)
    if theme is None:
        raise NotFound
    heard = passages.heard_in(here.reads, theme.code, asked.only)
    if asked.session:
        heard = [one for one in heard if one.session_id == asked.session]
    wanted = {one.session_id for one in heard}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    return render_template(
        "patterns/passages.html",
        its=here,
        asked=asked,
        theme=here.spans.get(theme.code),
        quotes=passages.quoted(heard, texts),
        names=here.card.called_by_person,
    )


@bp.get("/clients/<uuid:client_id>/words")
def words(client_id: UUID) -> ResponseReturnValue:
    """Your word for it, and what is in focus."""
    here = _open(client_id)
    used = {tag.theme for read in here.reads if read.facts for tag in read.facts.tags}
    return render_template(
        "patterns/words.html", its=here, used=used, focus=focus_of(here.codebook, here.card)
    )


@bp.post("/clients/<uuid:client_id>/words/<uuid:address>")
def keep_word(client_id: UUID, address: UUID) -> ResponseReturnValue:
    client, theme, keyring = client_of(current_user, client_id), _theme(address), unlocked_keyring()
    word = " ".join(request.form.get("word", "").replace("\0", "").split())[:LONGEST_WORD]
    before = card_of(client, keyring)
    clients.name_theme_for_client(client, code=theme.code, word=word, keyring=keyring)
    act = word_act(before, card_of(client, keyring), theme.code, theme=theme.name)
    return _done("client-word-saved", client, act)


@bp.post("/clients/<uuid:client_id>/focus/<uuid:address>")
def change_focus(client_id: UUID, address: UUID) -> ResponseReturnValue:
    client, theme, keyring = client_of(current_user, client_id), _theme(address), unlocked_keyring()
    on, before = request.form.get("focus") == "on", card_of(client, keyring)
    # A theme that was merged into this one brought its focus along: both are lifted.
    lineage = codebook_of(current_user.id, keyring).lineage.of(theme.code)
    try:
        for code in lineage[:1] if on else lineage:
            clients.set_focus(client, code=code, on=on, today=today(clock()), keyring=keyring)
    except clients.FocusFull:
        say("focus-full")
        return redirect(url_for("patterns.words", client_id=client_id), 303)
    act = focus_act(before, card_of(client, keyring), theme=theme.name)
    return _done("focus-set" if on else "focus-lifted", client, act)


def _done(code: str, client: Client, act: Act | None) -> ResponseReturnValue:
    undo = remembered(act)
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("patterns.words", client_id=client.id), 303)


@bp.get("/counting")
def counting() -> ResponseReturnValue:
    """How is this counted?"""
    return render_template("patterns/counting.html", rules=rules)


def _open(client_id: UUID) -> Opened:
    keyring = unlocked_keyring()
    client = client_of(current_user, client_id)
    card, book = card_of(client, keyring), codebook_of(current_user.id, keyring)
    reads = as_counted(sessions_of(client, keyring=keyring), book)
    return Opened(client, card, keyring, reads, book, spans_of(book, card))


def _table(here: Opened, asked: Asked) -> ThemeTable:
    return table_of(here.reads, themes=here.spans, today=today(clock()), only=asked.only)


def _compared(here: Opened, asked: Asked, table: ThemeTable) -> dict[str, object]:
    """The lists, the windows and the small tables of Theme change."""
    windows = asked.windows(table)
    focus = focus_of(here.codebook, here.card)
    lines = lines_of(table, windows=windows, focus_since=focus)
    columns = window_columns(table, windows=windows)
    late = {table.columns[at].session_id for at in columns[1]} if columns else set()
    recent = [r for r in here.reads if r.session_id in late]
    counts = together.with_whom(recent)
    return {
        "lines": lines,
        "lists": listed(lines),
        "columns": columns,
        "counts": counts,
        "most": together.most(counts),
        "pairs": together.heard_together([r for r in here.reads if r.eligible]),
        "drawing": drawing,
        "Pole": Pole,
    }


def _asked_theme(here: Opened, asked: Asked) -> Theme | None:
    """The theme that the address means; of a merged one, that as which it counts."""
    theme = here.codebook.by_address(asked.theme) if asked.theme else None
    return here.codebook.by_code(theme.code) if theme else None


def _chosen(here: Opened, asked: Asked, table: ThemeTable) -> ThemeSpan | None:
    """The theme whose passages are shown: the one asked for, else the one heard last."""
    theme = _asked_theme(here, asked)
    if theme is not None:
        return here.spans.get(theme.code)
    last = max(table.rows, key=lambda row: (row.heard_at_all or [-1])[-1], default=None)
    return last.theme if last else None


def _first_strongest_latest(
    here: Opened, asked: Asked, chosen: ThemeSpan | None
) -> list[tuple[str, passages.Quoted]]:
    if chosen is None:
        return []
    found = passages.first_strongest_latest(passages.heard_in(here.reads, chosen.code, asked.only))
    wanted = {heard.session_id for _, heard in found}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    shown = passages.quoted([heard for _, heard in found], texts)
    return list(zip([word for word, _ in found], shown, strict=True))


def _theme(address: UUID) -> Theme:
    theme = codebook_of(current_user.id, unlocked_keyring()).by_address(address)
    if theme is None:
        raise NotFound
    return theme
