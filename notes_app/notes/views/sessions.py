"""Planning a session, and its facts."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields import SelectChoice

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.models import Client
from notes_app.clients.payloads import Pole
from notes_app.clients.queries import ClientCard, card_of, client_of, clients_of
from notes_app.clock import today
from notes_app.db.errors import NotFound, Signed
from notes_app.notes import service
from notes_app.notes.forms import FactsForm, SessionForm, facts_as_form
from notes_app.notes.measuring import keep_draft_current
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionThemes, frame_of
from notes_app.notes.queries import open_facts, read_of, session_of
from notes_app.notes.remembering import facts_act
from notes_app.notes.signed import is_signed
from notes_app.notes.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.fields import choices_of
from notes_app.web.ids import uuid_in
from notes_app.web.marks import repeats
from notes_app.web.messages import say


@bp.route("/sessions/new", methods=["GET", "POST"])
def add_session() -> ResponseReturnValue:
    """Plan an hour with any client."""
    cards = clients_of(current_user, unlocked_keyring())
    form = SessionForm(held_on=today(clock()))
    form.client.choices = choices_of({c.client_id: c.label for c in cards}, "Choose a client")
    form.participants.choices = []
    if form.validate_on_submit():
        return _planned(_chosen(form.client.data), form)
    return render_template("notes/add_session.html", form=form, card=None), form.status


@bp.route("/clients/<uuid:client_id>/sessions/new", methods=["GET", "POST"])
@repeats("participants")
def plan_session(client_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    card = card_of(client, unlocked_keyring())
    form = FactsForm(held_on=today(clock()))
    form.participants.choices = _others(card)
    if form.validate_on_submit():
        return _planned(client, form)
    return render_template("notes/add_session.html", form=form, card=card), form.status


@bp.route("/sessions/<uuid:session_id>/facts", methods=["GET", "POST"])
@repeats("participants")
def facts(session_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    if is_signed(session, keyring=keyring):
        raise Signed
    client = client_of(current_user, session.client_id)
    card = card_of(client, keyring)
    before = open_facts(session, keyring=keyring)
    stored = facts_as_form(before, session.version)
    form = FactsForm(data=stored)
    form.participants.choices = _others(card)
    if form.validate_on_submit() and form.is_based_on(session.version, stored):
        _change(session, form.facts())
        return _told(session, before, card)
    read = read_of(session, client=client, keyring=keyring)
    return render_template("notes/facts.html", form=form, card=card, read=read), form.status


def _told(session: TherapySession, before: SessionThemes, card: ClientCard) -> ResponseReturnValue:
    """Commit other facts together with their way back."""
    after = open_facts(session, keyring=unlocked_keyring())
    undo = remembered(facts_act(session.id, before, after, card))
    db.session.commit()
    say("facts-saved", undo=undo)
    return redirect(url_for("notes.write", session_id=session.id), 303)


def _change(session: TherapySession, facts: SessionThemes) -> None:
    """Store the facts; a note that is being written goes on with them."""
    was, keyring = session.version, unlocked_keyring()
    service.change_facts(session, facts=facts, expected=was, keyring=keyring)
    keep_draft_current(session, was=was, user=current_user, keyring=keyring, frame=frame_of(facts))


def _planned(client: Client, form: FactsForm) -> ResponseReturnValue:
    """Put the hour into the diary; 'Add and write' goes straight to the desk."""
    session = service.plan_session(client, facts=form.facts(), keyring=unlocked_keyring())
    db.session.commit()
    if "write" in request.form:
        return redirect(url_for("notes.write", session_id=session.id), 303)
    say("session-planned")
    ahead = (form.held_on.data - today(clock())).days
    return redirect(url_for("diary.today", ahead=ahead), 303)


def _chosen(client_id: str) -> Client:
    chosen = uuid_in(client_id)
    if chosen is None:
        raise NotFound
    return client_of(current_user, chosen)


def _others(card: ClientCard) -> list[SelectChoice]:
    others = [person for person in card.present_people if person.pole is Pole.CURRENT]
    return choices_of({person.id: card.called(person) for person in others})
