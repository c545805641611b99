"""The summary as the client reads it: the same blocks on the page and on paper.  Pure."""

from collections.abc import Iterable

from notes_app.paper.sheet import Block, Heading, Listing, Quote, Sheet, Words
from notes_app.patterns.handed.parts import HEADINGS, Part
from notes_app.patterns.payloads import Summary, SummaryLine

TITLE = "A summary of our work"
FOOT = "Made for you. It is yours to keep."
OF_COUNTS = "These are counts of sessions. They say how often, not how much it matters."
LONGEST = 2  # pages


def summary_sheet(summary: Summary, label: str, made_on: str) -> Sheet:
    """What was left in, under the headings that have something."""
    blocks: list[Block] = [Words(line) for line in _paragraphs(summary.opening)]
    for part, heading in HEADINGS.items():
        found = _of_part(summary, part)
        blocks += [Heading(heading), *found] if found else []
    blocks += [Words(line) for line in _paragraphs(summary.closing)]
    lines = (f"For {label}." if label else "", f"Made on {made_on}.")
    return Sheet(
        TITLE, tuple(line for line in lines if line), tuple(blocks), foot=FOOT, letter=True
    )


def written_words(summary: Summary) -> str:
    """Everything that the client would read of it, for looking for names."""
    kept = (line.words for line in summary.lines if line.kept)
    return "\n".join((summary.opening, *kept, *summary.own.values(), summary.closing))


def is_empty(summary: Summary) -> bool:
    """Whether the client would read nothing."""
    return not written_words(summary).strip()


def _of_part(summary: Summary, part: Part) -> list[Block]:
    kept = [one for one in summary.lines if one.kept and one.part == part and one.words.strip()]
    own = _paragraphs(summary.own.get(str(part), ""))
    if part is Part.WORDS:
        return [*(_quote(one) for one in kept), *(Quote(line) for line in own)]
    lines = (*(" ".join(one.words.split()) for one in kept), *own)
    if not lines:
        return []
    counts = [Words(OF_COUNTS, small=True)] if part is Part.THEMES else []
    return [Listing(lines), *counts]


def _quote(one: SummaryLine) -> Quote:
    return Quote(f"“{one.words.strip()}”", one.origin)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(_lines(words.splitlines()))


def _lines(lines: Iterable[str]) -> Iterable[str]:
    return (line.strip() for line in lines if line.strip())
