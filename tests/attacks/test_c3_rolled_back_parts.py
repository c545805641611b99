"""C3: the parts of a signed note as they were before the signature: the page says so."""

from typing import Any

import pytest

from notes_app import db
from notes_app.notes.models import TherapySession
from tests.cast import Practice
from tests.signing.test_pages import Browse, noted, sign

pytestmark = pytest.mark.attack


def stored(row: TherapySession) -> dict[str, Any]:
    columns = ("themes", "notes", "process")
    ends = ("sealed", "generation", "version")
    names = [f"{part}_{end}" for part in columns for end in ends]
    return {name: getattr(row, name) for name in names}


def test_c3_a_note_whose_signature_was_rolled_back_says_so(
    browse: Browse, practice: Practice
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    row = db.session.get_one(TherapySession, session_id)
    before = stored(row)
    sign(ana, session_id)
    db.session.expire_all()
    for name, value in before.items():
        setattr(row, name, value)
    db.session.commit()
    page = ana.get("notes.read", session_id=session_id)
    assert "was changed after signing (that it was signed)" in page.text
    assert "Unchanged since" not in page.text
