"""What the note desk sends and gets: JSON between the browser's modules and the views.

Offsets are code points.  A tag travels whole; it is parted into what it says and where it sits
before it is stored.
"""

from collections.abc import Container, Iterable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta

from notes_app.clients.payloads import Pole
from notes_app.formats.built_in import RELATIONAL
from notes_app.notes.beside import Reply
from notes_app.notes.facts_fields import END_BEFORE_START, told_texts
from notes_app.notes.formats import LONGEST_NOTE, SECTION_KEY, sections_of
from notes_app.notes.new_themes import NEW, name_of
from notes_app.notes.payloads import (
    NOT_RATED,
    NOTHING_TOLD,
    Caret,
    Frame,
    Passage,
    Points,
    Ratings,
    Stage,
    Strength,
    Tag,
    Told,
    Utterance,
    Way,
)
from notes_app.notes.recording import words_of_rows
from notes_app.notes.service import Written
from notes_app.themes.payloads import Component
from notes_app.web.fields import LINE_LENGTH

Words = Annotated[str, Meta(max_length=LONGEST_NOTE)]
Key = Annotated[str, Meta(pattern=SECTION_KEY.pattern)]
Code = Annotated[str, Meta(min_length=1, max_length=200)]
ListCode = Annotated[str, Meta(max_length=40, pattern="^[a-z0-9-]*$")]
Version = Annotated[int, Meta(ge=0, lt=2**31)]
MOST_TAGS = 1000
MOST_PHRASES = 100
MOST_AROUND = 64  # characters on either side of a passage
MOST_SECTIONS = MOST_PEOPLE = MOST_NEW_THEMES = 50
MOST_UTTERANCES = MOST_SETTLED = 500
MOST_ROWS = 100
MOST_AFFECTS = 20
FACTS = ("ratings", "told", "frame")
WRONG_FACT = (
    "Something under Session facts could not be read: ratings go from 0 to 10, and choices are"
    " those on the page. Your text is safe in this window: correct it, then save again."
)
UNREADABLE = (
    "This note could not be read as it arrived. Your text is safe in this window: copy it, then"
    " load the page again."
)


T = TypeVar("T")


class CannotUnderstand(Exception):
    """What arrived is not a note; the message says what to do."""


class WireTag(msgspec.Struct, frozen=True):
    """A tag and its place, as the desk holds them."""

    id: UUID
    theme: Code
    strength: Strength
    section: Key
    start: Points
    end: Points
    exact: Words
    prefix: Annotated[str, Meta(max_length=MOST_AROUND)] = ""
    suffix: Annotated[str, Meta(max_length=MOST_AROUND)] = ""
    people: Annotated[tuple[UUID, ...], Meta(max_length=MOST_PEOPLE)] = ()
    pole: Pole | None = None
    component: Component | None = None
    way: Way | None = None
    for_supervision: bool = False
    valence: Reply | None = None
    stage: Stage | None = None
    echoes: Annotated[tuple[UUID, ...], Meta(max_length=MOST_PEOPLE)] = ()
    rs_kind: ListCode = ""
    affects: Annotated[tuple[ListCode, ...], Meta(max_length=MOST_AFFECTS)] = ()
    conflict: ListCode = ""
    direction: ListCode = ""
    detached: bool = False


class SentVersion(msgspec.Struct, frozen=True):
    """Which draft is to become the note."""

    draft_version: Version


class WireCaret(msgspec.Struct, frozen=True):
    """Where the caret is: in a section, or (None) in the process note."""

    section: Key | None = None
    at: Points = 0


class WireState(msgspec.Struct, frozen=True, kw_only=True):
    """What a note says, as the desk holds it."""

    sections: Annotated[dict[Key, Words], Meta(max_length=MOST_SECTIONS)]
    process: Words = ""
    tagging_complete: bool = False
    tags: Annotated[tuple[WireTag, ...], Meta(max_length=MOST_TAGS)] = ()
    format: Key = RELATIONAL
    ratings: Ratings = NOT_RATED
    told: Told = NOTHING_TOLD
    recording: Annotated[tuple[Utterance, ...], Meta(max_length=MOST_UTTERANCES)] = ()
    own_response: Words = ""
    settled: Annotated[tuple[Words, ...], Meta(max_length=MOST_SETTLED)] = ()
    frame: Frame | None = None


class WireNote(WireState, frozen=True, kw_only=True):
    """A whole note on its way to the draft; `base` is the note's version when writing began.

    `window` names the page that sends it.  `instead_of` is what it said before another state was
    chosen: the other window's text, or an earlier minute.
    """

    base: Version
    idle_seconds: Annotated[float, Meta(ge=0)] = 0.0
    caret: WireCaret | None = None
    window: Annotated[str, Meta(max_length=64)] = ""
    instead_of: WireState | None = None


def read_note(body: bytes) -> WireNote:
    """Read what the desk sent.  Raises CannotUnderstand."""
    note = _read(body, WireNote)
    for state in (note, note.instead_of):
        if state is not None:
            rows = words_of_rows(state.recording)
            beside = (*told_texts(state.told), state.own_response)
            check_words([*state.sections.values(), *rows, *beside], state.process)
            _check_phrases(state.told)
            _check_facts(state)
    _check_new_themes({tag.theme for tag in note.tags if tag.theme.startswith(NEW)})
    return note


def read_version(body: bytes) -> int:
    """The version of the draft that is to become the note.  Raises CannotUnderstand."""
    return _read(body, SentVersion).draft_version


def check_words(sections: Iterable[str], process: str) -> None:
    """Refuse what cannot be kept as it is.  Raises CannotUnderstand."""
    words = [*sections, process]
    if any("\0" in text for text in words):
        raise CannotUnderstand(
            "The text holds a character that cannot be stored (a null byte)."
            " Remove it, often it sits where something was pasted, and save again."
        )
    if sum(map(len, words)) > LONGEST_NOTE:
        raise CannotUnderstand(
            f"This note is longer than {LONGEST_NOTE:,} characters. Nothing was lost:"
            " move part of it into another session's note, then save again."
        )


def written_from(note: WireState, *, people: Container[UUID] | None = None) -> Written:
    """A note from the wire, parted into tags and places; of two tags with one id the first counts.

    Args:
        people: of this client; tags let go of anybody else.  None: they cannot be opened just now,
            and nobody is let go.
    """
    tags = {tag.id: tag for tag in reversed(note.tags)}
    ordered = [tag for tag in note.tags if tags[tag.id] is tag]
    return Written(
        sections=sections_of(note.sections),
        process=note.process,
        tagging_complete=note.tagging_complete,
        tags=tuple(_tag(tag, people) for tag in ordered),
        passages=tuple(_passage(tag) for tag in ordered),
        format=note.format,
        ratings=_with_known(note.ratings, people),
        told=note.told,
        recording=note.recording,
        own_response=note.own_response,
        settled=note.settled,
        frame=note.frame,
        caret=_caret(note),
    )


def beside_the_text(written: Written) -> dict[str, Any]:
    """What the desk holds beside text and tags, as it sends it back with every save."""
    return {
        "format": written.format,
        "ratings": msgspec.to_builtins(written.ratings),
        "told": msgspec.to_builtins(written.told),
        "recording": msgspec.to_builtins(written.recording),
        "own_response": written.own_response,
        "settled": list(written.settled),
        "frame": msgspec.to_builtins(written.frame),
    }


def tags_for_desk(written: Written) -> list[dict[str, Any]]:
    """The tags of a note with their places, for the desk; in the order of their passages."""
    places = {passage.id: passage for passage in written.passages}
    joined = []
    for tag in written.tags:
        place = places.get(tag.id)
        if place is not None:
            fields = msgspec.to_builtins(place) | msgspec.to_builtins(tag)
            joined.append(_EMPTY | fields)
    return joined


_EMPTY: dict[str, Any] = {
    "people": [],
    "pole": None,
    "component": None,
    "way": None,
    "for_supervision": False,
    "valence": None,
    "stage": None,
    "echoes": [],
    "rs_kind": "",
    "affects": [],
    "conflict": "",
    "direction": "",
    "detached": False,
    "prefix": "",
    "suffix": "",
}


def _read(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as wrong:
        in_facts = any(f"`$.{part}" in str(wrong) for part in FACTS)
        raise CannotUnderstand(WRONG_FACT if in_facts else UNREADABLE) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise CannotUnderstand(UNREADABLE) from None


def _check_facts(note: WireState) -> None:
    """An hour ends after it starts, and nobody does more than so many things in it."""
    frame, ratings = note.frame, note.ratings
    if frame and frame.starts_at and frame.ends_at and frame.ends_at <= frame.starts_at:
        raise CannotUnderstand(END_BEFORE_START)
    listed = (
        *(ratings.interventions, ratings.new_ways, ratings.markers, ratings.goals),
        *(ratings.ruptures, ratings.repairs),
    )
    if any(len(rows) > MOST_ROWS for rows in listed):
        raise CannotUnderstand(WRONG_FACT)


def _check_phrases(told: Told) -> None:
    """Bound what has no bounds of its own, because it travels as it is stored."""
    phrases = told.phrases
    if len(phrases) > MOST_PHRASES:
        raise CannotUnderstand(
            f"More than {MOST_PHRASES} phrases are starred in this note. Take the star off some."
        )
    if len({phrase.id for phrase in phrases}) < len(phrases) or not all(map(_bounded, phrases)):
        raise CannotUnderstand(UNREADABLE)


def _bounded(phrase: Passage) -> bool:
    around = max(len(phrase.prefix), len(phrase.suffix))
    known = SECTION_KEY.match(phrase.section) is not None
    return known and len(phrase.exact) <= LONGEST_NOTE and around <= MOST_AROUND


def _check_new_themes(asked: set[str]) -> None:
    if len(asked) > MOST_NEW_THEMES:
        raise CannotUnderstand(
            f"More than {MOST_NEW_THEMES} new themes are named at once. Add some of them on the"
            " Themes page first."
        )
    if any(not 0 < len(name_of(name)) <= LINE_LENGTH for name in asked):
        raise CannotUnderstand(
            f"A new theme needs a name of at most {LINE_LENGTH} characters. Name it anew."
        )


def _caret(note: WireState) -> Caret | None:
    caret = note.caret if isinstance(note, WireNote) else None
    return Caret(caret.section, caret.at) if caret else None


def _tag(tag: WireTag, people: Container[UUID] | None) -> Tag:
    return Tag(
        id=tag.id,
        theme=tag.theme,
        strength=tag.strength,
        people=_known(tag.people, people),
        pole=tag.pole,
        component=tag.component,
        way=tag.way,
        for_supervision=tag.for_supervision,
        valence=tag.valence,
        stage=tag.stage,
        echoes=_known(tag.echoes, people),
        rs_kind=tag.rs_kind,
        affects=tag.affects,
        conflict=tag.conflict,
        direction=tag.direction,
    )


def _with_known(ratings: Ratings, people: Container[UUID] | None) -> Ratings:
    """Episodes let go of anybody who is not of this client, as tags do."""
    episodes = tuple(
        one
        if one.person is None or people is None or one.person in people
        else msgspec.structs.replace(one, person=None)
        for one in ratings.episodes
    )
    return msgspec.structs.replace(ratings, episodes=episodes)


def _known(named: Iterable[UUID], people: Container[UUID] | None) -> tuple[UUID, ...]:
    return tuple(one for one in named if people is None or one in people)


def _passage(tag: WireTag) -> Passage:
    return Passage(
        id=tag.id,
        section=tag.section,
        start=tag.start,
        end=tag.end,
        exact=tag.exact,
        prefix=tag.prefix,
        suffix=tag.suffix,
        detached=tag.detached,
    )
