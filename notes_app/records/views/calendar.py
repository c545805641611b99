"""Bringing in a calendar in the browser: choose it, say whose each entry is, confirm."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clock import today
from notes_app.records import service
from notes_app.records.bringing_in import bring_calendar_in, chosen_calendar
from notes_app.records.forms import CalendarForm, whose_form
from notes_app.records.payloads import WaitingCalendar
from notes_app.records.queries import waiting_calendar
from notes_app.records.reading.calendar import Reader
from notes_app.records.reading.ics_lines import MOST_BYTES
from notes_app.records.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.marks import body_limit
from notes_app.web.messages import say

ROOM_FOR_THE_FORM = 100_000


@bp.route("/calendar/import", methods=["GET", "POST"])
@body_limit(MOST_BYTES + ROOM_FOR_THE_FORM)
def choose_calendar() -> ResponseReturnValue:
    form = CalendarForm(Reader(clock().local_at, today(clock())))
    if form.validate_on_submit():
        waiting = WaitingCalendar(form.series)
        batch = service.keep_files(waiting, user=current_user, keyring=unlocked_keyring())
        db.session.commit()
        return redirect(url_for("records.confirm_calendar", calendar_id=batch.id), 303)
    return render_template("records/choose_calendar.html", form=form), form.status


@bp.route("/calendar/import/<uuid:calendar_id>", methods=["GET", "POST"])
def confirm_calendar(calendar_id: UUID) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    waiting = waiting_calendar(current_user, calendar_id, keyring=keyring)
    chosen = chosen_calendar(current_user, waiting.series, keyring=keyring)
    form = whose_form(chosen)
    if form.validate_on_submit():
        act = bring_calendar_in(chosen.plan(form.whose()), user=current_user, keyring=keyring)
        service.forget_batches(current_user)
        undo = remembered(act)
        db.session.commit()
        say("calendar-brought-in" if act else "no-calendar-brought-in", undo=undo)
        return redirect(url_for("diary.week"), 303)
    shown = {"chosen": chosen, "rows": form.rows(chosen), "calendar_id": calendar_id}
    return render_template("records/confirm_calendar.html", form=form, **shown), form.status


@bp.post("/calendar/import/leave")
def leave_calendar() -> ResponseReturnValue:
    service.forget_batches(current_user)
    db.session.commit()
    say("no-calendar-brought-in")
    return redirect(url_for("diary.today"), 303)
