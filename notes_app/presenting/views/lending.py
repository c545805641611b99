"""Lend one passage: proposed with roles for names, edited by the therapist, for some days."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound
from notes_app.grants.labels import keep_labels
from notes_app.grants.queries import person_to_show
from notes_app.grants.views.blueprint import CHANGED, end_of
from notes_app.notes.lending import passage_to_lend
from notes_app.notes.queries import session_of
from notes_app.payload import CannotRead
from notes_app.presenting.forms import AROUND, BlindLoanForm, LendForm
from notes_app.presenting.views.blueprint import bp
from notes_app.presenting.views.opened import Presented, done, presented
from notes_app.sharing.contacts import KeysChanged, NotMet
from notes_app.sharing.current import owner_now
from notes_app.sharing.loans import NotShared
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.roles import possible_names, roles_on, with_roles
from notes_app.supervision.service import lend
from notes_app.web.current import clock

SENTENCES = 1
AGAIN = "again"


@bp.route("/clients/<uuid:client_id>/supervision/lend/<uuid:tag_id>", methods=["GET", "POST"])
def lend_passage(client_id: UUID, tag_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    if tag_id not in it.tags:
        raise NotFound
    form = LendForm(it.people)
    if not form.is_submitted() or request.form.get("act") == AGAIN:
        return _page(it, tag_id, _proposed_in(form, it, tag_id))
    if not form.validate_on_submit():
        return _page(it, tag_id, form)
    if not lend_all(it, [_passage(it, tag_id, form)], form):
        return _page(it, tag_id, form)
    return done(it, "passage-lent")


def lend_all(it: Presented, passages: list[LentPassage], form: LendForm | BlindLoanForm) -> bool:
    """Lend these, all to one person and until one day; False where that person has other keys."""
    keep_labels(it.client, it.reads, book=it.book, keyring=it.keyring)
    to, until = person_to_show(current_user, passages[0].to), end_of(passages[0].until)
    try:
        lend(it.client.id, passages, to=to, expires=until, owner=owner_now())
    except (KeysChanged, NotMet, NotShared):
        db.session.rollback()
        form.form_errors.append(CHANGED)
        return False
    return True


def _passage(it: Presented, tag_id: UUID, form: LendForm) -> LentPassage:
    day, session = today(clock()), it.tags[tag_id][0].session_id
    to = UUID(form.to.data)
    until = it.last_day(to, form.until(day))
    return LentPassage(to, session, tag_id, form.words.data, day, until)


def _proposed_in(form: LendForm, it: Presented, tag_id: UUID) -> LendForm:
    """The form with the passage as it would be lent."""
    around = form.around.data if form.around.data in AROUND else SENTENCES
    form.words.data, form.words.raw_data = _proposed(it, tag_id, around), None
    if len(it.people) == 1:
        form.to.data = str(next(iter(it.people)))
    return form


def _proposed(it: Presented, tag_id: UUID, sentences: int) -> str:
    """The passage with roles for names; empty where its words cannot be had."""
    session = session_of(current_user, it.tags[tag_id][0].session_id)
    try:
        found = passage_to_lend(session, tag_id, sentences=sentences, keyring=it.keyring)
    except (CannotOpen, CannotRead):
        return ""
    return with_roles(found.words, roles_on(it.card)) if found else ""


def _page(it: Presented, tag_id: UUID, form: LendForm) -> ResponseReturnValue:
    read, tag = it.tags[tag_id]
    page = render_template(
        "presenting/lend.html",
        it=it,
        form=form,
        read=read,
        tag=tag,
        theme=it.book.by_code(tag.theme),
        maybe=possible_names(form.words.data or ""),
    )
    return page, form.status
