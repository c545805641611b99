"""A supervisor's search touches what her keys open: the themes of a granted client, no words."""

import time
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.crypto.errors import NoKey
from notes_app.crypto.keypairs import fingerprint
from notes_app.crypto.sharing import Grant as Wrapped
from notes_app.crypto.sharing import GrantTerms, make_grant
from notes_app.db.session import ENGINE
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Tag
from notes_app.notes.reading import read_text
from notes_app.notes.service import Seen
from notes_app.sealed import Scope
from notes_app.search import service
from notes_app.search.asked import Among, Asked, Only
from notes_app.search.matching import query_of
from notes_app.search.models import Concordance
from notes_app.search.queries import Surroundings, cards_in, reach_of
from notes_app.search.service import Answer, search
from notes_app.sharing.contacts import keep_contacts, meet
from notes_app.sharing.models import Grant
from notes_app.sharing.payloads import Contacts
from notes_app.signing.service import sign_note
from notes_app.themes.queries import codebook_of
from tests.cast import Practice
from tests.crypto.accepting import accept_grant
from tests.queries import asked_of
from tests.search.test_pages import QUIET, tag, write
from tests.signing.builders import SHOWN, moment

NOW, EVERYTHING = 1_800_000_000, Only()


def row_of(practice: Practice, client_id: UUID, wrap: bytes, signature: bytes) -> Grant:
    """What the database says of a grant of themes by Ana to Bea."""
    return Grant(
        granter_id=practice.ana.id,
        grantee_id=practice.bea.id,
        client_id=client_id,
        scope=str(Scope.THEMES),
        generation=1,
        expires_at=NOW + 60,
        wrap=wrap,
        signature=signature,
    )


@pytest.fixture
def granted(practice: Practice) -> Practice:
    """Bea, who met Ana, holds the themes key of Ana's Mira, and nothing else of hers."""
    ana, bea = practice.keyrings["ana"], practice.keyrings["bea"]
    meet(practice.bea, practice.ana, compared=True, now=NOW, keyring=bea)
    key = ana.scope_key(practice.mira.id, Scope.THEMES, 1)
    mine = fingerprint(practice.bea.id, bea.private_keys.public())
    terms = GrantTerms(
        *(practice.ana.id, practice.bea.id, mine, practice.mira.id, Scope.THEMES, 1, NOW + 60)
    )
    kem = bea.private_keys.public().kem
    made = make_grant(key, terms=terms, grantee_kem=kem, granter=ana.private_keys)
    db.session.add(row_of(practice, practice.mira.id, made.wrap, made.signature))
    db.session.commit()
    verification = ana.private_keys.public().verification
    opened = accept_grant(
        Wrapped(made.wrap, made.signature),
        terms=terms,
        granter_verification=verification,
        grantee=bea.private_keys,
    )
    bea.hold(practice.mira.id, Scope.THEMES, 1, opened)
    return practice


def of_theme(code: str) -> Tag:
    return Tag(uuid4(), code, 3)


def look(
    practice: Practice, sought: str, among: Among, *, only: Only = EVERYTHING, now: int = NOW
) -> Answer:
    bea, keyring = practice.bea, practice.keyrings["bea"]
    reach = reach_of(bea, keyring=keyring, now=now)
    around = Surroundings(
        reach, cards_in(bea, reach, keyring=keyring), codebook_of(bea.id, keyring)
    )
    asked = Asked(query_of(sought), among, only)
    return search(
        asked, around=around, keyring=keyring, timer=time.perf_counter, now=time.perf_counter()
    )


def test_she_finds_a_tag_by_its_theme_and_sees_no_words(granted: Practice):
    tag(granted, "She heard the door and lay still.", "lay still")
    answer = look(granted, "quiet", Among.THEMES)
    (found,) = answer.found
    assert [(find.tag.strength, find.quote, find.excerpt) for find in found.finds if find.tag] == [
        (4, "", None)
    ]
    assert found.card.code_name == "Heron"
    assert not found.mine


def test_her_search_for_words_reads_her_own_clients_only(granted: Practice):
    tag(granted, "She heard the door.", "door")
    write(granted, "Lena and the door.", client=granted.lena)
    answer = look(granted, "door", Among.WORDS)
    assert [one.card.code_name for one in answer.found] == ["Finch"]
    assert answer.total == 1


def test_no_sealed_word_of_the_other_client_is_even_fetched(granted: Practice, app):
    tag(granted, "She heard the door.", "door")
    db.session.delete(granted.lena)  # so that she has no client of her own
    db.session.commit()
    with asked_of(app.extensions[ENGINE]) as asked:
        assert look(granted, "quiet", Among.THEMES).found
        assert not look(granted, "door", Among.WORDS).found
    assert any("themes_sealed" in statement for statement in asked)
    assert [s for s in asked if "notes_sealed" in s or "process_sealed" in s] == []
    session = db.session.query(TherapySession).first()
    with pytest.raises(NoKey):
        read_text(session, keyring=granted.keyrings["bea"])


def test_an_ended_grant_opens_nothing_more(granted: Practice):
    tag(granted, "She heard the door.", "door")
    assert look(granted, "quiet", Among.THEMES, now=NOW + 61).found == []


def test_a_grant_without_its_key_opens_nothing(granted: Practice):
    tag(granted, "She heard the door.", "door")
    granted.keyrings["bea"]._scopes.pop((granted.mira.id, Scope.THEMES, 1))
    answer = look(granted, "quiet", Among.THEMES)
    assert (answer.found, answer.closed) == ([], 1)


def test_a_row_that_nobody_met_has_signed_brings_nobody_in_reach(granted: Practice):
    """Somebody who writes to the database offers Bea a client: no name, and no note that fails."""
    tag(granted, "She heard the door.", "door")
    bea = granted.keyrings["bea"]
    db.session.add(row_of(granted, granted.noor.id, bytes(1200), bytes(3400)))
    write(granted, "Noor and the door.", client=granted.noor)
    assert reach_of(granted.bea, keyring=bea, now=NOW).granted == {granted.mira.id}
    answer = look(granted, "quiet", Among.THEMES)
    assert ([one.card.code_name for one in answer.found], answer.closed) == (["Heron"], 0)
    keep_contacts(granted.bea, Contacts(), keyring=bea)
    assert reach_of(granted.bea, keyring=bea, now=NOW).granted == frozenset()


def test_her_search_of_a_large_career_finds_the_same_and_writes_nothing(
    granted: Practice, monkeypatch: pytest.MonkeyPatch
):
    tag(granted, "She heard the door and lay still.", "lay still")
    write(granted, "Lena and the door.", client=granted.lena, tags=(of_theme("feels-watched"),))
    slow = look(granted, "", Among.THEMES, only=Only(strength=1))
    monkeypatch.setattr(service, "CATALOGUED_FROM", 0)
    for _ in range(2):  # before, and with the concordance of her own client
        quick = look(granted, "", Among.THEMES, only=Only(strength=1))
        assert [one.session_id for one in quick.found] == [one.session_id for one in slow.found]
        assert (quick.total, quick.read, quick.passages) == (slow.total, slow.read, slow.passages)
    assert len(quick.found) == 2
    assert set(db.session.scalars(select(Concordance.client_id))) == {granted.lena.id}


def test_a_signed_note_of_another_client_counts_as_signed(granted: Practice):
    """Its row says so; so she finds no more under Not signed only than the therapist would."""
    note = write(granted, "She heard the door.", tags=(of_theme(QUIET),))
    assert look(granted, "quiet", Among.THEMES, only=Only(unsigned=True)).found
    sign_note(
        db.session.get(TherapySession, note),
        user=granted.ana,
        seen=Seen(1, 0),
        shown=SHOWN,
        moment=moment(),
        keyring=granted.keyrings["ana"],
    )
    assert not look(granted, "quiet", Among.THEMES, only=Only(unsigned=True)).found
