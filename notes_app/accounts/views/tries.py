"""Trying what should open an account.  Views call these: they commit, as views do."""

from typing import Any

import msgspec
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from notes_app import db
from notes_app.accounts import forms, service
from notes_app.accounts.current import begin_login
from notes_app.accounts.entering import (
    WRONG_PASSPHRASE,
    buckets_for,
    costs,
    know_device,
    refusal_of,
    turns,
)
from notes_app.accounts.models import User
from notes_app.accounts.payloads import LastLogin, Profile
from notes_app.accounts.policy import username_of
from notes_app.accounts.queries import open_profile, user_named
from notes_app.accounts.throttle import TooSoon, forgive, give_back, take_try
from notes_app.accounts.tidying import tidy_up
from notes_app.accounts.turns import TooMany
from notes_app.crypto.codes import CodeKind, read_code
from notes_app.crypto.errors import CannotOpen, UnusablePassphrase
from notes_app.payload import CannotRead
from notes_app.web.current import clock, instance_key
from notes_app.web.guard import is_fetch

NOT_OPENED = (CannotOpen, UnusablePassphrase, TooSoon, TooMany)
WRONG = 422
SLIP = "There is a typing slip in the recovery key. Compare it with your sheet, group by group."


def opened(username: str, passphrase: str) -> tuple[User, bytes, int]:
    # Commits the counted try before deriving: it stays counted, and nobody waits for us meanwhile.
    user = user_named(username)
    buckets = buckets_for(username, user)
    take_try(buckets, now=clock().now().wall)
    db.session.commit()
    try:
        with turns().take():
            master = service.open_account(
                user,
                username=username_of(username),
                passphrase=passphrase,
                instance_key=instance_key(),
                costs=costs(),
            )
    except TooMany:
        give_back(buckets)
        db.session.commit()
        raise
    if user is None:
        raise CannotOpen
    return user, master, forgive(buckets)


def log_in(username: str, passphrase: str, *, anew: bool = True) -> User:
    user, master, failed = opened(username, passphrase)
    if service.is_weaker(user, costs().now):
        with turns().take():
            service.set_passphrase(
                user,
                passphrase,
                master=master,
                instance_key=instance_key(),
                parameters=costs().now,
            )
    if anew:
        tidy_up(user)
    profile = _noted(user, master, failed)
    db.session.commit()
    begin_login(user, master, profile)
    return user


def _noted(user: User, master: bytes, failed: int) -> Profile:
    keyring, now = service.keyring_of(user, master), int(clock().now().wall)
    try:
        before = open_profile(user, keyring=keyring)
    except (CannotOpen, CannotRead):
        return Profile()  # never written over: it may be mended from a backup
    last = LastLogin(before.logged_in_at, failed) if before.logged_in_at else None
    profile = msgspec.structs.replace(before, logged_in_at=now, last_login=last)
    service.save_profile(user, profile, keyring=keyring)
    keyring.close()
    return profile


def activated(form: forms.ActivateForm) -> service.NewAccount:
    user = user_named(form.username.data)
    buckets = buckets_for(form.username.data, user)
    take_try(buckets, now=clock().now().wall)
    db.session.commit()
    with turns().take():
        made = service.activate(
            user,
            code=form.code.data,
            passphrase=form.passphrase.data,
            instance_key=instance_key(),
            parameters=costs().now,
            clock=clock(),
        )
    forgive(buckets)
    return made


def recovered(form: forms.RecoverForm) -> service.NewAccount:
    key = read_code(CodeKind.RECOVERY, form.recovery_key.data)  # a slip is told before anything
    user = user_named(form.username.data)
    buckets = buckets_for(form.username.data, user)
    take_try(buckets, now=clock().now().wall)
    db.session.commit()
    master = service.open_by_recovery(user, recovery_key=key)
    if user is None:
        raise CannotOpen
    with turns().take():
        made = service.renew_account(
            user,
            form.passphrase.data,
            master=master,
            instance_key=instance_key(),
            parameters=costs().now,
            clock=clock(),
        )
    forgive(buckets)
    return made


def to_the_sheet(made: service.NewAccount) -> ResponseReturnValue:
    profile = msgspec.structs.replace(
        open_profile(made.user, keyring=made.keyring),
        pending_recovery=made.recovery_key,
        logged_in_at=int(clock().now().wall),
    )
    service.save_profile(made.user, profile, keyring=made.keyring)
    db.session.commit()
    begin_login(made.user, made.master, profile)
    made.keyring.close()
    return know_device(redirect(url_for("accounts.recovery_sheet"), 303), made.user)


def refused(template: str, error: Exception, **context: Any) -> ResponseReturnValue:
    sentence, code, headers = refusal_of(error)
    if code == WRONG and "username" not in context["form"]:
        sentence = WRONG_PASSPHRASE
    if is_fetch():  # the lock screen over a page whose words wait to be sent
        return sentence, code, {**headers, "Content-Type": "text/plain; charset=utf-8"}
    return render_template(template, refused=sentence, **context), code, headers
