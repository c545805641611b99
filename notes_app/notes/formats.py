"""The sections of a note and the headings over them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from notes_app.formats.built_in import WHO, Heading, carries_over
from notes_app.formats.queries import BUILT_IN_ONLY, Formats, lay_out
from notes_app.notes.payloads import Section, SessionText

SHE = {"she", "her", "hers"}
HE = {"he", "him", "his"}
SECTION_KEY = re.compile(r"\A[a-z][a-z0-9_-]{0,40}\Z")
LONGEST_NOTE = 400_000  # characters, all sections together: some 70,000 words
AS_BROUGHT_IN = Heading("text", "As brought in", "")


def who(pronouns: str, name: str) -> str:
    """The word for the client in a heading: she, he or they by the pronouns, else the name."""
    words = {
        word.strip().casefold() for word in pronouns.replace("/", " ").replace(",", " ").split()
    }
    if words & SHE:
        return "she"
    if words & HE:
        return "he"
    return "they" if words or not name else name


def her_words(pronouns: str, name: str) -> str:
    """What stands over the client's own words: Her words, His words, or with the name."""
    word = who(pronouns, name)
    whose = {"she": "Her", "he": "His", "they": "Their"}.get(word, f"{word}\u2019s")
    return f"{whose} words"


def headings_for(
    text: SessionText, *, pronouns: str = "", name: str = "", formats: Formats = BUILT_IN_ONLY
) -> list[Heading]:
    """The headings of a note: those of its format, with what was brought in first where it stands.

    Sections of other formats follow below, each under its old heading; empty ones do not.
    """
    return with_word(_laid_out(text, formats), who(pronouns, name))


def with_word(headings: Iterable[Heading], word: str) -> list[Heading]:
    """The headings with the word for the client in them."""
    return [replace(heading, label=heading.label.replace(WHO, word)) for heading in headings]


def _laid_out(text: SessionText, formats: Formats) -> list[Heading]:
    here = formats.of_note(text.format)
    held = {passage.section for passage in text.passages}
    keys = [s.key for s in text.sections if s.text.strip() or s.key in held]
    brought_in = [AS_BROUGHT_IN] if AS_BROUGHT_IN.key in keys else []
    others = (key for key in keys if key != AS_BROUGHT_IN.key)
    return [*brought_in, *lay_out(others, here, formats)]


def words_of(sections: Iterable[Section]) -> dict[str, str]:
    """The text of each section by its key."""
    return {section.key: section.text for section in sections}


def sections_of(words: Mapping[str, str]) -> tuple[Section, ...]:
    """Sections in the order given: the way back from `words_of`."""
    return tuple(Section(key, text) for key, text in words.items())


def carried_over(text: SessionText) -> str:
    """What was left for the next time, or an empty string."""
    lines = [section.text.strip() for section in text.sections if carries_over(section.key)]
    return next((line for line in lines if line), "")
