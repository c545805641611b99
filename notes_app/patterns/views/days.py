"""Days to compare by: those that are known, and the therapist's own."""

from uuid import UUID, uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.events import (
    OWN,
    EventsFull,
    add_event,
    event_act,
    register_event_undo,
    remove_event,
)
from notes_app.clients.naming import names_in
from notes_app.clients.payloads import Event
from notes_app.clients.queries import client_of
from notes_app.clock import today
from notes_app.patterns.compared import day_words
from notes_app.patterns.days import DayKind
from notes_app.patterns.forms import DayForm, StretchesForm
from notes_app.patterns.table import table_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, days_known, opened
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

register_event_undo(lambda record: url_for("patterns.days", client_id=record.client_id))
register_messages(
    {
        "day-kept": "The day is saved, encrypted.",
        "stretches-kept": "The two stretches are saved, encrypted.",
        "day-removed": "The day is removed. No session was changed.",
        "days-full": "Nothing was done: forty days fit. Remove one that is there.",
    }
)


@bp.route("/clients/<uuid:client_id>/days", methods=["GET", "POST"])
def days(client_id: UUID) -> ResponseReturnValue:
    """The days that divide the work, and the form for one more."""
    form = DayForm()
    if form.validate_on_submit():
        event = Event(uuid4(), OWN, form.on.data, today(clock()), form.words.data)
        return _kept(client_id, event)
    here = opened(client_id)
    return render_template("patterns/days.html", its=here, form=form, **_known(here)), form.status


@bp.route("/clients/<uuid:client_id>/days/stretches", methods=["GET", "POST"])
def add_stretches(client_id: UUID) -> ResponseReturnValue:
    """Two stretches of the calendar, chosen by their dates."""
    form = StretchesForm()
    if form.validate_on_submit():
        periods, noted = form.periods, today(clock())
        event = Event(uuid4(), OWN, periods[1].first, noted, form.words.data, periods)
        return _kept(client_id, event)
    return render_template("patterns/stretches.html", its=opened(client_id), form=form), form.status


@bp.post("/clients/<uuid:client_id>/days/<uuid:event_id>/remove")
def remove_day(client_id: UUID, event_id: UUID) -> ResponseReturnValue:
    client, keyring = client_of(current_user, client_id), unlocked_keyring()
    was = remove_event(client, event_id=event_id, keyring=keyring)
    undo = remembered(event_act(client, was, None))
    db.session.commit()
    say("day-removed", undo=undo)
    return redirect(url_for("patterns.days", client_id=client_id), 303)


def _kept(client_id: UUID, event: Event) -> ResponseReturnValue:
    client, page = client_of(current_user, client_id), url_for("patterns.days", client_id=client_id)
    try:
        add_event(client, event=event, keyring=unlocked_keyring())
    except EventsFull:
        say("days-full")
        return redirect(page, 303)
    undo = remembered(event_act(client, None, event))
    db.session.commit()
    say("stretches-kept" if event.periods else "day-kept", undo=undo)
    return redirect(page, 303)


def _known(here: Opened) -> dict[str, object]:
    table = table_of(here.reads, themes=here.spans, today=today(clock()))
    events = here.card.themes.events if here.card.themes else ()
    named = names_in(" ".join(event.words for event in events), here.card)
    return {
        "named": named,
        "days": days_known(here, table),
        "table": table,
        "day_words": day_words,
        "DayKind": DayKind,
    }
