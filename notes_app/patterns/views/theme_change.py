"""Theme change, and the passages of a theme."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.clients.payloads import Pole
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.notes.reading import read_texts
from notes_app.patterns import drawing, passages, rules, together
from notes_app.patterns.asked import Asked, asked_for
from notes_app.patterns.change import lines_of, listed, window_columns
from notes_app.patterns.spans import focus_of
from notes_app.patterns.table import ThemeSpan, ThemeTable, table_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.themes.library import Theme
from notes_app.web.current import clock


@bp.get("/clients/<uuid:client_id>/themes")
def theme_change(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
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
    here = opened(client_id)
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


@bp.get("/counting")
def counting() -> ResponseReturnValue:
    """How is this counted?"""
    return render_template("patterns/counting.html", rules=rules)


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
