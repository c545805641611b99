"""Everything the note desk shows for one session, opened once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.payloads import Goal
from notes_app.clients.queries import ClientCard, card_of
from notes_app.crypto.keyring import Keyring
from notes_app.formats.built_in import Heading, carries_over
from notes_app.formats.queries import Formats, formats_of
from notes_app.notes.checklist import Point, checklist
from notes_app.notes.earlier import caret_of
from notes_app.notes.formats import carried_over, headings_for, her_words, who, with_word, words_of
from notes_app.notes.kept import with_kept
from notes_app.notes.lineage import as_counted
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.new_ways import FollowedWay, open_ways
from notes_app.notes.payloads import Caret, SessionText, SessionThemes, with_frame
from notes_app.notes.queries import ReadSession, draft_of, open_draft, sessions_of
from notes_app.notes.reading import read_texts
from notes_app.notes.repeating import repeated_words
from notes_app.notes.risk import Item9, item_9_of
from notes_app.notes.ruptures import InSession, ruptures_in
from notes_app.notes.service import Written, drafted_note, written_note
from notes_app.themes.library import Theme
from notes_app.themes.queries import Codebook, codebook_of

OPEN_THEMES = 5
LOOK_BACK = 12  # sessions


@dataclass(frozen=True)
class OpenTheme:
    """A theme that is still open, and how many sessions ago it was heard (1: last time)."""

    code: str
    ago: int


@dataclass(frozen=True)
class LastNote:
    """The note of the last hour before this one that has one."""

    read: ReadSession
    text: SessionText

    @property
    def number(self) -> int | None:
        """The number of its session."""
        return self.read.number


@dataclass(frozen=True)
class Desk:
    """The note being written, and what stands beside it."""

    session: TherapySession
    read: ReadSession
    card: ClientCard
    formats: Formats
    headings: list[Heading]
    written: Written
    draft: Draft | None
    draft_base: int
    carried: str
    carried_from: int | None
    codebook: Codebook
    open_themes: list[OpenTheme]
    carried_ways: list[FollowedWay]
    way_words: dict[UUID, str]
    item_9: Item9 | None
    ruptures: InSession
    last: LastNote | None = None
    caret: Caret | None = None

    @property
    def missing(self) -> list[Point]:
        """What the record still lacks; only a hint."""
        on_page = {heading.key: "" for heading in self.headings} | self.texts
        assert self.read.facts is not None  # noqa: S101 - a desk has its facts
        goals = self.card.themes.goals if self.card.themes else ()
        return missing_in(self.read.facts, self.written, on_page, goals=goals)

    @property
    def plan_key(self) -> str:
        """The section of what comes next; the first one where the format has none."""
        ahead = [heading.key for heading in self.headings if carries_over(heading.key)]
        return [*ahead, self.headings[0].key][0]

    @property
    def repeated(self) -> str:
        """Thirty or more words of the last note that stand in this one again; or nothing."""
        last = words_of(self.last.text.sections).values() if self.last else ()
        return repeated_words(self.texts.values(), last)

    @property
    def last_note(self) -> list[tuple[Heading, str]]:
        """The last note to read beside this one: its headings that have text, with the text."""
        if self.last is None:
            return []
        names = {"pronouns": self.card.pronouns, "name": self.card.first_name}
        words = words_of(self.last.text.sections)
        headings = headings_for(self.last.text, formats=self.formats, **names)
        return [(h, words[h.key]) for h in headings if words.get(h.key, "").strip()]

    @property
    def drafted(self) -> bool:
        """Whether the note comes from a draft."""
        return self.draft is not None

    @property
    def texts(self) -> dict[str, str]:
        """The words of each section by its key."""
        return words_of(self.written.sections)


def desk_of(session: TherapySession, *, client: Client, user: User, keyring: Keyring) -> Desk:
    """Open the desk for one session: the draft if there is one, else the note as saved.

    Raises:
        NoKey, CannotOpen, CannotRead: the note, its facts or its draft cannot be opened.
    """
    card = card_of(client, keyring)
    reads = sessions_of(client, keyring=keyring)
    here = next(read for read in reads if read.session_id == session.id)
    if here.trouble is not None:
        raise here.trouble  # without its facts there is no desk, whatever the draft holds
    draft = draft_of(user, session.id)
    note = open_draft(draft, keyring=keyring) if draft else None
    written = drafted_note(note) if note else written_note(session, keyring=keyring)
    if here.facts:
        written = replace(written, ratings=with_kept(written.ratings, here.facts.ratings))
    before = _before(reads, here)
    ways = open_ways(before)
    last, texts = _texts_before(client, before, ways, keyring=keyring)
    if last and note is None and not written.sections:
        written = replace(written, format=last.text.format)  # begins as the last note was written
    text = SessionText(written.sections, written.passages, format=written.format)
    formats, codebook = formats_of(user.id, keyring), codebook_of(user.id, keyring)
    return Desk(
        session=session,
        read=here,
        card=card,
        formats=formats,
        headings=headings_for(text, pronouns=card.pronouns, name=card.first_name, formats=formats),
        written=written,
        draft=draft,
        draft_base=note.base if note else session.version,
        carried=carried_over(last.text) if last else "",
        carried_from=last.number if last else None,
        codebook=codebook,
        open_themes=open_themes(as_counted(before, codebook)),
        carried_ways=ways,
        way_words={key: line for text in texts.values() for key, line in text.told.words.items()},
        item_9=item_9_of(here, reads),
        ruptures=ruptures_in(here, reads),
        last=last,
        caret=caret_of(session, written, keyring=keyring),
    )


def missing_in(
    facts: SessionThemes, written: Written, sections: Mapping[str, str], *, goals: Sequence[Goal]
) -> list[Point]:
    """What the record lacks once `written` is its note.

    Args:
        sections: the text of every section on the page, by key.
        goals: the client's.
    """
    will_stand = msgspec.structs.replace(with_frame(facts, written.frame), ratings=written.ratings)
    open_goals = any(goal.reached is None for goal in goals)
    return checklist(will_stand, sections, has_goals=open_goals)


def open_themes(before: Sequence[ReadSession]) -> list[OpenTheme]:
    """The themes heard last, most recent first; `before` is in order of date."""
    found: dict[str, int] = {}
    for ago, read in enumerate(reversed(before[-LOOK_BACK:]), start=1):
        for tag in read.tags:
            found.setdefault(tag.theme, ago)
    return [OpenTheme(code, ago) for code, ago in list(found.items())[:OPEN_THEMES]]


def data_for_editor(
    desk: Desk, tags: list[dict[str, Any]], beside: dict[str, Any]
) -> dict[str, Any]:
    """What the editor's module starts with (interface.md 8).

    `beside`: what the desk holds beside text and tags, and sends back with every save.
    """
    words = desk.card.themes.client_words if desk.card.themes else {}
    recent = {theme.code for theme in desk.open_themes}
    return {
        "version": desk.session.version,
        "base": desk.draft_base,
        "caret": msgspec.to_builtins(desk.caret) if desk.caret else None,
        "draft_version": desk.draft.version if desk.draft else 0,
        "tags": tags,
        "beside": beside,
        "her_words": her_words(desk.card.pronouns, desk.card.first_name),
        "formats": _formats_of(desk),
        "themes": [
            {**_theme(theme.code, theme, words), "recent": theme.code in recent}
            for theme in desk.codebook.active
        ],
        "not_offered": _not_offered(desk, words),
        "people": [
            {
                "id": str(person.id),
                "name": desk.card.called(person),
                "role": person.role,
                "pole": str(person.pole),
            }
            for person in desk.card.present_people
        ],
    }


def _not_offered(desk: Desk, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """What tags of this note are called whose theme was merged or retired; they keep its code."""
    codes = dict.fromkeys(tag.theme for tag in desk.written.tags)
    named = [(code, desk.codebook.by_code(code)) for code in codes]
    return [
        _theme(code, theme, words)
        for code, theme in named
        if theme is not None and not (theme.offered and theme.code == code)
    ]


def _theme(code: str, theme: Theme, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": code,
        "name": words.get(theme.code, theme.name),
        "family": str(theme.family),
        "definition": theme.definition,
        "component": theme.component,
        "polarity": str(theme.polarity),
    }


def _before(reads: Sequence[ReadSession], here: ReadSession) -> list[ReadSession]:
    told = [read for read in reads if read.facts is not None]
    index = next((i for i, r in enumerate(told) if r.session_id == here.session_id), len(told))
    return [read for read in told[:index] if read.held]


def _texts_before(
    client: Client,
    before: Sequence[ReadSession],
    ways: Sequence[FollowedWay],
    *,
    keyring: Keyring,
) -> tuple[LastNote | None, dict[UUID, SessionText]]:
    """The last note, and the words of all sessions that carry something over to here."""
    last = next((read for read in reversed(before) if read.facts and read.facts.written), None)
    ids = {followed.session_id for followed in ways} | ({last.session_id} if last else set())
    found = read_texts(client, keyring=keyring, only=ids) if ids else {}
    texts = {key: text for key, text in found.items() if text}
    text = texts.get(last.session_id) if last else None
    return LastNote(last, text) if last and text else None, texts


def _formats_of(desk: Desk) -> list[dict[str, Any]]:
    word = who(desk.card.pronouns, desk.card.first_name)
    return [
        {
            "key": form.key,
            "name": form.name,
            "headings": [
                {"key": heading.key, "label": heading.label, "prompt": heading.prompt}
                for heading in with_word(form.headings, word)
            ],
        }
        for form in desk.formats.choices(desk.written.format)
    ]
