"""Bringing in one client's notes in the browser: choose, look through, confirm."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.records import service
from notes_app.records.forms import ChooseForm, confirm_form
from notes_app.records.queries import chosen_of
from notes_app.records.uploads import MOST_BYTES, read_uploads
from notes_app.records.views.blueprint import bp
from notes_app.records.waiting import to_keep
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.marks import body_limit
from notes_app.web.messages import say


@bp.route("/clients/<uuid:client_id>/import", methods=["GET", "POST"])
@body_limit(MOST_BYTES)
def bring_in(client_id: UUID) -> ResponseReturnValue:
    client, keyring, form = client_of(current_user, client_id), unlocked_keyring(), ChooseForm()
    if form.validate_on_submit():
        waiting = to_keep(read_uploads(form.files.data), form.date_order)
        batch = service.keep_files(waiting, client=client, user=current_user, keyring=keyring)
        db.session.commit()
        return redirect(url_for("records.confirm", client_id=client.id, batch_id=batch.id), 303)
    page = render_template("records/choose.html", card=card_of(client, keyring), form=form)
    return page, form.status


@bp.route("/clients/<uuid:client_id>/import/<uuid:batch_id>", methods=["GET", "POST"])
def confirm(client_id: UUID, batch_id: UUID) -> ResponseReturnValue:
    client, keyring, day = client_of(current_user, client_id), unlocked_keyring(), today(clock())
    chosen = chosen_of(current_user, client, batch_id, today=day, keyring=keyring)
    form = confirm_form(chosen.asked(), today=day)
    if form.validate_on_submit():
        plan = chosen.plan(form.days_by(chosen.asked()))
        roster = chosen.present.roster
        service.Arrivals(current_user, [client], roster=roster, keyring=keyring).bring_in(
            plan.ready
        )
        service.forget_batches(current_user)
        db.session.commit()
        say("notes-brought-in-some-left" if plan.not_understood else "notes-brought-in")
        return redirect(url_for("notes.all_notes", client_id=client.id), 303)
    shown = {"plan": chosen.plan(), "fields": {path: name for name, path in chosen.asked().items()}}
    card = card_of(client, keyring)
    page = render_template("records/confirm.html", card=card, form=form, batch_id=batch_id, **shown)
    return page, form.status


@bp.post("/clients/<uuid:client_id>/import/leave")
def leave(client_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.forget_batches(current_user)
    db.session.commit()
    say("no-notes-brought-in")
    return redirect(url_for("notes.all_notes", client_id=client.id), 303)
