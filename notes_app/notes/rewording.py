"""Find a passage whose words were changed: between its old surroundings, or by its likeness."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from notes_app.notes.searching import Searched, stems_of, steps_to_compare

SURROUNDING = 16  # characters of context that must still stand round changed words
GAPS = 8  # pairs of surroundings tried
HALF_ALIKE = 0.5  # likeness that changed words between the old surroundings need
ALIKE = 0.72  # likeness that a reworded passage needs, where nothing else speaks for it
SHORTEST = 12  # a passage that is looked for by its likeness alone
CANDIDATES = 6  # windows compared in order of their words, of all that were counted
WINDOWS = (0.8, 1, 1.2, 1.5)  # their lengths, by that of the passage
LETTERS = 64  # passages up to this length are compared by letters
IN_ORDER = 60  # and up to this many words by the order of their words

Span = tuple[int, int]


class Rewording:
    """A passage as it was, to be found again in a text in which its words do not stand."""

    def __init__(self, searched: Searched, exact: str, *, near: int) -> None:
        self._searched = searched
        self._exact = exact
        self._stems = stems_of(exact)
        self._near = near

    def between(self, prefix: str, suffix: str) -> Span | None:
        """Where the surroundings still stand, and what was edited between them is half alike."""
        before, after = prefix[-SURROUNDING:], suffix[:SURROUNDING]
        if not before.strip() or not after.strip():
            return None
        text, longest = self._searched.text, max(40, 2 * len(self._exact))
        for at in islice(self._searched.nearest(before, self._near - len(before)), GAPS):
            start = at + len(before)
            end = text.find(after, start, start + longest + len(after))
            if end >= 0 and text[start:end].strip() and self._likeness(start, end) >= HALF_ALIKE:
                return _without_space(text, start, end)
        return None

    def anywhere(self) -> Span | None:
        """The stretch of whole words most like the passage; the nearer one of two equally like."""
        steps = len(WINDOWS) * len(self._searched.words)
        if len(self._exact) < SHORTEST or not self._searched.afford(steps):
            return None
        best: tuple[float, int, Span] | None = None
        for start, end in self._likely_windows():
            likeness = self._likeness(start, end)
            rank = (likeness, -abs(start - self._near), (start, end))
            if likeness >= ALIKE and (best is None or rank > best):
                best = rank
        return best[2] if best else None

    def _likely_windows(self) -> list[Span]:
        """The windows that share most words with the passage, best first, told in characters.

        One pass per length: the counts slide along, so the cost is linear in the text.
        """
        stems, words = self._searched.stems, self._searched.words
        scored: list[tuple[float, int, int]] = []
        for length in sorted({max(1, round(len(self._stems) * by)) for by in WINDOWS}):
            scored.extend(_sliding_overlap(stems, self._stems, min(length, len(stems))))
        scored.sort(reverse=True)
        return [(words[first][0], words[last][1]) for _, first, last in scored[:CANDIDATES]]

    def _likeness(self, start: int, end: int) -> float:
        """0 to 1.  By letters while that is cheap, then by words in order, then by words alone."""
        new = self._searched.text[start:end]
        if max(len(self._exact), len(new)) <= LETTERS:
            return self._in_order(self._exact, new)
        if not self._searched.afford(len(new)):
            return 0
        before, after = self._stems, stems_of(new)
        if max(len(before), len(after)) <= IN_ORDER:
            return self._in_order(before, after)
        common = (Counter(before) & Counter(after)).total()
        return 2 * common / (len(before) + len(after))

    def _in_order(self, before: Sequence[str], after: Sequence[str]) -> float:
        if not self._searched.afford(steps_to_compare(before, after)):
            return 0
        return SequenceMatcher(None, before, after, autojunk=False).ratio()


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


def _without_space(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
