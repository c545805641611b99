from typing import Any

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from notes_app import db
from notes_app.accounts import forms, service
from notes_app.accounts.current import (
    current_profile,
    end_login,
    lock_login,
    opened_keyring,
    user_of_login,
)
from notes_app.accounts.entering import costs, know_device, turns
from notes_app.accounts.queries import is_first_visit
from notes_app.accounts.sheet import is_last_group, printed, spoken_fingerprint
from notes_app.accounts.views.blueprint import SMALL, bp
from notes_app.accounts.views.tries import (
    NOT_OPENED,
    SLIP,
    activated,
    log_in,
    recovered,
    refused,
    to_the_sheet,
)
from notes_app.clock import today
from notes_app.crypto.codes import CodeKind
from notes_app.crypto.errors import TypingSlip
from notes_app.crypto.keypairs import PublicKeys
from notes_app.crypto.words import make_passphrase
from notes_app.web.browser_sessions import browser_session
from notes_app.web.current import clock, home, instance_key, settings
from notes_app.web.guard import safe_next, used_now
from notes_app.web.logins import seconds_left
from notes_app.web.marks import background, body_limit, public
from notes_app.web.messages import say

# Not "cookies": ours is worth nothing by now, and by the other one a known browser is told from
# strangers, whose failed tries must not keep its owner out.
CLEAR = {"Clear-Site-Data": '"cache", "storage"'}


@bp.route("/create", methods=["GET", "POST"])
@public
@body_limit(SMALL)
def create() -> ResponseReturnValue:
    if settings().server or not is_first_visit():
        return redirect(url_for("accounts.login"), 303)
    form = forms.CreateForm()
    if form.suggest.data:
        return _with_suggestion(form)
    if not form.validate_on_submit():
        return render_template("accounts/create.html", form=form), form.status
    db.session.commit()  # nobody waits for us while the key is derived
    with turns().take():
        made = service.create_account(
            username=form.username.data,
            passphrase=form.passphrase.data,
            roles="therapist",
            instance_key=instance_key(),
            parameters=costs().now,
            clock=clock(),
        )
    return to_the_sheet(made)


@bp.route("/activate", methods=["GET", "POST"])
@public
@body_limit(SMALL)
def activate() -> ResponseReturnValue:
    form = forms.ActivateForm()
    if form.suggest.data:
        return _with_suggestion(form)
    if not form.validate_on_submit():
        return render_template("accounts/create.html", form=form), form.status
    try:
        made = activated(form)
    except NOT_OPENED as error:
        return refused("accounts/create.html", error, form=form)
    return to_the_sheet(made)


@bp.route("/recovery-sheet", methods=["GET", "POST"])
@body_limit(SMALL)
def recovery_sheet() -> ResponseReturnValue:
    profile = current_profile()
    if profile is None or profile.pending_recovery is None:
        return redirect(home(), 303)
    form, key = forms.SheetForm(), printed(CodeKind.RECOVERY, profile.pending_recovery)
    if form.validate_on_submit() and not is_last_group(form.last_group.data, key):
        form.last_group.errors = ["That is not the last group. Look at the paper, not the screen."]
    elif form.is_submitted() and not form.errors:
        kept = msgspec.structs.replace(profile, pending_recovery=None)
        service.save_profile(current_user, kept, keyring=opened_keyring())
        db.session.commit()
        say("sheet-kept")
        return redirect(home(), 303)
    return render_template(
        "accounts/recovery_sheet.html", form=form, key=key, **_kit()
    ), form.status


@bp.route("/log-in", methods=["GET", "POST"])
@public
@body_limit(SMALL)
def login() -> ResponseReturnValue:
    if not settings().server and is_first_visit():
        return redirect(url_for("accounts.create"), 303)
    form = forms.LoginForm()
    if not form.validate_on_submit():
        return render_template("accounts/login.html", form=form), form.status
    try:
        user = log_in(form.username.data, form.passphrase.data)
    except NOT_OPENED as error:
        return refused("accounts/login.html", error, form=form)
    return know_device(redirect(safe_next(request.args.get("next")), 303), user)


@bp.route("/unlock", methods=["GET", "POST"])
@public
@body_limit(SMALL)
def unlock() -> ResponseReturnValue:
    user, session = user_of_login(), browser_session()
    if user is None or session.is_open:
        return redirect(home() if session.is_open else url_for("accounts.login"), 303)
    if session.login is not None and not session.login.renewed:
        lock_login()  # it ran out: empties the pages that the browser keeps for its Back button
        return redirect(url_for("accounts.unlock", next=request.args.get("next")), 303)
    form = forms.UnlockForm()
    if not form.validate_on_submit():
        return render_template("accounts/unlock.html", form=form, user=user), form.status
    try:
        log_in(user.username, form.passphrase.data, anew=False)
    except NOT_OPENED as error:
        return refused("accounts/unlock.html", error, form=form, user=user)
    return know_device(redirect(safe_next(request.args.get("next")), 303), user)


@bp.route("/recover", methods=["GET", "POST"])
@public
@body_limit(SMALL)
def recover() -> ResponseReturnValue:
    form = forms.RecoverForm()
    if not form.validate_on_submit():
        return render_template("accounts/recover.html", form=form), form.status
    try:
        made = recovered(form)
    except TypingSlip:
        form.recovery_key.errors = [SLIP]
        return render_template("accounts/recover.html", form=form), form.status
    except NOT_OPENED as error:
        return refused("accounts/recover.html", error, form=form)
    return to_the_sheet(made)


@bp.post("/lock")
@public
def lock() -> ResponseReturnValue:
    lock_login()
    wanted = request.form.get("next")
    return redirect(url_for("accounts.unlock", next=safe_next(wanted) if wanted else None), 303)


@bp.post("/log-out")
@public
def log_out() -> ResponseReturnValue:
    end_login()
    return redirect(url_for("accounts.login"), 303), CLEAR


@bp.get("/status")
@public
@background
def status() -> ResponseReturnValue:
    session = browser_session()
    if session.login is None or user_of_login() is None:
        return {"state": "out", "seconds_left": 0}
    if session.is_locked:
        if not session.login.renewed:
            lock_login()
        return {"state": "locked", "seconds_left": 0, "token": generate_csrf()}
    return {
        "state": "open",
        "seconds_left": int(seconds_left(session.login, clock().now())),
        "token": generate_csrf(),  # for a page that was open before the cookie changed
        "whose": str(session.login.user_id),  # and for that page only if it is this person's
    }


@bp.post("/touch")
def touch() -> ResponseReturnValue:
    used_now()
    return "", 204


def _with_suggestion(form: forms.CreateForm) -> ResponseReturnValue:
    words = make_passphrase()
    form.passphrase.data = form.repeat.data = words
    return render_template("accounts/create.html", form=form, suggested=words)


def _kit() -> dict[str, Any]:
    user = current_user
    public = PublicKeys(user.kem_public, user.verification_key)
    computer = None if settings().server else printed(CodeKind.INSTANCE, instance_key().current)
    return {
        "computer": computer,
        "words": spoken_fingerprint(user.id, public),
        "printed_on": today(clock()),
        "folder": settings().instance,
    }
