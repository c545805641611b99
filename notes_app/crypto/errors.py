"""What can go wrong in the vault.  No exception here carries a secret, a text or a reason."""


class CannotOpen(Exception):
    """It does not open: wrong key, wrong place, damage, forgery, unknown suite.  Never says which.

    A reason would help whoever tries variations of a blob, and nobody else.
    """

    def __init__(self) -> None:
        super().__init__("cannot be opened")


class NoKey(Exception):
    """The keyring holds no such key, or is closed."""

    def __init__(self) -> None:
        super().__init__("no key for this")


class TypingSlip(ValueError):
    """A printed code was not typed as it stands on the paper.  Nothing was asked of the vault."""

    def __init__(self) -> None:
        super().__init__("there is a typing slip")


class UnusablePassphrase(ValueError):
    """A passphrase that cannot be derived from: too long, or not text."""

    def __init__(self) -> None:
        super().__init__("this passphrase cannot be used")


class MissingInstanceKey(Exception):
    """There is no instance key file at the path given.  Its text is the path."""


class DamagedInstanceKey(Exception):
    """The instance key file is there and cannot be read as one.  Its text is the path."""


class ExposedInstanceKey(Exception):
    """Any user of this computer can read the instance key file.  Its text is the path."""
