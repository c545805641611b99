"""The pages of the supervision log."""

from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts.current import current_profile
from notes_app.accounts.payloads import Profile
from notes_app.changes.current import remembered
from notes_app.changes.service import Act
from notes_app.clients.queries import clients_of, shared_cards
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.hours import service
from notes_app.hours.attesting import attested
from notes_app.hours.forms import HourForm, PeriodForm, hour_as_form
from notes_app.hours.payloads import Hour, Side
from notes_app.hours.printed import Line, LogOf, log_sheet
from notes_app.hours.queries import hour_of, hours_of, log_version
from notes_app.hours.remembering import hour_act, register_hour_undo
from notes_app.hours.totals import (
    Given,
    by_year,
    given,
    in_hours,
    in_period,
    own_practice,
    people_of,
    totals,
)
from notes_app.paper.typesetting import typeset
from notes_app.payload import CannotRead
from notes_app.sharing.accepting import shared_grants_of
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.files import PDF, as_file
from notes_app.web.marks import fresh
from notes_app.web.messages import register_messages, say

bp = Blueprint("hours", __name__, template_folder="templates")
FILE = "supervision-log-{day}.pdf"

register_messages(
    {
        "hour-kept": "Hour kept, encrypted.",
        "hour-attested": "Attested. This hour changes no more.",
        "hour-taken-out": "Taken out.",
        "hour-fixed": "Nothing was changed: this hour is attested.",
        "hour-not-yours": "Nothing was done: the one who supervised attests the hour.",
    }
)
register_hour_undo(lambda _record: url_for("hours.log"))


@bp.app_template_global("supervision_given")
def supervision_given() -> Given | None:
    """The supervision log in brief, for Today; None where it cannot be opened."""
    try:
        hours = hours_of(current_user.id, unlocked_keyring()).hours
    except (CannotOpen, CannotRead):
        return None
    return given(hours, today(clock()).year)


bp.app_template_filter("in_hours")(in_hours)


@bp.get("/supervision/hours")
def log() -> ResponseReturnValue:
    keyring = unlocked_keyring()
    hours = hours_of(current_user.id, keyring).hours
    return render_template(
        "hours/log.html",
        years=by_year(hours),
        sums=[(side, totals(hours, side)) for side in Side],
        practice=own_practice(hours),
        attested={hour.id: attested(hour, keyring=keyring) for hour in hours},
        in_hours=in_hours,
        local=clock().local_at,
        Side=Side,
        year_sums={
            year: [(side, totals(found, side)) for side in Side] for year, found in by_year(hours)
        },
        form=PeriodForm(people_of(hours), formdata=None),
    )


@bp.route("/supervision/hours/new", methods=["GET", "POST"])
def add_hour() -> ResponseReturnValue:
    form = HourForm(names=_names(), data={"version": log_version(current_user.id)})
    if not form.validate_on_submit():
        return _form(form, title="Add an hour")
    hour = form.hour(uuid4())
    service.put_hour(current_user, hour, keyring=unlocked_keyring())
    return _done("hour-kept", hour_act(None, hour))


@bp.route("/supervision/hours/<uuid:supervision_hour_id>", methods=["GET", "POST"])
def change_hour(supervision_hour_id: UUID) -> ResponseReturnValue:
    was = hour_of(current_user.id, supervision_hour_id, unlocked_keyring())
    if was.attested:
        return _done("hour-fixed", None)
    stored, version = hour_as_form(was), log_version(current_user.id)
    form = HourForm(names=_names(), data={"version": version, **stored})
    if not (form.validate_on_submit() and form.is_based_on(version, stored)):
        return _form(form, title="Change an hour", hour=was)
    hour = form.hour(supervision_hour_id)
    service.put_hour(current_user, hour, keyring=unlocked_keyring())
    return _done("hour-kept", hour_act(was, hour))


@bp.post("/supervision/hours/<uuid:supervision_hour_id>/attest")
@fresh
def attest(supervision_hour_id: UUID) -> ResponseReturnValue:
    at = int(clock().now().wall)
    try:
        service.attest(current_user, supervision_hour_id, at=at, keyring=unlocked_keyring())
    except service.NotYours:
        return _done("hour-not-yours", None)
    except service.Attested:
        return _done("hour-fixed", None)
    return _done("hour-attested", None)


@bp.post("/supervision/hours/<uuid:supervision_hour_id>/take-out")
def take_out(supervision_hour_id: UUID) -> ResponseReturnValue:
    keyring, day = unlocked_keyring(), today(clock())
    was = hour_of(current_user.id, supervision_hour_id, keyring)
    service.take_out(current_user, supervision_hour_id, on=day, keyring=keyring)
    left = {one.id: one for one in hours_of(current_user.id, keyring).hours}.get(
        supervision_hour_id
    )
    return _done("hour-taken-out", hour_act(was, left))


@bp.post("/supervision/hours/print")
@fresh
def print_log() -> ResponseReturnValue:
    kept, day = hours_of(current_user.id, unlocked_keyring()).hours, today(clock())
    form = PeriodForm(people_of(kept))
    if not form.validate_on_submit():
        return render_template("hours/period.html", form=form), form.status
    first, last, whom = form.first.data, form.last.data, form.whom.data or ""
    hours, me = in_period(kept, first, last, whom=whom), current_profile() or Profile()
    whose = LogOf(me.display_name, me.credential, first, last, day, whom)
    pdf = typeset(log_sheet([_line(hour) for hour in hours], whose))
    return as_file(pdf, name=FILE, made_on=day, kind=PDF)


def _line(hour: Hour) -> Line:
    found = attested(hour, keyring=unlocked_keyring())
    return Line(hour, found, clock().local_at(found.at) if found else None)


def _names() -> list[str]:
    return [card.name for card in clients_of(current_user, unlocked_keyring())]


def _codes() -> list[str]:
    """The code names of one's own clients, and of the cases that others share."""
    keyring = unlocked_keyring()
    shared = [one.client_id for one in shared_grants_of(current_user, keyring=keyring, now=now())]
    cards = [*clients_of(current_user, keyring), *shared_cards(shared, keyring=keyring).values()]
    return sorted({card.code_name for card in cards} - {""})


def _form(form: HourForm, *, title: str, hour: Hour | None = None) -> ResponseReturnValue:
    kept = hours_of(current_user.id, unlocked_keyring()).hours
    page = render_template(
        "hours/hour.html",
        form=form,
        title=title,
        hour=hour,
        codes=_codes(),
        categories=sorted({one.category for one in kept} - {""}),
        Side=Side,
    )
    return page, form.status


def _done(code: str, act: Act | None) -> ResponseReturnValue:
    undo = remembered(act)
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("hours.log"), 303)
