"""One grant and one wrap, for tests that have no more than one."""

from notes_app.crypto.hybrid import ReadyKey
from notes_app.crypto.keypairs import PrivateKeys
from notes_app.crypto.place import Place
from notes_app.crypto.sharing import Grant, Grantee, Terms


def accept_grant(
    grant: Grant, *, terms: Terms, granter_verification: bytes, grantee: PrivateKeys
) -> bytes:
    """The granted key, as whoever the terms name accepts it with these keys."""
    ready = Grantee(terms.grantee, grantee)
    return ready.accept(grant, terms=terms, granter_verification=granter_verification)


def unwrap_with(seed: bytes, wrap: bytes, place: Place) -> bytes:
    """The key that was wrapped for this private seed at this place."""
    return ReadyKey(seed).unwrap(wrap, place)
