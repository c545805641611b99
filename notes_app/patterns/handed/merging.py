"""What the therapist made of a summary, beside what the record says by now.  Pure.

A sentence that she did not edit follows the record; one that she did stays hers, with what the
record says now beside it.  What is new since is offered, and never goes in by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from notes_app.patterns.handed.parts import Part, Proposal
from notes_app.patterns.payloads import Summary, SummaryLine


@dataclass(frozen=True)
class Line:
    """One sentence as the page shows it.

    Attributes:
        found: as the record puts it; empty where the record has it no more.
        since: the record says something else now than when she edited it.
        new: it was not there yet when the summary was kept.
        aside: lines of the note about it.
    """

    key: str
    part: Part
    words: str
    kept: bool
    found: str = ""
    origin: str = ""
    since: bool = False
    new: bool = False
    aside: str = ""


def lines_of(proposals: Sequence[Proposal], summary: Summary | None) -> list[Line]:
    """Every sentence in the order of its part, those that are new behind the others."""
    offered = {one.key: one for one in proposals}
    if summary is None:
        return [_proposed(one) for one in proposals]
    parts = set(Part)
    lines = [_kept(one, offered.get(one.key)) for one in summary.lines if one.part in parts]
    known = {line.key for line in lines}
    fresh = [_proposed(one, new=True) for one in proposals if one.key not in known]
    order = list(Part)
    return sorted((*lines, *fresh), key=lambda line: order.index(line.part))


def summary_lines(
    lines: Sequence[Line], words: Mapping[str, str], ticked: Mapping[str, bool]
) -> tuple[SummaryLine, ...]:
    """What is to be kept of `lines` after a form came back with these words, by key."""
    return tuple(
        SummaryLine(
            key=line.key,
            part=str(line.part),
            words=words.get(line.key, line.words),
            found=line.found,
            origin=line.origin,
            kept=ticked.get(line.key, line.kept),
        )
        for line in lines
    )


def _proposed(one: Proposal, *, new: bool = False) -> Line:
    return Line(
        one.key,
        one.part,
        one.words,
        one.kept and not new,
        found=one.words,
        origin=one.origin,
        new=new,
        aside=one.aside,
    )


def _kept(one: SummaryLine, now: Proposal | None) -> Line:
    if now is None:
        return Line(one.key, Part(one.part), one.words, one.kept, origin=one.origin)
    line = replace(_proposed(now), kept=one.kept)
    if one.words == one.found:
        return line
    since = now.words not in (one.found, one.words)
    return replace(line, words=one.words, since=since)
