"""The headed sections of a note: which there are, and what stands over them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from notes_app.notes.payloads import Section, SessionText

SHE = {"she", "her", "hers"}
HE = {"he", "him", "his"}
SECTION_KEY = re.compile(r"\A[a-z][a-z0-9_-]{0,40}\Z")
LONGEST_NOTE = 400_000  # characters, all sections together: some 70,000 words


@dataclass(frozen=True)
class Heading:
    """One section as the desk shows it; `prompt` stands in the empty field."""

    key: str
    label: str
    prompt: str


RELATIONAL = (
    Heading("brought", "What {who} brought", "What was told, and how."),
    Heading("between", "Between us", "What happened between the two of you."),
    Heading("own_response", "My own response", "What you did, and how it landed."),
    Heading(
        "next_time",
        "Next time",
        "One thing to carry over. It will wait for you beside the next note.",
    ),
)
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


def headings_for(text: SessionText, *, pronouns: str = "", name: str = "") -> list[Heading]:
    """The headings of a note: the relational four, with what was brought in first where it stands.

    Sections under keys that this version does not know keep their text and get their key as label.
    """
    known = {heading.key for heading in RELATIONAL}
    extra = [section for section in text.sections if section.key not in known]
    brought_in = [
        AS_BROUGHT_IN if section.key == AS_BROUGHT_IN.key else Heading(section.key, section.key, "")
        for section in extra
    ]
    word = who(pronouns, name)
    return brought_in + [
        Heading(heading.key, heading.label.format(who=word), heading.prompt)
        for heading in RELATIONAL
    ]


def words_of(sections: Iterable[Section]) -> dict[str, str]:
    """The text of each section by its key."""
    return {section.key: section.text for section in sections}


def sections_of(words: Mapping[str, str]) -> tuple[Section, ...]:
    """Sections in the order given: the way back from `words_of`."""
    return tuple(Section(key, text) for key, text in words.items())


def carried_over(text: SessionText) -> str:
    """What was left for the next time, or an empty string."""
    return words_of(text.sections).get("next_time", "").strip()
