"""C5, C6, C12, C18: whoever can write to the database gains nothing by it, and is noticed.

Ana shares Mira's themes with Sam.  Then somebody changes rows.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keypairs import fingerprint, make_private_keys, sign_public_keys
from notes_app.crypto.keyring import make_scope_key
from notes_app.crypto.sharing import GrantTerms, make_grant
from notes_app.sealed import Scope
from notes_app.sharing.contacts import KeysChanged, contact_of, open_contacts, own_words
from notes_app.sharing.models import Grant, RecordGrant
from notes_app.sharing.payloads import Contacts, Mode
from notes_app.sharing.seeing import Oddity, seeing_of
from notes_app.sharing.service import settle
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser
from tests.sharing.builders import (
    DAY,
    end,
    introduce,
    keyring,
    now,
    open_for,
    opens,
    owner,
    share,
)
from tests.signing.test_pages import noted, sign

pytestmark = pytest.mark.attack
Browse = Callable[[Any], Browser]


@pytest.fixture
def shared(practice: Practice) -> Practice:
    introduce(practice, "ana", "sam")
    introduce(practice, "ana", "bea")
    share(practice)
    return practice


def change(
    practice: Practice, kind: type[Grant] | type[RecordGrant] = Grant, **values: Any
) -> None:
    db.session.execute(update(kind).values(values))
    db.session.commit()
    db.session.expire_all()


def row_of() -> dict[str, Any]:
    (row,) = db.session.execute(select(Grant.__table__))
    return dict(row._mapping)


def put_back(row: dict[str, Any]) -> None:
    db.session.execute(Grant.__table__.insert().values({**row, "id": uuid4()}))
    db.session.commit()


def odd(practice: Practice) -> list[Oddity]:
    seeing = seeing_of(practice.ana, keyring=keyring(practice, "ana"), now=now())
    return [one.what for one in seeing.odd]


def nobody_gains(practice: Practice) -> bool:
    clients = (practice.mira.id, practice.noor.id)
    return not any(
        opens(practice, name, client, scope)
        for name in ("sam", "bea")
        for client in clients
        for scope in Scope
    )


def is_refused(browse: Browse, practice: Practice, who: str = "sam") -> str:
    return browse(getattr(practice, who)).get("grants.who_can_see_what").text


def test_what_is_tested_here_opens_before_anybody_changed_it(shared: Practice) -> None:
    assert opens(shared, "sam", shared.mira.id)
    assert (nobody_gains(shared), odd(shared)) == (False, [])


LABELS: dict[str, Callable[[Practice], dict[str, Any]]] = {
    "the client": lambda practice: {"client_id": practice.noor.id},
    "the scope": lambda _: {"scope": "notes"},
    "the private scope": lambda _: {"scope": "process"},
    "the grantee": lambda practice: {"grantee_id": practice.bea.id},
    "a later day": lambda _: {"expires_at": now() + 400 * DAY},
    "no end": lambda _: {"expires_at": 0},
    "another generation": lambda _: {"generation": 2},
    "the signature": lambda _: {"signature": bytes(64)},
    "the wrap": lambda _: {"wrap": bytes(1169)},
}


@pytest.mark.parametrize("what", LABELS)
def test_a_relabelled_grant_opens_nothing_and_its_owner_is_told(
    browse: Browse, shared: Practice, what: str
) -> None:
    change(shared, **LABELS[what](shared))
    assert nobody_gains(shared)
    assert odd(shared) == [Oddity.ALTERED]
    for client in (shared.mira, shared.noor):
        browse(shared.sam).get("supervision.case", status=404, shared_client_id=client.id)
    page = browse(shared.ana).get("grants.of_client", client_id=shared.mira.id)
    assert "was changed in the database. As changed, it opens nothing." in page.text


def test_c18_an_end_that_was_moved_after_it_had_come(
    browse: Browse, shared: Practice, clock: TestClock
) -> None:
    clock.move(minutes=31 * 24 * 60)
    change(shared, expires_at=now() + 400 * DAY)
    assert nobody_gains(shared)
    assert odd(shared) == [Oddity.ALTERED]
    assert "did not sign it as it stands in the database" in is_refused(browse, shared)


def test_a_grant_that_was_ended_and_put_back(browse: Browse, shared: Practice) -> None:
    before = row_of()
    end(shared, before["id"])
    put_back(before)
    assert nobody_gains(shared)
    assert odd(shared) == [Oddity.STRANGE]
    page = browse(shared.ana).get("clients.overview", client_id=shared.mira.id)
    assert "was changed without you" in page.text
    assert settle(owner=owner(shared)) == 1
    db.session.commit()
    assert (odd(shared), db.session.scalars(select(Grant)).all()) == ([], [])


def test_a_grant_that_was_ended_and_put_back_as_one_of_the_new_key(shared: Practice) -> None:
    before = row_of()
    end(shared, before["id"])
    put_back({**before, "generation": 2})
    assert nobody_gains(shared)
    assert odd(shared) == [Oddity.STRANGE]


def test_an_end_that_was_moved_forward_and_the_row_of_before(shared: Practice) -> None:
    before = row_of()
    share(shared, days=1)
    change(shared, **{name: before[name] for name in ("expires_at", "generation", "wrap")})
    change(shared, signature=before["signature"])
    assert nobody_gains(shared)
    assert odd(shared) == [Oddity.ALTERED]


def test_two_wraps_that_were_swapped(shared: Practice) -> None:
    share(shared, "sam", client="noor")
    one, other = db.session.execute(select(Grant.id, Grant.wrap, Grant.signature)).all()
    for to, of in ((one, other), (other, one)):
        values = {"wrap": of.wrap, "signature": of.signature}
        db.session.execute(update(Grant).where(Grant.id == to.id).values(values))
    db.session.commit()
    assert nobody_gains(shared)
    assert odd(shared) == [Oddity.ALTERED, Oddity.ALTERED]


def test_a_row_that_was_taken_away(browse: Browse, shared: Practice) -> None:
    db.session.query(Grant).delete()
    db.session.commit()
    assert odd(shared) == [Oddity.MISSING]
    page = browse(shared.ana).get("grants.of_client", client_id=shared.mira.id)
    assert "is gone from the database without you" in page.text


def planted(practice: Practice, user: User) -> None:
    keys = make_private_keys()
    public = keys.public()
    user.kem_public, user.verification_key = public.kem, public.verification
    user.self_signature = sign_public_keys(keys, user.id)
    db.session.commit()


def test_c5_a_planted_key_of_somebody_she_has_met_gets_nothing(shared: Practice) -> None:
    planted(shared, shared.sam)
    with pytest.raises(KeysChanged):
        share(shared, "sam", client="noor")
    assert [row.client_id for row in db.session.scalars(select(Grant))] == [shared.mira.id]


def test_c5_nothing_is_wrapped_anew_for_a_planted_key_either(shared: Practice) -> None:
    grant = share(shared, "bea")
    planted(shared, shared.sam)
    end(shared, grant)
    assert db.session.scalars(select(Grant)).all() == []


def test_c5_halves_of_two_people_do_not_mix(shared: Practice) -> None:
    shared.sam.kem_public = shared.bea.kem_public
    db.session.commit()
    with pytest.raises(KeysChanged):
        share(shared, "sam", client="noor")


def test_c5_a_key_planted_before_they_meet_has_other_words(practice: Practice) -> None:
    planted(practice, practice.sam)
    hers = contact_of(practice.sam, Contacts())
    assert hers.words != own_words(keyring(practice, "sam"))


def test_c6_a_grant_in_anas_name_that_she_did_not_sign(browse: Browse, shared: Practice) -> None:
    mallory, sam = make_private_keys(), keyring(shared, "sam").private_keys.public()
    put_back({**row_of(), **forged(shared, mallory, sam.kem), "client_id": shared.noor.id})
    assert not opens(shared, "sam", shared.noor.id)
    assert odd(shared) == [Oddity.STRANGE]
    assert "did not sign it as it stands in the database" in is_refused(browse, shared)


def forged(practice: Practice, granter: Any, kem: bytes) -> dict[str, Any]:
    mark = fingerprint(practice.sam.id, keyring(practice, "sam").private_keys.public())
    terms = GrantTerms(
        *(practice.ana.id, practice.sam.id, mark, practice.noor.id, Scope.THEMES),
        *(1, now() + DAY),
    )
    made = make_grant(make_scope_key(), terms=terms, grantee_kem=kem, granter=granter)
    return {"wrap": made.wrap, "signature": made.signature, "expires_at": now() + DAY}


def test_c6_nothing_of_hers_is_ever_sealed_under_a_key_that_was_given_to_her(
    shared: Practice,
) -> None:
    """Bea, whom Ana has met, offers her a key of Bea's choosing for Ana's own Noor."""
    ana, bea = keyring(shared, "ana"), keyring(shared, "bea").private_keys
    mark = fingerprint(shared.ana.id, ana.private_keys.public())
    key = make_scope_key()
    terms = GrantTerms(
        *(shared.bea.id, shared.ana.id, mark, shared.noor.id, Scope.THEMES, 9, now() + DAY)
    )
    kem = ana.private_keys.public().kem
    made = make_grant(key, terms=terms, grantee_kem=kem, granter=bea)
    row = {"granter_id": shared.bea.id, "grantee_id": shared.ana.id, "client_id": shared.noor.id}
    row |= {"generation": 9, "expires_at": now() + DAY}
    put_back({**row_of(), **row, "wrap": made.wrap, "signature": made.signature})
    fresh = keyring(shared, "ana")
    assert not fresh.has(uuid4(), Scope.THEMES, 1)  # what is missing is looked for among grants
    assert fresh.newest_generation(shared.noor.id, Scope.THEMES) == 1


def test_planted_pins_are_no_pins(browse: Browse, shared: Practice) -> None:
    change_pins(shared.ana, shared.sam.pins, shared.sam.pins_version)
    assert odd(shared)[0] is Oddity.CONTACTS
    with pytest.raises(CannotOpen):
        share(shared, "bea")
    page = browse(shared.ana).get("grants.who_can_see_what")
    assert "Your sealed list of people cannot be opened" in page.text
    change_pins(shared.sam, None, 0)
    assert nobody_gains(shared)


def test_an_older_list_put_back_is_noticed_and_its_keys_are_replaced(
    browse: Browse, practice: Practice
) -> None:
    introduce(practice, "ana", "sam")
    before = (practice.ana.pins, practice.ana.pins_version)
    share(practice)
    change_pins(practice.ana, *before)
    assert odd(practice) == [Oddity.STRANGE]
    page = browse(practice.ana).get("clients.overview", client_id=practice.mira.id)
    assert "Only you. Something about who can see this was changed without you" in page.text
    settle(owner=owner(practice))
    db.session.commit()
    assert nobody_gains(practice)
    assert keyring(practice, "ana").newest_generation(practice.mira.id, Scope.THEMES) == 2


def change_pins(user: User, pins: bytes | None, version: int) -> None:
    values = {"pins": pins, "pins_version": version}
    db.session.execute(update(User).where(User.id == user.id).values(values))
    db.session.commit()
    db.session.refresh(user)


RECORDS: dict[str, Callable[[Practice, UUID], dict[str, Any]]] = {
    "the session": lambda _, other: {"session_id": other},
    "the grantee": lambda practice, _: {"grantee_id": practice.bea.id},
    "the mode": lambda _, __: {"mode": "co-sign"},
    "a later day": lambda _, __: {"expires_at": now() + 400 * DAY},
}


@pytest.mark.parametrize("what", RECORDS)
def test_a_relabelled_record_opens_nothing(browse: Browse, practice: Practice, what: str) -> None:
    introduce(practice, "ana", "sam")
    ana, sam = browse(practice.ana), browse(practice.sam)
    first, other = noted(practice), noted(practice)
    sign(ana, first)
    sign(ana, other)
    open_for(practice, first, mode=Mode.REVIEW)
    sam.get("grants.opened", session_id=first)
    change(practice, RecordGrant, **RECORDS[what](practice, other))
    for session_id in (first, other):
        sam.get("grants.opened", status=404, session_id=session_id)
        browse(practice.bea).get("grants.opened", status=404, session_id=session_id)
    assert Oddity.ALTERED in odd(practice)


def test_a4_an_open_page_ends_at_the_next_click(browse: Browse, practice: Practice) -> None:
    introduce(practice, "ana", "sam")
    ana, sam = browse(practice.ana), browse(practice.sam)
    session_id = noted(practice)
    sign(ana, session_id)
    grant, themes = open_for(practice, session_id), share(practice)
    ana.submit(ana.get("notes.read", session_id=session_id), press="Ask for co-sign")
    page = sam.get("grants.opened", session_id=session_id)
    end(practice, grant)
    end(practice, themes)
    sam.submit(page, press="Co-sign", status=404)
    sam.get("grants.opened", status=404, session_id=session_id)
    assert "Nobody shows you anything" in sam.get("grants.who_can_see_what").text
    sam.get("supervision.case", status=404, shared_client_id=practice.mira.id)
    assert open_contacts(practice.ana, keyring=keyring(practice, "ana")).standing == ()
