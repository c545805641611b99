"""What hangs from a person's master key, in one place: all of it is sealed anew under a new one.

Accounts seals its own (private keys, profile, pins).  `create_app` names what belongs to the
features above.  So that nothing is forgotten, `tests/accounts/test_rewrapping.py` knows every such
column by name.
"""

from collections.abc import Callable

from notes_app.crypto.keyring import Keyring

Rewrap = Callable[[Keyring, Keyring], None]
_REWRAPS: dict[str, Rewrap] = {}


def register_rewrap(table: str, rewrap: Rewrap) -> None:
    """Have `rewrap(old, new)` called when a person's master key is replaced.

    It seals under `new` what opens with `old`, flushes at most, and leaves alone what opens with
    neither: that was damaged before.
    """
    _REWRAPS[table] = rewrap


def rewrap_all(old: Keyring, new: Keyring) -> None:
    """Call everybody who registered."""
    for rewrap in _REWRAPS.values():
        rewrap(old, new)


def registered() -> frozenset[str]:
    """The tables that are taken care of."""
    return frozenset(_REWRAPS)
