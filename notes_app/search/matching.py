"""What was asked for, and where it stands in a text.  Pure: no key, no database, no page.

    clock door        both words, anywhere in one note
    "lay still"       these words in this order
    withdr*           a word that begins so

Case and accents do not matter; everything else is taken literally.  Texts are compared folded: each
character by itself is decomposed (NFKD), case-folded and freed of accents.  So a place in the
folded text leads back to the place in the text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

LONGEST = 200  # characters of what is typed
MOST_TERMS = 8
SHORTEST_BEGINNING = 2  # letters before a *
LINE = "\n"

_QUOTES = {"'": "\u2018\u2019\u02bc", '"': "\u201c\u201d\u201e"}
_TERM = re.compile(r'"([^"]*)(?:"|$)(\*?)|([^\s"]+)')
_AROUND = ",.;:!?"  # written beside words, not looked for
# Scripts that set no space between words: there, a word may stand anywhere.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_RUN = re.compile(r"\w+")
_PLAIN = re.compile(r"[a-z0-9]+\Z")
_HIGH = bytes(range(0x80, 0x100))
_PUNCTUATION = b"\xe2\x80"  # how dashes, quotes and their like (U+2000 to U+203F) begin in UTF-8
_ESCAPED = b"\\u"


Span = tuple[int, int]


class TooMuchAsked(ValueError):
    """What was typed is too long, of too many parts, or too short; the message says which."""


def fold(text: str) -> str:
    """The text as it is compared; of another length than before."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", _with_plain_quotes(text)).casefold()
    folded = unicodedata.normalize("NFKD", folded)
    for accent in filter(unicodedata.combining, set(folded)):
        folded = folded.replace(accent, "")
    return folded


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters which one of `text` it came from."""
    if text.isascii():
        return fold(text), list(range(len(text)))
    places: list[int] = []
    for at, letter in enumerate(text):
        places.extend([at] if letter.isascii() else [at] * len(fold(letter)))
    return fold(text), places


def words_of(text: str) -> set[str]:
    """The folded words of a text, without the signs between them."""
    return set(_RUN.findall(fold(text)))


@dataclass(frozen=True)
class Term:
    """Folded words that follow each other; the last may only be the beginning of a word."""

    words: tuple[str, ...]
    beginning: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term in a folded text."""
        inside = r"\s+".join(re.escape(word) for word in self.words)
        before = r"(?<!\w)" if _bounded(self.words[0][0]) else ""
        behind = r"(?!\w)" if _bounded(self.words[-1][-1]) and not self.beginning else ""
        return re.compile(before + inside + behind)

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """What is among the words of every text that has the term: words between line ends.

        Those of `words_of` are meant, one on each line.  Without a line end on one side, the word
        may go on there.
        """
        last = len(self.words) - 1
        found = []
        for nth, word in enumerate(self.words):
            for run in _RUN.finditer(word):
                begins = run.start() > 0 or nth > 0 or _bounded(word[0])
                ends = run.end() < len(word) or nth < last
                ends = ends or (_bounded(word[-1]) and not self.beginning)
                found.append(LINE * begins + run[0] + LINE * ends)
        return tuple(found)

    def is_in(self, folded: str) -> bool:
        """Whether it stands somewhere in a folded text."""
        # Looking for the bare words first is much quicker, and rules most texts out.
        return all(word in folded for word in self.words) and bool(self.pattern.search(folded))


@dataclass(frozen=True)
class Query:
    """All terms that must stand in one note."""

    terms: tuple[Term, ...]

    @cached_property
    def _written(self) -> tuple[tuple[bytes, bool], ...]:
        """Each word as it would stand in JSON, and whether it is of plain letters only."""
        words = {word for term in self.terms for word in term.words}
        return tuple(
            (msgspec.json.encode(word)[1:-1].lower(), bool(_PLAIN.match(word)))
            for word in sorted(words, key=len, reverse=True)
        )

    def rules_out(self, payload: bytes) -> bool:
        """Whether a text inside this JSON cannot have all the terms.  False where it is not sure.

        Args:
            payload: as msgspec writes it: only quotes, backslashes and control characters are
                escaped, all else is UTF-8.
        """
        ascii_only = payload.isascii()
        if not ascii_only and not _only_punctuation(payload):
            return False
        lowered = payload.lower()
        for word, plain in self._written:
            # A character of the text may have become an apostrophe, but no letter.
            if (ascii_only or plain) and word not in lowered:
                return _ESCAPED not in payload
        return False

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Those of all terms, the longest first: it is most likely to be missing."""
        found = {needle for term in self.terms for needle in term.needles}
        return tuple(sorted(found, key=len, reverse=True))

    def fits(self, folded: str) -> bool:
        """Whether every term stands in this folded note."""
        return all(term.is_in(folded) for term in self.terms)

    def spans_in(self, text: str) -> list[Span]:
        """Where terms stand in `text`: [start, end) of code points, in order, none overlapping."""
        folded = fold(text)
        if not any(term.is_in(folded) for term in self.terms):
            return []
        folded, places = fold_with_places(text)
        places.append(len(text))
        found = [match.span() for term in self.terms for match in term.pattern.finditer(folded)]
        return _joined(sorted((places[a], max(places[b], places[b - 1] + 1)) for a, b in found))


def query_of(typed: str) -> Query:
    """What was typed, taken apart; without a term where nothing was asked for.

    Raises:
        TooMuchAsked: it is too long, has too many parts, or a beginning of one letter.
    """
    if len(typed) > LONGEST:
        raise TooMuchAsked(f"At most {LONGEST} characters fit; these are {len(typed)}.")
    quoted = _with_plain_quotes(typed)
    terms = [term for found in _TERM.finditer(quoted) if (term := _term_of(*found.groups()))]
    terms = list(dict.fromkeys(terms))
    if len(terms) > MOST_TERMS:
        raise TooMuchAsked(f"At most {MOST_TERMS} words and phrases fit; these are {len(terms)}.")
    if any(t.beginning and len(t.words[-1]) < SHORTEST_BEGINNING for t in terms):
        raise TooMuchAsked("Write at least two letters before a *, like withdr*.")
    return Query(tuple(terms))


def _term_of(phrase: str | None, star: str | None, word: str | None) -> Term | None:
    text = phrase if word is None else word
    text = (text or "").rstrip()
    beginning = bool(star) or (len(text) > 1 and text.endswith("*"))
    text = text[:-1] if text.endswith("*") and len(text) > 1 else text
    if word is not None:
        text = text.strip(_AROUND) or text
    words = tuple(fold(text).split())
    return Term(words, beginning) if words else None


def _with_plain_quotes(text: str) -> str:
    # Much quicker than str.translate, and every note is folded.
    for plain, typographic in _QUOTES.items():
        for quote in typographic:
            text = text.replace(quote, plain)
    return text


def _bounded(letter: str) -> bool:
    return bool(re.match(r"\w", letter)) and not _UNSPACED.match(letter)


def _only_punctuation(payload: bytes) -> bool:
    """Whether all that is not ASCII are signs from U+2000 to U+203F, which fold to no letter."""
    high = len(payload) - len(payload.translate(None, _HIGH))
    return high == 3 * payload.count(_PUNCTUATION)


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
