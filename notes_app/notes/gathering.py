"""Tags gathered into relationship episodes: what is proposed, and what becomes of them.  Pure.

Proposed as one are tags that follow each other in a section and share person and place in life.
What was said not to be one is remembered, and two of its tags are never proposed together again.
`web/static/js/episode-rules.js` keeps the same rules at the desk; both play
tests/notes/vectors/episodes.json.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from notes_app.notes.beside import Episode
from notes_app.notes.payloads import Passage, Ratings, Tag

Groups = tuple[tuple[UUID, ...], ...]


@dataclass(frozen=True)
class Proposal:
    """Tags that may be one episode, in the order of the note.

    `episode` is one that stands already and that the others would join; None: a new one.
    """

    tags: tuple[UUID, ...]
    episode: UUID | None = None


def proposals(
    tags: Sequence[Tag], passages: Sequence[Passage], ratings: Ratings, *, sections: Sequence[str]
) -> list[Proposal]:
    """What to propose for a note, in its order.

    Args:
        sections: the keys of the note's sections, in their order; tags elsewhere are left alone.
    """
    belongs = {tag: episode.id for episode in ratings.episodes for tag in episode.tags}
    runs: list[list[Tag]] = []
    for section in sections:
        run: list[Tag] = []
        for tag in _in_order(tags, passages, section):
            if not run or not _goes_on(run, tag, belongs, ratings.not_one):
                run = []
                runs.append(run)
            run.append(tag)
    found = (_proposal([tag.id for tag in run], belongs) for run in runs)
    return [proposal for proposal in found if proposal]


def in_order_of_the_note(
    tags: Sequence[Tag], passages: Sequence[Passage], *, sections: Sequence[str]
) -> list[Tag]:
    """The tags as their passages follow each other; those without a place come last."""
    placed = [tag for section in sections for tag in _in_order(tags, passages, section)]
    known = {tag.id for tag in placed}
    return [*placed, *(tag for tag in tags if tag.id not in known)]


def put_tag_back(ratings: Ratings, tag: UUID, episode: Episode) -> Ratings:
    """A tag that comes back joins the `episode` it had left, at its old place in it."""
    now = episode_in(ratings, episode.id)
    if now is None:
        others = {one for each in ratings.episodes for one in each.tags}
        own = tuple(one for one in episode.tags if one == tag or one not in others)
        return put_episode(ratings, replace(episode, tags=own))
    kept = {*now.tags, tag}
    first = [one for one in episode.tags if one in kept]
    return put_episode(ratings, replace(now, tags=tuple(dict.fromkeys((*first, *now.tags)))))


def gathered(
    ratings: Ratings, chosen: Iterable[UUID], *, tags: Sequence[Tag], new_id: UUID
) -> Ratings:
    """These tags as one episode: those of the first that one of them belongs to, or a new one.

    Args:
        tags: of the whole note, in its order.
    """
    wanted = set(chosen)
    ordered = [tag for tag in tags if tag.id in wanted]
    if not ordered:
        return ratings
    host = next((one for one in ratings.episodes if wanted & set(one.tags)), None)
    others = tuple(_without(one, wanted) for one in ratings.episodes if one is not host)
    keep = wanted | set(host.tags if host else ())
    members = tuple(tag.id for tag in tags if tag.id in keep)
    if host is None:
        first = next((tag for tag in ordered if tag.people), ordered[0])
        person = first.people[0] if first.people else None
        host = Episode(id=new_id, person=person, pole=first.pole)
    gathered_now = replace(host, tags=members)
    episodes = tuple(_in_place(ratings.episodes, gathered_now, others))
    return replace(ratings, episodes=episodes, not_one=_let_go(ratings.not_one, set(members)))


def kept_apart(ratings: Ratings, tags: Iterable[UUID]) -> Ratings:
    """These tags are not one episode: they are not proposed together again."""
    group = tuple(dict.fromkeys(tags))
    return replace(ratings, not_one=(*ratings.not_one, group)) if len(group) > 1 else ratings


def split(ratings: Ratings, episode_id: UUID) -> Ratings:
    """Without this episode; its tags stay, and are not proposed as one again."""
    episode = episode_in(ratings, episode_id)
    if episode is None:
        return ratings
    rest = tuple(one for one in ratings.episodes if one.id != episode_id)
    return kept_apart(replace(ratings, episodes=rest), episode.tags)


def put_episode(ratings: Ratings, episode: Episode) -> Ratings:
    """With this episode in the place of the one that has its id, or as the last."""
    rest = [one for one in ratings.episodes if one.id != episode.id]
    if len(rest) == len(ratings.episodes):
        return replace(ratings, episodes=(*rest, episode))
    known = tuple(episode if one.id == episode.id else one for one in ratings.episodes)
    return replace(ratings, episodes=known)


def episode_in(ratings: Ratings, episode_id: UUID) -> Episode | None:
    """The episode with this id."""
    return next((one for one in ratings.episodes if one.id == episode_id), None)


def episode_of(ratings: Ratings, tag_id: UUID) -> Episode | None:
    """The episode that a tag belongs to."""
    return next((one for one in ratings.episodes if tag_id in one.tags), None)


def says_something(episode: Episode, line: str = "") -> bool:
    """Whether more is told of an episode than which tags it has, and with whom."""
    bare = Episode(id=episode.id, person=episode.person, pole=episode.pole, tags=episode.tags)
    return bool(line) or episode != bare


def tidied(ratings: Ratings, tags: Iterable[UUID], *, words: Mapping[UUID, str]) -> Ratings:
    """Tags that are not in the note any more leave their episode, and each tag is in one at most.

    An episode without tags stays where something is told of it; else it goes.
    """
    free, episodes = set(tags), []
    for episode in ratings.episodes:
        own = tuple(tag for tag in dict.fromkeys(episode.tags) if tag in free)
        free.difference_update(own)
        if own or says_something(replace(episode, tags=()), words.get(episode.id, "")):
            episodes.append(replace(episode, tags=own))
    known = set(tags)
    apart = (tuple(tag for tag in group if tag in known) for group in ratings.not_one)
    kept = tuple(group for group in apart if len(group) > 1)
    tidy = replace(ratings, episodes=tuple(episodes), not_one=kept)
    return ratings if tidy == ratings else tidy


def _in_order(tags: Sequence[Tag], passages: Sequence[Passage], section: str) -> list[Tag]:
    places = {p.id: (p.start, p.end) for p in passages if p.section == section and not p.detached}
    return sorted((tag for tag in tags if tag.id in places), key=lambda tag: places[tag.id])


def _goes_on(run: Sequence[Tag], tag: Tag, belongs: Mapping[UUID, UUID], not_one: Groups) -> bool:
    last = run[-1]
    if not tag.people or (tag.people[0], tag.pole) != (next(iter(last.people), None), last.pole):
        return False
    episodes = {belongs[one.id] for one in (*run, tag) if one.id in belongs}
    return len(episodes) <= 1 and not any(_refused(one, tag, belongs, not_one) for one in run)


def _refused(one: Tag, other: Tag, belongs: Mapping[UUID, UUID], not_one: Groups) -> bool:
    episode = belongs.get(one.id)
    if episode is not None and episode == belongs.get(other.id):
        return False
    return any(one.id in group and other.id in group for group in not_one)


def _proposal(run: Sequence[UUID], belongs: Mapping[UUID, UUID]) -> Proposal | None:
    if len(run) < 2 or all(tag in belongs for tag in run):  # noqa: PLR2004 - one is no episode
        return None
    return Proposal(tuple(run), next((belongs[tag] for tag in run if tag in belongs), None))


def _without(episode: Episode, gone: set[UUID]) -> Episode:
    return replace(episode, tags=tuple(tag for tag in episode.tags if tag not in gone))


def _in_place(
    before: Sequence[Episode], host: Episode, others: Sequence[Episode]
) -> Iterable[Episode]:
    by_id = {one.id: one for one in (*others, host)}
    yield from (by_id.pop(one.id) for one in before)
    yield from by_id.values()


def _let_go(not_one: Groups, joined: set[UUID]) -> Groups:
    """Who joins what was said not to be one has changed their mind about these."""
    loosened = (
        group if len(joined & set(group)) < 2 else tuple(t for t in group if t not in joined)  # noqa: PLR2004
        for group in not_one
    )
    return tuple(group for group in loosened if len(group) > 1)
