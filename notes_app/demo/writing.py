"""Turns a composed note into what the product stores: sections, passages and tags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from uuid import UUID

from notes_app.demo.composed import Note, text_of
from notes_app.demo.layouts import laid_out
from notes_app.demo.script import Mark, Said
from notes_app.demo.story import SELF, Story, make_id
from notes_app.formats.built_in import RISK
from notes_app.notes.anchoring import describe
from notes_app.notes.payloads import Passage, Section, SessionText, Tag, Way

#: Always brought to supervision; of the others, one in so many of those that fill a session.
BROUGHT = frozenset({"strain-with-therapist", "old-pattern-met-here"})
FILLS, ONE_IN = 5, 3
#: How somebody is with themselves: where nobody else is named, it is with the self.
WITH_ONESELF = frozenset({"harsh-inner-voice", "kinder-to-oneself"})


@dataclass(frozen=True)
class Tagged:
    """The words of one session with their tags."""

    text: SessionText
    tags: tuple[Tag, ...]


def tagged_text(
    note: Note, *, story: Story, number: int, heard: Mapping[str, int], rng: Random
) -> Tagged:
    """Lay the note of a session out in its sections, and anchor every tag to its exact words.

    Args:
        heard: strength by theme; the first passage of a theme gets it.
    """
    format_code = story.format_of(number)
    desk = _Tags(story, heard, rng, story.draw(f"ways/{number}"))
    written, passages, tags = [], [], []
    for key, paragraphs in laid_out(note, format_code).items():
        text = text_of(paragraphs)
        written.append(Section(key, text))
        for start, end, mark in _places(paragraphs):
            tag = desk.tag(mark)
            tags.append(tag)
            passages.append(passage_of(tag.id, key, text, start, end))
    if note.risk:
        written.append(Section(RISK, note.risk))
    words = SessionText(tuple(written), tuple(passages), format=format_code)
    return Tagged(words, tuple(tags))


def _places(paragraphs: Iterable[Iterable[Said]]) -> list[tuple[int, int, Mark]]:
    places, at = [], 0
    for paragraph in paragraphs:
        for said in paragraph:
            places += [(at + start, at + end, mark) for start, end, mark in said.spans]
            at += len(said.text) + 1  # the space, or the first line break, behind it
        at += 1  # the second line break
    return places


def passage_of(passage_id: UUID, section: str, text: str, start: int, end: int) -> Passage:
    """The place of `text[start:end]` in a section, with its words."""
    place = describe(text, start, end)
    return Passage(
        id=passage_id,
        section=section,
        start=start,
        end=end,
        exact=place.quote.exact,
        prefix=place.quote.prefix,
        suffix=place.quote.suffix,
    )


class _Tags:
    def __init__(self, story: Story, heard: Mapping[str, int], rng: Random, ways: Random) -> None:
        self.story, self.rng, self.ways = story, rng, ways
        self.left = dict(heard)

    def tag(self, mark: Mark) -> Tag:
        story = self.story
        strength = self.left.get(mark.theme, mark.strength)
        self.left[mark.theme] = min(strength, mark.strength)  # a second passage is no stronger
        with_oneself = (SELF,) if mark.theme in WITH_ONESELF else ()
        people = mark.people or with_oneself
        poles = [story.role(key).pole for key in people]
        return Tag(
            id=make_id(self.rng),
            theme=mark.theme,
            strength=strength,
            people=tuple(story.ids[key] for key in people),
            pole=mark.pole or next(iter(poles), None),
            component=mark.component or story.component_of(mark.theme),
            way=mark.way or self._way(mark.theme),
            for_supervision=self._is_brought(mark.theme, strength),
        )

    def _way(self, theme: str) -> Way:
        """Where the script leaves it open: new ways begin as variations, old ones rarely vary."""
        usual, varied = (Way.NEW, 0.8) if self.story.is_growth(theme) else (Way.OLD, 0.09)
        return Way.VARIATION if self.ways.random() < varied else usual

    def _is_brought(self, theme: str, strength: int) -> bool:
        return theme in BROUGHT or (strength == FILLS and self.rng.randrange(ONE_IN) == 0)
