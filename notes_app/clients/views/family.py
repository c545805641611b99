"""Couples, parents, losses, and how close somebody is."""

from datetime import date
from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import kinship
from notes_app.clients.kin_forms import (
    ClosenessForm,
    CoupleForm,
    LossForm,
    ParentsForm,
    couple_as_form,
    loss_as_form,
)
from notes_app.clients.kin_undoing import kin_act, register_kin_undo
from notes_app.clients.models import Client
from notes_app.clients.payloads import Couple, Descent
from notes_app.clients.policy import is_self, is_therapist
from notes_app.clients.queries import ClientCard, card_of, client_of, open_client_themes
from notes_app.clients.views.blueprint import bp, overview_of
from notes_app.clients.words import QUALITIES, STRATEGIES
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

register_kin_undo(
    family=lambda record: overview_of(record, anchor="family"),
    drawn=lambda record: url_for("patterns.relationship_map", client_id=record.client_id),
)
register_messages(
    {
        "couple-kept": "Couple saved, encrypted.",
        "couple-removed": "Couple removed. Both people stay.",
        "parents-kept": "Parents saved, encrypted.",
        "parents-removed": "Parents removed. All people stay.",
        "kin-kept": "Saved, encrypted, for you alone.",
        "kin-removed": "Removed.",
        "closeness-noted": "Noted, encrypted.",
        "closeness-removed": "What was noted of that day is gone.",
    }
)


@bp.route("/clients/<uuid:client_id>/couples/new", methods=["GET", "POST"])
def add_couple(client_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    form = CoupleForm(kin_of(card), data={"version": client.version})
    if form.validate_on_submit() and _kept(client, form, None):
        return _done(client, "couple-kept", "couple", card, said=_couple_said("Added", card, form))
    return render_template("clients/couple.html", form=form, card=card, couple=None), form.status


@bp.route("/clients/<uuid:client_id>/couples/<uuid:couple_id>", methods=["GET", "POST"])
def change_couple(client_id: UUID, couple_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    was = kinship.couple_of(client, couple_id, keyring=unlocked_keyring())
    stored = couple_as_form(was)
    form = CoupleForm(kin_of(card), data={"version": client.version, **stored})
    fits = form.validate_on_submit() and form.is_based_on(client.version, stored)
    if fits and _kept(client, form, was):
        said = _couple_said("Changed", card, form)
        return _done(client, "couple-kept", "couple", card, said=said)
    return render_template("clients/couple.html", form=form, card=card, couple=was), form.status


@bp.post("/clients/<uuid:client_id>/couples/<uuid:couple_id>/remove")
def remove_couple(client_id: UUID, couple_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    was = kinship.couple_of(client, couple_id, keyring=unlocked_keyring())
    kinship.remove_couple(client, couple_id=couple_id, keyring=unlocked_keyring())
    pair = f"{card.called_by_id(was.one)} and {card.called_by_id(was.other)}"
    return _done(client, "couple-removed", "couple", card, said=f"Removed the couple {pair}")


@bp.route("/clients/<uuid:client_id>/people/<uuid:person_id>/parents", methods=["GET", "POST"])
def add_parents(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    _person(card, person_id)
    form = ParentsForm(person_id, kin_of(card))
    if form.validate_on_submit() and _parents_kept(client, form, card):
        said = f"Noted the parents of {card.called_by_id(person_id)}"
        return _done(client, "parents-kept", "descent", card, said=said)
    page = render_template(
        "clients/parents.html", form=form, card=card, person_id=person_id, kin_of=kin_of
    )
    return page, form.status


@bp.post("/clients/<uuid:client_id>/people/<uuid:person_id>/parents/<uuid:parent_id>/remove")
def remove_parents(client_id: UUID, person_id: UUID, parent_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    keyring = unlocked_keyring()
    kinship.remove_descents(client, child=person_id, parent=parent_id, keyring=keyring)
    said = f"Removed the parents of {card.called_by_id(person_id)}"
    return _done(client, "parents-removed", "descent", card, said=said)


@bp.route("/clients/<uuid:client_id>/kin/new", methods=["GET", "POST"])
def note_loss(client_id: UUID) -> ResponseReturnValue:
    """The address says "kin", because browsers remember it."""
    client, card = _opened(client_id)
    form = LossForm(kin_of(card), data={"version": client.version})
    if form.validate_on_submit():
        kinship.keep_loss(client, loss=form.loss(None), keyring=unlocked_keyring())
        return _done(client, "kin-kept", "loss", card, said="Noted a loss")
    return render_template("clients/loss.html", form=form, card=card, loss=None), form.status


@bp.route("/clients/<uuid:client_id>/kin/<uuid:kin_id>", methods=["GET", "POST"])
def change_loss(client_id: UUID, kin_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    was = kinship.loss_of(client, kin_id, keyring=unlocked_keyring())
    stored = loss_as_form(was)
    form = LossForm(kin_of(card), data={"version": client.version, **stored})
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        kinship.keep_loss(client, loss=form.loss(was), keyring=unlocked_keyring())
        return _done(client, "kin-kept", "loss", card, said="Changed a loss")
    return render_template("clients/loss.html", form=form, card=card, loss=was), form.status


@bp.post("/clients/<uuid:client_id>/kin/<uuid:kin_id>/remove")
def remove_loss(client_id: UUID, kin_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    kinship.remove_loss(client, loss_id=kin_id, keyring=unlocked_keyring())
    return _done(client, "kin-removed", "loss", card, said="Removed a loss")


@bp.route("/clients/<uuid:client_id>/people/<uuid:person_id>/closeness", methods=["GET", "POST"])
def note_closeness(client_id: UUID, person_id: UUID) -> ResponseReturnValue:
    client, card = _opened(client_id)
    _person(card, person_id)
    form = ClosenessForm(data={"on": today(clock())})
    if form.validate_on_submit():
        kinship.note_closeness(client, noted=form.noted(person_id), keyring=unlocked_keyring())
        said = f"Noted how close {card.called_by_id(person_id)} is"
        return _done(client, "closeness-noted", "closeness", card, said=said, person=person_id)
    noted = sorted(
        (one for one in open_client_themes(client, unlocked_keyring()).closeness),
        key=lambda one: one.on,
        reverse=True,
    )
    return render_template(
        "clients/closeness.html",
        form=form,
        card=card,
        person_id=person_id,
        noted=[one for one in noted if one.person == person_id],
        qualities=QUALITIES,
        strategies=STRATEGIES,
    ), form.status


@bp.post("/clients/<uuid:client_id>/people/<uuid:person_id>/closeness/<day>/remove")
def forget_closeness(client_id: UUID, person_id: UUID, day: str) -> ResponseReturnValue:
    client, card = _opened(client_id)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        abort(404)
    kinship.forget_closeness(client, person=person_id, on=on, keyring=unlocked_keyring())
    said = f"Removed how close {card.called_by_id(person_id)} was on a day"
    return _done(client, "closeness-removed", "closeness", card, said=said, person=person_id)


def kin_of(card: ClientCard) -> dict[UUID, str]:
    """Who may belong to a family: everybody but the therapist, the client by name."""
    return {
        person.id: card.first_name if is_self(person) else card.called(person)
        for person in card.present_people
        if not is_therapist(person)
    }


def _opened(client_id: UUID) -> tuple[Client, ClientCard]:
    client = client_of(current_user, client_id)
    open_client_themes(client, unlocked_keyring())
    return client, card_of(client, unlocked_keyring())


def _person(card: ClientCard, person_id: UUID) -> None:
    if all(person.id != person_id for person in card.people):
        raise NotFound


def _kept(client: Client, form: CoupleForm, was: Couple | None) -> bool:
    try:
        kinship.keep_couple(client, couple=form.couple(was), keyring=unlocked_keyring())
    except kinship.AlreadyACouple:
        form.other.errors = ["These two are noted as a couple already. Change that one."]
        return False
    return True


def _parents_kept(client: Client, form: ParentsForm, card: ClientCard) -> bool:
    descent = form.descent()
    try:
        kinship.keep_descent(client, descent=descent, twin_of=form.twin, keyring=unlocked_keyring())
    except kinship.OwnAncestor:
        form.refuse("first", _own_ancestor(descent, card))
        return False
    except kinship.NotSiblings:
        form.refuse("twin_of", "Twins have the same parents. Note those of the other one first.")
        return False
    return True


def _own_ancestor(descent: Descent, card: ClientCard) -> str:
    child = kin_of(card).get(descent.child, "this person")
    parents = " or ".join(kin_of(card).get(one, "this person") for one in descent.parents)
    return f"{parents} already descends from {child}, and nobody can be their own ancestor."


def _couple_said(verb: str, card: ClientCard, form: CoupleForm) -> str:
    one, other = UUID(form.one.data), UUID(form.other.data)
    return f"{verb} the couple {card.called_by_id(one)} and {card.called_by_id(other)}"


def _done(
    client: Client,
    code: str,
    kind: str,
    before: ClientCard,
    *,
    said: str,
    person: UUID | None = None,
) -> ResponseReturnValue:
    after = card_of(client, unlocked_keyring())
    undo = remembered(kin_act(kind, before, after, said=said, today=today(clock())))
    db.session.commit()
    say(code, undo=undo)
    if person:
        page = url_for("clients.note_closeness", client_id=client.id, person_id=person)
        return redirect(page, 303)
    return redirect(url_for("clients.overview", client_id=client.id, _anchor="family"), 303)
