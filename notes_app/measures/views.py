"""The pages on which a therapist defines questionnaires of their own."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.measures import service
from notes_app.measures.forms import HowOftenForm, OwnMeasureForm, measure_as_form
from notes_app.measures.payloads import OwnMeasure
from notes_app.measures.queries import measures_of
from notes_app.measures.undoing import own_measure_act, register_own_measure_undo
from notes_app.measures.wording import number
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

bp = Blueprint("measures", __name__, template_folder="templates")
bp.add_app_template_filter(number, "measure_number")
register_own_measure_undo(lambda record: url_for("measures.all_own"))

register_messages(
    {
        "own-measure-kept": "Questionnaire saved, encrypted.",
        "own-measure-retired": "Put aside. Its totals are kept.",
        "own-measure-back": "The questionnaire is offered again.",
        "how-often-kept": "Saved.",
    }
)


@bp.route("/measures", methods=["GET", "POST"])
def all_own() -> ResponseReturnValue:
    """A therapist's own questionnaires, and how often the built-in ones are due."""
    known = measures_of(current_user.id, keyring=unlocked_keyring())
    weeks = {code.replace("-", "_"): every for code, every in known.kept.every_weeks.items()}
    form = HowOftenForm(data=weeks)
    if form.validate_on_submit():
        service.set_how_often(_shelf(), every_weeks=form.every_weeks())
        db.session.commit()
        say("how-often-kept")
        return redirect(url_for("measures.all_own"), 303)
    return render_template("measures/all_own.html", known=known, form=form), form.status


@bp.route("/measures/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    return _measure_page(None)


@bp.route("/measures/<uuid:measure_id>", methods=["GET", "POST"])
def change(measure_id: UUID) -> ResponseReturnValue:
    return _measure_page(_own(measure_id))


@bp.post("/measures/<uuid:measure_id>/retire")
def retire(measure_id: UUID) -> ResponseReturnValue:
    was = _own(measure_id)
    service.retire_measure(_shelf(), measure_id=measure_id, today=today(clock()))
    return _done(was, _own(measure_id), "own-measure-retired")


@bp.post("/measures/<uuid:measure_id>/bring-back")
def bring_back(measure_id: UUID) -> ResponseReturnValue:
    was = _own(measure_id)
    service.bring_back_measure(_shelf(), measure_id=measure_id)
    return _done(was, _own(measure_id), "own-measure-back")


def _measure_page(was: OwnMeasure | None) -> ResponseReturnValue:
    kept = _shelf().open()
    others = [own.name for own in kept.own if was is None or own.id != was.id]
    form = OwnMeasureForm(others, data=measure_as_form(was) if was else {})
    if form.validate_on_submit():
        became = form.measure(was, today=today(clock()))
        service.keep_measure(_shelf(), measure=became)
        return _done(was, became, "own-measure-kept")
    return render_template("measures/own.html", form=form, was=was), form.status


def _done(was: OwnMeasure | None, became: OwnMeasure, code: str) -> ResponseReturnValue:
    undo = remembered(own_measure_act(was, became))
    db.session.commit()
    say(code, undo=undo)
    return redirect(url_for("measures.all_own"), 303)


def _own(measure_id: UUID) -> OwnMeasure:
    known = measures_of(current_user.id, keyring=unlocked_keyring())
    own = known.own(str(measure_id))
    if own is None:
        raise NotFound
    return own


def _shelf() -> service.Shelf:
    return service.Shelf(current_user.id, unlocked_keyring())
