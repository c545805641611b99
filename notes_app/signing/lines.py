"""A signed text as plain lines, as they stand in the exported file.

`verifier/lines.js` makes the same lines out of the same text, in the file itself, so that words
changed on the page and not in what was signed are noticed.  Both play tests/signing/lines.json.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import UNSET

from notes_app.signing.codes import WORDS
from notes_app.signing.payloads import SignedEntry, SignedRecord

Line = tuple[str, str]
"""What kind of line (h2, h3, p), and its words."""

MINUTE, TIME_LENGTH = timedelta(minutes=1), 5
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PARTS = {
    "wish": "wish",
    "ro_expected": "response of other, expected",
    "ro_actual": "response of other",
    "rs": "response of self",
    "old": "old way",
    "variation": "variation",
    "new": "new way",
}
VALENCES = {"positive": "wish met", "negative": "wish blocked", "mixed": "wish met and blocked"}
CHOICES = ("rs_kind", "affects", "conflict", "direction")
#: What is told of an episode, in order, with the words before and after it.
EPISODE = (
    ("when", "", ""),
    ("expected", "expected ", ""),
    ("actual", "happened ", ""),
    ("outcome", "ended ", ""),
    ("connection", "", ""),
    ("strategy", "need for the other: ", ""),
    ("risk", "risk taken ", " of 5"),
    ("symptom", "symptom: ", ""),
    ("completeness", "told ", " of 5"),
)
EPISODE_WORDS = {
    "6-12": "6 to 12",
    "13-18": "13 to 18",
    "positive": "well",
    "negative": "badly",
    "further": "further apart",
    "connection": "reached each other",
    "lost-once": "lost each other",
    "lost-again": "lost each other, as before",
}
#: Names of fields that say "you" to their author: whoever else reads the record is somebody else.
FIELDS = {"alliance_by_you": "alliance by the therapist"}
_GATHERED = {"episodes", "not_one"}
_PLACES = {"id", "section", "start", "end", "prefix", "suffix", "detached"}
KINDS = {
    "addition": "Addition",
    "correction": "Correction",
    "late-entry": "Late entry",
    "reply": "Reply",
    "entered-in-error": "Entered in error",
    "asked-to-co-sign": "Asked to co-sign",
    "co-signed": "Co-signed",
    "returned": "Returned",
}


def label_of(record: SignedRecord) -> str:
    """Session 12, 30 April 2026."""
    number = "" if record.number is None else f" {record.number}"
    return f"Session{number}, {_day(record.held_on)}"


def lines_of_record(record: SignedRecord) -> list[Line]:
    """A session record."""
    lines = [("h2", label_of(record)), ("p", _particulars(record))]
    if record.participants:
        lines.append(("p", "With: " + ", ".join(one.role for one in record.participants)))
    if record.late_entry:
        lines.append(("p", f"Late entry, written {_moment(record.signed_at, record.utc_offset)}"))
    for section in record.sections:
        if section.text.strip():
            lines += [("h3", section.heading), ("p", section.text)]
    lines += _facts(record)
    lines += _tags(record)
    lines += _episodes(record)
    return [*lines, ("p", "Signed " + _signed(record))]


def lines_of_entry(entry: SignedEntry) -> list[Line]:
    """What was added below."""
    lines = [("h3", f"{KINDS[entry.kind]}, {_signed(entry)}")]
    lines += [("p", f"Reason: {entry.reason}")] if entry.reason else []
    return lines + ([("p", entry.text)] if entry.text else [])


def _particulars(record: SignedRecord) -> str:
    times = [_hour(at) for at in (record.starts_at, record.ends_at) if at is not None]
    pieces = [" to ".join(times)] if times else []
    pieces += [_plain(word) for word in (record.attendance, record.modality) if word]
    return ", ".join(pieces)


def _tags(record: SignedRecord) -> Iterator[Line]:
    if record.tags:
        yield "h3", "Tagged passages"
    for tag in record.tags:
        pieces = [tag.theme, f"{tag.strength} of 5"]
        pieces += ["with " + " and ".join(tag.people)] if tag.people else []
        pieces += [PARTS.get(word, word) for word in (tag.component, tag.way) if word]
        pieces += _further({} if tag.further is UNSET else tag.further)
        yield "p", ", ".join(pieces) + _quoted(tag.quote)
    yield "p", "Tagging complete." if record.tagging_complete else "Tagging not complete."


def _quoted(words: str) -> str:
    """Somebody's words after a colon; what stands in quotation marks already is given no second."""
    if not words:
        return ""
    return f": {words}" if words.startswith("“") and words.endswith("”") else f": “{words}”"


def _further(chosen: Mapping[str, Any]) -> Iterator[str]:
    """The optional choices of a tag: whom it echoes, how far it is worked through, and the rest."""
    if echoes := chosen.get("echoes"):
        yield "echoes " + " and ".join(echoes)
    if valence := chosen.get("valence"):
        yield VALENCES.get(valence, valence)
    if "stage" in chosen:
        yield f"worked through {chosen['stage']:g} of 7"
    for name in CHOICES:
        given = chosen.get(name, ())
        yield from map(_plain, [given] if isinstance(given, str) else given)


def _facts(record: SignedRecord) -> Iterator[Line]:
    own = {one["id"] for one in record.ratings.get("episodes", ())}
    ratings = {name: part for name, part in record.ratings.items() if name not in _GATHERED}
    words = {one: line for one, line in record.told.get("words", {}).items() if one not in own}
    said = {**record.told, "words": words}
    told = [
        *_flat(ratings, "", _Words(record.named, WORDS)),
        *_flat(said, "", _Words(record.named)),  # words from the room are no codes
    ]
    if told:
        yield "h3", "Session facts"
    yield from (("p", line) for line in told)


def _episodes(record: SignedRecord) -> Iterator[Line]:
    """A line for each relationship episode, with the line of words about it."""
    episodes, words = record.ratings.get("episodes", ()), record.told.get("words", {})
    if episodes:
        yield "h3", "Episodes"
    for one in episodes:
        line = words.get(one["id"], "")
        yield "p", ", ".join(_told(one, record.named)) + _quoted(line)


def _told(episode: Mapping[str, Any], named: Mapping[str, str]) -> Iterator[str]:
    who, count = named.get(episode.get("person", ""), ""), len(episode.get("tags", ()))
    yield f"with {who}" if who else "with nobody in particular"
    yield "1 passage" if count == 1 else f"{count} passages"
    for name, before, after in EPISODE:
        if value := episode.get(name):
            yield before + EPISODE_WORDS.get(str(value), _plain(str(value))) + after


@dataclass(frozen=True)
class _Words:
    """What stands for ids and codes: first by the record, then by `codes`, field by field."""

    named: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def all_of(self, values: Sequence[Any], name: str) -> str:
        return "; ".join(word for one in values if (word := self._of(one, name)))

    def _of(self, value: Any, name: str) -> str:
        if isinstance(value, str) and _ID.fullmatch(value):
            return self.named.get(value, "")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if value is None:
            return ""
        known = {**self.codes.get(name, {}), **self.named}
        return known.get(str(value), str(value))


def _flat(value: Any, path: str, words: _Words, name: str = "") -> Iterator[str]:
    """Whatever stands beside the words, a line each, in the order of its names.

    Several plain values under one `name`, such as the answers to a questionnaire, share its line.
    An id is told by its words, and left out where it has none; a code by its words.
    """
    if isinstance(value, dict):
        for key in sorted(value.keys() - _PLACES):
            plain = FIELDS.get(key) or _plain(key)
            word = words.named.get(key, "") if _ID.fullmatch(key) else plain
            inner = ", ".join(part for part in (path, word) if part)
            yield from _flat(value[key], inner, words, key)
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for inner in value:
            yield from _flat(inner, path, words, name)
    elif said := words.all_of(value if isinstance(value, list) else [value], name):
        yield f"{path}: {said}"


def _signed(words: SignedRecord | SignedEntry) -> str:
    signer = [words.signer.name, words.signer.credential]
    return ", ".join([_moment(words.signed_at, words.utc_offset), *filter(None, signer)])


def _moment(signed_at: str, offset: int) -> str:
    at = datetime.fromisoformat(signed_at) + offset * MINUTE
    return f"{_day(at.date())}, {at:%H:%M}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _hour(at: time) -> str:
    return at.isoformat()[:TIME_LENGTH]


def _plain(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")
