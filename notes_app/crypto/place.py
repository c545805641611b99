"""Where a blob lives, written so that no two places look alike.

    "between/ctx/1"
    per field, sorted by name:  name length 1 | name | value length u32 | value

UUIDs are their 16 bytes, numbers u64 big-endian, text UTF-8, bytes themselves.  `type` and `suite`
are always among the fields.  Lengths come first and each name has one type only, so two different
places never have the same bytes.  A context is not secret: nothing that a client said goes in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from notes_app.crypto.errors import CannotOpen

Field = UUID | int | str | bytes

SUITE = 1
_PREFIX = b"between/ctx/1"
_LARGEST = 2**64 - 1

# One name, one type, in the whole product: this keeps the encoding injective.  Never change a row.
FIELD_TYPES: Mapping[str, type[Field]] = MappingProxyType(
    dict.fromkeys(
        ("user", "client", "record", "session", "author", "granter", "grantee", "actor", "object"),
        UUID,
    )
    | dict.fromkeys(("version", "counter", "gen", "sequence", "number", "seq"), int)
    | dict.fromkeys(("kdf_m", "kdf_t", "kdf_p", "expires", "time"), int)
    | dict.fromkeys(("scope", "instance", "part", "made", "action", "mode"), str)
    | dict.fromkeys(
        ("kdf_salt", "credential", "row", "grantee_fp", "author_fp", "kem", "vk"), bytes
    )
    | dict.fromkeys(("wrap", "digest", "header", "prev", "details"), bytes)
)

_KDF = "kdf_salt kdf_m kdf_t kdf_p"
_SIGNED_RECORD = "record client session sequence scope gen"
_RECORD = "record client scope gen version"

# What each kind is bound to (security.md 3.5).  A field left out is a swap that nobody notices.
FIELDS_OF: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        kind: frozenset(names.split())
        for kind, names in {
            "unlock.passphrase": f"user {_KDF}",
            "unlock.recovery": "user",
            "credential": "user credential",
            "unlock.passkey": "user credential",
            "unlock.session": "user row",
            "search": "user row",
            "keys": "user",
            "profile": "user version",
            "pins": "user version",
            "totp": "user version",
            "vocabulary": "user version",
            "personal": "user part version",
            "draft": "record user session version",
            "journal": "record user session sequence",
            "change": "record user sequence",
            "root": "user counter",
            "scope": "user client scope gen",
            "grant": "granter grantee grantee_fp client scope gen expires",
            "grant.record": "granter grantee grantee_fp client session gen expires mode",
            "grant.loan": "granter grantee grantee_fp client record gen expires",
            "client.identity": _RECORD,
            "client.themes": _RECORD,
            "client.own": _RECORD,
            "client.concordance": _RECORD,
            "client.summary": _RECORD,
            "session.themes": _RECORD,
            "session.notes": _RECORD,
            "session.process": _RECORD,
            "version": _SIGNED_RECORD,
            "addendum": _SIGNED_RECORD,
            "comment": "record client author number scope gen",
            "look": "record client session author number scope gen",
            "loan": _RECORD,
            "manifest": "client scope gen counter",
            "backup.key": "instance part made",
            "export.key": f"{_KDF} made",
        }.items()
    }
)


@dataclass(frozen=True, init=False, slots=True)
class Place:
    """Where a blob lives.  Bound into its seal, so that it opens nowhere else.

    `bytes(place)` is the context of security.md 3.2.

    Raises:
        TypeError: a name that no format has, a value of another type than its name asks for, or a
            kind of `FIELDS_OF` without exactly the fields that stand there.
        ValueError: a number outside 0 to 2**64 - 1.
    """

    kind: str
    fields: tuple[tuple[str, Field], ...]

    def __init__(self, kind: str, **fields: Field) -> None:
        for name, value in fields.items():
            _check_field(name, value)
        if fields.keys() != FIELDS_OF.get(kind, fields.keys()):
            raise TypeError(f"{kind!r} is bound to exactly: {', '.join(sorted(FIELDS_OF[kind]))}")
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "fields", tuple(sorted(fields.items())))

    def __bytes__(self) -> bytes:
        pairs: dict[str, Field] = {"type": self.kind, "suite": SUITE, **dict(self.fields)}
        return _PREFIX + b"".join(_pair(name, pairs[name]) for name in sorted(pairs))


def stored_place(kind: str, **fields: Field) -> Place:
    """The place that a stored row names.

    Raises:
        CannotOpen: a number that no place has, as a damaged row may hold; nothing was sealed there.
    """
    try:
        return Place(kind, **fields)
    except ValueError:
        raise CannotOpen from None


class Stencil:
    """The places of many records of one kind, client, scope and generation, written quickly.

    Only record and version differ; all else is checked and written once.  For opening thousands.

    Raises:
        CannotOpen: a generation that no place has.
    """

    __slots__ = ("_pieces",)

    def __init__(self, kind: str, *, client: UUID, scope: str, gen: int) -> None:
        any_one: dict[str, Field] = {"record": UUID(int=0), "version": 0}
        place = stored_place(kind, client=client, scope=scope, gen=gen, **any_one)
        pairs: dict[str, Field] = {"type": kind, "suite": SUITE, **dict(place.fields)}
        pieces = [_PREFIX]
        for name in sorted(pairs):
            pair = _pair(name, pairs[name])
            if name in any_one:
                pieces[-1] += pair[: -len(_value(pairs[name]))]
                pieces.append(b"")
            else:
                pieces[-1] += pair
        self._pieces = tuple(pieces)

    def at(self, record: UUID, version: int) -> bytes:
        """The bytes of the place of this record and version.  Raises CannotOpen as stored_place."""
        before, between, after = self._pieces
        try:
            number = version.to_bytes(8, "big")
        except OverflowError:
            raise CannotOpen from None
        return b"".join((before, record.bytes, between, number, after))


def _check_field(name: str, value: Field) -> None:
    wanted = FIELD_TYPES.get(name)
    if wanted is None:
        raise TypeError(f"no format has a field {name!r}: see FIELD_TYPES")
    # A bool is an int to Python, but never a version or a counter.
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise TypeError(f"{name!r} is a {wanted.__name__}, not a {type(value).__name__}")
    if isinstance(value, int) and not 0 <= value <= _LARGEST:
        raise ValueError(f"{name!r} does not fit into 64 bits")


_LABELS = {
    name: bytes([len(name)]) + name.encode("ascii") for name in (*FIELD_TYPES, "type", "suite")
}


def _pair(name: str, value: Field) -> bytes:
    content = _value(value)
    return _LABELS[name] + len(content).to_bytes(4, "big") + content


def _value(value: Field) -> bytes:
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, int):
        return value.to_bytes(8, "big")
    return value.encode() if isinstance(value, str) else value
