"""Sharing themes: who gets a key, on what conditions, and how it ends."""

from uuid import UUID

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.crypto.errors import NoKey
from notes_app.db.errors import NotFound
from notes_app.sealed import Scope
from notes_app.sharing.accepting import shared_grants_of
from notes_app.sharing.contacts import NotMet, open_contacts
from notes_app.sharing.models import Grant, ScopeKey
from notes_app.sharing.seeing import seeing_of
from notes_app.sharing.service import Unending, settle, share_themes
from tests.cast import Practice
from tests.clocks import TestClock
from tests.sharing.builders import (
    DAY,
    end,
    introduce,
    keyring,
    now,
    opens,
    owner,
    share,
    wish,
)


@pytest.fixture
def met(practice: Practice) -> Practice:
    introduce(practice, "ana", "sam")
    return practice


def shown(practice: Practice) -> list[UUID]:
    """The clients whose themes Sam is shown."""
    grants = shared_grants_of(practice.sam, keyring=keyring(practice, "sam"), now=now())
    return [one.client_id for one in grants]


def seers(practice: Practice) -> list[str]:
    seeing = seeing_of(practice.ana, keyring=keyring(practice, "ana"), now=now())
    assert seeing.odd == []
    return [one.name for one in seeing.of_themes(practice.mira.id)]


def test_sam_opens_miras_themes_and_nothing_else_of_anas(met: Practice):
    share(met)
    sam = keyring(met, "sam")
    assert shown(met) == [met.mira.id]
    assert open_client_themes(met.mira, sam).code_name == "Heron"
    with pytest.raises(NoKey):
        open_identity(met.mira, sam)
    others = [(met.mira.id, scope) for scope in Scope if scope is not Scope.THEMES]
    others += [(met.noor.id, scope) for scope in Scope]
    assert [one for one in others if opens(met, "sam", *one)] == []


def test_before_they_have_met_nothing_is_given(practice: Practice):
    with pytest.raises(NotMet):
        share(practice)
    assert db.session.scalars(select(Grant)).all() == []


def test_whoever_did_not_meet_the_granter_opens_nothing(met: Practice):
    share(met)
    met.sam.pins, met.sam.pins_version = None, 0
    db.session.commit()
    assert shown(met) == []
    assert not opens(met, "sam", met.mira.id)


def test_a_grant_ends_by_itself(met: Practice, clock: TestClock):
    share(met, days=2)
    clock.move(minutes=2 * 24 * 60 + 1)
    assert not opens(met, "sam", met.mira.id)
    assert seers(met) == []


def test_a_grant_needs_an_end_ahead(met: Practice):
    with pytest.raises(Unending):
        share(met, days=0)


def test_what_was_ended_opens_nothing_at_the_next_request(met: Practice):
    grant = share(met)
    assert seers(met) == ["Sam"]
    end(met, grant)
    assert shown(met) == []
    assert seers(met) == []


def test_after_an_end_there_is_a_new_key_for_the_owner(met: Practice):
    grant = share(met)
    end(met, grant)
    ana = keyring(met, "ana")
    assert ana.newest_generation(met.mira.id, Scope.THEMES) == 2
    assert ana.newest_generation(met.mira.id, Scope.NOTES) == 1
    assert open_client_themes(met.mira, ana).code_name == "Heron"


def test_whoever_may_still_see_gets_the_new_key(met: Practice):
    introduce(met, "ana", "bea")
    grant = share(met, "sam")
    share(met, "bea")
    end(met, grant)
    assert opens(met, "bea", met.mira.id)
    assert not opens(met, "sam", met.mira.id)
    assert seers(met) == ["Bea"]


def test_sharing_again_gives_the_key_again(met: Practice):
    end(met, share(met))
    share(met)
    assert opens(met, "sam", met.mira.id)


def test_a_later_end_needs_no_new_key_and_an_earlier_one_does(met: Practice):
    share(met, days=10)
    share(met, days=20)
    assert keyring(met, "ana").newest_generation(met.mira.id, Scope.THEMES) == 1
    share(met, days=5)
    assert keyring(met, "ana").newest_generation(met.mira.id, Scope.THEMES) == 2
    assert opens(met, "sam", met.mira.id)


def test_nobody_ends_a_grant_of_somebody_else(met: Practice):
    grant = share(met)
    with pytest.raises(NotFound):
        end(met, grant, "bea")
    assert opens(met, "sam", met.mira.id)


def test_what_was_given_why_and_until_when_stays_in_her_own_sealed_list(met: Practice):
    end(met, share(met))
    (given,) = open_contacts(met.ana, keyring=keyring(met, "ana")).given
    assert (given.purpose, given.grantee) == ("Weekly supervision", met.sam.id)
    assert (given.given_at, given.ended_at) == (now(), now())


def test_what_expired_is_ended_properly_when_its_owner_is_back(met: Practice, clock: TestClock):
    share(met, days=1)
    clock.move(minutes=25 * 60)
    assert settle(owner=owner(met)) == 1
    db.session.commit()
    assert db.session.scalars(select(Grant)).all() == []
    keys = select(ScopeKey.generation).where(
        ScopeKey.client_id == met.mira.id, ScopeKey.scope == "themes"
    )
    assert sorted(db.session.scalars(keys)) == [1, 2]
    assert settle(owner=owner(met)) == 0


def test_not_compared_is_said_with_the_name(practice: Practice):
    introduce(practice, "ana", "sam", compared=False)
    share(practice)
    seeing = seeing_of(practice.ana, keyring=keyring(practice, "ana"), now=now())
    (sam,) = seeing.of_client(practice.mira.id)
    assert (sam.name, sam.compared, sam.until) == ("Sam", False, now() + 30 * DAY)


def test_two_grants_of_the_same_are_one(met: Practice):
    share(met)
    share_themes(met.mira.id, wish(met.sam), owner=owner(met))
    db.session.commit()
    assert len(db.session.scalars(select(Grant)).all()) == 1
