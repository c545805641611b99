"""C6, C12, C18: a grant gives one key of one client to one person, until a day, and no more."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

import pytest

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.hybrid import wrap_for
from notes_app.crypto.keypairs import make_private_keys
from notes_app.crypto.place import Place
from notes_app.crypto.sharing import Grant, Grantee, GrantTerms, make_grant
from notes_app.crypto.signatures import sign_place
from notes_app.sealed import Scope
from tests.crypto.accepting import accept_grant
from tests.crypto.independent_reader import context
from tests.crypto.independent_writer import grant as independent_grant
from tests.crypto.people import ANA, BEA, LENA, MIRA, SAM

KEY = bytes(range(32))
TERMS = GrantTerms(
    granter=ANA.id,
    grantee=SAM.id,
    grantee_fingerprint=SAM.fingerprint,
    client=MIRA,
    scope=Scope.THEMES,
    generation=2,
    expires=1_795_305_600,
)
GRANT = make_grant(KEY, terms=TERMS, grantee_kem=SAM.public.kem, granter=ANA.keys)


def accepted(grant=GRANT, terms=TERMS, granter=ANA, grantee=SAM):
    return accept_grant(
        grant,
        terms=terms,
        granter_verification=granter.public.verification,
        grantee=grantee.keys,
    )


def test_sam_opens_what_ana_granted():
    assert accepted() == KEY
    assert (len(GRANT.wrap), len(GRANT.signature)) == (1169, 64)


RELABELLED = [
    {"scope": Scope.NOTES},
    {"scope": Scope.PROCESS},
    {"scope": Scope.IDENTITY},
    {"client": LENA},
    {"generation": 1},
    {"generation": 3},
    {"expires": 1_795_305_601},
    {"expires": 0},
    {"granter": BEA.id},
    {"grantee": BEA.id},
    {"grantee_fingerprint": BEA.fingerprint},
]


@pytest.mark.parametrize("change", RELABELLED)
def test_no_term_of_a_grant_can_be_changed(change):
    with pytest.raises(CannotOpen):
        accepted(terms=replace(TERMS, **change))


@pytest.mark.parametrize("change", RELABELLED)
def test_terms_that_were_changed_and_signed_anew_by_a_stranger_do_not_open(change):
    terms = replace(TERMS, **change)
    forged = make_grant(KEY, terms=terms, grantee_kem=SAM.public.kem, granter=BEA.keys)
    with pytest.raises(CannotOpen):
        accepted(Grant(GRANT.wrap, forged.signature), terms)


def test_the_wrap_itself_is_bound_to_the_terms():
    later = replace(TERMS, expires=0)
    signed = make_grant(KEY, terms=later, grantee_kem=SAM.public.kem, granter=ANA.keys)
    with pytest.raises(CannotOpen):
        accepted(Grant(GRANT.wrap, signed.signature), later)


def test_even_ana_cannot_relabel_a_wrap_without_the_scope_key():
    fields = {"granter": ANA.id, "grantee": SAM.id, "grantee_fp": SAM.fingerprint}
    fields |= {"client": MIRA, "scope": "notes", "gen": 2, "expires": TERMS.expires}
    wrap, _ = independent_grant(KEY, fields, SAM.public.kem, ANA.keys.signing_seed)
    assert context("grant", **fields) == bytes(Place("grant", **fields))
    with pytest.raises(CannotOpen):
        accepted(Grant(wrap, GRANT.signature), replace(TERMS, scope=Scope.NOTES))


def test_a_grant_that_was_moved_to_another_user_does_not_open_for_her():
    moved = replace(TERMS, grantee=BEA.id, grantee_fingerprint=BEA.fingerprint)
    with pytest.raises(CannotOpen):
        accepted(terms=moved, grantee=BEA)
    with pytest.raises(CannotOpen):
        accepted(grantee=BEA)


def test_a_planted_grant_with_a_key_of_the_attackers_is_refused():
    planted = make_grant(bytes(32), terms=TERMS, grantee_kem=SAM.public.kem, granter=BEA.keys)
    with pytest.raises(CannotOpen):
        accepted(planted)
    assert accepted(planted, granter=BEA) == bytes(32)


def test_a_wrap_that_was_exchanged_is_refused():
    wrap = wrap_for(SAM.public.kem, bytes(32), Place("grant", **fields_of(TERMS)))
    with pytest.raises(CannotOpen):
        accepted(Grant(wrap, GRANT.signature))


def fields_of(terms):
    return {
        "granter": terms.granter,
        "grantee": terms.grantee,
        "grantee_fp": terms.grantee_fingerprint,
        "client": terms.client,
        "scope": str(terms.scope),
        "gen": terms.generation,
        "expires": terms.expires,
    }


def test_a_grant_for_other_keys_of_the_same_person_is_refused():
    new = make_private_keys()
    terms = replace(TERMS, grantee_fingerprint=SAM.fingerprint)
    grant = make_grant(KEY, terms=terms, grantee_kem=new.public().kem, granter=ANA.keys)
    with pytest.raises(CannotOpen):
        accept_grant(
            grant,
            terms=terms,
            granter_verification=ANA.public.verification,
            grantee=new,
        )


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_of_another_length_is_neither_granted_nor_accepted(length):
    with pytest.raises(ValueError, match="length"):
        make_grant(bytes(length), terms=TERMS, grantee_kem=SAM.public.kem, granter=ANA.keys)
    wrap = wrap_for(SAM.public.kem, bytes(length), Place("grant", **fields_of(TERMS)))
    signed = Place("sig.grant", wrap=hashlib.sha256(wrap).digest(), **fields_of(TERMS))
    signature = sign_place(signed, signing_seed=ANA.keys.signing_seed)
    with pytest.raises(CannotOpen):
        accepted(Grant(wrap, signature))


@pytest.mark.parametrize("kem", [b"", SAM.public.kem[:-1], bytes(1216)])
def test_nothing_is_granted_to_what_is_no_public_key(kem):
    with pytest.raises(CannotOpen):
        make_grant(KEY, terms=TERMS, grantee_kem=kem, granter=ANA.keys)


def test_a_grant_to_somebody_unknown_opens_for_nobody_here():
    stranger = replace(TERMS, grantee=uuid4(), grantee_fingerprint=bytes(32))
    grant = make_grant(KEY, terms=stranger, grantee_kem=SAM.public.kem, granter=ANA.keys)
    with pytest.raises(CannotOpen):
        accepted(grant, stranger)


def test_keys_made_ready_once_open_every_grant_and_refuse_the_forged_among_them():
    sam, opened = Grantee(SAM.id, SAM.keys), []
    for generation in range(1, 5):
        terms = replace(TERMS, generation=generation)
        granter = BEA if generation == 3 else ANA
        made = make_grant(
            bytes([generation] * 32), terms=terms, grantee_kem=SAM.public.kem, granter=granter.keys
        )
        with suppress(CannotOpen):
            opened.append(
                sam.accept(made, terms=terms, granter_verification=ANA.public.verification)
            )
    assert opened == [bytes([generation] * 32) for generation in (1, 2, 4)]


@pytest.mark.parametrize("change", [{"grantee": BEA.id}, {"grantee_fingerprint": BEA.fingerprint}])
def test_a_grant_that_names_somebody_else_is_refused_though_its_granter_signed_it(change):
    terms = replace(TERMS, **change)
    made = make_grant(KEY, terms=terms, grantee_kem=SAM.public.kem, granter=ANA.keys)
    sam, verification = Grantee(SAM.id, SAM.keys), ANA.public.verification
    with pytest.raises(CannotOpen):
        sam.accept(made, terms=terms, granter_verification=verification)
