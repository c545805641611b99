"""The blueprint that all pages of this feature hang on, its words and its messages."""

from flask import Blueprint

from notes_app.notes.forms import ATTENDANCE_WORDS, MODALITY_WORDS
from notes_app.notes.payloads import Attendance, Modality
from notes_app.web.messages import register_messages

bp = Blueprint("notes", __name__, template_folder="../templates")

register_messages(
    {
        "note-saved": "Note saved, encrypted.",
        "draft-set-aside": "The damaged draft is kept aside. You write on from the saved note.",
        "facts-saved": "Session facts saved, encrypted.",
        "session-planned": "Session added.",
        "passage-tagged": "Passage tagged.",
        "tag-removed": "Tag removed.",
    }
)


@bp.app_template_filter("attendance_word")
def attendance_word(attendance: Attendance | None) -> str:
    """Held; Did not come; ..."""
    return ATTENDANCE_WORDS[attendance or ""]


@bp.app_template_filter("modality_word")
def modality_word(modality: Modality) -> str:
    """In person; Video; ..."""
    return MODALITY_WORDS[modality]
