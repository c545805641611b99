"""The same vectors, read without a line of the product's code."""

import hmac
import unicodedata
from pathlib import Path

import pytest

from tests.crypto import independent_reader as reader
from tests.crypto.independent_writer import padme
from tests.crypto.vectors import cases

WORDLIST = Path(__file__).parents[2] / "notes_app/crypto/wordlist/eff_large.txt"
FLOORS = {"session.notes": 256, "session.themes": 2048, "draft": 4096}


@pytest.mark.parametrize("case", cases("derivations.json"))
def test_derivations_agree(case):
    assert reader.sub(case.key, case.label, case.length) == case.derived


@pytest.mark.parametrize("case", cases("contexts.json"))
def test_contexts_agree(case):
    assert reader.context(case.kind, **case.fields) == case.context


@pytest.mark.parametrize("case", cases("paddings.json"))
def test_paddings_agree(case):
    assert max(FLOORS[case.kind], padme(4 + case.length)) == case.total


@pytest.mark.parametrize("case", cases("envelopes.json"))
def test_envelopes_open(case):
    bound = reader.context(case.kind, **case.fields)
    assert reader.open_envelope(case.key, case.sealed, bound) == case.body


@pytest.mark.parametrize("case", cases("passphrase_keys.json"))
def test_passphrases_open_the_master_key(case):
    composed = unicodedata.normalize("NFC", case.passphrase.decode()).encode()
    key = reader.passphrase_key(composed, case.user, case.salt, case.cost, case.instance_key)
    assert key == case.passphrase_key
    memory, passes, lanes = case.cost
    cost = {"kdf_salt": case.salt, "kdf_m": memory, "kdf_t": passes, "kdf_p": lanes}
    bound = reader.context("unlock.passphrase", user=case.user, **cost)
    assert reader.open_envelope(key, case.wrap, bound) == case.master


@pytest.mark.parametrize("case", cases("recoveries.json"))
def test_recovery_keys_open_the_master_key(case):
    key = reader.sub(case.recovery_key, "recovery")
    bound = reader.context("unlock.recovery", user=case.user)
    assert reader.open_envelope(key, case.wrap, bound) == case.master


@pytest.mark.parametrize("case", cases("codes.json"))
def test_printed_codes_are_read(case):
    assert reader.read_code(case.kind, case.printed) == case.key


@pytest.mark.parametrize("case", cases("key_pairs.json"))
def test_key_pairs_agree(case):
    assert reader.public_kem(case.kem_seed) == case.kem
    assert reader.public_verification(case.signing_seed) == case.verification
    assert reader.fingerprint(case.user, case.kem, case.verification) == case.fingerprint
    assert reader.eight_words(case.fingerprint, WORDLIST) == case.words
    signed = reader.context("sig.public", user=case.user, kem=case.kem, vk=case.verification)
    reader.verify(case.verification, case.self_signature, signed)
    key, bound = reader.sub(case.master, "keys"), reader.context("keys", user=case.user)
    assert reader.open_envelope(key, case.wrap, bound) == case.kem_seed + case.signing_seed


@pytest.mark.parametrize("case", cases("scope_wraps.json"))
def test_wrapped_scope_keys_open(case):
    place = {"user": case.user, "client": case.client, "scope": case.scope, "gen": case.gen}
    bound = reader.context("scope", **place)
    assert reader.open_envelope(reader.sub(case.master, "scopes"), case.wrap, bound) == (
        case.scope_key
    )


@pytest.mark.parametrize("case", cases("grants.json"))
def test_grants_open(case):
    names = ("granter", "grantee", "grantee_fp", "client", "scope", "gen", "expires")
    terms = {name: vars(case)[name] for name in names}
    opened = reader.accept(
        terms, case.wrap, case.signature, case.granter_verification, case.grantee_kem_seed
    )
    assert opened == case.scope_key


@pytest.mark.parametrize("case", cases("record_grants.json"))
def test_grants_of_one_record_open(case):
    names = ("granter", "grantee", "grantee_fp", "client", "session", "gen", "expires", "mode")
    terms = {name: vars(case)[name] for name in names}
    opened = reader.accept(
        terms,
        case.wrap,
        case.signature,
        case.granter_verification,
        case.grantee_kem_seed,
        kind="grant.record",
    )
    assert opened == case.record_key
    assert opened == reader.sub(case.scope_key, f"record/{case.session.hex}")


@pytest.mark.parametrize("case", cases("signed_bodies.json"))
def test_signatures_hold(case):
    opened = reader.open_signed(
        case.body, case.kind, case.verification, author=case.author, **case.fields
    )
    assert opened == (case.text, case.time)
    assert case.body[:32] == case.fingerprint


@pytest.mark.parametrize("case", cases("browser_sessions.json"))
def test_open_sessions_agree(case):
    names = reader.session_names(case.cookie, case.user, case.instance_key)
    assert names == {
        "row": case.row,
        "owner": case.owner,
        "check": case.check,
        "csrf": case.csrf,
    }
    bound = reader.context("unlock.session", user=case.user, row=case.row)
    key = reader.session_key(case.cookie, case.instance_key)
    assert reader.open_envelope(key, case.wrap, bound) == case.master


@pytest.mark.parametrize("case", cases("browser_sessions.json"))
def test_known_devices_and_throttled_names_agree(case):
    device, mac = case.device_cookie[:16], case.device_cookie[16:]
    key = reader.sub(case.instance_key, "device")
    assert mac == hmac.digest(key, case.user.bytes + device, "sha256")
    parts = b"\0\0\0\x04name" + b"\0\0\0\x03ana"
    assert case.throttle == hmac.digest(reader.sub(case.instance_key, "throttle"), parts, "sha256")
