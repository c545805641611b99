"""Blind calibration: the supervisor tags lent passages first, then both see the differences."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.supervision.blind import tagged_twice, waiting_blind
from notes_app.supervision.calibrating import compare
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.forms import BlindForm
from notes_app.supervision.naming import named
from notes_app.supervision.payloads import LentPassage, TaggedBlind
from notes_app.supervision.service import say as add_entry
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.looking import keep_looks
from notes_app.supervision.views.opened import my_case
from notes_app.themes.library import LIBRARY
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.get("/supervision/cases/<uuid:shared_client_id>/calibration")
def calibration(shared_client_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    return _page(it, BlindForm(_themes(it), formdata=None))


@bp.post("/supervision/cases/<uuid:shared_client_id>/calibration/<uuid:shared_loan_id>")
def tag_blind(shared_client_id: UUID, shared_loan_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    waiting = _waiting(it)
    if shared_loan_id not in waiting:
        raise NotFound
    form = BlindForm(_themes(it))
    if not form.validate_on_submit():
        return _page(it, form, first=shared_loan_id)
    said = TaggedBlind(shared_loan_id, form.themes, waiting[shared_loan_id].tag)
    add_entry(it.client_id, said, at=now(), keyring=unlocked_keyring())
    db.session.commit()
    say("tagged-blind" if len(waiting) > 1 else "all-tagged-blind")
    return redirect(url_for("supervision.calibration", shared_client_id=it.client_id), 303)


def _page(it: Casefile, form: BlindForm, *, first: UUID | None = None) -> ResponseReturnValue:
    waiting = _waiting(it)
    loan = first or next(iter(waiting), None)
    tags = {tag_id: tag for tag_id, (_, tag) in it.tags.items()}
    day = today(clock())
    twice = tagged_twice(it.borrowed, it.entries, tags, reader=current_user.id, today=day)
    compared = compare(twice)
    shown = [one.loan for one in compared.differences if one.words]
    keep_looks(it, [*shown, *([loan] if loan else [])])
    page = render_template(
        "supervision/calibration.html",
        it=it,
        form=form,
        loan=loan,
        passage=waiting.get(loan) if loan else None,
        left=len(waiting),
        compared=compared,
        called=lambda code: named(it.card, code),
        you="supervisor",
        other=it.therapist,
    )
    return page, form.status


def _waiting(it: Casefile) -> dict[UUID, LentPassage]:
    return waiting_blind(it.borrowed, it.entries, reader=current_user.id, today=today(clock()))


def _themes(it: Casefile) -> dict[str, str]:
    """Every theme by name: the order tells nothing of what the therapist chose."""
    codes = {theme.code for theme in LIBRARY} | {tag.theme for _, tag in it.tags.values()}
    found = {code: named(it.card, code).name for code in codes}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))
