"""The episodes of a session as its page lists them, and what may be one more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.notes.beside import Episode
from notes_app.notes.episode_words import said_of, title_of
from notes_app.notes.gathering import Proposal, proposals
from notes_app.notes.payloads import Passage, Ratings, SessionText, Tag


@dataclass(frozen=True)
class EpisodeLine:
    """One episode: its title, what was told of it, its tags and the line of words."""

    episode: Episode
    title: str
    said: str
    tags: tuple[Tag, ...]
    words: str


@dataclass(frozen=True)
class ProposalLine:
    """Passages that may be one episode, by whom they are with; `joins` names one that stands."""

    proposal: Proposal
    who: str
    joins: str


@dataclass(frozen=True)
class EpisodeList:
    """What stands under a note."""

    lines: tuple[EpisodeLine, ...] = ()
    proposed: tuple[ProposalLine, ...] = ()

    @property
    def by_tag(self) -> dict[UUID, EpisodeLine]:
        """The episode that each tag belongs to."""
        return {tag.id: line for line in self.lines for tag in line.tags}


def episodes_listed(
    tags: Sequence[Tag],
    ratings: Ratings,
    text: SessionText | None,
    called: Mapping[UUID, str],
) -> EpisodeList:
    """The episodes of one session.

    Args:
        text: None where it cannot be opened; then nothing is proposed and no line is shown.
        called: what everybody in the client's life is called.
    """
    by_id = {tag.id: tag for tag in tags}
    words = text.told.words if text else {}
    lines = [_line(one, by_id, called, words.get(one.id, "")) for one in ratings.episodes]
    passages: tuple[Passage, ...] = text.passages if text else ()
    keys = [section.key for section in text.sections] if text else []
    titles = {line.episode.id: line.title for line in lines}
    proposed = [
        ProposalLine(
            one, _who(by_id[one.tags[0]], called), titles.get(one.episode or one.tags[0], "")
        )
        for one in proposals(tags, passages, ratings, sections=keys)
    ]
    return EpisodeList(tuple(lines), tuple(proposed))


def _line(
    episode: Episode, by_id: Mapping[UUID, Tag], called: Mapping[UUID, str], words: str
) -> EpisodeLine:
    tags = tuple(by_id[one] for one in episode.tags if one in by_id)
    title, said = title_of(episode, called), " · ".join(said_of(episode, tags))
    return EpisodeLine(episode, title, said, tags, words)


def _who(tag: Tag, called: Mapping[UUID, str]) -> str:
    return called.get(tag.people[0], "somebody") if tag.people else "somebody"
