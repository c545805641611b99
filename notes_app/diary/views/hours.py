"""Hours that return: on a client's page, and what is done with one of their days."""

from datetime import date
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.models import Client
from notes_app.clients.payloads import StandingHour
from notes_app.clients.queries import card_of, client_of, open_client_themes
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.diary import service
from notes_app.diary.forms import Act, BeginForm, HourForm, PauseForm, hour_as_form
from notes_app.diary.undoing import hours_act, told_act
from notes_app.diary.views.blueprint import bp
from notes_app.notes.forms import ATTENDANCE_WORDS
from notes_app.notes.payloads import Attendance
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import say

WHERE = "/clients/<uuid:client_id>/hours"
Hours = tuple[StandingHour, ...]


@bp.route(f"{WHERE}/new", methods=["GET", "POST"])
def add_hour(client_id: UUID) -> ResponseReturnValue:
    client, before = _client(client_id)
    form = HourForm(data={"version": client.version, "since": today(clock())})
    if form.validate_on_submit():
        service.keep_hour(client, hour=form.hour(), keyring=unlocked_keyring())
        return _done(client, before, "hour-added")
    card = card_of(client, unlocked_keyring())
    return render_template("diary/hour.html", form=form, card=card, hour=None), form.status


@bp.route(f"{WHERE}/<uuid:hour_id>", methods=["GET", "POST"])
def change_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    (client, before), keyring = _client(client_id), unlocked_keyring()
    hour = service.hour_of(client, hour_id, keyring=keyring)
    stored = hour_as_form(hour)
    form = HourForm(data={"version": client.version, **stored})
    if form.validate_on_submit() and form.is_based_on(client.version, stored):
        service.keep_hour(client, hour=form.hour(hour_id), keyring=keyring)
        return _done(client, before, "hour-changed")
    card = card_of(client, keyring)
    return render_template("diary/hour.html", form=form, card=card, hour=hour), form.status


@bp.post(f"{WHERE}/<uuid:hour_id>/end")
def end_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    (client, before), day = _client(client_id), today(clock())
    service.end_hour(client, hour_id=hour_id, until=day, keyring=unlocked_keyring())
    return _done(client, before, "hour-ended")


@bp.post(f"{WHERE}/<uuid:hour_id>/go-on")
def go_on(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    client, before = _client(client_id)
    service.end_hour(client, hour_id=hour_id, until=None, keyring=unlocked_keyring())
    return _done(client, before, "hour-goes-on")


@bp.route(f"{WHERE}/<uuid:hour_id>/left-out", methods=["GET", "POST"])
def leave_out(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    (client, before), keyring, form = _client(client_id), unlocked_keyring(), PauseForm()
    hour = service.hour_of(client, hour_id, keyring=keyring)
    if form.validate_on_submit():
        service.leave_out(client, hour_id=hour_id, pause=form.pause(), keyring=keyring)
        return _done(client, before, "days-left-out")
    card = card_of(client, keyring)
    return render_template("diary/left_out.html", form=form, card=card, hour=hour), form.status


@bp.post(f"{WHERE}/<uuid:hour_id>/left-out/<uuid:pause_id>/put-back")
def put_back(client_id: UUID, hour_id: UUID, pause_id: UUID) -> ResponseReturnValue:
    client, before = _client(client_id)
    service.put_back(client, hour_id=hour_id, pause_id=pause_id, keyring=unlocked_keyring())
    return _done(client, before, "days-put-back")


@bp.post(f"{WHERE}/<uuid:hour_id>/begin")
def begin_hour(client_id: UUID, hour_id: UUID) -> ResponseReturnValue:
    """Make the session of one day, and go where the button said."""
    client, keyring, form = client_of(current_user, client_id), unlocked_keyring(), BeginForm()
    if not form.validate_on_submit():
        raise NotFound
    act, on = Act(form.act.data), form.on.data
    session_id, made = service.begin_hour(
        client, hour_id=hour_id, on=on, attendance=act.attendance, keyring=keyring
    )
    if act.attendance is not None:
        return _told(client, session_id, act.attendance, on=on) if made else _there(session_id)
    db.session.commit()
    page = "diary.prepare" if act is Act.PREPARE else "notes.write"
    return redirect(url_for(page, session_id=session_id), 303)


def _told(
    client: Client, session_id: UUID, attendance: Attendance, *, on: date
) -> ResponseReturnValue:
    """Store what became of the hour, and show its day."""
    card = card_of(client, unlocked_keyring())
    undo = remembered(told_act(card, session_id, attendance, ATTENDANCE_WORDS[attendance]))
    db.session.commit()
    say("hour-told", undo=undo)
    return redirect(url_for("diary.today", ahead=(on - today(clock())).days), 303)


def _there(session_id: UUID) -> ResponseReturnValue:
    """Another window made a session of it: what that one says stays."""
    say("session-there-already")
    return redirect(url_for("notes.facts", session_id=session_id), 303)


def _client(client_id: UUID) -> tuple[Client, Hours]:
    """Their client, and the standing hours as they are before the act."""
    client = client_of(current_user, client_id)
    return client, open_client_themes(client, unlocked_keyring()).standing


def _done(client: Client, before: Hours, code: str) -> ResponseReturnValue:
    """Remember what was done, store it, and go back to the client's page."""
    undo = remembered(hours_act(code, card_of(client, unlocked_keyring()), before))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("clients.overview", client_id=client.id, _anchor="hours"), 303)
