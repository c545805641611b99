"""One text in which passages are looked for, one after the other.

What all of them need is worked out once.  And all of them together may take no more than EFFORT:
a note has up to a thousand tags and 400,000 characters, and looking for one reworded passage reads
them all.  Whoever comes after that is not found, which loses nothing: the tag is kept.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

EFFORT = 3_000_000  # steps, each some half a microsecond: a second or two

# A word, or one sign of a script that sets no spaces between words.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


class Searched:
    """A text that is being searched, and the effort that is left."""

    def __init__(self, text: str, *, effort: int = EFFORT) -> None:
        self.text = text
        self._left = effort

    def afford(self, steps: int) -> bool:
        """Whether so many steps may still be taken; if so, they are counted."""
        if steps > self._left:
            return False
        self._left -= steps
        return True

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Every word as [start, end)."""
        return [(found.start(), found.end()) for found in _WORD.finditer(self.text)]

    @cached_property
    def stems(self) -> list[str]:
        """What stands for each of `words` when passages are compared."""
        return [_stem(self.text[start:end]) for start, end in self.words]

    def nearest(self, words: str, at: int) -> Iterator[int]:
        """Where `words` stand, the place nearest to `at` first; of two as near, the earlier."""
        after, before = self.text.find(words, max(0, at)), self._before(words, at - 1)
        while before >= 0 or after >= 0:
            if after < 0 or (before >= 0 and at - before <= after - at):
                yield before
                before = self._before(words, before - 1)
            else:
                yield after
                after = self.text.find(words, after + 1)

    def _before(self, words: str, last: int) -> int:
        # Not rfind: with long words it takes the product of both lengths, and find their sum.
        if last < 0:
            return -1
        end = len(self.text) - len(words)
        found = self._backwards.find(words[::-1], max(0, end - last))
        return end - found if found >= 0 else -1

    @cached_property
    def _backwards(self) -> str:
        return self.text[::-1]


def stems_of(text: str) -> list[str]:
    """The words of a passage as they are compared."""
    return [_stem(word) for word in _WORD.findall(text)]


def steps_to_compare(one: Sequence[str], other: Sequence[str]) -> int:
    """What a comparison in order costs: it looks at every pair of equal letters or words."""
    counts = Counter(other)
    return 100 + sum(count * counts[each] for each, count in Counter(one).items())


def _stem(word: str) -> str:
    # Four letters carry a word over most endings and slips: "apologised" is "apologises".
    return word.casefold()[:4]
