"""What a query or a save may find."""


class NotFound(Exception):
    """There is no such record, or it is not theirs: the two are never told apart."""


class Stale(Exception):
    """Somebody else saved this record in between; nothing was written."""


class Signed(Exception):
    """The note is signed, so what was signed stays as it is; nothing was written."""
