"""Hours that return: on a client's page, and what is done with one of their days."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.diary import service
from notes_app.diary.forms import Act, BeginForm, HourForm, PauseForm, hour_as_form
from notes_app.diary.views.blueprint import bp
from notes_app.notes.queries import session_of
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import say

WHERE = "/clients/<uuid:client_id>/hours"


@bp.route(f"{WHERE}/new", methods=["GET", "POST"])
def add_hour(client_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    form = HourForm(data={"version": client.version, "since": today(clock())})
    if form.validate_on_submit():
        hour = form.hour()
        service.keep_hour(client, hour=hour, keyring=keyring)
        db.session.commit()
        return _back(client_id, "hour-added", undo="diary.take_back_hour", hour_id=hour.id)
    card = card_of(client, keyring)
    return render_template("diary/hour.html", form=form, card=card, hour=None), form.status


@bp.route(f"{WHERE}/<uuid:hour_id>", methods=["GET", "POST"])
def change_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    hour = service.hour_of(client, hour_id, keyring=keyring)
    stored = hour_as_form(hour)
    form = HourForm(data={"version": client.version, **stored})
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        service.keep_hour(client, hour=form.hour(hour_id), keyring=keyring)
        db.session.commit()
        return _back(client_id, "hour-changed")
    card = card_of(client, keyring)
    return render_template("diary/hour.html", form=form, card=card, hour=hour), form.status


@bp.post(f"{WHERE}/<uuid:hour_id>/take-back")
def take_back_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.take_back_hour(client, hour_id=hour_id, keyring=unlocked_keyring())
    db.session.commit()
    return _back(client_id, "hour-taken-back")


@bp.post(f"{WHERE}/<uuid:hour_id>/end")
def end_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.end_hour(client, hour_id=hour_id, until=today(clock()), keyring=unlocked_keyring())
    db.session.commit()
    return _back(client_id, "hour-ended", undo="diary.go_on", hour_id=hour_id)


@bp.post(f"{WHERE}/<uuid:hour_id>/go-on")
def go_on(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.end_hour(client, hour_id=hour_id, until=None, keyring=unlocked_keyring())
    db.session.commit()
    return _back(client_id, "hour-goes-on", undo="diary.end_hour", hour_id=hour_id)


@bp.route(f"{WHERE}/<uuid:hour_id>/left-out", methods=["GET", "POST"])
def leave_out(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    client, keyring, form = client_of(current_user, client_id), unlocked_keyring(), PauseForm()
    hour = service.hour_of(client, hour_id, keyring=keyring)
    if form.validate_on_submit():
        pause = form.pause()
        service.leave_out(client, hour_id=hour_id, pause=pause, keyring=keyring)
        db.session.commit()
        ids = {"hour_id": hour_id, "pause_id": pause.id}
        return _back(client_id, "days-left-out", undo="diary.put_back", **ids)
    card = card_of(client, keyring)
    return render_template("diary/left_out.html", form=form, card=card, hour=hour), form.status


@bp.post(f"{WHERE}/<uuid:hour_id>/left-out/<uuid:pause_id>/put-back")
def put_back(client_id: UUID, hour_id: UUID, pause_id: UUID) -> ResponseReturnValue:
    client = client_of(current_user, client_id)
    service.put_back(client, hour_id=hour_id, pause_id=pause_id, keyring=unlocked_keyring())
    db.session.commit()
    return _back(client_id, "days-put-back")


@bp.post(f"{WHERE}/<uuid:hour_id>/begin")
def begin_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    """Make the session of one day, and go where the button said."""
    client, form = client_of(current_user, client_id), BeginForm()
    if not form.validate_on_submit():
        raise NotFound
    act, on = Act(form.act.data), form.on.data
    session_id = service.begin_hour(
        client, hour_id=hour_id, on=on, attendance=act.attendance, keyring=unlocked_keyring()
    )
    db.session.commit()
    if act in (Act.PREPARE, Act.WRITE):
        page = "diary.prepare" if act is Act.PREPARE else "notes.write"
        return redirect(url_for(page, session_id=session_id), 303)
    say("hour-told", undo=url_for("diary.take_back_session", session_id=session_id))
    return redirect(url_for("diary.today", ahead=(on - today(clock())).days), 303)


@bp.post("/sessions/<uuid:session_id>/take-back")
def take_back_session(session_id: UUID) -> ResponseReturnValue:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    try:
        day = service.take_back_session(session, client=client, keyring=keyring)
    except service.NotEmpty:
        say("session-not-empty")
        return redirect(url_for("notes.read", session_id=session_id), 303)
    db.session.commit()
    say("session-taken-back")
    return redirect(url_for("diary.today", ahead=(day - today(clock())).days), 303)


def _back(
    client_id: UUID, code: str, *, undo: str | None = None, **ids: Any
) -> ResponseReturnValue:
    say(code, undo=url_for(undo, client_id=client_id, **ids) if undo else None)
    return redirect(url_for("clients.overview", client_id=client_id, _anchor="hours"), 303)
