"""Recent changes: thirty days by name, each with its way back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes import service
from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.queries import OpenedChange, recent_changes
from notes_app.changes.registry import CannotUndo, kind_of
from notes_app.clock import today
from notes_app.payload import CannotRead
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.messages import register_messages, say

bp = Blueprint("changes", __name__, template_folder="templates")
FROM_THE_LIST = "list"

register_messages(
    {
        "undone": "Undone.",
        "redone": "Done again.",
        "overtaken": "Nothing was done: this was changed again since. Undo the later change first.",
        "undone-already": "Nothing was changed: this was undone already.",
        "redone-already": "Nothing was changed: this holds already.",
        "no-longer-there": "Nothing was changed: what it belongs to is no longer there.",
        "no-way-back": "Nothing was changed: this cannot be undone here.",
    }
)


@dataclass(frozen=True)
class Line:
    """One change on the page.  `at`, `undone_at`: local times; None where it cannot be opened."""

    change: OpenedChange
    at: datetime | None
    undone_at: datetime | None
    redoes: bool

    @property
    def newer(self) -> bool:
        """Whether a newer Between wrote it."""
        return self.change.trouble is CannotRead


@bp.get("/changes")
def recent() -> ResponseReturnValue:
    """Thirty days of changes by day, newest first."""
    now = int(clock().now().wall)
    lines = [_line(change) for change in recent_changes(current_user, unlocked_keyring(), now=now)]
    days = groupby(zip(_days_of(lines), lines, strict=True), key=itemgetter(0))
    return render_template(
        "changes/recent.html",
        days=[(day, [line for _, line in group]) for day, group in days],
    )


@bp.post("/changes/<uuid:change_id>/undo")
def undo(change_id: UUID) -> ResponseReturnValue:
    return _taken(service.undo_change, change_id, said="undone", back="changes.redo")


@bp.post("/changes/<uuid:change_id>/redo")
def redo(change_id: UUID) -> ResponseReturnValue:
    return _taken(service.redo_change, change_id, said="redone", back="changes.undo")


def _taken(
    take: Callable[..., ChangeRecord], change_id: UUID, *, said: str, back: str
) -> ResponseReturnValue:
    moment = service.Moment(now=int(clock().now().wall), today=today(clock()))
    try:
        record = take(current_user, change_id, keyring=unlocked_keyring(), moment=moment)
    except CannotUndo as refused:
        db.session.rollback()
        say(refused.code)
        return redirect(url_for("changes.recent"), 303)
    db.session.commit()
    kind = kind_of(record)
    way_back = back == "changes.undo" or (kind is not None and kind.redo is not None)
    say(said, undo=url_for(back, change_id=change_id) if way_back else None)
    return redirect(_place_of(record), 303)


def _place_of(record: ChangeRecord) -> str:
    """Where the change is seen; the list itself for whoever came from there."""
    kind = kind_of(record)
    if request.form.get("from") == FROM_THE_LIST or kind is None or kind.place is None:
        return url_for("changes.recent")
    return kind.place(record)


def _line(change: OpenedChange) -> Line:
    record = change.record
    kind = kind_of(record) if record else None
    return Line(
        change,
        _local(record.at if record else None),
        _local(change.undone_at),
        redoes=kind is not None and kind.redo is not None,
    )


def _days_of(lines: list[Line]) -> list[date | None]:
    """The day of each line.  One that cannot be opened stands between its neighbours."""
    known = [line.at.date() for line in lines if line.at]
    last = known[0] if known else None
    days = []
    for line in lines:
        last = line.at.date() if line.at else last
        days.append(last)
    return days


def _local(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, clock().local().tzinfo)
