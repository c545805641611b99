"""The page on which themes are shared says all that their key opens, field by field."""

from notes_app.clients.own import parted
from notes_app.clients.payloads import ClientOwn, ClientThemes
from notes_app.grants.opening import CLOSED_FIELDS, OPENS, STAYS_CLOSED
from notes_app.notes.payloads import Ratings, SessionThemes
from notes_app.sharing.words import THEMES
from tests.cast import Practice
from tests.sharing.builders import introduce, share

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


def test_every_page_calls_what_is_shared_by_the_words_of_the_line(browse, practice: Practice):
    introduce(practice, "ana", "sam")
    share(practice)
    ana, mira = browse(practice.ana), practice.mira.id
    page = ana.get("grants.of_client", client_id=mira)
    assert f"Sam can see {THEMES}, until" in page.text
    assert f"Sam can see {THEMES} until" in page.text  # the line under the heading
    assert f"Heron: {THEMES}. Sharing" in page.text.replace(" :", ":")
    page = ana.get("grants.share", client_id=mira, person=practice.sam.id)
    assert f"Sam sees {THEMES} for Heron" in page.text
