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

The time is bounded (security.md 8, R5): every search looks at a fixed number of candidates, and
letters are compared only in short passages, longer ones by their words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CONTEXT = 32  # characters kept on either side of a quote
AGREEING = 8  # of them, how many must agree before a quote found elsewhere counts
LONG = 12  # a quote of this length needs no agreement if it occurs once
NEAREST = 400  # occurrences of a quote that are looked at, nearest first

SURROUNDING = 16  # characters of context that must still stand round changed words
GAPS = 8  # pairs of surroundings tried
HALF_ALIKE = 0.5  # likeness that changed words between the old surroundings need
ALIKE = 0.72  # likeness that a reworded passage needs, where nothing else speaks for it
CANDIDATES = 6  # windows compared in order of their words, of all that were counted
LETTERS = 64  # passages up to this length are compared by letters
IN_ORDER = 60  # and up to this many words by the order of their words

# A word, or one sign of a script that sets no spaces between words.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
# Full stops and what closes a quotation after them; the second half is Chinese and Japanese.
_SENTENCE_END = re.compile(
    "[.!?\u2026]+[\"'\u2019\u201d\u00bb)\\]]*(?=\\s)|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d]*"
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
class Place:
    """A passage of one section, `text[start:end]` in code points.

    `detached` places have lost their words; offsets and quote then tell where they were.
    """

    start: int
    end: int
    quote: Quote
    detached: bool = False


@dataclass(frozen=True)
class Placement:
    """A place after it was looked up, and how it was found."""

    place: Place
    how: How


def normalise_newlines(text: str) -> str:
    """Make "\\n" the only line break.  Must happen before any offset is used."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def describe(text: str, start: int, end: int) -> Place:
    """The place of `text[start:end]`, with its quote and surroundings taken from `text`."""
    quote = Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
    return Place(start, end, quote)


def anchor(text: str, place: Place) -> Placement:
    """Look a place up in `text`, of which it may be an older, newer or forged description.

    A place that the browser calls detached comes back by its own words only: the therapist has
    seen that it is gone, and a likeness elsewhere would put it back without being asked.
    """
    if _stands_where_it_stood(text, place):
        return Placement(describe(text, place.start, place.end), How.POSITION)
    found, how = find_quote(text, place), How.QUOTE
    if found is None and not place.detached:
        found, how = _find_changed(text, place) or _find_reworded(text, place), How.FUZZY
    if found is None:
        return Placement(Place(place.start, place.end, place.quote, detached=True), How.LOST)
    return Placement(describe(text, *found), how)


def reconcile(text: str, places: Sequence[Place]) -> list[Placement]:
    """Look every place of one section up in its text, in the order given.

    The one way into storage, with or without JavaScript.  `text` has passed
    `normalise_newlines`.  None is dropped: what is not found comes back detached.
    """
    return [anchor(text, place) for place in places]


def find_quote(text: str, place: Place) -> tuple[int, int] | None:
    """Where the very words of `place` stand, or None.

    Words with all their surroundings win, the nearest of them first.  Otherwise the surroundings
    decide: at least 8 of their characters must agree (all, where there are fewer), so that a tag
    on "Marco" does not jump to the next Marco.  Words of 12 characters or more that occur once
    need no agreement.
    """
    quote = place.quote
    if not quote.exact:
        return None
    whole = quote.prefix + quote.exact + quote.suffix
    if len(whole) > len(quote.exact):
        starts = (at + len(quote.prefix) for at in _occurrences(text, whole))
        if (nearest := min(starts, key=lambda at: abs(at - place.start), default=None)) is not None:
            return nearest, nearest + len(quote.exact)
    return _find_in_part_of_its_context(text, place)


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


def _stands_where_it_stood(text: str, place: Place) -> bool:
    words = text[place.start : place.end] if 0 <= place.start < place.end else ""
    return bool(words) and words == place.quote.exact and not place.detached


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _find_in_part_of_its_context(text: str, place: Place) -> tuple[int, int] | None:
    quote = place.quote
    hits = sorted(_occurrences(text, quote.exact), key=lambda at: abs(at - place.start))
    if not hits:
        return None
    agreeing = {at: _agreement(text, at, quote) for at in hits[:NEAREST]}
    # Surroundings weigh more than nearness: 3,200 characters away count as 16 that differ.
    best = max(agreeing, key=lambda at: agreeing[at] - min(16.0, abs(at - place.start) / 200))
    needed = min(AGREEING, len(quote.prefix) + len(quote.suffix))
    agrees = needed > 0 and agreeing[best] >= needed
    alone = len(hits) == 1 and (len(quote.exact) >= LONG or needed == 0)
    return (best, best + len(quote.exact)) if agrees or alone else None


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


def _find_changed(text: str, place: Place) -> tuple[int, int] | None:
    """The surroundings still stand, the words between them were edited."""
    before, after = place.quote.prefix[-SURROUNDING:], place.quote.suffix[:SURROUNDING]
    if not before.strip() or not after.strip():
        return None
    longest = max(40, 2 * len(place.quote.exact))
    starts = sorted(
        (at + len(before) for at in _occurrences(text, before)),
        key=lambda at: abs(at - place.start),
    )
    for start in starts[:GAPS]:
        end = text.find(after, start, start + longest + len(after))
        words = text[start:end] if end >= 0 else ""
        if words.strip() and _likeness(place.quote.exact, words) >= HALF_ALIKE:
            return _without_space(text, start, end)
    return None


def _find_reworded(text: str, place: Place) -> tuple[int, int] | None:
    """The stretch of whole words most like the quote; the nearer one, if two are equally like."""
    exact = place.quote.exact
    if len(exact) < LONG:
        return None
    sought = _stems(exact)
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    best: tuple[float, int, tuple[int, int]] | None = None
    for start, end in _likely_windows(text, words, sought):
        likeness = _likeness(exact, text[start:end])
        rank = (likeness, -abs(start - place.start), (start, end))
        if likeness >= ALIKE and (best is None or rank > best):
            best = rank
    return best[2] if best else None


def _likely_windows(
    text: str, words: Sequence[tuple[int, int]], sought: Sequence[str]
) -> list[tuple[int, int]]:
    """The windows that share most words with `sought`, best first, told in characters.

    One pass per length: the counts slide along, so the cost is linear in the text.
    """
    stems = [_stem(text[start:end]) for start, end in words]
    scored: list[tuple[float, int, int]] = []
    for length in sorted({max(1, round(len(sought) * by)) for by in (0.8, 1, 1.2, 1.5)}):
        scored.extend(_sliding_overlap(stems, sought, min(length, len(stems))))
    scored.sort(reverse=True)
    return [(words[first][0], words[last][1]) for _, first, last in scored[:CANDIDATES]]


def _sliding_overlap(
    stems: Sequence[str], sought: Sequence[str], length: int
) -> Iterator[tuple[float, int, int]]:
    """(share of common words, first, last) for each window of `length` words that has enough."""
    missing = Counter(sought)  # below zero: more of this word in the window than is sought
    common = 0
    for last, stem in enumerate(stems):
        common += missing[stem] > 0
        missing[stem] -= 1
        first = last - length + 1
        if first < 0:
            continue
        share = 2 * common / (length + len(sought))
        if share >= HALF_ALIKE:
            yield share, first, last
        missing[stems[first]] += 1
        common -= missing[stems[first]] > 0


def _likeness(old: str, new: str) -> float:
    """0 to 1.  By letters while that is cheap, then by words in order, then by words alone."""
    if max(len(old), len(new)) <= LETTERS:
        return SequenceMatcher(None, old, new, autojunk=False).ratio()
    before, after = _stems(old), _stems(new)
    if max(len(before), len(after)) <= IN_ORDER:
        return SequenceMatcher(None, before, after, autojunk=False).ratio()
    common = (Counter(before) & Counter(after)).total()
    return 2 * common / (len(before) + len(after))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    # Four letters carry a word over most endings and slips: "apologised" is "apologises".
    return word.casefold()[:4]


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
