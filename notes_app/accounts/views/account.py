from typing import Any

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts import forms, service
from notes_app.accounts.current import (
    begin_login,
    confirm_login,
    current_profile,
    opened_keyring,
    opened_master,
)
from notes_app.accounts.entering import costs, turns
from notes_app.accounts.frame import earlier_login
from notes_app.accounts.payloads import Colours, NamesOnToday, Profile
from notes_app.accounts.shortcuts import PLACES
from notes_app.accounts.views.blueprint import SMALL, bp
from notes_app.accounts.views.tries import NOT_OPENED, SLIP, opened, refused
from notes_app.clock import today
from notes_app.crypto.codes import CodeKind, read_code
from notes_app.crypto.errors import CannotOpen, TypingSlip
from notes_app.web.browser_sessions import browser_session, login_store
from notes_app.web.current import clock, instance_key, settings
from notes_app.web.guard import safe_next
from notes_app.web.marks import body_limit, fresh
from notes_app.web.messages import say


@bp.get("/account")
def account() -> ResponseReturnValue:
    profile = current_profile() or Profile()
    form = forms.SettingsForm(data=_settings_of(profile))
    return render_template("accounts/account.html", form=form, logins=_logins())


@bp.get("/keyboard")
def keyboard() -> ResponseReturnValue:
    profile = current_profile() or Profile()
    return render_template("accounts/keyboard.html", places=PLACES, letter_keys=profile.letter_keys)


@bp.post("/account/settings")
def save_settings() -> ResponseReturnValue:
    form = forms.SettingsForm()
    if not form.validate_on_submit():
        return render_template("accounts/account.html", form=form, logins=_logins()), form.status
    profile = msgspec.structs.replace(
        current_profile() or Profile(),
        display_name=(form.display_name.data or "").strip(),
        credential=(form.credential.data or "").strip(),
        colours=Colours(form.colours.data),
        names_on_today=NamesOnToday(form.names_on_today.data),
        idle_minutes=form.idle_minutes.data,
        spell_check=form.spell_check.data,
        letter_keys=form.letter_keys.data,
    )
    service.save_profile(current_user, profile, keyring=opened_keyring())
    db.session.commit()
    browser_session().change(idle_seconds=60 * form.idle_minutes.data)
    say("settings-saved")
    return redirect(url_for("accounts.account"), 303)


@bp.route("/account/passphrase", methods=["GET", "POST"])
@body_limit(SMALL)
def change_passphrase() -> ResponseReturnValue:
    form = forms.ChangePassphraseForm()
    if not form.validate_on_submit():
        return render_template("accounts/change_passphrase.html", form=form), form.status
    try:
        user, master, _ = opened(current_user.username, form.current.data)
    except NOT_OPENED as error:
        return refused("accounts/change_passphrase.html", error, form=form)
    with turns().take():
        service.change_passphrase(
            user,
            form.passphrase.data,
            master=master,
            instance_key=instance_key(),
            parameters=costs().now,
        )
    db.session.commit()
    begin_login(user, master, current_profile() or Profile())
    say("passphrase-changed")
    return redirect(url_for("accounts.account"), 303)


@bp.route("/account/confirm", methods=["GET", "POST"])
@body_limit(SMALL)
def confirm() -> ResponseReturnValue:
    form = forms.UnlockForm()
    if not form.validate_on_submit():
        return render_template("accounts/confirm.html", form=form), form.status
    try:
        _, master, _ = opened(current_user.username, form.passphrase.data)
    except NOT_OPENED as error:
        return refused("accounts/confirm.html", error, form=form)
    db.session.commit()
    confirm_login(master)
    return redirect(safe_next(request.args.get("next")), 303)


@bp.post("/account/log-out-elsewhere")
@fresh
def log_out_elsewhere() -> ResponseReturnValue:
    user, master, profile = current_user, opened_master(), current_profile() or Profile()
    service.end_logins(user)
    db.session.commit()
    begin_login(user, master, profile)
    say("logged-out-elsewhere")
    return redirect(url_for("accounts.account"), 303)


@bp.route("/account/new-sheet", methods=["GET", "POST"])
@fresh
def new_sheet() -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("accounts/new_sheet.html")
    service.make_new_sheet(
        current_user, master=opened_master(), keyring=opened_keyring(), clock=clock()
    )
    db.session.commit()
    return redirect(url_for("accounts.recovery_sheet"), 303)


@bp.route("/account/try-sheet", methods=["GET", "POST"])
@body_limit(SMALL)
def try_sheet() -> ResponseReturnValue:
    form = forms.TrySheetForm()
    if not form.validate_on_submit():
        return render_template("accounts/try_sheet.html", form=form), form.status
    try:
        key = read_code(CodeKind.RECOVERY, form.recovery_key.data)
        service.open_by_recovery(current_user, recovery_key=key)
    except TypingSlip:
        form.recovery_key.errors = [SLIP]
        return render_template("accounts/try_sheet.html", form=form), form.status
    except CannotOpen as error:
        return refused("accounts/try_sheet.html", error, form=form)
    tried = msgspec.structs.replace(
        current_profile() or Profile(), recovery_tried_on=today(clock())
    )
    service.save_profile(current_user, tried, keyring=opened_keyring())
    db.session.commit()
    say("sheet-opens")
    return redirect(url_for("accounts.account"), 303)


def _settings_of(profile: Profile) -> dict[str, Any]:
    minutes = profile.idle_minutes or settings().idle_minutes
    return {
        "display_name": profile.display_name,
        "credential": profile.credential,
        "colours": str(profile.colours),
        "names_on_today": str(profile.names_on_today),
        "idle_minutes": minutes,
        "spell_check": profile.spell_check,
        "letter_keys": profile.letter_keys,
    }


def _logins() -> dict[str, Any]:
    mine = login_store().of_user(current_user.id)
    return {"others": len(mine) - 1, "last": earlier_login()}
