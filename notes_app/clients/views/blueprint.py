"""The blueprint that all pages of this feature hang on, and what they say after an act."""

from flask import Blueprint

from notes_app.clients.policy import can_remove, is_directed
from notes_app.web.messages import register_messages

bp = Blueprint("clients", __name__, template_folder="../templates")
bp.add_app_template_test(can_remove, "removable")
bp.add_app_template_test(is_directed, "directed")

register_messages(
    {
        "client-added": "Client added.",
        "client-changed": "Card saved.",
        "person-added": "Person added.",
        "person-changed": "Person saved.",
        "person-removed": "Person removed. Passages and ties are kept.",
        "person-back": "The person is back.",
        "person-always-there": "Nothing was changed: this one is always there.",
        "tie-added": "Tie added.",
        "tie-taken-back": "Tie taken back.",
        "tie-ended": "Tie ended.",
        "tie-open-again": "The tie holds again.",
    }
)
