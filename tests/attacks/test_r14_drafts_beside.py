"""R14: what stands in a draft is not lost when the note's tags are changed from another page."""

import pytest

from notes_app import db
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Section
from notes_app.notes.queries import draft_of, open_draft
from notes_app.notes.service import Seen, Written, save_draft

pytestmark = pytest.mark.attack


def test_r14_removing_a_tag_keeps_the_draft(browse, practice, ids):
    keyring = practice.keyrings["ana"]
    session = db.session.get(TherapySession, ids["session_id"])
    typed = Written((Section("brought", "Typed and not yet saved."),))
    save_draft(session, written=typed, seen=Seen(1, 0), user=practice.ana, now=1, keyring=keyring)
    db.session.commit()
    ana = browse(practice.ana)
    ana.post("notes.remove_tag", session_id=ids["session_id"], tag_id=ids["tag_id"], status=303)
    db.session.rollback()
    draft = draft_of(practice.ana, ids["session_id"])
    assert open_draft(draft, keyring=keyring).sections == typed.sections
