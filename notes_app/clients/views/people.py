"""The people in a client's life."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import service
from notes_app.clients.forms import PersonForm, person_as_form
from notes_app.clients.marks import Mark, mark_of
from notes_app.clients.models import Client
from notes_app.clients.payloads import Person, Shape
from notes_app.clients.policy import can_remove
from notes_app.clients.queries import card_of, client_of, open_client_themes
from notes_app.clients.remembering import added_person_act, person_act
from notes_app.clients.views.blueprint import bp
from notes_app.clients.words import SHAPES
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.fields import choices_of
from notes_app.web.messages import say


@bp.route("/clients/<uuid:client_id>/people/new", methods=["GET", "POST"])
def add_person(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card = card_of(client, keyring)
    form = PersonForm(data={"version": client.version})
    if not card.identity:
        del form.name
    if form.validate_on_submit():
        person = form.person(None)
        person_id = service.add_person(
            client,
            person=person,
            name=form.given_name or "",
            mark=form.mark(person.id),
            keyring=keyring,
        )
        added = card_of(client, keyring)
        undo = remembered(added_person_act(added, person_id, today=today(clock())))
        db.session.commit()
        return _back_to(client, "person-added", undo=undo)
    return render_template("clients/person.html", form=form, card=card, person=None), form.status


@bp.route("/clients/<uuid:client_id>/people/<uuid:person_id>", methods=["GET", "POST"])
def change_person(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    card = card_of(client, keyring)
    person, mark = _person(client, person_id)
    stored = person_as_form(person, card.name_of(person_id), mark)
    form = _form_of(person, {"version": client.version, **stored}, named=card.identity is not None)
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        service.change_person(
            client,
            person=form.person(person),
            name=form.given_name,
            mark=form.mark(person_id),
            keyring=keyring,
        )
        act = person_act(
            "person-changed", card, card_of(client, keyring), person_id, said="Changed"
        )
        undo = remembered(act)
        db.session.commit()
        return _back_to(client, "person-changed", undo=undo)
    page = render_template("clients/person.html", form=form, card=card, person=person)
    return page, form.status


@bp.route("/clients/<uuid:client_id>/people/<uuid:person_id>/remove", methods=["POST"])
def remove_person(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    before = card_of(client, keyring)
    try:
        service.remove_person(client, person_id=person_id, today=today(clock()), keyring=keyring)
    except service.AlwaysThere:
        return _back_to(client, "person-always-there")
    after = card_of(client, keyring)
    undo = remembered(person_act("person-removed", before, after, person_id, said="Removed"))
    db.session.commit()
    return _back_to(client, "person-removed", undo=undo)


@bp.route("/clients/<uuid:client_id>/people/<uuid:person_id>/bring-back", methods=["POST"])
def bring_back_person(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    before = card_of(client, keyring)
    service.bring_back_person(client, person_id=person_id, keyring=keyring)
    after = card_of(client, keyring)
    undo = remembered(person_act("person-back", before, after, person_id, said="Brought back"))
    db.session.commit()
    return _back_to(client, "person-back", undo=undo)


def _person(client: Client, person_id: UUID) -> tuple[Person, Mark]:
    themes = open_client_themes(client, unlocked_keyring())
    found = next((person for person in themes.people if person.id == person_id), None)
    if found is None:
        raise NotFound
    return found, mark_of(themes.marks, person_id)


def _form_of(person: Person, values: dict[str, object], *, named: bool) -> PersonForm:
    form = PersonForm(data=values)
    if not named or not can_remove(person):
        del form.name
    if not can_remove(person):
        del form.pole, form.domain  # these two never change for the two who are always there
        form.shape.choices = choices_of({s: w for s, w in SHAPES.items() if s != Shape.TRIANGLE})
    return form


def _back_to(client: Client, code: str, *, undo: str | None = None) -> ResponseReturnValue:
    say(code, undo=undo)
    return redirect(url_for("clients.overview", client_id=client.id, _anchor="people"), 303)
