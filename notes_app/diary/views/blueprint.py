"""The blueprint that all pages of the diary hang on, its words and its messages."""

from flask import Blueprint, url_for
from flask.blueprints import BlueprintSetupState

from notes_app.changes.payloads import ChangeRecord
from notes_app.clients.glances import GLANCES
from notes_app.clients.payloads import StandingHour
from notes_app.clients.queries import ClientCard
from notes_app.diary.forms import EVERY
from notes_app.diary.glances import glances_of
from notes_app.diary.slots import Diary, Slot, next_unwritten
from notes_app.diary.undoing import register_hours_undo
from notes_app.notes.forms import MODALITY_WORDS
from notes_app.notes.glances import Recent
from notes_app.notes.payloads import Modality
from notes_app.web.current import clock
from notes_app.web.filters import clock_time, day
from notes_app.web.messages import register_messages

AN_HOUR = 60

bp = Blueprint("diary", __name__, template_folder="../templates")

register_messages(
    {
        "hour-added": "Standing hour added.",
        "hour-changed": "Standing hour saved.",
        "hour-ended": "Standing hour ended. Its sessions are kept.",
        "hour-goes-on": "The standing hour goes on.",
        "days-left-out": "These days are left out.",
        "days-put-back": "These days are planned again.",
        "hour-told": "Noted, encrypted.",
        "session-there-already": "Nothing was changed: this hour is a session already.",
    }
)


def hours_of(record: ChangeRecord) -> str:
    """The page on which standing hours are seen."""
    return url_for("clients.overview", client_id=record.client_id, _anchor="hours")


def days_of(_record: ChangeRecord) -> str:
    """The page on which planned hours are seen."""
    return url_for("diary.week")


register_hours_undo(hours=hours_of, days=days_of)


@bp.record_once
def tell_below(state: BlueprintSetupState) -> None:
    """Let the list of clients say how often each came, and whose note waits."""
    state.app.extensions[GLANCES] = glances_of


@bp.app_template_global("next_hour")
def next_hour(card: ClientCard, recent: Recent) -> Slot | None:
    """The hour of a client that asks for something next, for the head of the overview."""
    sessions = {card.client_id: recent.every}
    diary = Diary(
        now=clock().local(), cards=[card], sessions=sessions, drafted=frozenset(recent.drafted)
    )
    return next_unwritten(diary)


@bp.app_template_filter("meeting_word")
def meeting_word(modality: str) -> str:
    """In person; Video; ... also for a kind that this version does not know."""
    known = {str(kind): word for kind, word in MODALITY_WORDS.items()}
    return known.get(modality, known[Modality.IN_PERSON])


@bp.app_template_filter("rhythm")
def rhythm(hour: StandingHour) -> str:
    """Every week, Thursday 14:00, 50 minutes, in person, from 8 January 2026."""
    often = EVERY.get(hour.every_weeks, f"Every {hour.every_weeks} weeks")
    meeting = meeting_word(hour.modality).lower()
    until = f" until {day(hour.until)}" if hour.until else ""
    return (
        f"{often}, {hour.since:%A} {clock_time(hour.starts_at)}, {hour.minutes} minutes, {meeting},"
        f" from {day(hour.since)}{until}"
    )


@bp.app_template_filter("from_now")
def from_now(minutes: int) -> str:
    """In 40 minutes; in 2 hours and 5 minutes; now."""
    if minutes <= 0:
        return "now"
    hours, rest = divmod(minutes, AN_HOUR)
    parts = [f"{hours} {'hour' if hours == 1 else 'hours'}"] if hours else []
    parts += [f"{rest} {'minute' if rest == 1 else 'minutes'}"] if rest else []
    return f"in {' and '.join(parts)}"
