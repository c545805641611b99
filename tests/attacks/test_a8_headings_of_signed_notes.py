"""A8: a format whose headings are changed later changes no heading over signed words."""

from dataclasses import replace

import pytest

from notes_app import db
from notes_app.formats import service as formats
from notes_app.formats.built_in import BUILT_IN, Wording
from notes_app.formats.queries import formats_of, key_of
from notes_app.notes import service as notes
from notes_app.notes.payloads import Section
from notes_app.notes.service import Written
from tests.cast import Practice
from tests.notes.builders import held
from tests.signing.test_pages import ANSWERED, MORNING_OF, Browse, sign

pytestmark = pytest.mark.attack

DAP = next(form for form in BUILT_IN if form.key == "dap")


def test_a8_the_heading_over_signed_words_stays(browse: Browse, practice: Practice) -> None:
    ana, keyring = browse(practice.ana), practice.keyrings["ana"]
    mine = formats.add_format(practice.ana, name="My DAP", like=DAP, keyring=keyring)
    db.session.commit()
    form = formats_of(practice.ana.id, keyring).by_key(key_of(mine))
    assert form is not None
    first = form.headings[0]
    session = notes.plan_session(practice.mira, facts=held(held_on=MORNING_OF), keyring=keyring)
    db.session.commit()
    written = Written(sections=(Section(first.key, "She fell."),), format=form.key)
    written = replace(written, ratings=ANSWERED)
    notes.save_note(
        session, written=written, base=session.version, user=practice.ana, keyring=keyring
    )
    db.session.commit()
    sign(ana, session.id)
    wordings = {first.key: Wording("What nobody believed", first.prompt)}
    formats.reword_format(practice.ana, mine, name="Mine", wordings=wordings, keyring=keyring)
    db.session.commit()
    page = ana.get("notes.read", session_id=session.id)
    assert first.label in page.text
    assert "What nobody believed" not in page.text
