"""What a release sealed opens for ever, and what it derived is derived again."""

import hashlib

import pytest

from notes_app.crypto import browser_session as browser
from notes_app.crypto.codes import CodeKind, print_code, read_code
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import unseal
from notes_app.crypto.instance_key import InstanceKey
from notes_app.crypto.keypairs import (
    PrivateKeys,
    PublicKeys,
    check_public_keys,
    fingerprint,
    sign_public_keys,
)
from notes_app.crypto.keyring import Keyring, derive_record_key, unwrap_scope_key
from notes_app.crypto.padding import pad
from notes_app.crypto.passphrase import KdfParameters, derive_passphrase_key
from notes_app.crypto.place import Place
from notes_app.crypto.sharing import Grant, GrantTerms, RecordTerms
from notes_app.crypto.signing import SignedText, check_body
from notes_app.crypto.unlocking import (
    unwrap_master_by_passphrase,
    unwrap_master_by_recovery,
    unwrap_private_keys,
)
from notes_app.crypto.words import fingerprint_words
from notes_app.sealed import Scope
from tests.crypto.accepting import accept_grant
from tests.crypto.people import ANA
from tests.crypto.vectors import FOLDER, cases


def test_the_vectors_are_as_they_were_released():
    sums = dict(line.split()[::-1] for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    files = {path.name: hashlib.sha256(path.read_bytes()) for path in FOLDER.glob("*.json")}
    assert len(files) == 13
    assert sums == {name: found.hexdigest() for name, found in files.items()}


@pytest.mark.parametrize("case", cases("derivations.json"))
def test_keys_are_derived_as_ever(case):
    assert derive_key(case.key, case.label, case.length) == case.derived


@pytest.mark.parametrize("case", cases("contexts.json"))
def test_places_are_written_as_ever(case):
    assert bytes(Place(case.kind, **case.fields)) == case.context


@pytest.mark.parametrize("case", cases("paddings.json"))
def test_texts_are_padded_as_ever(case):
    assert len(pad(bytes(case.length), case.kind)) == case.total


@pytest.mark.parametrize("case", cases("envelopes.json"))
def test_sealed_texts_open(case):
    assert unseal(case.sealed, case.key, Place(case.kind, **case.fields)) == case.body


@pytest.mark.parametrize("case", cases("passphrase_keys.json"))
def test_passphrases_open_the_master_key(case):
    row = {"user_id": case.user, "salt": case.salt, "parameters": KdfParameters(*case.cost)}
    key = derive_passphrase_key(
        case.passphrase.decode(), instance_key=InstanceKey(case.instance_key), **row
    )
    assert key == case.passphrase_key
    assert unwrap_master_by_passphrase(case.wrap, passphrase_key=key, **row) == case.master


@pytest.mark.parametrize("case", cases("recoveries.json"))
def test_recovery_keys_open_the_master_key(case):
    opened = unwrap_master_by_recovery(case.wrap, recovery_key=case.recovery_key, user_id=case.user)
    assert opened == case.master


@pytest.mark.parametrize("case", cases("codes.json"))
def test_printed_codes_are_printed_and_read_as_ever(case):
    assert print_code(CodeKind(case.kind), case.key) == case.printed
    assert read_code(CodeKind(case.kind), case.printed) == case.key


@pytest.mark.parametrize("case", cases("key_pairs.json"))
def test_key_pairs_have_the_same_public_halves_fingerprints_and_words(case):
    private = unwrap_private_keys(case.wrap, master=case.master, user_id=case.user)
    public = PublicKeys(case.kem, case.verification)
    assert private == PrivateKeys(case.kem_seed, case.signing_seed)
    assert private.public() == public
    assert sign_public_keys(private, case.user) == case.self_signature
    check_public_keys(public, case.user, case.self_signature)
    assert fingerprint(case.user, public) == case.fingerprint
    assert fingerprint_words(case.fingerprint) == case.words


@pytest.mark.parametrize("case", cases("scope_wraps.json"))
def test_wrapped_scope_keys_open(case):
    keyring = Keyring(case.user, case.master, ANA.keys)
    opened = unwrap_scope_key(
        case.wrap,
        keyring=keyring,
        client_id=case.client,
        scope=Scope(case.scope),
        generation=case.gen,
    )
    assert opened == case.scope_key


@pytest.mark.parametrize("case", cases("grants.json"))
def test_grants_open(case):
    terms = GrantTerms(
        granter=case.granter,
        grantee=case.grantee,
        grantee_fingerprint=case.grantee_fp,
        client=case.client,
        scope=Scope(case.scope),
        generation=case.gen,
        expires=case.expires,
    )
    opened = accept_grant(
        Grant(case.wrap, case.signature),
        terms=terms,
        granter_verification=case.granter_verification,
        grantee=PrivateKeys(case.grantee_kem_seed, case.grantee_signing_seed),
    )
    assert opened == case.scope_key


@pytest.mark.parametrize("case", cases("record_grants.json"))
def test_grants_of_one_record_open(case):
    terms = RecordTerms(
        granter=case.granter,
        grantee=case.grantee,
        grantee_fingerprint=case.grantee_fp,
        client=case.client,
        session=case.session,
        generation=case.gen,
        expires=case.expires,
        mode=case.mode,
    )
    opened = accept_grant(
        Grant(case.wrap, case.signature),
        terms=terms,
        granter_verification=case.granter_verification,
        grantee=PrivateKeys(case.grantee_kem_seed, case.grantee_signing_seed),
    )
    assert opened == case.record_key == derive_record_key(case.scope_key, case.session)


@pytest.mark.parametrize("case", cases("signed_bodies.json"))
def test_signatures_hold(case):
    checked = check_body(
        case.body,
        kind=case.kind,
        author_id=case.author,
        fingerprint=case.fingerprint,
        verification_key=case.verification,
        **case.fields,
    )
    assert checked == SignedText(case.text, case.time)


@pytest.mark.parametrize("case", cases("browser_sessions.json"))
def test_open_sessions_are_found_and_open(case):
    instance_key = InstanceKey(case.instance_key)
    assert browser.read_cookie(case.sent) == case.cookie
    assert browser.row_of(case.cookie, instance_key) == case.row
    assert browser.owner_of(case.user, instance_key) == case.owner
    assert browser.check_of(case.cookie, instance_key) == case.check
    assert browser.csrf_of(case.cookie) == case.csrf
    assert browser.throttle_key(instance_key, *case.throttled) == case.throttle
    assert browser.device_of(case.device_cookie, case.user, instance_key) is not None
    opened = browser.unwrap_master_for_session(
        case.wrap, cookie=case.cookie, instance_key=instance_key, user_id=case.user
    )
    assert opened == case.master
