"""Keeps a vault open between two requests, without the server or the browser being able to alone.

    cookie      id 16 | secret 32
    row         HMAC-SHA-256(sub(I, "session-id"), id)         names the row
    owner       HMAC-SHA-256(sub(I, "session-id"), user)       finds all rows of a user
    check       HMAC-SHA-256(sub(I, "check"), secret)          compared before the row is believed
    wrap        the master key, sealed under sub(secret | sub(I, "session"), "session")

I is the instance key.  The database alone opens nothing, the cookie alone opens nothing.
"""

import base64
import hmac
import os
from uuid import UUID

from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import seal, unwrap
from notes_app.crypto.instance_key import InstanceKey
from notes_app.crypto.keyring import MASTER_KEY_LENGTH
from notes_app.crypto.place import Place
from notes_app.sealed import Sealed

COOKIE_LENGTH = 48
_ID = 16
_DEVICE_ID = 16


def make_cookie() -> bytes:
    """A new visitor's cookie, 48 bytes."""
    return os.urandom(COOKIE_LENGTH)


def print_cookie(cookie: bytes) -> str:
    """A cookie as it travels: base64url, 64 characters for 48 bytes."""
    return base64.urlsafe_b64encode(cookie).decode("ascii")


def read_cookie(sent: str) -> bytes | None:
    """The 48 bytes that came from a browser; None for anything that we never sent."""
    try:
        cookie = base64.b64decode(sent.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return None
    # One spelling only: the decoder also takes "+" and "/".
    if len(cookie) != COOKIE_LENGTH or not hmac.compare_digest(print_cookie(cookie), sent):
        return None
    return cookie


def row_of(cookie: bytes, instance_key: InstanceKey) -> bytes:
    """The name of the row that belongs to a cookie, 32 bytes."""
    return _mac(instance_key.derive("session-id"), cookie[:_ID])


def owner_of(user_id: UUID, instance_key: InstanceKey) -> bytes:
    """What stands for a user in the rows of open sessions, 32 bytes."""
    return _mac(instance_key.derive("session-id"), user_id.bytes)


def check_of(cookie: bytes, instance_key: InstanceKey) -> bytes:
    """What the row must hold for a cookie, 32 bytes.  Compare with `hmac.compare_digest`."""
    return _mac(instance_key.derive("check"), cookie[_ID:])


def csrf_of(cookie: bytes) -> str:
    """The secret behind the form tokens of a cookie's owner, 64 hexadecimal digits."""
    return _mac(cookie[_ID:], b"between/csrf/1").hex()


def wrap_master_for_session(
    master: bytes, *, cookie: bytes, instance_key: InstanceKey, user_id: UUID
) -> Sealed:
    """Wrap the master key until the next request that carries this cookie."""
    place = Place("unlock.session", user=user_id, row=row_of(cookie, instance_key))
    return seal(master, _session_key(cookie, instance_key), place)


def unwrap_master_for_session(
    wrap: bytes, *, cookie: bytes, instance_key: InstanceKey, user_id: UUID
) -> bytes:
    """The master key, 32 bytes.  Raises CannotOpen."""
    place = Place("unlock.session", user=user_id, row=row_of(cookie, instance_key))
    return unwrap(wrap, _session_key(cookie, instance_key), place, length=MASTER_KEY_LENGTH)


def make_device_cookie(user_id: UUID, instance_key: InstanceKey) -> bytes:
    """A cookie by which a user's browser is known again, 48 bytes.

    It chooses whose failed tries are counted together, and opens nothing.
    """
    device = os.urandom(_DEVICE_ID)
    return device + _device_mac(user_id, device, instance_key)


def device_of(cookie: bytes, user_id: UUID, instance_key: InstanceKey) -> bytes | None:
    """Which of this user's devices sent the cookie, 16 bytes; None if it is none of hers."""
    device, mac = cookie[:_DEVICE_ID], cookie[_DEVICE_ID:]
    known = hmac.compare_digest(mac, _device_mac(user_id, device, instance_key))
    return device if known else None


def throttle_key(instance_key: InstanceKey, *parts: str) -> bytes:
    """What stands for a name, a network or a device in the table of failed tries, 32 bytes.

    Each part goes in behind its length (u32), so ("ab", "c") is not ("a", "bc").
    """
    encoded = [part.encode() for part in parts]
    message = b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
    return _mac(instance_key.derive("throttle"), message)


def _session_key(cookie: bytes, instance_key: InstanceKey) -> bytes:
    return derive_key(cookie[_ID:] + instance_key.derive("session"), "session")


def _device_mac(user_id: UUID, device: bytes, instance_key: InstanceKey) -> bytes:
    return _mac(instance_key.derive("device"), user_id.bytes + device)


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")
