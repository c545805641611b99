"""Today, the notes that wait, and the week."""

from datetime import timedelta

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.accounts.frame import earlier_login
from notes_app.diary.carrying import carried_words
from notes_app.diary.day import day_of, week_of
from notes_app.diary.queries import diary_of
from notes_app.diary.slots import Diary
from notes_app.diary.supervision import Waits, back_from_supervision, waits_in
from notes_app.diary.views.blueprint import bp
from notes_app.diary.waiting import waiting_notes
from notes_app.notes.ruptures import open_threads
from notes_app.sealed import Scope
from notes_app.sharing.current import current_seeing, unlocked_keyring
from notes_app.signing.current import current_states, known_here
from notes_app.supervision.queries import conversations_of, entries_that_hold
from notes_app.supervision.views.desk import my_desk, records_opened
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.web.current import clock

FARTHEST = 3660  # days
WEEK = 7


@bp.get("/", defaults={"ahead": 0})
@bp.get("/day/<int(signed=True):ahead>")
def today(ahead: int) -> ResponseReturnValue:
    """One day, counted from today: a date in the address would stay in the history."""
    keyring = unlocked_keyring()
    codebook = codebook_of(current_user.id, keyring)
    diary = _diary(ahead, codebook)
    day = day_of(diary.today + timedelta(days=ahead), diary)
    desk = my_desk() if not ahead else None
    return render_template(
        "diary/today.html",
        day=day,
        ahead=ahead,
        now=diary,
        desk=desk if desk and (desk.cases or desk.records or _supervises()) else None,
        opened=records_opened() if not ahead and _supervises() else [],
        carried=carried_words(day.slots, user=current_user, keyring=keyring),
        waits=_waits(diary),
        names={one.user_id: one.name for one in current_seeing().seers},
        back=back_from_supervision(diary, current_states()),
        ruptures=open_threads(day.next.before) if day.next else [],
        last_login=earlier_login(),
        codebook=codebook,
    )


@bp.get("/week", defaults={"ahead": 0})
@bp.get("/week/<int(signed=True):ahead>")
def week(ahead: int) -> ResponseReturnValue:
    """Seven days, counted in weeks from this one."""
    diary = _diary(ahead * WEEK)
    shown = week_of(diary.today + timedelta(days=ahead * WEEK), diary)
    return render_template("diary/week.html", week=shown, ahead=ahead, now=diary)


@bp.get("/waiting")
def waiting() -> ResponseReturnValue:
    """Every note that is not written or not signed."""
    diary = _diary(0)
    return render_template("diary/waiting.html", waiting=waiting_notes(diary), now=diary)


def _waits(diary: Diary) -> list[Waits]:
    """What supervisors wait for; nobody is asked where no themes are shared."""
    shared = {one.client_id for one in current_seeing().seers if one.scope is Scope.THEMES}
    ids = [card.client_id for card in diary.cards if card.client_id in shared]
    if not ids:
        return []
    heard = conversations_of(ids, keyring=unlocked_keyring(), known=known_here())
    said = {client_id: entries_that_hold(one) for client_id, one in heard.items()}
    return waits_in(diary.cards, said, current_user.id)


def _supervises() -> bool:
    """Whether somebody expects to find here what others put before them."""
    return bool(current_user.has_role("supervisor"))


def _diary(days: int, codebook: Codebook | None = None) -> Diary:
    if abs(days) > FARTHEST:
        abort(404)
    return diary_of(
        current_user, now=clock().local(), keyring=unlocked_keyring(), codebook=codebook
    )
