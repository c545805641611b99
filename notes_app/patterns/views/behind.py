"""The passages behind a number, and the way back to it."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.db.errors import NotFound
from notes_app.notes.queries import ReadSession
from notes_app.notes.reading import read_texts
from notes_app.patterns import passages, people
from notes_app.patterns.cells import Cell, cell_in
from notes_app.patterns.episodes import told_in
from notes_app.patterns.formulating import in_part
from notes_app.patterns.passages import Heard
from notes_app.patterns.table import ThemeSpan
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, eligible_of, opened

#: The pages that count only the sessions in which the theme could be tagged.
FROM_ITS_DEFINITION = "hew"


@bp.get("/clients/<uuid:client_id>/behind")
def behind(client_id: UUID) -> ResponseReturnValue:
    here, cell = opened(client_id), cell_in(request.args)
    themes = _themes(here, cell)
    group = people.group_at(here.card, cell.who)
    heard = _heard(here, cell, [theme.code for theme in themes], group)
    wanted = {one.session_id for one in heard}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    return render_template(
        "patterns/behind.html",
        its=here,
        cell=cell,
        themes=themes,
        group=group,
        sessions=len(wanted),
        quotes=passages.quoted(heard, texts),
        names=here.card.called_by_person,
    )


def _themes(here: Opened, cell: Cell) -> list[ThemeSpan]:
    found = [here.span_at(address) for address in (cell.theme, cell.other) if address]
    known = [span for span in found if span is not None]
    if not known or len(known) < len(found):
        raise NotFound
    return known


def _heard(here: Opened, cell: Cell, codes: list[str], group: people.Group | None) -> list[Heard]:
    """The passages of all these themes, in the sessions in which every one of them was heard."""
    take = people.taking(group, people.places_of(here.card))
    reads = _sessions(here, cell)
    gathered = {tag for one in told_in(reads) for tag in one.episode.tags}
    return [
        Heard(read.session_id, read.number, read.facts.held_on, tag)
        for read in reads
        if read.facts and set(codes) <= {tag.theme for tag in read.facts.tags}
        for tag in read.facts.tags
        if tag.theme in codes and take(tag) and in_part(tag, cell.part)
        if (cell.page != "e" or tag.id in gathered) and (cell.page != "n" or tag.way)
    ]


def _sessions(here: Opened, cell: Cell) -> list[ReadSession]:
    """The sessions that the number counts."""
    if cell.session:
        return [read for read in here.reads if read.session_id == cell.session]
    spans = [here.span_at(address) for address in (cell.theme, cell.other) if address]
    return [
        read
        for read in eligible_of(here, last=cell.last)
        if not (cell.page in FROM_ITS_DEFINITION or cell.part)
        or all(s and read.facts and s.counts_on(read.facts.held_on) for s in spans)
    ]
