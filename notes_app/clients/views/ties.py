"""Ties between the people in a client's life."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import service
from notes_app.clients.forms import EndTieForm, TieForm
from notes_app.clients.models import Client
from notes_app.clients.payloads import Tie
from notes_app.clients.queries import ClientCard, card_of, client_of, open_client_themes
from notes_app.clients.remembering import tie_act
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
        service.add_tie(client, tie=form.tie(), beside=form.beside.data, keyring=keyring)
        return _done(client, "tie-added", card, said="Added a tie")
    return render_template("clients/tie.html", form=form, card=card), form.status


@bp.route("/clients/<uuid:client_id>/ties/<uuid:tie_id>/end", methods=["GET", "POST"])
def end_tie(client_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card, tie = card_of(client, keyring), _tie(client, tie_id)
    form = EndTieForm(tie, data={"until": today(clock())})
    if form.validate_on_submit():
        service.close_tie(client, tie_id=tie_id, until=form.until.data, keyring=keyring)
        return _done(client, "tie-ended", card, said="Ended a tie")
    return render_template("clients/end_tie.html", form=form, card=card, tie=tie), form.status


@bp.route("/clients/<uuid:client_id>/ties/<uuid:tie_id>/reopen", methods=["POST"])
def reopen_tie(client_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    before = card_of(client, keyring)
    service.reopen_tie(client, tie_id=tie_id, keyring=keyring)
    return _done(client, "tie-open-again", before, said="Opened a tie again")


@bp.route("/clients/<uuid:client_id>/ties/<uuid:tie_id>/take-back", methods=["POST"])
def take_back_tie(client_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    before = card_of(client, keyring)
    service.take_back_tie(client, tie_id=tie_id, keyring=keyring)
    return _done(client, "tie-taken-back", before, said="Took back a tie")


def _tie(client: Client, tie_id: UUID) -> Tie:
    ties = open_client_themes(client, unlocked_keyring()).present_ties
    found = next((tie for tie in ties if tie.id == tie_id), None)
    if found is None:
        raise NotFound
    return found


def _done(client: Client, code: str, before: ClientCard, *, said: str) -> ResponseReturnValue:
    after = card_of(client, unlocked_keyring())
    undo = remembered(tie_act(code, before, after, said=said))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("clients.overview", client_id=client.id, _anchor="ties"), 303)
