"""Sessions as their themes count now: what was tagged with a merged theme counts as the other one.

Only for reading.  What is stored keeps the code with which it was tagged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from notes_app.notes.payloads import SessionThemes, Tag
from notes_app.notes.queries import ReadSession
from notes_app.themes.queries import Codebook


def as_counted(reads: Sequence[ReadSession], codebook: Codebook) -> list[ReadSession]:
    """The sessions with the current code in every tag: union of the lineage (domain.md 3).

    Several tags of one theme in a session roll up as ever: heard if any was, the strongest counts.
    """
    if not codebook.lineage.merged:
        return list(reads)
    return [
        read if read.facts is None else replace(read, facts=_facts_as_counted(read.facts, codebook))
        for read in reads
    ]


def tags_as_counted(tags: Iterable[Tag], codebook: Codebook) -> tuple[Tag, ...]:
    """Tags with the current code of their theme."""
    return tuple(
        msgspec.structs.replace(tag, theme=now)
        if (now := codebook.current(tag.theme)) != tag.theme
        else tag
        for tag in tags
    )


def _facts_as_counted(facts: SessionThemes, codebook: Codebook) -> SessionThemes:
    tags = tags_as_counted(facts.tags, codebook)
    return facts if tags == facts.tags else msgspec.structs.replace(facts, tags=tags)
