"""Make accounts, open them, and change what opens them.

There is no password hash.  The passphrase is right when it opens the wrap of the master key, and
for a name that nobody has the same work is done on a wrap that nothing opens.
"""

import base64
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import date

import msgspec

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.payloads import Profile
from notes_app.accounts.policy import username_of
from notes_app.accounts.queries import open_profile, profile_place
from notes_app.accounts.rewrapping import rewrap_all
from notes_app.clock import Clock, today
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.instance_key import InstanceKey
from notes_app.crypto.keypairs import make_private_keys, sign_public_keys
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import (
    CEILING,
    KdfParameters,
    derive_decoy_salt,
    derive_passphrase_key,
    make_salt,
)
from notes_app.crypto.place import Place, stored_place
from notes_app.crypto.unlocking import (
    make_master_key,
    make_recovery_key,
    unwrap_master_by_passphrase,
    unwrap_master_by_recovery,
    unwrap_private_keys,
    wrap_master_by_passphrase,
    wrap_master_by_recovery,
    wrap_private_keys,
)
from notes_app.payload import CannotRead, encode
from notes_app.sealed import Sealed

CODE_BYTES = 15
CODE_LASTS = 72 * 3600
_NOBODY = uuid.UUID(int=0)
# Shaped like a wrap and opened by no key: what is tried for names that nobody has.
_DECOY = Sealed(b"\x01" + bytes(328))


@dataclass(frozen=True, repr=False)
class NewAccount:
    """An account just made, or given a new master key, and still open.  Prints nothing."""

    user: User
    master: bytes
    keyring: Keyring
    recovery_key: bytes


@dataclass(frozen=True)
class Costs:
    """What a derivation costs: for passphrases set now, and at most for those set before."""

    now: KdfParameters
    ceiling: KdfParameters = CEILING


def create_account(
    *,
    username: str,
    passphrase: str,
    roles: str,
    instance_key: InstanceKey,
    parameters: KdfParameters,
    clock: Clock,
) -> NewAccount:
    """Make an account and all its keys.  Flushes.

    Args:
        roles: of `policy.ROLES`, with a space between them.
        parameters: what a derivation costs on this machine.
    """
    user = User(id=uuid.uuid4(), username=username_of(username), roles=roles, epoch=1)
    user.profile_version = user.pins_version = 0
    user.disabled = False
    made = _give_keys(user, passphrase, instance_key, parameters)
    _keep_profile(user, Profile(recovery_made_on=today(clock)), made.keyring)
    db.session.add(user)
    db.session.flush()
    return made


def invite(
    *, username: str, roles: str, instance_key: InstanceKey, clock: Clock
) -> tuple[User, str]:
    """Make an account without keys, and the one-time code with which its owner comes in."""
    user = User(id=uuid.uuid4(), username=username_of(username), roles=roles)
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode("ascii")
    user.activation = _code_check(user, code, instance_key)
    user.activation_until = int(clock.now().wall) + CODE_LASTS
    db.session.add(user)
    db.session.flush()
    return user, "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def activate(
    user: User | None,
    *,
    code: str,
    passphrase: str,
    instance_key: InstanceKey,
    parameters: KdfParameters,
    clock: Clock,
) -> NewAccount:
    """Give an invited person keys and the passphrase of their choice.

    Raises:
        CannotOpen: there is no such invitation, or the code is wrong, used or too old.
    """
    # No letter of base32 looks like one of these digits.
    letters = "".join(code.split()).replace("-", "").upper().translate(str.maketrans("018", "OIB"))
    checked = _code_check(user or User(id=_NOBODY), letters, instance_key)
    wanted = (user.activation if user else None) or bytes(32)
    in_time = user is not None and (user.activation_until or 0) > clock.now().wall
    if not hmac.compare_digest(checked, wanted) or not in_time or user is None or user.disabled:
        raise CannotOpen
    user.activation = user.activation_until = None
    made = _give_keys(user, passphrase, instance_key, parameters)
    _keep_profile(user, Profile(recovery_made_on=today(clock)), made.keyring)
    return made


def open_account(
    user: User | None, *, username: str, passphrase: str, instance_key: InstanceKey, costs: Costs
) -> bytes:
    """The master key of whoever is called `username`; as slow when nobody is.

    Args:
        user: who is called so, None if nobody.

    Raises:
        CannotOpen: for whatever reason.
        UnusablePassphrase: longer than any passphrase may be.
    """
    wrap, parameters, salt = (
        _DECOY,
        costs.now,
        derive_decoy_salt(username, instance_key=instance_key),
    )
    if user is not None and user.unlock_passphrase is not None:
        wrap, parameters, salt = user.unlock_passphrase, _stored_costs(user), user.kdf_salt or b""
    user_id = user.id if user else _NOBODY
    key = derive_passphrase_key(
        passphrase,
        user_id=user_id,
        salt=salt,
        parameters=parameters,
        instance_key=instance_key,
        ceiling=costs.ceiling,
    )
    master = unwrap_master_by_passphrase(
        wrap, passphrase_key=key, user_id=user_id, salt=salt, parameters=parameters
    )
    if user is None or user.disabled:
        raise CannotOpen
    return master


def keyring_of(user: User, master: bytes) -> Keyring:
    """The keys of an opened account.  Raises CannotOpen."""
    wrap = user.private_keys or b""
    return Keyring(user.id, master, unwrap_private_keys(wrap, master=master, user_id=user.id))


def set_passphrase(
    user: User,
    passphrase: str,
    *,
    master: bytes,
    instance_key: InstanceKey,
    parameters: KdfParameters,
) -> None:
    """Wrap the master key under this passphrase; the one before opens nothing any more."""
    salt = make_salt()
    key = derive_passphrase_key(
        passphrase,
        user_id=user.id,
        salt=salt,
        parameters=parameters,
        instance_key=instance_key,
    )
    user.unlock_passphrase = wrap_master_by_passphrase(
        master, passphrase_key=key, user_id=user.id, salt=salt, parameters=parameters
    )
    user.kdf_salt, user.kdf_memory_kib = salt, parameters.memory_kib
    user.kdf_passes, user.kdf_lanes = parameters.passes, parameters.lanes


def change_passphrase(
    user: User,
    passphrase: str,
    *,
    master: bytes,
    instance_key: InstanceKey,
    parameters: KdfParameters,
) -> None:
    """Set another passphrase and end every login."""
    set_passphrase(
        user, passphrase, master=master, instance_key=instance_key, parameters=parameters
    )
    end_logins(user)


def is_weaker(user: User, parameters: KdfParameters) -> bool:
    """Whether this account's passphrase is cheaper to try than one set today."""
    stored = _stored_costs(user)
    return (stored.memory_kib, stored.passes) < (parameters.memory_kib, parameters.passes)


def end_logins(user: User) -> None:
    """All open and locked logins of `user` die at their next request."""
    user.epoch = user.epoch + 1


def open_by_recovery(user: User | None, *, recovery_key: bytes) -> bytes:
    """The master key, by the printed recovery key.  Raises CannotOpen."""
    wrap = (user.unlock_recovery if user else None) or _DECOY
    user_id = user.id if user else _NOBODY
    master = unwrap_master_by_recovery(wrap, recovery_key=recovery_key, user_id=user_id)
    if user is None or user.disabled:
        raise CannotOpen
    return master


def renew_account(
    user: User,
    passphrase: str,
    *,
    master: bytes,
    instance_key: InstanceKey,
    parameters: KdfParameters,
    clock: Clock,
) -> NewAccount:
    """A new master key, passphrase and recovery key; everything is sealed anew, logins end.

    The key pairs stay, so what was shared and signed stays valid.
    """
    old = keyring_of(user, master)
    profile, pins = _profile_if_it_opens(user, old), _open_pins(user, old)
    made = _give_keys(user, passphrase, instance_key, parameters, private_of=old)
    _keep_profile(user, replace_recovery(profile, None, on=today(clock)), made.keyring)
    if pins is not None:
        user.pins = seal(pins, made.keyring.derive("pins"), _pins_place(user))
    rewrap_all(old, made.keyring)
    end_logins(user)
    old.close()
    return made


def make_new_sheet(user: User, *, master: bytes, keyring: Keyring, clock: Clock) -> None:
    """A new recovery key, waiting in the profile to be confirmed; the old one opens nothing now."""
    recovery_key = make_recovery_key()
    user.unlock_recovery = wrap_master_by_recovery(
        master, recovery_key=recovery_key, user_id=user.id
    )
    profile = open_profile(user, keyring=keyring)
    save_profile(user, replace_recovery(profile, recovery_key, on=today(clock)), keyring=keyring)


def save_profile(user: User, profile: Profile, *, keyring: Keyring) -> None:
    """Store a person's settings.

    Raises:
        CannotOpen, CannotRead: those that stand there cannot be opened; they are not overwritten.
    """
    open_profile(user, keyring=keyring)
    _keep_profile(user, profile, keyring)
    db.session.flush()


def replace_recovery(profile: Profile, pending: bytes | None, *, on: date) -> Profile:
    """The profile after a recovery key was made on that day."""
    return msgspec.structs.replace(
        profile, pending_recovery=pending, recovery_made_on=on, recovery_tried_on=None
    )


def _give_keys(
    user: User,
    passphrase: str,
    instance_key: InstanceKey,
    parameters: KdfParameters,
    *,
    private_of: Keyring | None = None,
) -> NewAccount:
    master, recovery_key = make_master_key(), make_recovery_key()
    private = private_of.private_keys if private_of else make_private_keys()
    set_passphrase(
        user, passphrase, master=master, instance_key=instance_key, parameters=parameters
    )
    user.unlock_recovery = wrap_master_by_recovery(
        master, recovery_key=recovery_key, user_id=user.id
    )
    user.private_keys = wrap_private_keys(private, master=master, user_id=user.id)
    public = private.public()
    user.kem_public, user.verification_key = public.kem, public.verification
    user.self_signature = sign_public_keys(private, user.id)
    return NewAccount(user, master, Keyring(user.id, master, private), recovery_key)


def _keep_profile(user: User, profile: Profile, keyring: Keyring) -> None:
    user.profile_version = (user.profile_version or 0) + 1
    user.profile = seal(encode(profile), keyring.derive("profile"), profile_place(user))


def _profile_if_it_opens(user: User, keyring: Keyring) -> Profile:
    # Settings that are damaged must not keep anybody from their records, and under the new master
    # key they would never open again.
    try:
        return open_profile(user, keyring=keyring)
    except (CannotOpen, CannotRead):
        return Profile()


def _open_pins(user: User, keyring: Keyring) -> bytes | None:
    try:
        return unseal(user.pins, keyring.derive("pins"), _pins_place(user)) if user.pins else None
    except CannotOpen:  # left as it is, as all that was damaged before
        return None


def _pins_place(user: User) -> Place:
    return stored_place("pins", user=user.id, version=user.pins_version)


def _stored_costs(user: User) -> KdfParameters:
    return KdfParameters(user.kdf_memory_kib or 0, user.kdf_passes or 0, user.kdf_lanes or 0)


def _code_check(user: User, code: str, instance_key: InstanceKey) -> bytes:
    key = instance_key.derive("activation")
    return hmac.digest(key, user.id.bytes + code.encode("utf-8", "replace"), "sha256")
