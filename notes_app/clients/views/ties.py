"""Ties between the people in a client's life."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients import service
from notes_app.clients.forms import EndTieForm, TieForm
from notes_app.clients.models import Client
from notes_app.clients.payloads import Tie
from notes_app.clients.queries import card_of, client_of, open_client_themes
from notes_app.clients.views.blueprint import bp
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.route("/clients/<uuid:client_id>/ties/new", methods=["GET", "POST"])
def add_tie(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card = card_of(client, keyring)
    people = open_client_themes(client, keyring).present_people
    form = TieForm({person.id: card.called(person) for person in people})
    if form.validate_on_submit():
        tie_id = service.add_tie(client, tie=form.tie(), beside=form.beside.data, keyring=keyring)
        db.session.commit()
        return _back_to(client, "tie-added", undo="clients.take_back_tie", tie_id=tie_id)
    return render_template("clients/tie.html", form=form, card=card), form.status


@bp.route("/clients/<uuid:client_id>/ties/<uuid:tie_id>/end", methods=["GET", "POST"])
def end_tie(client_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    tie = _tie(client, tie_id)
    form = EndTieForm(tie, data={"until": today(clock())})
    if form.validate_on_submit():
        service.close_tie(client, tie_id=tie_id, until=form.until.data, keyring=keyring)
        db.session.commit()
        return _back_to(client, "tie-ended", undo="clients.reopen_tie", tie_id=tie_id)
    card = card_of(client, keyring)
    return render_template("clients/end_tie.html", form=form, card=card, tie=tie), form.status


@bp.route("/clients/<uuid:client_id>/ties/<uuid:tie_id>/reopen", methods=["POST"])
def reopen_tie(client_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.reopen_tie(client, tie_id=tie_id, keyring=unlocked_keyring())
    db.session.commit()
    return _back_to(client, "tie-open-again")


@bp.route("/clients/<uuid:client_id>/ties/<uuid:tie_id>/take-back", methods=["POST"])
def take_back_tie(client_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.take_back_tie(client, tie_id=tie_id, keyring=unlocked_keyring())
    db.session.commit()
    return _back_to(client, "tie-taken-back")


def _tie(client: Client, tie_id: UUID) -> Tie:
    ties = open_client_themes(client, unlocked_keyring()).present_ties
    found = next((tie for tie in ties if tie.id == tie_id), None)
    if found is None:
        raise NotFound
    return found


def _back_to(
    client: Client, code: str, *, undo: str | None = None, tie_id: UUID | None = None
) -> ResponseReturnValue:
    say(code, undo=url_for(undo, client_id=client.id, tie_id=tie_id) if undo else None)
    return redirect(url_for("clients.overview", client_id=client.id, _anchor="ties"), 303)
