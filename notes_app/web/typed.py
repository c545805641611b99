"""What somebody had typed into the form that this request sent, for a page that could not keep it.

A browser's Back brings a form back empty where its page was not to be stored, and none of ours is.
"""

import re

from flask import request
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from notes_app.web.requests import SAFE

# What is chosen is sent as a code, or ends with the id of what was chosen.
CHOSEN = re.compile(r"[!-~]{0,40}|(?:[a-z]+ )?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def typed_words() -> list[str]:
    """The texts of the form, in its order; none of a form that opens an account, or of a file."""
    if request.method in SAFE or request.blueprint == "accounts" or not _is_let_in():
        return []
    try:
        sent = [value.strip() for name, value in request.form.items() if name != "csrf_token"]
    except HTTPException:  # more than fits: it was not read
        return []
    return [words for words in sent if not CHOSEN.fullmatch(words)]


def _is_let_in() -> bool:
    return bool(current_user and current_user.is_authenticated)
