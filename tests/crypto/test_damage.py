"""C9: whatever happens to a blob, `CannotOpen` is all that comes of it."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.browser_session import (
    make_cookie,
    unwrap_master_for_session,
    wrap_master_for_session,
)
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.hybrid import wrap_for
from notes_app.crypto.instance_key import make_instance_key
from notes_app.crypto.keypairs import check_public_keys, sign_public_keys
from notes_app.crypto.keyring import Keyring, unwrap_scope_key, wrap_scope_key
from notes_app.crypto.passphrase import FLOOR
from notes_app.crypto.place import Place
from notes_app.crypto.signing import check_body, sign_body
from notes_app.crypto.unlocking import (
    unwrap_master_by_passphrase,
    unwrap_master_by_recovery,
    unwrap_private_keys,
    wrap_master_by_passphrase,
    wrap_master_by_recovery,
    wrap_private_keys,
)
from notes_app.sealed import Scope
from tests.crypto.accepting import unwrap_with
from tests.crypto.damage import damages, each_bit_flipped, each_cut, examples
from tests.crypto.people import ANA, MIRA

KEY, PLACE = bytes(range(32)), Place("keys", user=ANA.id)
GRANT_PLACE = Place("unlock.passkey", user=ANA.id, credential=b"c")
KEYRING = Keyring(ANA.id, KEY, ANA.keys)
SCOPE = {"keyring": KEYRING, "client_id": MIRA, "scope": Scope.NOTES, "generation": 1}
PASSPHRASE = {"passphrase_key": KEY, "user_id": ANA.id, "salt": KEY[:16], "parameters": FLOOR}
RECOVERY = {"recovery_key": KEY[:20], "user_id": ANA.id}
SESSION = {"cookie": make_cookie(), "instance_key": make_instance_key(), "user_id": ANA.id}
MANIFEST = {"kind": "manifest", "author_id": ANA.id, "client": MIRA, "scope": "themes"}
SIGNED = sign_body(
    b'{"v":1}',
    author=ANA.keys,
    author_fingerprint=ANA.fingerprint,
    time=1,
    counter=1,
    **MANIFEST,
)
checked = partial(
    check_body,
    fingerprint=ANA.fingerprint,
    verification_key=ANA.public.verification,
    counter=1,
    **MANIFEST,
)

SMALL = [
    pytest.param(seal(b"x", KEY, PLACE), partial(unseal, key=KEY, place=PLACE), id="envelope"),
    pytest.param(wrap_scope_key(KEY, **SCOPE), partial(unwrap_scope_key, **SCOPE), id="scope key"),
    pytest.param(
        wrap_master_by_passphrase(KEY, **PASSPHRASE),
        partial(unwrap_master_by_passphrase, **PASSPHRASE),
        id="passphrase wrap",
    ),
    pytest.param(
        wrap_master_by_recovery(KEY, **RECOVERY),
        partial(unwrap_master_by_recovery, **RECOVERY),
        id="recovery wrap",
    ),
    pytest.param(
        wrap_master_for_session(KEY, **SESSION),
        partial(unwrap_master_for_session, **SESSION),
        id="session wrap",
    ),
    pytest.param(
        wrap_private_keys(ANA.keys, master=KEY, user_id=ANA.id),
        partial(unwrap_private_keys, master=KEY, user_id=ANA.id),
        id="private keys",
    ),
    pytest.param(
        wrap_for(ANA.public.kem, KEY, GRANT_PLACE),
        lambda wrap: unwrap_with(ANA.keys.kem_seed, wrap, GRANT_PLACE),
        id="wrap for another",
    ),
    pytest.param(
        sign_public_keys(ANA.keys, ANA.id),
        lambda signature: check_public_keys(ANA.public, ANA.id, signature),
        id="signature of public keys",
    ),
    pytest.param(SIGNED, checked, id="signed body"),
]
LARGE = seal(bytes(20_000), KEY, PLACE)


@pytest.mark.parametrize(("blob", "opened"), SMALL)
def test_what_is_whole_opens(blob, opened):
    opened(blob)


@pytest.mark.parametrize(("blob", "opened"), SMALL)
def test_no_blob_opens_with_any_bit_flipped(blob, opened):
    for damaged in each_bit_flipped(blob):
        with pytest.raises(CannotOpen):
            opened(damaged)


@pytest.mark.parametrize(("blob", "opened"), SMALL)
def test_no_blob_opens_when_cut_anywhere(blob, opened):
    for damaged in each_cut(blob):
        with pytest.raises(CannotOpen):
            opened(damaged)


@pytest.mark.parametrize(("blob", "opened"), SMALL)
@given(data=st.data())
@examples
def test_no_blob_opens_after_any_damage(blob, opened, data):
    damaged = data.draw(damages(blob))
    with pytest.raises(CannotOpen):
        opened(damaged)


@given(damages(LARGE))
@examples
def test_no_text_of_several_chunks_opens_after_any_damage(damaged):
    with pytest.raises(CannotOpen):
        unseal(damaged, KEY, PLACE)


@pytest.mark.parametrize("length", [57, 57 + 16, 57 + 16400, 57 + 16400 + 16])
def test_a_text_cut_at_the_edge_of_a_chunk_does_not_open(length):
    with pytest.raises(CannotOpen):
        unseal(LARGE[:length], KEY, PLACE)


def test_chunks_in_another_order_do_not_open():
    sealed = seal(bytes(40_000), KEY, PLACE)
    first, second = sealed[57 : 57 + 16400], sealed[57 + 16400 : 57 + 32800]
    with pytest.raises(CannotOpen):
        unseal(sealed[:57] + second + first + sealed[57 + 32800 :], KEY, PLACE)


@given(st.binary(max_size=2000))
@examples
def test_noise_does_not_open(noise):
    with pytest.raises(CannotOpen):
        unseal(b"\x01" + noise, KEY, PLACE)


@given(st.binary(max_size=2000))
@examples
def test_noise_is_no_wrap(noise):
    with pytest.raises(CannotOpen):
        unwrap_with(ANA.keys.kem_seed, b"\x01" + noise, GRANT_PLACE)
