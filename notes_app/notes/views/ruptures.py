"""Opening a rupture in a session, and telling it otherwise."""

from uuid import UUID, uuid4

import msgspec
from flask import render_template
from flask.typing import ResponseReturnValue

from notes_app.db.errors import NotFound
from notes_app.notes import rupturing
from notes_app.notes.beside import Rupture
from notes_app.notes.rupture_forms import MANY, RuptureForm, rupture_as_form
from notes_app.notes.rupture_undoing import RuptureChange
from notes_app.notes.ruptures import STRAIN
from notes_app.notes.views.blueprint import bp
from notes_app.notes.views.strain_pages import Here, back_to, done, here_at, keep, offer_passages
from notes_app.web.fields import choices_of
from notes_app.web.marks import repeats


@bp.route("/sessions/<uuid:session_id>/ruptures/new", methods=["GET", "POST"])
@repeats(*MANY)
def open_rupture(session_id: UUID) -> ResponseReturnValue:
    here = here_at(session_id)
    form = RuptureForm(version=here.version, passages=here.suggested(STRAIN))
    _offer(form, here)
    if form.validate_on_submit() and form.is_based_on(here.version, {}):
        rupture = form.rupture(uuid4())
        lines = keep(here, rupture, form)
        return done("rupture-opened", here, RuptureChange(session_id, None, rupture, *lines))
    return _page(here, form, rupture=None)


@bp.route("/sessions/<uuid:session_id>/ruptures/<uuid:rupture_id>", methods=["GET", "POST"])
@repeats(*MANY)
def change_rupture(session_id: UUID, rupture_id: UUID) -> ResponseReturnValue:
    here = here_at(session_id)
    was = _rupture(here, rupture_id)
    stored = rupture_as_form(was, here.line(was.id), here.version)
    form = RuptureForm(data=stored)
    _offer(form, here, was)
    for boxes in (form.withdrawals, form.confrontations, form.passages):
        boxes.also(stored[boxes.name])
    if form.validate_on_submit() and form.is_based_on(here.version, stored):
        told = msgspec.structs.replace(form.rupture(was.id), taken_back=was.taken_back)
        lines = keep(here, told, form)
        return done("rupture-told", here, RuptureChange(session_id, was, told, *lines))
    return _page(here, form, rupture=was)


@bp.post("/sessions/<uuid:session_id>/ruptures/<uuid:rupture_id>/not-after-all")
def take_back_rupture(session_id: UUID, rupture_id: UUID) -> ResponseReturnValue:
    """Not a rupture after all; pressed again, it is one."""
    here = here_at(session_id)
    was, line = _rupture(here, rupture_id), here.line(rupture_id)
    became = msgspec.structs.replace(was, taken_back=not was.taken_back)
    rupturing.keep_strain(here.session, became, line=None, by=here.hand)
    code = "rupture-taken-back" if became.taken_back else "rupture-after-all"
    return done(code, here, RuptureChange(session_id, was, became, line, line, here.signed))


def _rupture(here: Here, rupture_id: UUID) -> Rupture:
    found = rupturing.rupture_in(here.facts.ratings, rupture_id)
    if found is None:
        raise NotFound
    return found


def _offer(form: RuptureForm, here: Here, was: Rupture | None = None) -> None:
    offer_passages(form, here)
    people = dict.fromkeys(here.facts.participants)
    if was and was.with_person:
        people.setdefault(was.with_person)
    form.with_person.choices = choices_of(
        {one: here.card.called_by_id(one) for one in people}, "Not said"
    )


def _page(here: Here, form: RuptureForm, *, rupture: Rupture | None) -> ResponseReturnValue:
    page = render_template(
        "notes/rupture.html", at=here, form=form, rupture=rupture, back=back_to(here)
    )
    return page, form.status
