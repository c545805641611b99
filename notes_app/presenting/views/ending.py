"""Take lent passages back: one, or all that somebody was lent for calibration."""

from collections.abc import Collection
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.grants.views.background import seal_anew
from notes_app.presenting.lent import LentForCalibration, lent_for_calibration
from notes_app.presenting.views.blueprint import bp
from notes_app.presenting.views.opened import Presented, done, presented
from notes_app.sharing.current import owner_now
from notes_app.supervision.blind import tagged_loans
from notes_app.supervision.models import Loan
from notes_app.supervision.queries import loan_of, these_loans
from notes_app.supervision.service import take_back
from notes_app.web.current import clock
from notes_app.web.ids import uuid_in


@bp.post("/clients/<uuid:client_id>/supervision/loans/<uuid:loan_id>/take-back")
def end_loan(client_id: UUID, loan_id: UUID) -> ResponseReturnValue:
    it = presented(client_id)
    loan = loan_of(it.client.id, loan_id)
    if loan is None:
        raise NotFound
    return _ended(it, [loan], "loan-ended")


@bp.route("/clients/<uuid:client_id>/supervision/calibration/take-back", methods=["GET", "POST"])
def end_calibration(client_id: UUID) -> ResponseReturnValue:
    """Take back at once all that one person was lent for calibration; asks first."""
    it = presented(client_id)
    lent = _lent_to(it, uuid_in(request.args.get("person")))
    if lent is None:
        return done(it, "loans-ended-before")
    ids = [one.id for one in lent.loans]
    if request.method == "POST":
        return _ended(it, these_loans(it.client.id, ids), "loans-ended")
    tagged = len(tagged_loans(it.entries, lent.to) & set(ids))
    return render_template("presenting/take_back.html", it=it, lent=lent, tagged=tagged)


def _lent_to(it: Presented, person: UUID | None) -> LentForCalibration | None:
    found = lent_for_calibration(it.borrowed, today(clock()))
    return next((one for one in found if one.to == person), None)


def _ended(it: Presented, loans: Collection[Loan], code: str) -> ResponseReturnValue:
    take_back(*loans, on=today(clock()), owner=owner_now())
    answer = done(it, code)
    seal_anew()  # whatever else is lent of this client has a new key
    return answer
