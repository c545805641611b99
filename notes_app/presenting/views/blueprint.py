"""The blueprint of the therapist's side of supervision, and its messages."""

from flask import Blueprint, url_for

from notes_app.presenting.undoing import register_taken_undo
from notes_app.web.messages import register_messages

bp = Blueprint("presenting", __name__, template_folder="../templates")

register_messages(
    {
        "sent-for-review": "Sent, encrypted.",
        "taken-back-from-review": "Taken back. What was read before may have been copied.",
        "answered": "Sent, encrypted.",
        "suggestion-taken": "Taken. The passage is called so from now on.",
        "suggestion-kept": "Kept. Both stay on record.",
        "suggestion-gone": "Nothing was changed: it is settled, or the tag is gone.",
        "passage-lent": "Lent. Every opening is written down.",
        "passages-lent": "Lent for calibration. Your supervisor tags them without your tags.",
        "loan-ended": "Taken back. What was read before may have been copied.",
        "loans-ended": "Taken back, all of them. What was read before may have been copied.",
        "loans-ended-before": "Nothing was changed: no passage is lent for calibration any more.",
    }
)


register_taken_undo(lambda record: url_for("presenting.tab", client_id=record.client_id))
