"""C17: the vault and an independent implementation read each other, and refuse the same damage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.codes import CodeKind, print_code, read_code
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen, TypingSlip
from notes_app.crypto.place import Place
from notes_app.crypto.sharing import Grant, GrantTerms, make_grant
from notes_app.crypto.signing import SignedText, check_body, sign_body
from notes_app.sealed import Scope
from tests.crypto import independent_reader as reader
from tests.crypto import independent_writer as writer
from tests.crypto.accepting import accept_grant
from tests.crypto.damage import blobs, damages, examples, keys
from tests.crypto.people import ANA, MIRA, SAM

numbers = st.integers(0, 2**64 - 1)
records = st.fixed_dictionaries(
    {
        "record": st.uuids(),
        "client": st.uuids(),
        "scope": st.sampled_from([str(scope) for scope in Scope]),
        "gen": numbers,
        "version": numbers,
    }
)
manifests = st.fixed_dictionaries({"client": st.uuids(), "scope": st.text(), "counter": numbers})
terms = st.builds(
    GrantTerms,
    granter=st.just(ANA.id),
    grantee=st.just(SAM.id),
    grantee_fingerprint=st.just(SAM.fingerprint),
    client=st.uuids(),
    scope=st.sampled_from(Scope),
    generation=numbers,
    expires=numbers,
)


def named(terms):
    return {
        "granter": terms.granter,
        "grantee": terms.grantee,
        "grantee_fp": terms.grantee_fingerprint,
        "client": terms.client,
        "scope": str(terms.scope),
        "gen": terms.generation,
        "expires": terms.expires,
    }


@given(keys, st.text(st.characters(max_codepoint=127), max_size=20), st.integers(1, 200))
@examples
def test_both_derive_the_same(key, label, length):
    assert derive_key(key, label, length) == reader.sub(key, label, length)


@given(records)
@examples
def test_both_write_a_place_alike(place):
    assert bytes(Place("session.notes", **place)) == reader.context("session.notes", **place)


@given(blobs, keys, records)
@examples
def test_the_independent_reader_opens_what_the_vault_sealed(body, key, place):
    sealed = seal(body, key, Place("session.notes", **place))
    assert reader.open_envelope(key, sealed, reader.context("session.notes", **place)) == body


@given(blobs, keys, records)
@examples
def test_the_vault_opens_what_was_sealed_independently(body, key, place):
    bound = reader.context("session.notes", **place)
    sealed = writer.seal(key, writer.padded(body), bound)
    assert unseal(sealed, key, Place("session.notes", **place)) == body


@pytest.mark.parametrize("length", [16379, 16380, 16381, 32764, 32765, 49148])
def test_both_agree_where_a_text_fills_its_last_chunk(length):
    key, place = bytes(range(32)), {"user": ANA.id}
    bound, body = reader.context("keys", **place), bytes(length)
    assert reader.open_envelope(key, seal(body, key, Place("keys", **place)), bound) == body
    assert unseal(writer.seal(key, writer.padded(body), bound), key, Place("keys", **place)) == body


@given(st.data(), st.binary(max_size=300), keys, records)
@examples
def test_both_refuse_the_same_damaged_blobs(data, body, key, place):
    sealed = data.draw(damages(seal(body, key, Place("session.notes", **place))))
    with pytest.raises(CannotOpen):
        unseal(sealed, key, Place("session.notes", **place))
    with pytest.raises(reader.Unreadable):
        reader.open_envelope(key, sealed, reader.context("session.notes", **place))


@given(keys, terms)
@examples
def test_the_independent_reader_accepts_a_grant_of_the_vault(key, terms):
    grant = make_grant(key, terms=terms, grantee_kem=SAM.public.kem, granter=ANA.keys)
    opened = reader.accept(
        named(terms),
        grant.wrap,
        grant.signature,
        ANA.public.verification,
        SAM.keys.kem_seed,
    )
    assert opened == key


@given(keys, terms)
@examples
def test_the_vault_accepts_a_grant_that_was_made_independently(key, terms):
    wrap, signature = writer.grant(key, named(terms), SAM.public.kem, ANA.keys.signing_seed)
    opened = accept_grant(
        Grant(wrap, signature),
        terms=terms,
        granter_verification=ANA.public.verification,
        grantee=SAM.keys,
    )
    assert opened == key


@given(st.data(), keys, terms)
@examples
def test_both_refuse_the_same_damaged_grants(data, key, terms):
    grant = make_grant(key, terms=terms, grantee_kem=SAM.public.kem, granter=ANA.keys)
    wrap = data.draw(damages(grant.wrap))
    with pytest.raises(CannotOpen):
        accept_grant(
            Grant(wrap, grant.signature),
            terms=terms,
            granter_verification=ANA.public.verification,
            grantee=SAM.keys,
        )
    with pytest.raises(reader.Unreadable):
        reader.accept(
            named(terms),
            wrap,
            grant.signature,
            ANA.public.verification,
            SAM.keys.kem_seed,
        )


@given(st.binary(max_size=500), numbers, manifests)
@examples
def test_the_independent_reader_checks_what_the_vault_signed(text, time, place):
    body = sign_body(
        text,
        kind="manifest",
        author_id=ANA.id,
        author=ANA.keys,
        author_fingerprint=ANA.fingerprint,
        time=time,
        **place,
    )
    opened = reader.open_signed(body, "manifest", ANA.public.verification, author=ANA.id, **place)
    assert opened == (text, time)


@given(st.binary(max_size=500), numbers, manifests)
@examples
def test_the_vault_checks_what_was_signed_independently(text, time, place):
    body = writer.signed(
        text, "manifest", ANA.keys.signing_seed, ANA.fingerprint, time, author=ANA.id, **place
    )
    checked = check_body(
        body,
        kind="manifest",
        author_id=ANA.id,
        fingerprint=ANA.fingerprint,
        verification_key=ANA.public.verification,
        **place,
    )
    assert checked == SignedText(text, time)


@given(st.binary(min_size=20, max_size=20))
@examples
def test_both_print_and_read_recovery_keys_alike(key):
    printed = print_code(CodeKind.RECOVERY, key)
    assert printed == writer.print_code("rk", key)
    assert reader.read_code("rk", printed) == read_code(CodeKind.RECOVERY, printed) == key


@given(st.binary(min_size=32, max_size=32))
@examples
def test_both_print_and_read_instance_keys_alike(key):
    printed = print_code(CodeKind.INSTANCE, key)
    assert printed == writer.print_code("ik", key)
    assert reader.read_code("ik", printed) == read_code(CodeKind.INSTANCE, printed) == key


@given(st.text(alphabet="0189ABLIOUZz- ", min_size=30, max_size=50))
@examples
def test_both_find_the_same_typing_slips(typed):
    with pytest.raises(TypingSlip):
        read_code(CodeKind.RECOVERY, typed)
    with pytest.raises(reader.Unreadable):
        reader.read_code("rk", typed)


def test_a_grant_for_mira_is_none_for_another_client():
    terms = GrantTerms(ANA.id, SAM.id, SAM.fingerprint, MIRA, Scope.THEMES, 1, 0)
    grant = make_grant(bytes(32), terms=terms, grantee_kem=SAM.public.kem, granter=ANA.keys)
    with pytest.raises(reader.Unreadable):
        reader.accept(
            named(terms) | {"client": ANA.id},
            grant.wrap,
            grant.signature,
            ANA.public.verification,
            SAM.keys.kem_seed,
        )
