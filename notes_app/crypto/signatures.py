from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.place import Place


def sign_place(place: Place, *, signing_seed: bytes) -> bytes:
    """Sign the bytes of `place`, 64 bytes.

    Whatever is to be signed is put into the place as a field (a hash of it, if it is long), so that
    a signature for one purpose is never one for another.
    """
    return Ed25519PrivateKey.from_private_bytes(signing_seed).sign(bytes(place))


def check_signature(signature: bytes, place: Place, *, verification: bytes) -> None:
    """Raises CannotOpen unless the owner of `verification` signed exactly this place."""
    try:
        Ed25519PublicKey.from_public_bytes(verification).verify(signature, bytes(place))
    except (InvalidSignature, ValueError):
        raise CannotOpen from None
