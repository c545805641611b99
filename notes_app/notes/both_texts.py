"""Two windows wrote the same note: both texts as one, so that neither is lost."""

from dataclasses import replace

from notes_app.notes.anchoring import normalise_newlines
from notes_app.notes.formats import sections_of, words_of
from notes_app.notes.recording import with_rows_of
from notes_app.notes.service import Written

FROM_ELSEWHERE = "From the other window:"


def keep_both(mine: Written, other: Written) -> Written:
    """Both texts of a note: the other one below mine, section by section, where they differ."""
    theirs, texts = words_of(other.sections), words_of(mine.sections)
    joined = {
        key: _below(texts.get(key, ""), theirs.get(key, ""))
        for key in dict.fromkeys([*texts, *theirs])
    }
    return replace(
        mine,
        sections=sections_of(joined),
        process=_below(mine.process, other.process),
        recording=with_rows_of(mine.recording, other.recording),
    )


def _below(mine: str, other: str) -> str:
    """`mine`, then `other` under a line of its own, unless it says nothing new."""
    if not other.strip() or normalise_newlines(mine).strip() == other.strip():
        return mine
    return f"{mine}\n\n{FROM_ELSEWHERE}\n{other}" if mine.strip() else other
