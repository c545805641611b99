"""A loan stands on what its borrower is shown: it never reaches further, and ends with it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.crypto.keypairs import make_private_keys, sign_public_keys
from notes_app.grants.views.background import work
from notes_app.sealed import Scope
from notes_app.sharing.contacts import KeysChanged, open_contacts
from notes_app.sharing.loans import NotShared
from notes_app.sharing.models import LoanGrant
from notes_app.sharing.seeing import seeing_of
from notes_app.sharing.service import settle
from notes_app.sharing.words import line_of_client, line_of_note
from notes_app.supervision.models import Loan
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.queries import loans_of
from notes_app.supervision.service import lend, take_back
from tests.attacks.test_c6_lent_passages import WORDS, lend_one, reads, seal_anew
from tests.cast import Practice
from tests.clocks import TestClock
from tests.sharing.builders import DAY, end, introduce, keyring, now, opens, owner, share

SESSION = uuid4()


@pytest.fixture
def shared(practice: Practice) -> Practice:
    for name in ("sam", "bea"):
        introduce(practice, "ana", name)
    share(practice)
    return practice


def lines(practice: Practice, session: UUID = SESSION) -> tuple[str, str]:
    seeing = seeing_of(practice.ana, keyring=keyring(practice, "ana"), now=now())
    assert seeing.odd == []
    return (
        line_of_client(seeing, practice.mira.id, zone=None),
        line_of_note(seeing, session, practice.mira.id, zone=None),
    )


def lend_of(practice: Practice, session: UUID, *, days: int = 10, many: int = 1) -> list[UUID]:
    day = date(2026, 4, 30)
    passages = [
        LentPassage(practice.sam.id, session, uuid4(), WORDS, day, date(2026, 5, 10))
        for _ in range(many)
    ]
    expires = now() + days * DAY
    found = lend(
        practice.mira.id, passages, to=practice.sam, expires=expires, owner=owner(practice)
    )
    db.session.commit()
    return [loan.id for loan in found]


def given(practice: Practice) -> list[int]:
    """Until when each loan is given, by Ana's own list."""
    contacts = open_contacts(practice.ana, keyring=keyring(practice, "ana"))
    return [one.expires for one in contacts.given if one.is_loan]


def comes_in(app: Any, practice: Practice) -> None:
    user_id = practice.ana.id
    db.session.rollback()  # one connection serves both
    with app.app_context():
        work(user_id, practice.masters["ana"])
    db.session.expire_all()


def words_kept(practice: Practice) -> list[str]:
    db.session.expire_all()
    found = loans_of(practice.mira.id, keyring=keyring(practice, "ana"))
    return [one.lent.words for one in found if one.lent]


def test_nothing_is_lent_to_somebody_who_does_not_see_the_themes(shared: Practice) -> None:
    with pytest.raises(NotShared):
        lend_one(shared, "bea")
    db.session.rollback()
    assert (given(shared), db.session.scalars(select(Loan)).all()) == ([], [])


def test_a_loan_never_reaches_past_the_end_of_what_its_borrower_is_shown(shared: Practice) -> None:
    lend_of(shared, SESSION, days=90)
    assert given(shared) == [now() + 30 * DAY]
    share(shared, days=5)
    assert given(shared) == [now() + 5 * DAY]
    seal_anew(shared)
    assert reads(shared, "sam") == [WORDS]
    share(shared, days=60)
    assert given(shared) == [now() + 5 * DAY]


def test_a_grant_that_ends_takes_its_loans_with_it(app: Any, shared: Practice) -> None:
    share(shared, "bea")
    lend_one(shared)
    lend_one(shared, "bea", words="For Bea.")
    grant = share(shared)
    end(shared, grant)
    assert not opens(shared, "sam", shared.mira.id)
    assert reads(shared, "sam") == []
    assert len(given(shared)) == 1
    comes_in(app, shared)
    seal_anew(shared)
    assert sorted(words_kept(shared)) == ["", "For Bea."]
    assert (reads(shared, "sam"), reads(shared, "bea")) == ([], ["For Bea."])
    assert shared.sam.username.capitalize() not in lines(shared)[0]


def test_a_grant_that_runs_out_takes_its_loans_with_it(
    app: Any, shared: Practice, clock: TestClock
) -> None:
    share(shared, days=3)
    lend_one(shared)
    clock.move(minutes=4 * 24 * 60)
    assert reads(shared, "sam") == []
    settle(owner=owner(shared))
    db.session.commit()
    assert (given(shared), db.session.scalars(select(LoanGrant)).all()) == ([], [])
    comes_in(app, shared)
    assert words_kept(shared) == [""]


def test_taking_one_back_leaves_the_others_readable(shared: Practice) -> None:
    first, _ = lend_of(shared, SESSION, many=2)
    take_back(db.session.get_one(Loan, first), on=date(2026, 5, 1), owner=owner(shared))
    db.session.commit()
    seal_anew(shared)
    assert reads(shared, "sam") == [WORDS]
    assert sorted(words_kept(shared)) == ["", WORDS]
    ana = keyring(shared, "ana")
    assert ana.newest_generation(shared.mira.id, Scope.OWN) == 2


def test_a_last_day_costs_no_new_key(shared: Practice, clock: TestClock) -> None:
    """A row that ran out opens nothing when it is put back: its day is under the signature."""
    lend_of(shared, SESSION, days=2)
    clock.move(minutes=3 * 24 * 60)
    settle(owner=owner(shared))
    db.session.commit()
    assert given(shared) == []
    assert keyring(shared, "ana").newest_generation(shared.mira.id, Scope.OWN) == 1


def plant_new_keys(practice: Practice) -> None:
    keys = make_private_keys()
    public, sam = keys.public(), practice.sam
    sam.kem_public, sam.verification_key = public.kem, public.verification
    sam.self_signature = sign_public_keys(keys, sam.id)
    db.session.commit()


def test_nothing_is_lent_to_changed_keys_and_nothing_wrapped_anew_for_them(
    app: Any, shared: Practice
) -> None:
    share(shared, "bea")
    lend_one(shared)
    mine = lend_one(shared, "bea", words="For Bea.")
    plant_new_keys(shared)
    with pytest.raises(KeysChanged):
        lend_one(shared)
    db.session.rollback()
    take_back(db.session.get_one(Loan, mine), on=date(2026, 5, 1), owner=owner(shared))
    db.session.commit()
    assert db.session.scalars(select(LoanGrant)).all() == []
    comes_in(app, shared)
    assert words_kept(shared) == ["", ""]


def test_a_deleted_client_takes_loans_and_their_keys_along(shared: Practice) -> None:
    lend_one(shared)
    db.session.delete(shared.mira)
    db.session.commit()
    assert db.session.scalars(select(Loan)).all() == []
    assert db.session.scalars(select(LoanGrant)).all() == []


def test_the_line_names_lent_passages_in_few_words(shared: Practice) -> None:
    lend_of(shared, SESSION)
    of_client, of_note = lines(shared)
    assert of_client.endswith("; one passage lent to Sam until 10 May 2026.")
    assert of_note.endswith(" One passage of it lent to Sam until 10 May 2026.")
    assert "lent" not in lines(shared, uuid4())[1]
    lend_of(shared, SESSION)
    assert lines(shared)[0].endswith("; two passages lent to Sam until 10 May 2026.")
    lend_of(shared, SESSION, days=5)
    last = "; three passages lent to Sam (the last until 10 May 2026)."
    assert lines(shared)[0].endswith(last)


def test_the_page_of_a_client_says_how_many_passages_are_lent_to_whom_until_when(
    browse: Any, shared: Practice
) -> None:
    lend_of(shared, SESSION, many=2)
    lend_of(shared, SESSION, days=5)
    page = browse(shared.ana).get("grants.of_client", client_id=shared.mira.id)
    told = "to Sam one passage until 5 May 2026, two passages until 10 May 2026."
    assert told in page.text
    text = browse(shared.ana).get("grants.who_can_see_what").text
    assert "1 passage lent, until 5 May 2026" in text
    assert "2 passages lent, until 10 May 2026" in text
