"""The page on which themes are shared says all that their key opens, field by field."""

from notes_app.clients.own import parted
from notes_app.clients.payloads import ClientOwn, ClientThemes
from notes_app.grants.opening import CLOSED_FIELDS, OPENS, STAYS_CLOSED
from notes_app.notes.payloads import Ratings, SessionThemes
from tests.cast import Practice
from tests.sharing.builders import introduce

SAID = {name for names in OPENS.values() for name in names.split()}
CLOSED = set(CLOSED_FIELDS.split())


def fields_of(*kinds: type) -> set[str]:
    return {name for kind in kinds for name in kind.__struct_fields__}


def test_every_field_under_the_themes_key_is_named_by_a_line_of_the_page():
    stored = fields_of(ClientThemes, SessionThemes, Ratings)
    assert stored - SAID - CLOSED == set()
    assert SAID - stored == set()


def test_what_is_said_to_stay_closed_is_stored_apart():
    assert fields_of(ClientOwn) - {"formulations"} == CLOSED
    shown, _ = parted(ClientThemes("Heron", mirror_words={"quiet": "With me."}))
    assert {name for name in CLOSED if getattr(shown, name)} == set()


def test_the_page_says_it_before_anything_is_shared(browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana = browse(practice.ana)
    page = ana.get("grants.share", client_id=practice.mira.id, person=practice.sam.id)
    assert [line for line in (*OPENS, STAYS_CLOSED) if line not in page.text] == []
    assert STAYS_CLOSED in ana.get("grants.of_client", client_id=practice.mira.id).text
