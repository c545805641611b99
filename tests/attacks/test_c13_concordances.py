"""C13: whoever holds the key to a client's themes learns no more from the concordance under it.

A supervisor never gets at it in the app.  These open its bytes, as somebody could who holds that
key and reads the database as well.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import Pole
from notes_app.clients.queries import open_client_themes
from notes_app.crypto.keyring import Keyring
from notes_app.notes.formats import sections_of
from notes_app.notes.models import TherapySession
from notes_app.notes.places import themes_place
from notes_app.notes.service import Written, change_tags
from notes_app.sealed import Scope
from notes_app.search.catalogue import Catalogue
from notes_app.search.models import Concordance
from notes_app.search.queries import Reach
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.payloads import Basis
from notes_app.sharing.sealing import PartPlace, open_part
from notes_app.sharing.service import Wish, share_themes
from tests.cast import Practice
from tests.search.test_catalogued_tags import PEACE, WARY, one
from tests.search.test_pages import QUIET, write

pytestmark = pytest.mark.attack

NOW = 1_800_000_000
OURS = {"stamp", "letters", "filling"}  # a digest of ids and versions, places in a list, blanks


def test_c13_it_holds_nothing_that_the_themes_of_the_notes_do_not_say(practice: Practice):
    mother = open_client_themes(practice.mira, practice.keyrings["ana"]).people[0]
    past = {"people": (mother.id,), "pole": Pole.PAST}
    write(practice, "Zqcanary.", process="Zqcanary too.", week=1, tags=(one(QUIET, 4, **past),))
    write(practice, "Zqcanary.", week=2, tags=(one(WARY, 2), one(PEACE, 5)))
    ana = practice.keyrings["ana"]
    catalogue(practice, ana)
    themes = {leaf for part in parts_of(practice.mira, ana) for _, leaf in leaves_of(part)}
    kept = [*leaves_of(concordance(practice, ana))]
    # Numbers are counted by date, and ends are counts of tags: both follow from the themes.
    said = {leaf for name, leaf in kept if name not in OURS and not isinstance(leaf, int)}
    assert said <= themes | {None}
    assert {QUIET, WARY, PEACE, str(mother.id), "past", "2026-01-15"} <= said
    letters = [leaf for name, leaf in kept if name == "letters"]
    assert [len(one) for one in letters] == [3] * 4
    assert {leaf.strip(" ") for name, leaf in kept if name == "filling"} == {""}


def test_c13_a_tag_that_was_taken_out_before_is_not_shown_with_the_key(practice: Practice):
    note = write(practice, "A door.", week=1, tags=(one(QUIET),))
    write(practice, "A door.", week=1, client=practice.noor, tags=(one(QUIET),))
    ana = practice.keyrings["ana"]
    catalogue(practice, ana)
    session = db.session.get(TherapySession, note)
    emptied = Written(sections_of({"brought": "A door."}))
    change_tags(session, written=emptied, base=session.version, keyring=ana)
    assert QUIET in {leaf for _, leaf in leaves_of(concordance(practice, ana))}
    meet(practice.ana, practice.bea, compared=True, now=NOW, keyring=ana)
    wish = Wish(practice.bea, Basis.TRAINING, "", NOW + 60)
    share_themes(practice.mira.id, wish, owner=Owner(practice.ana, ana, NOW))
    db.session.commit()
    assert scopes_of(practice.mira) == {"notes", "process"}
    assert scopes_of(practice.noor) == {"themes", "notes", "process"}
    assert not Catalogue(reach(practice), ana).write_missing()
    assert QUIET not in {leaf for _, leaf in leaves_of(concordance(practice, ana))}


def catalogue(practice: Practice, keyring: Keyring) -> None:
    assert not Catalogue(reach(practice), keyring).write_missing()
    db.session.commit()


def reach(practice: Practice) -> Reach:
    return Reach(frozenset({practice.mira.id, practice.noor.id}), frozenset())


def scopes_of(client: Client) -> set[str]:
    return set(db.session.scalars(select(Concordance.scope).filter_by(client_id=client.id)))


def concordance(practice: Practice, keyring: Keyring) -> Any:
    mira: UUID = practice.mira.id
    row = db.session.get(Concordance, (mira, str(Scope.THEMES)), populate_existing=True)
    place = PartPlace("client.concordance", mira, mira, Scope.THEMES)
    return msgspec.json.decode(open_part(row.part, place, keyring=keyring))


def parts_of(client: Client, keyring: Keyring) -> Iterator[Any]:
    for session in db.session.scalars(select(TherapySession).filter_by(client_id=client.id)):
        place = themes_place(session.id, client.id)
        yield msgspec.json.decode(open_part(session.themes, place, keyring=keyring))


def leaves_of(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each single value inside, under the name of the field that it stands in."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves_of(inside, key)
    elif isinstance(value, list):
        for inside in value:
            yield from leaves_of(inside, name)
    else:
        yield name, value
