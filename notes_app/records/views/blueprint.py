"""The blueprint that the pages of imports hang on, and what they say after an act."""

from typing import Any

from flask import Blueprint, request

from notes_app.records.uploads import MOST_FILES, OTHER_FIELDS, InMemoryParser
from notes_app.web.messages import register_messages

bp = Blueprint("records", __name__, template_folder="../templates")

register_messages(
    {
        "notes-brought-in": "The notes are in.",
        "notes-brought-in-some-left": "The notes are in. What was not understood stayed out.",
        "no-notes-brought-in": "Nothing was brought in, and nothing was kept of these files.",
        "calendar-brought-in": "The calendar is in. Its titles were not kept.",
        "no-calendar-brought-in": "Nothing was planned, and nothing was kept of this calendar.",
    }
)


@bp.url_value_preprocessor
def _keep_uploads_in_memory(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    # Before anything reads the form: what is parsed once is not parsed again.
    request.form_data_parser_class = InMemoryParser
    request.max_form_parts = MOST_FILES + OTHER_FIELDS
