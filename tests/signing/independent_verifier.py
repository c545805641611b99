"""A second verifier of exported files, written from docs/signed-record.md alone.

Nothing of Between and no library of cryptography: Ed25519 (RFC 8032) in whole numbers.
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]
HEX_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LEFT_OUT = re.compile(r"(\d+) (?:addendum|addenda) could not be verified and (?:is|are) not in .*")
BODY = {
    *("kind", "record", "client", "session", "sequence", "scope", "author", "author_fp"),
    *("time", "salt", "digest", "signature", "text"),
}
AUTHOR = {"user", "kem", "verification_key", "fingerprint"}


class Wrong(Exception):
    """A part is not what was signed."""


@dataclass
class Note:
    label: str
    parts: list[str] = field(default_factory=list)
    shown: list[list[tuple[str, str]]] = field(default_factory=list)
    left_out: int = 0


class File(HTMLParser):
    """Takes an exported file apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.authors: list[str] = []
        self.notes: list[Note] = []
        self._in_author = self._in_json = self._in_lines = False
        self._line = ""
        self.feed(html)

    def handle_starttag(self, name: str, given: list[tuple[str, str | None]]) -> None:
        attributes = dict(given)
        if name == "article":
            self._in_author = False
            self.notes.append(Note(attributes.get("data-label") or ""))
        elif name == "div":
            self._in_author |= attributes.get("class") == "author"
            if attributes.get("class") == "lines":
                self._in_lines = True
                self.notes[-1].shown.append([])
        elif name == "script":
            self._in_json = attributes.get("type") == "application/json"
        elif self._in_lines:
            self.notes[-1].shown[-1].append((name, ""))

    def handle_endtag(self, name: str) -> None:
        if name == "div":
            self._in_lines = False
        if name == "script":
            self._in_json = False

    def handle_data(self, text: str) -> None:
        if self._in_json:
            (self.authors if self._in_author else self.notes[-1].parts).append(text)
        elif self.notes and (told := LEFT_OUT.fullmatch(text)) and not self._in_lines:
            self.notes[-1].left_out = int(told[1])
        elif self._in_lines and self.notes[-1].shown[-1]:
            name, before = self.notes[-1].shown[-1][-1]
            self.notes[-1].shown[-1][-1] = (name, before + text)


def faults_in(html: str) -> list[str]:
    """What does not hold in a file, each with the note that it concerns; empty where all holds."""
    file = File(html)
    authors: dict[str, tuple[str, bytes]] = {}
    faults, used = [], set[str]()
    for author in file.authors:
        try:
            mark, user, key = _author(author)
            authors[mark] = (user, key)
        except Wrong:
            faults.append("the author's key")
    for note in file.notes:
        faults += _faults_of(note, authors, used)
    if not faults and used != set(authors):
        faults.append("a key that signed nothing")
    return faults if file.notes else [*faults, "no note"]


def _faults_of(note: Note, authors: dict[str, tuple[str, bytes]], used: set[str]) -> list[str]:
    faults, first = [], ""
    numbers: list[int] = []
    for at, part in enumerate(note.parts):
        try:
            words, digest = _body(part, authors)
            first = first or digest
            if at and words["amends"] != first:
                raise Wrong("belongs elsewhere")
            mark = json.loads(part)["author_fp"]
            used.add(mark)
            is_answer = bool(at) and words["kind"] in ("co-signed", "returned")
            if is_answer == (mark == next(iter(authors))):
                raise Wrong("somebody else's")
            if at:
                numbers.append(json.loads(part)["sequence"])
        except Wrong as wrong:
            faults.append(f"{note.label}, part {at}: {wrong}")
    if not faults and numbers != sorted(set(numbers)):
        faults.append(f"{note.label}: not in order")
    elif not faults and numbers and numbers[-1] - len(numbers) > note.left_out:
        faults.append(f"{note.label}: an entry is missing")
    return faults


def _author(text: str) -> tuple[str, str, bytes]:
    given = _strict(text, AUTHOR)
    key = _bytes(given["verification_key"])
    place = _place("fingerprint", user=_id(given["user"]), kem=_bytes(given["kem"]), vk=key)
    if hashlib.sha256(place).digest() != _bytes(given["fingerprint"]):
        raise Wrong("fingerprint")
    return given["fingerprint"], given["user"], key


def _body(text: str, authors: dict[str, tuple[str, bytes]]) -> tuple[dict[str, Any], str]:
    body = _strict(text, BODY)
    salt, words, mark = (_bytes(body[name]) for name in ("salt", "text", "author_fp"))
    digest = hashlib.sha256(salt + words).digest()
    user, key = authors.get(body["author_fp"], ("", b""))
    if digest != _bytes(body["digest"]) or user != body["author"]:
        raise Wrong("the text does not match")
    place = _place(
        f"sig.{body['kind']}",
        **{name: _id(body[name]) for name in ("record", "client", "session", "author")},
        **{name: _number(body[name]) for name in ("sequence", "time")},
        scope=body["scope"].encode(),
        author_fp=mark,
        digest=digest,
    )
    signature = _bytes(body["signature"])
    if not verified(key, signature, place):
        raise Wrong("the signature does not match")
    told = json.loads(words)
    if told["signed_at"] != f"{datetime.fromtimestamp(body['time'], UTC):%Y-%m-%dT%H:%M:%SZ}":
        raise Wrong("the time in the text is another")
    whole = mark + _number(body["time"]) + salt + signature + words
    return told, base64.b64encode(hashlib.sha256(whole).digest()).decode()


def _strict(text: str, names: set[str]) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        raise Wrong("damaged") from None
    if not isinstance(found, dict) or found.keys() != names:
        raise Wrong("damaged")
    return found


def _bytes(spelled: object) -> bytes:
    try:
        found = base64.b64decode(str(spelled), validate=True)
    except ValueError:
        raise Wrong("damaged") from None
    if base64.b64encode(found).decode() != spelled:
        raise Wrong("damaged")
    return found


def _id(spelled: object) -> bytes:
    if not isinstance(spelled, str) or not HEX_ID.fullmatch(spelled):
        raise Wrong("damaged")
    return UUID(spelled).bytes


def _number(number: object) -> bytes:
    if not isinstance(number, int) or not 0 <= number < 2**53:
        raise Wrong("damaged")
    return number.to_bytes(8, "big")


def _place(kind: str, **fields: bytes) -> bytes:
    pairs = {"type": kind.encode(), "suite": (1).to_bytes(8, "big"), **fields}
    return b"between/ctx/1" + b"".join(
        bytes([len(name)]) + name.encode() + len(value).to_bytes(4, "big") + value
        for name, value in sorted(pairs.items())
    )


@lru_cache(maxsize=4096)
def verified(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of `key` signed `message`."""
    point = _point(key)
    s = int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    x, y, z, t = _times(point, k)
    return _spell(_add(_times(BASE, s), (-x % P, y, z, -t % P))) == signature[:32]


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0])
    b = (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * D * one[3] * other[3], 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(point: Point, factor: int) -> Point:
    total: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total


def _point(spelled: bytes) -> Point | None:
    number = int.from_bytes(spelled, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(spelled) != 32 or y >= P or x * x % P != square:
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def _spell(point: Point) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE_Y = 4 * pow(5, -1, P) % P
_base = _point(BASE_Y.to_bytes(32, "little"))
assert _base is not None
BASE: Point = _base
