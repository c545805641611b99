"""The blueprint that all pages of this feature hang on, and its messages."""

from collections.abc import Callable

from flask import Blueprint, url_for

from notes_app.changes.payloads import ChangeRecord
from notes_app.clients.across import register_across_undo
from notes_app.clients.formulating import register_formulation_undo
from notes_app.clients.mirroring import register_mirror_undo
from notes_app.clients.rooting import register_root_undo
from notes_app.patterns.service import register_summary_undo
from notes_app.web.messages import register_messages

bp = Blueprint("patterns", __name__, template_folder="../templates")

register_messages(
    {
        "client-word-saved": "Your word for it is saved, encrypted.",
        "focus-set": "In focus from today.",
        "focus-lifted": "No longer in focus.",
        "focus-full": "Three themes are in focus already. Take one out first.",
        "across-kept": "Confirmed, encrypted: it goes across people.",
        "across-lifted": "Taken back.",
        "passages-linked": "Linked, encrypted: these two belong together.",
        "passages-apart": "Taken apart. Both passages are kept.",
        "pair-two": "Nothing was done: choose one passage on each side.",
        "root-kept": "What it goes back to is saved, encrypted.",
        "root-none": "Nothing was done: choose an earlier episode.",
        "mirror-words-saved": "What you make of it is saved, encrypted.",
        "formulation-saved": "Saved as of today, encrypted. Earlier versions stay.",
        "dyad-added": "Dyad added, encrypted.",
        "dyad-removed": "Dyad removed from today on. Earlier versions keep it.",
        "focus-chosen": "Focus themes saved, encrypted.",
        "summary-anew": "Begun anew from the record.",
        "summary-aside": "The damaged summary is put aside. This one is begun from the record.",
        "focus-three": "Nothing was changed: at most three themes can be in focus.",
    }
)


def seen_on(endpoint: str) -> Callable[[ChangeRecord], str]:
    """Where a change about a client is seen: this page."""
    return lambda record: url_for(endpoint, client_id=record.client_id)


register_across_undo(seen_on("patterns.with_whom"))
register_mirror_undo(seen_on("patterns.show_mirror"))
register_root_undo(seen_on("patterns.episodes"))
register_formulation_undo(seen_on("patterns.formulation"))
register_summary_undo(seen_on("patterns.summary"))
