"""A summary for the client: edited here, read as the client will read it, then made a PDF."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace as altered

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.changes.service import Act
from notes_app.clients.naming import names_in
from notes_app.clients.queries import ClientCard
from notes_app.clock import today
from notes_app.notes.reading import read_texts
from notes_app.paper.sheet import Sheet, kind_of
from notes_app.paper.typesetting import pages_of, typeset
from notes_app.patterns import service
from notes_app.patterns.handed.composed import LONGEST, is_empty, summary_sheet, written_words
from notes_app.patterns.handed.forms import HandingForm, SummaryForm, as_form, label_of
from notes_app.patterns.handed.merging import Line, lines_of
from notes_app.patterns.handed.parts import HEADINGS
from notes_app.patterns.handed.proposing import proposals_of, wanted_texts
from notes_app.patterns.payloads import Summary
from notes_app.patterns.printed.chosen import Seen
from notes_app.patterns.queries import KeptSummary, is_damaged, summary_of
from notes_app.patterns.spans import focus_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.web.current import clock
from notes_app.web.fields import CONFLICT
from notes_app.web.files import PDF, as_file
from notes_app.web.filters import day
from notes_app.web.marks import fresh
from notes_app.web.messages import say

FILE = "summary-{day}.pdf"


@dataclass(frozen=True)
class Desk:
    """One client, what is kept of the summary, and every line that may stand in it."""

    its: Opened
    kept: KeptSummary
    lines: list[Line]


@bp.get("/clients/<uuid:client_id>/summary")
def summary(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    if is_damaged(here.client, keyring=here.keyring):
        return render_template("patterns/summary_damaged.html", its=here), CONFLICT
    desk = _desk(here)
    return _page(desk, _form(desk))


@bp.post("/clients/<uuid:client_id>/summary")
def write_summary(client_id: UUID) -> ResponseReturnValue:
    """Keep it, and show it as the client will read it."""
    desk, form = _desk(opened(client_id)), SummaryForm()
    if form.validate_on_submit() and _is_based_on_kept(form, desk):
        _keep(desk, form)
        db.session.commit()
        return redirect(url_for("patterns.summary_as_read", client_id=client_id), 303)
    form.complete(desk.lines)
    return _page(desk, form)


@bp.post("/clients/<uuid:client_id>/summary/kept")
def keep_summary(client_id: UUID) -> ResponseReturnValue:
    """The same while it is being edited; the page asks by itself."""
    desk, form = _desk(opened(client_id)), SummaryForm()
    if not form.validate_on_submit():
        return jsonify(problem="too long"), form.status
    if not _is_based_on_kept(form, desk):
        return jsonify(problem="changed elsewhere"), CONFLICT
    version = _keep(desk, form)
    db.session.commit()
    return jsonify(version=version, at=f"{clock().local():%H:%M}")


@bp.get("/clients/<uuid:client_id>/summary/as-read")
def summary_as_read(client_id: UUID) -> ResponseReturnValue:
    return _as_read(opened(client_id), HandingForm(formdata=None))


@bp.post("/clients/<uuid:client_id>/summary/pdf")
@fresh
def hand_summary(client_id: UUID) -> ResponseReturnValue:
    """The document.  It is made in memory and kept nowhere."""
    here, form = opened(client_id), HandingForm()
    made = _kept_of(here).summary
    if made is None or is_empty(made):
        return redirect(url_for("patterns.summary_as_read", client_id=client_id), 303)
    if form.validate_on_submit() and form.allows(_others_named(made, here.card)):
        pdf = typeset(_sheet(made, here))
        return as_file(pdf, name=FILE, made_on=today(clock()), kind=PDF)
    return _as_read(here, form)


@bp.post("/clients/<uuid:client_id>/summary/anew")
def begin_summary_anew(client_id: UUID) -> ResponseReturnValue:
    """Forget what was edited, or put aside what cannot be opened; either can be brought back."""
    here = opened(client_id)
    code, act = _letting_go(here)
    undo = remembered(act)
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("patterns.summary", client_id=client_id), 303)


def _letting_go(here: Opened) -> tuple[str, Act]:
    client, card, keyring = here.client, here.card, here.keyring
    if is_damaged(client, keyring=keyring):
        aside = service.set_summary_aside(client, keyring=keyring)
        return "summary-aside", service.setting_aside_act(card, aside)
    was = service.let_summary_go(client, keyring=keyring)
    return "summary-anew", service.letting_go_act(card, was)


def _desk(here: Opened) -> Desk:
    kept = _kept_of(here)
    return Desk(here, kept, lines_of(proposals_of(_seen(here)), kept.summary))


def _kept_of(here: Opened) -> KeptSummary:
    return summary_of(here.client, keyring=here.keyring)


def _seen(here: Opened) -> Seen:
    focus = focus_of(here.codebook, here.card)
    seen = Seen(here.card, here.reads, here.spans, focus, today(clock()))
    texts = read_texts(here.client, keyring=here.keyring, only=wanted_texts(seen))
    return replace(seen, texts=texts)


def _form(desk: Desk) -> SummaryForm:
    return SummaryForm(formdata=None, data=_values(desk))


def _values(desk: Desk) -> dict[str, Any]:
    return as_form(desk.kept.summary, desk.lines, desk.kept.version)


def _is_based_on_kept(form: SummaryForm, desk: Desk) -> bool:
    stored = {name: value for name, value in _values(desk).items() if name != "lines"}
    return form.is_based_on(desk.kept.version, stored)


def _keep(desk: Desk, form: SummaryForm) -> int:
    made = form.summary(desk.lines)
    return service.keep_summary(
        desk.its.client, summary=made, over=desk.kept.version, keyring=desk.its.keyring
    )


def _page(desk: Desk, form: SummaryForm) -> ResponseReturnValue:
    known = {str(one.key.data): one for one in form.lines.entries}
    card = desk.its.card
    page = render_template(
        "patterns/summary.html",
        its=desk.its,
        form=form,
        parts=HEADINGS,
        rows=[(line, known[line.key]) for line in desk.lines if line.key in known],
        named={line.key: found for line in desk.lines if (found := _others_in(line.words, card))},
        kept=desk.kept,
    )
    return page, form.status


def _as_read(here: Opened, form: HandingForm) -> ResponseReturnValue:
    made = _kept_of(here).summary
    if made is None:
        return redirect(url_for("patterns.summary", client_id=here.client.id), 303)
    sheet = _sheet(made, here)
    page = render_template(
        "patterns/summary_as_read.html",
        its=here,
        form=form,
        sheet=sheet,
        blocks=[(kind_of(block), block) for block in sheet.blocks],
        empty_summary=is_empty(made),
        pages=pages_of(typeset(sheet)),
        longest=LONGEST,
        named=_others_named(made, here.card),
    )
    return page, form.status


def _sheet(made: Summary, here: Opened) -> Sheet:
    return summary_sheet(made, label_of(made, here.card), day(today(clock())))


def _others_named(made: Summary, card: ClientCard) -> list[str]:
    return _others_in(written_words(made), card)


def _others_in(words: str, card: ClientCard) -> list[str]:
    """The names of others: the client's own may stand there."""
    if card.identity is None:
        return []
    return names_in(words, replace(card, identity=altered(card.identity, name="")))
