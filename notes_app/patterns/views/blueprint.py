"""The blueprint that all pages of this feature hang on, and its messages."""

from flask import Blueprint

from notes_app.web.messages import register_messages

bp = Blueprint("patterns", __name__, template_folder="../templates")

register_messages(
    {
        "client-word-saved": "Your word for it is saved, encrypted.",
        "focus-set": "In focus from today.",
        "focus-lifted": "No longer in focus.",
        "focus-full": "Three themes are in focus already. Take one out first.",
    }
)
