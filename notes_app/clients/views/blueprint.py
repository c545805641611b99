"""The blueprint that all pages of this feature hang on, and what they say after an act."""

from functools import partial

from flask import Blueprint, url_for

from notes_app.changes.payloads import ChangeRecord
from notes_app.clients.policy import can_remove, is_directed
from notes_app.clients.undoing import register_client_undo
from notes_app.web.messages import register_messages

bp = Blueprint("clients", __name__, template_folder="../templates")
bp.add_app_template_test(can_remove, "removable")
bp.add_app_template_test(is_directed, "directed")

register_messages(
    {
        "client-added": "Client added.",
        "client-changed": "Card saved.",
        "code-name-taken": "Nothing was done: another client has this code name by now.",
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


def overview_of(record: ChangeRecord, anchor: str | None = None) -> str:
    """Where a change about a client is seen."""
    return url_for("clients.overview", client_id=record.client_id, _anchor=anchor)


register_client_undo(
    people=partial(overview_of, anchor="people"),
    ties=partial(overview_of, anchor="ties"),
    card=overview_of,
    themes=overview_of,
)
