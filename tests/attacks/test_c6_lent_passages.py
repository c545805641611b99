"""C6, C12, C18: a lent passage is its borrower's alone, and whoever writes rows gains nothing.

Ana lends one passage of Mira's to Sam.  Bea was granted the same themes, and Sam those of Noor too.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keypairs import fingerprint, make_private_keys
from notes_app.crypto.keyring import make_scope_key
from notes_app.crypto.sharing import LoanTerms, make_grant
from notes_app.payload import encode
from notes_app.sealed import Scope
from notes_app.sharing.accepting import take_loans
from notes_app.sharing.models import LoanGrant
from notes_app.sharing.resealing import forget_older_keys, renewed_keys, reseal
from notes_app.sharing.seeing import Oddity, seeing_of
from notes_app.sharing.service import settle
from notes_app.supervision.models import Loan
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.places import loan_place
from notes_app.supervision.queries import loans_of, loans_of_clients, open_loan
from notes_app.supervision.service import lend, take_back
from tests.attacks.test_c6_who_writes_to_the_database import LABELS as OF_A_GRANT
from tests.cast import Practice
from tests.pages import Browser
from tests.sharing.builders import DAY, introduce, keyring, now, opens, owner, share

pytestmark = pytest.mark.attack
Browse = Callable[[Any], Browser]
WORDS = "I told [partner], and I stayed."
Row = dict[str, Any]


@pytest.fixture
def lent(practice: Practice) -> Practice:
    for name in ("sam", "bea"):
        introduce(practice, "ana", name)
        share(practice, name)
    share(practice, "sam", client="noor")
    lend_one(practice)
    return practice


def lend_one(practice: Practice, to: str = "sam", words: str = WORDS) -> UUID:
    user = getattr(practice, to)
    passage = LentPassage(user.id, uuid4(), uuid4(), words, date(2026, 4, 30), date(2026, 5, 14))
    (loan,) = lend(
        practice.mira.id, [passage], to=user, expires=now() + 14 * DAY, owner=owner(practice)
    )
    db.session.commit()
    return loan.id


def row_of(kind: type[Any] = LoanGrant) -> Row:
    (row,) = db.session.execute(select(kind.__table__))
    return dict(row._mapping)


def put_back(**rows: Row) -> None:
    for kind in (Loan, LoanGrant):
        row = rows.get(kind.__tablename__)
        if row is not None:
            db.session.execute(kind.__table__.delete().where(kind.id == row["id"]))
            db.session.execute(kind.__table__.insert().values(row))
    db.session.commit()
    db.session.expire_all()


def change(kind: type[Any], **values: Any) -> None:
    db.session.execute(update(kind).values(values))
    db.session.commit()
    db.session.expire_all()


def reads(practice: Practice, name: str) -> list[str]:
    """The lent words that somebody's keys of this moment open, of both of Ana's clients."""
    user, keys = getattr(practice, name), keyring(practice, name)
    take_loans(user, keyring=keys, now=now())
    found = loans_of_clients([practice.mira.id, practice.noor.id], keyring=keys)
    return [one.lent.words for borrowed in found.values() for one in borrowed if one.lent]


def nobody_reads(practice: Practice) -> bool:
    assert not any(opens(practice, name, practice.mira.id, Scope.OWN) for name in ("sam", "bea"))
    return reads(practice, "sam") == reads(practice, "bea") == []


def odd(practice: Practice) -> list[Oddity]:
    seeing = seeing_of(practice.ana, keyring=keyring(practice, "ana"), now=now())
    return [one.what for one in seeing.odd]


def take_it_back(practice: Practice) -> None:
    (loan,) = db.session.scalars(select(Loan))
    take_back(loan, on=date(2026, 5, 1), owner=owner(practice))
    db.session.commit()


def seal_anew(practice: Practice) -> None:
    for client_id, scope in renewed_keys(practice.ana.id):
        for _ in reseal(client_id, scope, keyring=keyring(practice, "ana")):
            db.session.commit()
        forget_older_keys(client_id, scope, owner_id=practice.ana.id)
    db.session.commit()
    db.session.expire_all()


def test_a_lent_passage_is_its_borrowers_whoever_else_sees_the_themes(lent: Practice) -> None:
    assert (reads(lent, "ana"), reads(lent, "sam"), reads(lent, "bea")) == ([WORDS], [WORDS], [])
    assert opens(lent, "bea", lent.mira.id)  # the themes, and no loan
    assert not opens(lent, "sam", lent.mira.id, Scope.OWN)
    assert odd(lent) == []


LABELS = {what: row for what, row in OF_A_GRANT.items() if "scope" not in what}


@pytest.mark.parametrize("what", LABELS)
def test_a_relabelled_loan_opens_nothing_and_its_owner_is_told(
    browse: Browse, lent: Practice, what: str
) -> None:
    change(LoanGrant, **LABELS[what](lent))
    assert nobody_reads(lent)
    assert odd(lent) == [Oddity.ALTERED]
    page = browse(lent.ana).get("grants.of_client", client_id=lent.mira.id)
    assert "was changed in the database. As changed, it opens nothing." in page.text


def test_its_borrower_is_told_of_what_was_not_signed_so(browse: Browse, lent: Practice) -> None:
    change(LoanGrant, expires_at=now() + 400 * DAY)
    page = browse(lent.sam).get("grants.who_can_see_what")
    assert "did not sign it as it stands in the database" in page.text


@pytest.mark.parametrize("values", [{"client_id": "noor"}, {"scope": "themes"}, {"scope": "notes"}])
def test_words_that_were_moved_open_for_nobody(lent: Practice, values: dict[str, str]) -> None:
    moved = {name: lent.noor.id if to == "noor" else to for name, to in values.items()}
    change(Loan, **moved)
    assert reads(lent, "sam") == reads(lent, "bea") == reads(lent, "ana") == []


def test_the_wraps_of_two_loans_that_were_swapped_open_neither(lent: Practice) -> None:
    lend_one(lent, words="Another.")
    one, other = db.session.execute(select(LoanGrant.id, LoanGrant.wrap, LoanGrant.signature)).all()
    for to, of in ((one, other), (other, one)):
        values = {"wrap": of.wrap, "signature": of.signature}
        db.session.execute(update(LoanGrant).where(LoanGrant.id == to.id).values(values))
    db.session.commit()
    assert nobody_reads(lent)
    assert odd(lent) == [Oddity.ALTERED, Oddity.ALTERED]


@pytest.mark.parametrize("generation", [1, 2])
def test_a_loan_that_was_taken_back_and_put_back_opens_nothing_and_is_noticed(
    browse: Browse, lent: Practice, generation: int
) -> None:
    words, key = row_of(Loan), row_of()
    take_it_back(lent)
    assert (nobody_reads(lent), odd(lent)) == (True, [])
    seal_anew(lent)
    put_back(loans=words, loan_grants={**key, "generation": generation})
    assert nobody_reads(lent)
    assert odd(lent) == [Oddity.STRANGE]
    page = browse(lent.ana).get("clients.overview", client_id=lent.mira.id)
    assert "Something about who can see this was changed without you" in page.text
    settle(owner=owner(lent))
    db.session.commit()
    assert db.session.scalars(select(LoanGrant)).all() == []


def test_the_row_of_a_loan_that_was_taken_away_is_missed(lent: Practice) -> None:
    db.session.query(LoanGrant).delete()
    db.session.commit()
    assert odd(lent) == [Oddity.MISSING]


def test_a_loan_in_anas_name_that_she_did_not_sign_opens_nothing(lent: Practice) -> None:
    """Of her own words: somebody who made up a key hopes that Sam believes it to be hers."""
    mallory, sam = make_private_keys(), keyring(lent, "sam").private_keys.public()
    loan, mark = row_of(Loan)["id"], fingerprint(lent.sam.id, sam)
    terms = LoanTerms(lent.ana.id, lent.sam.id, mark, lent.mira.id, loan, 1, now() + DAY)
    made = make_grant(make_scope_key(), terms=terms, grantee_kem=sam.kem, granter=mallory)
    change(LoanGrant, wrap=made.wrap, signature=made.signature, expires_at=now() + DAY)
    assert nobody_reads(lent)
    assert odd(lent) == [Oddity.ALTERED]


def test_an_older_list_put_back_is_noticed_and_the_key_of_the_loan_is_replaced(
    practice: Practice,
) -> None:
    introduce(practice, "ana", "sam")
    share(practice)
    before = {"pins": practice.ana.pins, "pins_version": practice.ana.pins_version}
    lend_one(practice)
    set_pins(practice, before)
    assert odd(practice) == [Oddity.STRANGE]
    settle(owner=owner(practice))
    db.session.commit()
    assert reads(practice, "sam") == []
    assert keyring(practice, "ana").newest_generation(practice.mira.id, Scope.OWN) == 2
    seal_anew(practice)
    (borrowed,) = loans_of(practice.mira.id, keyring=keyring(practice, "ana"))
    assert borrowed.lent is not None


def set_pins(practice: Practice, values: dict[str, Any]) -> None:
    user = practice.ana
    db.session.execute(update(type(user)).where(type(user).id == user.id).values(values))
    db.session.commit()
    db.session.refresh(user)


def test_the_key_of_one_loan_opens_no_other_and_not_the_scope(lent: Practice) -> None:
    other = lend_one(lent, "bea", words="For Bea.")
    assert reads(lent, "sam") == [WORDS]
    assert reads(lent, "bea") == ["For Bea."]
    bea = keyring(lent, "bea")
    take_loans(lent.bea, keyring=bea, now=now())
    of_sam = select(LoanGrant.id).where(LoanGrant.grantee_id == lent.sam.id)
    of_another = db.session.get_one(Loan, db.session.scalars(of_sam).one())
    with pytest.raises(NoKey):
        bea.loan_key(lent.mira.id, of_another.id, 1)
    place = loan_place(of_another.id, lent.mira.id).at(1, of_another.words_version)
    with pytest.raises(CannotOpen):
        unseal(of_another.words_sealed, bea.loan_key(lent.mira.id, other, 1), place)


def test_its_borrower_cannot_change_unnoticed_what_was_lent(browse: Browse, lent: Practice) -> None:
    """Sam holds a key to the words, and could make Ana believe that she lent less."""
    page = browse(lent.ana).get("presenting.tab", client_id=lent.mira.id)
    assert "is not as you left it" not in page.text
    sam, loan = keyring(lent, "sam"), db.session.scalars(select(Loan)).one()
    take_loans(lent.sam, keyring=sam, now=now())
    less = replace(open_loan(loan, keyring=sam), words="Nothing of note.")
    version = loan.words_version + 1
    place = loan_place(loan.id, loan.client_id).at(loan.words_generation, version)
    key = sam.loan_key(loan.client_id, loan.id, loan.words_generation)
    change(Loan, words_sealed=seal(encode(less), key, place), words_version=version)
    page = browse(lent.ana).get("presenting.tab", client_id=lent.mira.id)
    assert "Nothing of note." in page.text
    assert "that you lent to Sam is not as you left it" in page.text
