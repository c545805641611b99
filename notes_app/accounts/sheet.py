"""The recovery sheet: what is printed once, kept on paper and never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.crypto.codes import CodeKind, print_code
from notes_app.crypto.keypairs import PublicKeys, fingerprint
from notes_app.crypto.words import fingerprint_words

QUIET_ZONE = 4


@dataclass(frozen=True)
class QrCode:
    """A code for cameras, as an SVG path on a square of `side` units."""

    side: int
    path: str


@dataclass(frozen=True, repr=False)
class PrintedKey:
    """A key in groups of four characters, and the same for cameras.  Prints nothing."""

    groups: tuple[str, ...]
    qr: QrCode


def printed(kind: CodeKind, key: bytes) -> PrintedKey:
    """The key as it stands on the sheet."""
    text = print_code(kind, key)
    return PrintedKey(tuple(text.split("-")), _qr(text))


def is_last_group(typed: str, key: PrintedKey) -> bool:
    """Whether somebody typed back the end of the key; case, spaces and look-alikes do not count."""
    look_alikes = str.maketrans("OIL", "011")
    return "".join(typed.split()).upper().translate(look_alikes) == key.groups[-1]


def spoken_fingerprint(user_id: UUID, public: PublicKeys) -> Sequence[str]:
    """The eight words by which others can tell that a key is this person's."""
    return fingerprint_words(fingerprint(user_id, public)).split()


def _qr(text: str) -> QrCode:
    import segno  # needed on this one page

    rows = [bytes(row) for row in segno.make(text, error="m", boost_error=False).matrix]
    dark = [(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell]
    path = "".join(f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z" for x, y in dark)
    return QrCode(len(rows) + 2 * QUIET_ZONE, path)
