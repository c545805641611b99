"""Linking a repair of a session to a rupture of this or an earlier one."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.db.errors import NotFound
from notes_app.notes import rupturing
from notes_app.notes.beside import Repair
from notes_app.notes.rupture_forms import MANY, RepairForm, repair_as_form
from notes_app.notes.rupture_undoing import RepairChange
from notes_app.notes.rupture_words import title_of
from notes_app.notes.ruptures import MENDED, Thread, offered_to_mend
from notes_app.notes.views.blueprint import bp
from notes_app.notes.views.strain_pages import Here, back_to, done, here_at, keep, offer_passages
from notes_app.web.fields import choices_of
from notes_app.web.marks import repeats

AS_LINKED = "The rupture as it was linked"


@bp.route("/sessions/<uuid:session_id>/repairs/new", methods=["GET", "POST"])
@repeats(*MANY)
def link_repair(session_id: UUID) -> ResponseReturnValue:
    here = here_at(session_id)
    threads = offered_to_mend(here.reads, here.read)
    suggested = here.suggested(MENDED)
    form = RepairForm(version=here.version, rupture=_asked(threads), passages=suggested)
    _offer(form, here, threads)
    if form.validate_on_submit() and form.is_based_on(here.version, {}):
        repair = form.repair(uuid4())
        lines = keep(here, repair, form)
        return done("repair-linked", here, RepairChange(session_id, None, repair, *lines))
    return _page(here, form, threads, repair=None)


@bp.route("/sessions/<uuid:session_id>/repairs/<uuid:repair_id>", methods=["GET", "POST"])
@repeats(*MANY)
def change_repair(session_id: UUID, repair_id: UUID) -> ResponseReturnValue:
    here = here_at(session_id)
    was, threads = _repair(here, repair_id), offered_to_mend(here.reads, here.read)
    stored = repair_as_form(was, here.line(was.id), here.version)
    form = RepairForm(data=stored)
    _offer(form, here, threads, was)
    for boxes in (form.moves, form.passages):
        boxes.also(stored[boxes.name])
    if form.validate_on_submit() and form.is_based_on(here.version, stored):
        told = form.repair(was.id)
        lines = keep(here, told, form)
        return done("repair-told", here, RepairChange(session_id, was, told, *lines))
    return _page(here, form, threads, repair=was)


@bp.post("/sessions/<uuid:session_id>/repairs/<uuid:repair_id>/remove")
def remove_repair(session_id: UUID, repair_id: UUID) -> ResponseReturnValue:
    here = here_at(session_id)
    was, line = _repair(here, repair_id), here.line(repair_id)
    gone = None if here.signed else ""
    rupturing.forget_strain(here.session, was.id, line=gone, by=here.hand)
    change = RepairChange(session_id, was, None, line, line if here.signed else "", here.signed)
    return done("repair-removed", here, change)


def _repair(here: Here, repair_id: UUID) -> Repair:
    found = rupturing.repair_in(here.facts.ratings, repair_id)
    if found is None:
        raise NotFound
    return found


def _offer(
    form: RepairForm, here: Here, threads: Sequence[Thread], was: Repair | None = None
) -> None:
    offer_passages(form, here)
    titles = {one.rupture.id: title_of(one) for one in threads}
    if was:
        titles.setdefault(was.rupture, AS_LINKED)
    form.rupture.choices = choices_of(titles)


def _asked(threads: Sequence[Thread]) -> str:
    """The rupture that the address names, or the only one that waits."""
    asked, ids = request.args.get("of", ""), [str(one.rupture.id) for one in threads]
    return asked if asked in ids else ids[0] if len(ids) == 1 else ""


def _page(
    here: Here, form: RepairForm, threads: Sequence[Thread], *, repair: Repair | None
) -> ResponseReturnValue:
    page = render_template(
        "notes/repair.html",
        at=here,
        form=form,
        repair=repair,
        threads=threads,
        back=back_to(here),
    )
    return page, form.status
