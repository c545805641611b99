"""Hands one scope key of one client to one other person, until a day.

    wrap       the scope key, wrapped for the grantee's public key (`hybrid`), 1169 bytes
    signature  Ed25519 of the granter over all terms and SHA-256(wrap), 64 bytes

The terms lie readable in the grant's row, for the server must act on them; they are bound into both
parts, so none of them can be changed there.  Both keys come from sealed pins, never from the
database beside the grant: a planted key gains nothing.
"""

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.hybrid import unwrap_with, wrap_for
from notes_app.crypto.keypairs import PrivateKeys, fingerprint
from notes_app.crypto.keyring import SCOPE_KEY_LENGTH
from notes_app.crypto.place import Field, Place
from notes_app.crypto.signatures import check_signature, sign_place
from notes_app.sealed import Scope, Sealed


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """Who may open what, of whom, and until when.

    Attributes:
        grantee_fingerprint: 32 bytes, of the keys that the granter compared or pinned.
        expires: Unix seconds, 0 for no end.  The server enforces it; here it is only bound in.
    """

    granter: UUID
    grantee: UUID
    grantee_fingerprint: bytes
    client: UUID
    scope: Scope
    generation: int
    expires: int


@dataclass(frozen=True, slots=True)
class Grant:
    """What is stored beside the terms."""

    wrap: Sealed
    signature: bytes


def make_grant(
    scope_key: bytes, *, terms: GrantTerms, grantee_kem: bytes, granter: PrivateKeys
) -> Grant:
    """Wrap a scope key for the grantee and sign the terms.

    Args:
        scope_key: 32 bytes.
        grantee_kem: from the granter's own pins.

    Raises:
        CannotOpen: `grantee_kem` is not a public key.
    """
    if len(scope_key) != SCOPE_KEY_LENGTH:
        raise ValueError("a scope key of another length")
    wrap = wrap_for(grantee_kem, scope_key, _sealed(terms))
    return Grant(wrap, sign_place(_signed(terms, wrap), signing_seed=granter.signing_seed))


def accept_grant(
    grant: Grant, *, terms: GrantTerms, granter_verification: bytes, grantee: PrivateKeys
) -> bytes:
    """The scope key, 32 bytes.  The caller has checked `expires` and that the grant still stands.

    Args:
        terms: as they stand in the row.
        granter_verification: from the grantee's own pins.

    Raises:
        CannotOpen: the granter did not sign exactly this, or it was meant for somebody else.
    """
    check_signature(grant.signature, _signed(terms, grant.wrap), verification=granter_verification)
    mine = fingerprint(terms.grantee, grantee.public())
    if not hmac.compare_digest(mine, terms.grantee_fingerprint):
        raise CannotOpen
    key = unwrap_with(grantee.kem_seed, grant.wrap, _sealed(terms))
    if len(key) != SCOPE_KEY_LENGTH:
        raise CannotOpen
    return key


def _sealed(terms: GrantTerms) -> Place:
    return Place("grant", **_fields(terms))


def _signed(terms: GrantTerms, wrap: bytes) -> Place:
    return Place("sig.grant", wrap=hashlib.sha256(wrap).digest(), **_fields(terms))


def _fields(terms: GrantTerms) -> dict[str, Field]:
    return {
        "granter": terms.granter,
        "grantee": terms.grantee,
        "grantee_fp": terms.grantee_fingerprint,
        "client": terms.client,
        "scope": terms.scope,
        "gen": terms.generation,
        "expires": terms.expires,
    }
