"""What an act changed about a session's episodes: in words, and how it is taken back."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

import msgspec

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.service import Act
from notes_app.clients.queries import ClientCard
from notes_app.notes.beside import Episode
from notes_app.notes.gathering import put_episode
from notes_app.notes.payloads import Ratings
from notes_app.notes.queries import session_of
from notes_app.notes.revising import change_or_revise_tags
from notes_app.notes.service import Written, written_note
from notes_app.notes.signed import is_signed
from notes_app.payload import Part, decode

JOINED, KEPT_APART, SPLIT, CHANGED = (
    "episode-joined",
    "episode-not-one",
    "episode-split",
    "episode-changed",
)
KINDS = (JOINED, KEPT_APART, SPLIT, CHANGED)
SIGNED_SINCE = "note-signed-since"


class Gathered(Part, frozen=True):
    """The episodes that an act touched, what was said not to be one, and the lines of words."""

    lines: dict[UUID, str]
    episodes: tuple[Episode, ...] = ()
    not_one: tuple[tuple[UUID, ...], ...] = ()


class EpisodesChange(Part, frozen=True):
    """Both as they were and as they became; `signed`: the note was signed already."""

    session_id: UUID
    was: Gathered
    became: Gathered
    signed: bool = False


def episodes_act(kind: str, said: str, change: EpisodesChange, card: ClientCard) -> Act | None:
    """The act in words; None where nothing changed."""
    if change.was == change.became:
        return None
    return Act(kind, said, change, client_id=card.client_id, whose=card.label)


def change_between(
    session_id: UUID, before: Written, after: Written, *, signed: bool
) -> EpisodesChange:
    """What differs between the episodes of two states of a note."""
    was, became = _by_id(before.ratings), _by_id(after.ratings)
    touched = [one for one in {**was, **became} if was.get(one) != became.get(one)]
    lines = (before.told.words, after.told.words)
    ids = {*was, *became}
    said = [one for one in ids if lines[0].get(one) != lines[1].get(one)]
    return EpisodesChange(
        session_id,
        _gathered(before, touched, said),
        _gathered(after, touched, said),
        signed,
    )


def register_episode_undo(place: Place) -> None:
    """Tell how each kind is taken back, and where it is seen."""
    for kind in KINDS:
        undo, redo = partial(episodes_back, back=True), partial(episodes_back, back=False)
        register_undo(kind, undo, redo=redo, place=place)


def episodes_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The episodes that an act touched as they were; those beside them are left alone."""
    change = decode(record.details, EpisodesChange)
    was, became = (change.was, change.became) if back else (change.became, change.was)
    session = session_of(stand.user, change.session_id)
    if is_signed(session, keyring=stand.keyring) and not change.signed:
        raise CannotUndo(SIGNED_SINCE)
    written = written_note(session, keyring=stand.keyring)
    change_or_revise_tags(
        session,
        written=_with(written, was, became),
        base=session.version,
        now=stand.now,
        keyring=stand.keyring,
    )


def _with(written: Written, was: Gathered, became: Gathered) -> Written:
    ratings, words = written.ratings, dict(written.told.words)
    now, then = _by_id(ratings), {one.id: one for one in was.episodes}
    after = {one.id: one for one in became.episodes}
    for one in {**then, **after}:
        if now.get(one) != after.get(one):
            raise CannotUndo
        ratings = _put_back(ratings, one, then.get(one))
    for one in {**was.lines, **became.lines}:
        if words.get(one, "") != became.lines.get(one, ""):
            raise CannotUndo
        words = {**words, one: was.lines.get(one, "")}
    added = [group for group in became.not_one if group not in was.not_one]
    removed = [group for group in was.not_one if group not in became.not_one]
    apart = (*(group for group in ratings.not_one if group not in added), *removed)
    return replace(
        written,
        ratings=msgspec.structs.replace(ratings, not_one=apart),
        told=msgspec.structs.replace(written.told, words=_said(words)),
    )


def _put_back(ratings: Ratings, one: UUID, then: Episode | None) -> Ratings:
    if then is not None:
        return put_episode(ratings, then)
    rest = tuple(episode for episode in ratings.episodes if episode.id != one)
    return msgspec.structs.replace(ratings, episodes=rest)


def _gathered(written: Written, touched: list[UUID], said: list[UUID]) -> Gathered:
    episodes = tuple(one for one in written.ratings.episodes if one.id in touched)
    lines = {one: written.told.words.get(one, "") for one in said}
    return Gathered(_said(lines), episodes, written.ratings.not_one)


def _by_id(ratings: Ratings) -> dict[UUID, Episode]:
    return {one.id: one for one in ratings.episodes}


def _said(lines: Mapping[UUID, str]) -> dict[UUID, str]:
    return {one: line for one, line in lines.items() if line}
