"""The relationship map, and the passages with one person."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.clients.genogram.curves import arc
from notes_app.clients.genogram.drawing import crossed, outline
from notes_app.clients.genogram.halves import left_half, lower_half
from notes_app.clients.genogram.strokes import ring_of, strokes_of
from notes_app.clients.payloads import Shape, TieKind
from notes_app.clients.words import QUALITIES, STRATEGIES, TIES
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.notes.reading import read_texts
from notes_app.patterns.map_page import MapPage, heard_with_person, map_page, shown, words_of
from notes_app.patterns.passages import Quoted, quoted
from notes_app.patterns.unborn import heading_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.web.current import clock
from notes_app.web.ids import uuid_in

LEGEND = arc((3, 12), (45, 12), 0)
SAMPLE, SAMPLE_REACH = Shape.SQUARE, 10.0


@bp.get("/clients/<uuid:client_id>/map")
def relationship_map(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    marks = request.args.get("marks") == "1"
    seen = shown(here.card, here.reads, asked_sessions(), today=today(clock()), marks=marks)
    page = map_page(seen, uuid_in(request.args.get("who", ""))) if seen else None
    return render_template(
        "patterns/relationship_map.html",
        its=here,
        page=page,
        names=words_of(here.card).called,
        quote=_latest(here, page),
        legend=_legend(page),
        symbols=_symbols(page),
        unborn=heading_of(page.unborn) if page else "",
        ties=TIES,
        qualities=QUALITIES,
        strategies=STRATEGIES,
    )


@bp.get("/clients/<uuid:client_id>/map/<uuid:person_id>/passages")
def person_passages(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """All passages with one person, or those of one theme."""
    here = opened(client_id)
    person = next((one for one in here.card.people if one.id == person_id), None)
    if person is None:
        raise NotFound
    theme = here.codebook.by_address(uuid_in(request.args.get("theme", "")) or UUID(int=0))
    heard = heard_with_person(here.reads, person_id, theme.code if theme else None)
    texts = read_texts(here.client, keyring=here.keyring, only={h.session_id for h in heard})
    return render_template(
        "patterns/person_passages.html",
        its=here,
        person=person,
        called=words_of(here.card).called[person_id],
        theme=here.spans.get(theme.code) if theme else None,
        quotes=quoted(heard, texts),
        asked=asked_sessions(),
    )


def asked_sessions() -> tuple[str, str]:
    """The first and the last session that the address asks for: a stretch, or any span."""
    first, last = request.args.get("first", ""), request.args.get("last", "")
    if first or last:
        return first, last
    one, _, other = request.args.get("sessions", "").partition("-")
    return one, other


def _latest(here: Opened, page: MapPage | None) -> Quoted | None:
    if page is None or page.chosen is None or page.chosen.latest is None:
        return None
    heard = page.chosen.latest
    texts = read_texts(here.client, keyring=here.keyring, only={heard.session_id})
    return quoted([heard], texts)[0]


def _legend(page: MapPage | None) -> list[tuple[TieKind, object, object]]:
    """A sample of each kind of line that is drawn, in the order of the table."""
    kinds = {one.tie.kind for one in page.drawn.ties} if page else set()
    return [
        (kind, strokes_of(kind, LEGEND), ring_of(kind, LEGEND)) for kind in TieKind if kind in kinds
    ]


def _symbols(page: MapPage | None) -> list[tuple[str, str, str]]:
    """A sample of each symbol and mark that needs its word, where it is drawn."""
    if page is None:
        return []
    drawn = outline(SAMPLE, SAMPLE_REACH)
    marks = [
        ("illness", drawn, left_half(SAMPLE, SAMPLE_REACH)),
        ("addiction", drawn, lower_half(SAMPLE, SAMPLE_REACH)),
    ]
    expected = ("expected child", outline(Shape.TRIANGLE, SAMPLE_REACH), "")
    loss = ("loss", crossed(SAMPLE_REACH / 2), "")
    unborn = {one.lost: loss if one.lost else expected for one in page.unborn}
    return [*(marks if page.marked else ()), *unborn.values()]
