"""Where tags stand in a note: offsets from a browser are a hint, never the truth.

A place is the W3C's TextPositionSelector and TextQuoteSelector in one: two offsets, the words
between them, and 32 characters on either side.  Before a note is stored, every place is looked up
again, in this order, and the way it was found is told (interface.md 8):

    position   the words still stand at the offsets
    quote      the same words stand elsewhere, in surroundings that agree
    fuzzy      the words were changed: between the old surroundings, or reworded
    lost       none of these; the tag is kept and listed as no longer in the note

Offsets count code points of a text whose only line break is "\\n" (`normalise_newlines`: a plain
form post sends "\\r\\n").  `find_quote` has a twin in the browser, `web/static/js/anchors.js`; the
vectors in tests/notes/vectors/anchors.json hold both to one rule.

The time is bounded (security.md 18, R5): every search looks at a fixed number of candidates, and
all searches for changed words in one text share one effort (`searching`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from notes_app.notes.rewording import Rewording, Span
from notes_app.notes.searching import Searched

CONTEXT = 32  # characters kept on either side of a quote
AGREEING = 8  # of them, how many must agree before a quote found elsewhere counts
LONG = 12  # a quote of this length needs no agreement if it occurs once
NEAREST = 400  # occurrences of a quote that are looked at, nearest first

# Full stops and what closes a quotation after them; the second half is Chinese and Japanese.
# It begins at the first of several dots only: else a long dotted line is looked through from each.
_SENTENCE_END = re.compile(
    "(?<![.!?\u2026])[.!?\u2026]+[\"'\u2019\u201d\u00bb)\\]]*(?=\\s)|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d]*"
)


class How(StrEnum):
    """How a passage was found when its note was stored."""

    POSITION = "position"
    QUOTE = "quote"
    FUZZY = "fuzzy"
    LOST = "lost"


@dataclass(frozen=True)
class Quote:
    """The words of a passage and what stood on either side of them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Spot:
    """Where a passage of one section stands, `text[start:end]` in code points.

    `detached` places have lost their words; offsets and quote then tell where they were.
    """

    start: int
    end: int
    quote: Quote
    detached: bool = False


@dataclass(frozen=True)
class Placement:
    """A place after it was looked up, and how it was found."""

    place: Spot
    how: How


def normalise_newlines(text: str) -> str:
    """Make "\\n" the only line break.  Must happen before any offset is used."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def describe(text: str, start: int, end: int) -> Spot:
    """The place of `text[start:end]`, with its quote and surroundings taken from `text`."""
    quote = Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
    return Spot(start, end, quote)


def anchor(text: str, place: Spot) -> Placement:
    """Look a place up in `text`, of which it may be an older, newer or forged description.

    A place that the browser calls detached comes back by its own words only: the therapist has
    seen that it is gone, and a likeness elsewhere would put it back without being asked.
    """
    return _anchor(Searched(text), place)


def reconcile(text: str, places: Sequence[Spot]) -> list[Placement]:
    """Look every place of one section up in its text, in the order given.

    The one way into storage, with or without JavaScript.  `text` has passed
    `normalise_newlines`.  None is dropped: what is not found comes back detached.
    """
    searched = Searched(text)
    return [_anchor(searched, place) for place in places]


def find_quote(text: str, place: Spot) -> tuple[int, int] | None:
    """Where the very words of `place` stand, or None.

    Words with all their surroundings win, the nearest of them first.  Otherwise the surroundings
    decide: at least 8 of their characters must agree (all, where there are fewer), so that a tag
    on "Marco" does not jump to the next Marco.  Words of 12 characters or more that occur once
    need no agreement.
    """
    return _find_quote(Searched(text), place)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Every sentence as [start, end) in code points, without the white space round it.

    A sentence ends with its paragraph at the latest.  Abbreviations are not known: "Dr. Weber"
    is two, which costs a therapist who tags without JavaScript a second choice and no word.
    """
    found = []
    for paragraph in re.finditer(r"[^\n]+", text):
        start = paragraph.start()
        ends = [start + m.end() for m in _SENTENCE_END.finditer(paragraph.group())]
        for end in [*ends, paragraph.end()]:
            words = text[start:end]
            if words.strip():
                indent = len(words) - len(words.lstrip())
                found.append((start + indent, start + len(words.rstrip())))
            start = end
    return found


def _anchor(searched: Searched, place: Spot) -> Placement:
    if _stands_where_it_stood(searched.text, place):
        return Placement(describe(searched.text, place.start, place.end), How.POSITION)
    found, how = _find_quote(searched, place), How.QUOTE
    if found is None and not place.detached:
        found, how = _find_changed(searched, place), How.FUZZY
    if found is None:
        return Placement(Spot(place.start, place.end, place.quote, detached=True), How.LOST)
    return Placement(describe(searched.text, *found), how)


def _stands_where_it_stood(text: str, place: Spot) -> bool:
    words = text[place.start : place.end] if 0 <= place.start < place.end else ""
    return bool(words) and words == place.quote.exact and not place.detached


def _find_quote(searched: Searched, place: Spot) -> Span | None:
    quote = place.quote
    if not quote.exact:
        return None
    whole = quote.prefix + quote.exact + quote.suffix
    if len(whole) > len(quote.exact):
        start = next(searched.nearest(whole, place.start - len(quote.prefix)), None)
        if start is not None:
            start += len(quote.prefix)
            return start, start + len(quote.exact)
    return _find_in_part_of_its_context(searched, place)


def _find_in_part_of_its_context(searched: Searched, place: Spot) -> Span | None:
    quote = place.quote
    hits = list(islice(searched.nearest(quote.exact, place.start), NEAREST))
    if not hits:
        return None
    agreeing = {at: _agreement(searched.text, at, quote) for at in hits}
    # Surroundings weigh more than nearness: 3,200 characters away count as 16 that differ.
    best = max(agreeing, key=lambda at: agreeing[at] - min(16.0, abs(at - place.start) / 200))
    needed = min(AGREEING, len(quote.prefix) + len(quote.suffix))
    agrees = needed > 0 and agreeing[best] >= needed
    alone = len(hits) == 1 and (len(quote.exact) >= LONG or needed == 0)
    return (best, best + len(quote.exact)) if agrees or alone else None


def _find_changed(searched: Searched, place: Spot) -> Span | None:
    quote = place.quote
    rewording = Rewording(searched, quote.exact, near=place.start)
    return rewording.between(quote.prefix, quote.suffix) or rewording.anywhere()


def _agreement(text: str, at: int, quote: Quote) -> int:
    """How many characters beside the words are what they were, counted from the words outwards."""
    end = at + len(quote.exact)
    before, after = text[max(0, at - CONTEXT) : at], text[end : end + CONTEXT]
    return _in_common(reversed(before), reversed(quote.prefix)) + _in_common(after, quote.suffix)


def _in_common(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
