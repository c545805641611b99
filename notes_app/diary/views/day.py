"""Today."""

from datetime import timedelta

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.accounts.frame import earlier_login
from notes_app.clients.queries import clients_of
from notes_app.diary.carrying import carried_words
from notes_app.diary.day import day_of
from notes_app.diary.views.blueprint import bp
from notes_app.notes.queries import drafted_sessions, sessions_by_client
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock

FARTHEST = 3660  # days


@bp.get("/", defaults={"ahead": 0})
@bp.get("/day/<int(signed=True):ahead>")
def today(ahead: int) -> ResponseReturnValue:
    """One day, counted from today: a date in the address would stay in the history."""
    if abs(ahead) > FARTHEST:
        abort(404)
    keyring, now = unlocked_keyring(), clock().local()
    cards = clients_of(current_user, keyring)
    day = day_of(
        now.date() + timedelta(days=ahead),
        now=now,
        cards=cards,
        sessions=sessions_by_client(current_user, keyring=keyring),
        drafted=drafted_sessions(current_user),
    )
    return render_template(
        "diary/today.html",
        day=day,
        ahead=ahead,
        cards=cards,
        carried=carried_words(day, keyring=keyring),
        last_login=earlier_login(),
        codebook=codebook_of(current_user.id, keyring),
    )
