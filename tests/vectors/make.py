"""Makes the vectors of suite 1, once.  Run it only when a format is new:

    python -m tests.vectors.make

Keys are fixed; salts inside blobs are random, so a second run would give other blobs.  A file that
exists is never written again: what it holds was released, and must open for ever.
"""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from notes_app.crypto import browser_session as browser
from notes_app.crypto.codes import CodeKind, print_code
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import seal
from notes_app.crypto.instance_key import InstanceKey
from notes_app.crypto.keypairs import PrivateKeys, fingerprint, sign_public_keys
from notes_app.crypto.keyring import Keyring, derive_record_key, wrap_scope_key
from notes_app.crypto.padding import pad
from notes_app.crypto.passphrase import FLOOR, KdfParameters, derive_passphrase_key
from notes_app.crypto.place import Place
from notes_app.crypto.sharing import GrantTerms, RecordTerms, make_grant
from notes_app.crypto.signing import sign_body
from notes_app.crypto.unlocking import (
    wrap_master_by_passphrase,
    wrap_master_by_recovery,
    wrap_private_keys,
)
from notes_app.crypto.words import fingerprint_words
from notes_app.sealed import Scope

FOLDER = Path(__file__).parent / "suite_1"

ANA, SAM, MIRA, RECORD, SESSION = (
    UUID(hashlib.md5(name).hexdigest(), version=4)  # noqa: S324 - an id, not a secret
    for name in (b"ana", b"sam", b"mira", b"record", b"session")
)
NOTE_PLACE = {"record": RECORD, "client": MIRA, "scope": "notes", "gen": 2, "version": 7}
THEMES_PLACE = NOTE_PLACE | {"scope": "themes"}
VERSION_PLACE = {"record": RECORD, "client": MIRA, "session": SESSION, "sequence": 1}
COMMENT_PLACE = {"record": RECORD, "client": MIRA, "number": 3}
AT = 1_795_305_600


def fixed(name: str, length: int) -> bytes:
    """Bytes that look random and are always the same."""
    return hashlib.shake_256(b"vectors " + name.encode()).digest(length)


INSTANCE = InstanceKey(fixed("instance", 32))
MASTER, SCOPE_KEY, RECOVERY = fixed("master", 32), fixed("scope", 32), fixed("recovery", 20)
ANAS = PrivateKeys(fixed("ana kem", 96), fixed("ana signing", 32))
SAMS = PrivateKeys(fixed("sam kem", 96), fixed("sam signing", 32))


def derivations() -> list[dict[str, Any]]:
    inputs = [(MASTER, "keys", 32), (RECOVERY, "recovery", 32), (RECOVERY, "kem", 96)]
    inputs += [(INSTANCE.current, "id", 16), (MASTER + INSTANCE.current, "passkey", 32)]
    return [
        {"key": key, "label": label, "length": length, "derived": derive_key(key, label, length)}
        for key, label, length in inputs
    ]


def contexts() -> list[dict[str, Any]]:
    kdf = {"kdf_salt": bytes(16), "kdf_m": 65536, "kdf_t": 3, "kdf_p": 1}
    backup = {"instance": "00ff", "part": "data", "made": "2026-11-22T00:00:00Z"}
    places = [
        ("session.notes", NOTE_PLACE),
        ("unlock.passphrase", {"user": ANA, **kdf}),
        ("backup.key", backup),
        ("root", {"user": ANA, "counter": 2**64 - 1}),
        ("keys", {"user": UUID(int=0)}),
    ]
    return [
        {"kind": kind, "fields": fields, "context": bytes(Place(kind, **fields))}
        for kind, fields in places
    ]


def paddings() -> list[dict[str, Any]]:
    lengths = [0, 1, 251, 252, 253, 1000, 2044, 2045, 2600, 4092, 4093, 16380, 16381, 10**6]
    return [
        {"kind": kind, "length": length, "total": len(pad(bytes(length), kind))}
        for kind in ("session.notes", "session.themes", "draft")
        for length in lengths
    ]


def envelopes() -> list[dict[str, Any]]:
    notes = [(length, "session.notes", NOTE_PLACE) for length in (0, 1, 252, 253, 2600)]
    notes += [(length, "session.notes", NOTE_PLACE) for length in (16379, 16380, 16381, 40000)]
    themes = [(length, "session.themes", THEMES_PLACE) for length in (0, 2044, 2045)]
    return [
        {
            "key": SCOPE_KEY,
            "kind": kind,
            "fields": place,
            "body": fixed("body", length),
            "sealed": seal(fixed("body", length), SCOPE_KEY, Place(kind, **place)),
        }
        for length, kind, place in notes + themes
    ]


def passphrase_keys() -> list[dict[str, Any]]:
    return [
        passphrase_key("six quiet words between two", FLOOR),
        passphrase_key("Zo\u00eb \U0001f426 said\0so", KdfParameters(70_000, 4, 2)),
        passphrase_key("Zoe\u0308 \U0001f426 said\0so", KdfParameters(70_000, 4, 2)),
    ]


def passphrase_key(passphrase: str, cost: KdfParameters) -> dict[str, Any]:
    salt = fixed("salt", 16)
    key = derive_passphrase_key(
        passphrase, user_id=ANA, salt=salt, parameters=cost, instance_key=INSTANCE
    )
    wrap = wrap_master_by_passphrase(
        MASTER, passphrase_key=key, user_id=ANA, salt=salt, parameters=cost
    )
    return {
        "passphrase": passphrase.encode(),
        "user": ANA,
        "salt": salt,
        "cost": [cost.memory_kib, cost.passes, cost.lanes],
        "instance_key": INSTANCE.current,
        "passphrase_key": key,
        "wrap": wrap,
        "master": MASTER,
    }


def recoveries() -> list[dict[str, Any]]:
    wrap = wrap_master_by_recovery(MASTER, recovery_key=RECOVERY, user_id=ANA)
    return [{"recovery_key": RECOVERY, "user": ANA, "wrap": wrap, "master": MASTER}]


def codes() -> list[dict[str, Any]]:
    recovery = [RECOVERY, bytes(20), b"\xff" * 20]
    instance = [INSTANCE.current, bytes(32), b"\xff" * 32]
    keys = [(CodeKind.RECOVERY, key) for key in recovery]
    keys += [(CodeKind.INSTANCE, key) for key in instance]
    return [{"kind": str(kind), "key": key, "printed": print_code(kind, key)} for kind, key in keys]


def key_pairs() -> list[dict[str, Any]]:
    return [key_pair(ANA, ANAS), key_pair(SAM, SAMS)]


def key_pair(user: UUID, private: PrivateKeys) -> dict[str, Any]:
    public = private.public()
    fp = fingerprint(user, public)
    return {
        "user": user,
        "kem_seed": private.kem_seed,
        "signing_seed": private.signing_seed,
        "kem": public.kem,
        "verification": public.verification,
        "self_signature": sign_public_keys(private, user),
        "fingerprint": fp,
        "words": fingerprint_words(fp),
        "master": MASTER,
        "wrap": wrap_private_keys(private, master=MASTER, user_id=user),
    }


def scope_wraps() -> list[dict[str, Any]]:
    keyring = Keyring(ANA, MASTER, ANAS)
    return [
        {
            "master": MASTER,
            "user": ANA,
            "client": MIRA,
            "scope": str(scope),
            "gen": generation,
            "scope_key": SCOPE_KEY,
            "wrap": wrap_scope_key(
                SCOPE_KEY, keyring=keyring, client_id=MIRA, scope=scope, generation=generation
            ),
        }
        for generation, scope in enumerate(Scope, start=1)
    ]


def grants() -> list[dict[str, Any]]:
    return [grant(expires) for expires in (0, AT)]


def grant(expires: int) -> dict[str, Any]:
    sams_fp = fingerprint(SAM, SAMS.public())
    terms = GrantTerms(ANA, SAM, sams_fp, MIRA, Scope.THEMES, 2, expires)
    made = make_grant(SCOPE_KEY, terms=terms, grantee_kem=SAMS.public().kem, granter=ANAS)
    return {
        "granter": ANA,
        "grantee": SAM,
        "grantee_fp": sams_fp,
        "client": MIRA,
        "scope": "themes",
        "gen": 2,
        "expires": expires,
        "granter_verification": ANAS.public().verification,
        "grantee_kem_seed": SAMS.kem_seed,
        "grantee_signing_seed": SAMS.signing_seed,
        "wrap": made.wrap,
        "signature": made.signature,
        "scope_key": SCOPE_KEY,
    }


def record_grants() -> list[dict[str, Any]]:
    return [record_grant(mode) for mode in ("access", "co-sign")]


def record_grant(mode: str) -> dict[str, Any]:
    sams_fp = fingerprint(SAM, SAMS.public())
    terms = RecordTerms(ANA, SAM, sams_fp, MIRA, SESSION, 2, AT, mode)
    key = derive_record_key(SCOPE_KEY, SESSION)
    made = make_grant(key, terms=terms, grantee_kem=SAMS.public().kem, granter=ANAS)
    return {
        "granter": ANA,
        "grantee": SAM,
        "grantee_fp": sams_fp,
        "client": MIRA,
        "session": SESSION,
        "gen": 2,
        "expires": AT,
        "mode": mode,
        "granter_verification": ANAS.public().verification,
        "grantee_kem_seed": SAMS.kem_seed,
        "grantee_signing_seed": SAMS.signing_seed,
        "wrap": made.wrap,
        "signature": made.signature,
        "scope_key": SCOPE_KEY,
        "record_key": key,
    }


def signed_bodies() -> list[dict[str, Any]]:
    return [
        signed_body(
            "version", '{"v":1,"text":"He looked away."}', VERSION_PLACE | {"scope": "notes"}
        ),
        signed_body("addendum", '{"v":1,"text":"Twice."}', VERSION_PLACE | {"scope": "notes"}),
        signed_body("comment", "", COMMENT_PLACE | {"scope": "themes"}),
        signed_body("manifest", "{}", {"client": MIRA, "scope": "process", "counter": 12}),
    ]


def signed_body(kind: str, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    fp = fingerprint(ANA, ANAS.public())
    body = sign_body(
        text.encode(),
        kind=kind,
        author_id=ANA,
        author=ANAS,
        author_fingerprint=fp,
        time=AT,
        **fields,
    )
    return {
        "kind": kind,
        "author": ANA,
        "fingerprint": fp,
        "verification": ANAS.public().verification,
        "fields": fields,
        "body": body,
        "text": text.encode(),
        "time": AT,
    }


def browser_sessions() -> list[dict[str, Any]]:
    cookie = fixed("cookie", 48)
    device = browser.make_device_cookie(ANA, INSTANCE)
    return [
        {
            "cookie": cookie,
            "sent": browser.print_cookie(cookie),
            "user": ANA,
            "instance_key": INSTANCE.current,
            "row": browser.row_of(cookie, INSTANCE),
            "owner": browser.owner_of(ANA, INSTANCE),
            "check": browser.check_of(cookie, INSTANCE),
            "csrf": browser.csrf_of(cookie),
            "master": MASTER,
            "wrap": browser.wrap_master_for_session(
                MASTER, cookie=cookie, instance_key=INSTANCE, user_id=ANA
            ),
            "device_cookie": device,
            "throttled": ["name", "ana"],
            "throttle": browser.throttle_key(INSTANCE, "name", "ana"),
        }
    ]


def written(value: object) -> object:
    if isinstance(value, UUID):
        return f"uuid:{value}"
    if isinstance(value, bytes):
        return f"hex:{value.hex()}"
    raise TypeError(type(value))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    makers = [derivations, contexts, paddings, envelopes, passphrase_keys, recoveries, codes]
    makers += [key_pairs, scope_wraps, grants, record_grants, signed_bodies, browser_sessions]
    for make in makers:
        path = FOLDER / f"{make.__name__}.json"
        if not path.exists():
            path.write_text(json.dumps(make(), default=written, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    main()
