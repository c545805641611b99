"""A note as it was composed out of lines, before it is laid out in the sections of a format."""

from collections.abc import Iterable
from dataclasses import dataclass

from notes_app.demo.runs import words_of
from notes_app.demo.script import Said

Paragraphs = tuple[tuple[Said, ...], ...]


@dataclass(frozen=True)
class Note:
    """Paragraphs of what was told and done, in order; `process` is the private note.

    All of a history session is in `brought`.
    """

    brought: Paragraphs
    between: Paragraphs = ()
    response: Paragraphs = ()
    next_time: Paragraphs = ()
    risk: str = ""
    process: str = ""

    @property
    def said(self) -> list[Said]:
        """Every line of the session record."""
        sections = (self.brought, self.between, self.response, self.next_time)
        return [line for section in sections for paragraph in section for line in paragraph]

    def texts(self) -> list[str]:
        """The text of each section, then the risk answer and the process note."""
        sections = (self.brought, self.between, self.response, self.next_time)
        return [text_of(section) for section in sections] + [self.risk, self.process]

    @property
    def length(self) -> int:
        """Words of the session record."""
        return sum(len(words_of(text)) for text in self.texts()[:-1])


def text_of(paragraphs: Iterable[Iterable[Said]]) -> str:
    """Paragraphs as one section's text: an empty line between two, a space between two lines."""
    return "\n\n".join(" ".join(said.text for said in paragraph) for paragraph in paragraphs)
