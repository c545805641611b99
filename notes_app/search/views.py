"""The page Search.  What is looked for arrives in a body and is answered at once: no address, log
or cookie ever holds a word of it.  The last one is kept, sealed, until its login is locked."""

import time
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from notes_app import db
from notes_app.clients.queries import client_of
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.formats.queries import formats_of
from notes_app.search.forms import SearchForm
from notes_app.search.last import has_last, keep_last, last_fields
from notes_app.search.queries import Surroundings, cards_in, reach_of
from notes_app.search.service import Answer, get_ready, is_large, search
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock
from notes_app.web.ids import uuid_in
from notes_app.web.marks import background

bp = Blueprint("search", __name__, template_folder="templates")


@bp.route("/search", methods=["GET", "POST"])
def all_notes() -> ResponseReturnValue:
    return _page(None)


@bp.route("/clients/<uuid:client_id>/search", methods=["GET", "POST"])
def one_client(client_id: UUID) -> ResponseReturnValue:
    """The same, begun at one client."""
    return _page(client_of(current_user, client_id).id)


@bp.post("/search/ready")
@background
def ready() -> ResponseReturnValue:
    """Asked by the page while somebody types; 202 as long as there is more to do."""
    keyring = unlocked_keyring()
    reach = reach_of(current_user, keyring=keyring, now=int(clock().now().wall))
    more = get_ready(reach, keyring=keyring)
    db.session.commit()
    return "", 202 if more else 204


def _page(here: UUID | None) -> ResponseReturnValue:
    began, keyring = time.perf_counter(), unlocked_keyring()
    around, form = _surroundings(keyring), _form(here, keyring)
    if form is None:
        return redirect(request.path, 303)
    chosen = uuid_in(form.client.data)
    if chosen and chosen not in around.cards:  # not theirs, or not shared with them any more
        raise NotFound
    form.offer(around, chosen or here)
    answer = None
    if form.validate_on_submit():
        answer = _answer(form, around, keyring, began)
        db.session.commit()  # concordances that were missing
        keep_last(form.sent(), keyring=keyring)
    return render_template(
        "search/search.html",
        form=form,
        answer=answer,
        asked=form.asked() if answer else None,
        codebook=around.codebook,
        large=is_large(around.reach),
        again=not form.is_submitted() and has_last(),
        its=around.cards.get(here) if here else None,
    ), form.status


def _form(here: UUID | None, keyring: Keyring) -> SearchForm | None:
    """What was sent, or asked before in this login; None where that is forgotten."""
    if "again" not in request.form:
        return SearchForm(client=str(here or ""))
    fields = last_fields(keyring=keyring)
    token = {"csrf_token": request.form.get("csrf_token", "")}
    return SearchForm(MultiDict({**fields, **token})) if fields else None


def _answer(form: SearchForm, around: Surroundings, keyring: Keyring, began: float) -> Answer:
    return search(
        form.asked(),
        around=around,
        keyring=keyring,
        timer=time.perf_counter,
        now=began,
    )


def _surroundings(keyring: Keyring) -> Surroundings:
    reach = reach_of(current_user, keyring=keyring, now=int(clock().now().wall))
    return Surroundings(
        reach=reach,
        cards=cards_in(current_user, reach, keyring=keyring),
        codebook=codebook_of(current_user.id, keyring),
        formats=formats_of(current_user.id, keyring),
    )
