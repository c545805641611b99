"""Reading: one session's record, and all notes of a client."""

from dataclasses import replace
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.formats.built_in import Heading
from notes_app.formats.queries import formats_of
from notes_app.measures.queries import measures_of
from notes_app.notes.as_signed import AsSigned, as_signed
from notes_app.notes.episode_lines import EpisodeList, episodes_listed
from notes_app.notes.facts_words import Line, facts_in_words
from notes_app.notes.formats import headings_for, her_words, words_of
from notes_app.notes.gathering import in_order_of_the_note
from notes_app.notes.lineage import as_counted
from notes_app.notes.marking import stretches
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import NOTHING_TOLD, Passage, ProcessText, SessionText, Tag
from notes_app.notes.phrases import in_order
from notes_app.notes.queries import (
    ReadSession,
    draft_of,
    drafted_sessions,
    session_of,
    sessions_of,
)
from notes_app.notes.reading import read_process, read_text, read_texts
from notes_app.notes.recording import COLUMNS
from notes_app.notes.risk import item_9_of
from notes_app.notes.ruptures import ruptures_in
from notes_app.notes.views.blueprint import bp
from notes_app.payload import CannotRead
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of

FIRST_WORDS = 140
ON_ONE_PAGE = 200


@bp.get("/sessions/<uuid:session_id>")
def read(session_id: UUID) -> ResponseReturnValue:
    """The note as it was last saved, its passages marked."""
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    card, codebook = card_of(client, keyring), codebook_of(current_user.id, keyring)
    reads = sessions_of(client, keyring=keyring)
    (here,) = as_counted([read for read in reads if read.session_id == session.id], codebook)
    signed = as_signed(session, keyring)
    text, process = _as_signed_or_stored(signed, session, keyring)
    return render_template(
        "notes/read.html",
        card=card,
        read=here,
        text=text,
        process=process,
        columns=COLUMNS,
        sections=_marked(text, card, signed) if text else [],
        phrases=_starred(text),
        her_words=her_words(card.pronouns, card.first_name),
        passages={p.id: p for p in text.passages} if text else {},
        ordered=_in_order_of_the_note(here, text),
        episodes=_episodes(here, text, card),
        codebook=codebook,
        people=card.called_by_person,
        drafted=draft_of(current_user, session.id) is not None,
        signed=signed,
        facts_told=_facts_told(here, text, card),
        item_9=item_9_of(here, reads),
        ruptures=ruptures_in(here, reads),
        total_opened=_total_opened(here),
    )


@bp.get("/clients/<uuid:client_id>/notes")
def all_notes(client_id: UUID) -> ResponseReturnValue:
    """All sessions of one client, newest first."""
    keyring = unlocked_keyring()
    client = client_of(current_user, client_id)
    codebook = codebook_of(current_user.id, keyring)
    newest = list(reversed(sessions_of(client, keyring=keyring)))[:ON_ONE_PAGE]
    texts = read_texts(client, keyring=keyring)
    return render_template(
        "notes/all_notes.html",
        card=card_of(client, keyring),
        reads=as_counted(newest, codebook),
        firsts={key: _first_words(text) for key, text in texts.items()},
        drafted=drafted_sessions(current_user),
        codebook=codebook,
    )


def _total_opened(here: ReadSession) -> str:
    """The total on Measures from which she came, by its id there; empty if from elsewhere."""
    code = request.args.get("of", "")
    if not any(taken.code == code for taken in here.ratings.measures):
        return ""
    shown = "row" if request.args.get("as") == "row" else "total"
    return f"{shown}-{code}-{here.session_id}"


def _facts_told(here: ReadSession, text: SessionText | None, card: ClientCard) -> list[Line]:
    """The facts in words; those of a part that cannot be opened are left out."""
    measures = measures_of(current_user.id, keyring=unlocked_keyring())
    return facts_in_words(
        here.ratings,
        text.told if text else NOTHING_TOLD,
        measures=measures.as_of(here.facts.held_on if here.facts else None),
        goals=card.themes.goals if card.themes else (),
        people=card.called_by_person,
    )


def _as_signed_or_stored(
    signed: AsSigned | None, session: TherapySession, keyring: Keyring
) -> tuple[SessionText | None, ProcessText | None]:
    """What was signed, where it holds; else what is stored."""
    text, process = _opened(session, keyring)
    if signed is None:
        return text, process
    return signed.text or text, signed.private or process


def _opened(
    session: TherapySession, keyring: Keyring
) -> tuple[SessionText | None, ProcessText | None]:
    """Both texts; each is None where it cannot be opened, and the page says so in its place."""
    try:
        text = read_text(session, keyring=keyring)
    except (NoKey, CannotOpen, CannotRead):
        text = None
    try:
        process = read_process(session, keyring=keyring)
    except (NoKey, CannotOpen, CannotRead):
        process = None
    return text, process


def _marked(
    text: SessionText, card: ClientCard, signed: AsSigned | None
) -> list[tuple[Heading, list[object]]]:
    by_key, as_it_was = words_of(text.sections), signed.headings if signed else {}
    formats = formats_of(current_user.id, unlocked_keyring())
    marked: list[tuple[Heading, list[object]]] = []
    for heading in headings_for(
        text, pronouns=card.pronouns, name=card.first_name, formats=formats
    ):
        words = by_key.get(heading.key, "")
        if words.strip():
            inside = [p for p in text.passages if p.section == heading.key]
            label = as_it_was.get(heading.key, heading.label)
            marked.append((replace(heading, label=label), list(stretches(words, inside))))
    return marked


def _starred(text: SessionText | None) -> list[Passage]:
    keys = [section.key for section in text.sections] if text else []
    return in_order(text.told.phrases, keys) if text else []


def _in_order_of_the_note(read: ReadSession, text: SessionText | None) -> list[Tag]:
    """The tags as their passages follow each other; those without a place come last."""
    keys = [section.key for section in text.sections] if text else []
    return in_order_of_the_note(read.tags, text.passages if text else (), sections=keys)


def _episodes(read: ReadSession, text: SessionText | None, card: ClientCard) -> EpisodeList:
    if read.facts is None:
        return EpisodeList()
    facts = read.facts
    return episodes_listed(facts.tags, facts.ratings, text, card.called_by_person)


def _first_words(text: SessionText | None) -> str | None:
    if text is None:
        return None
    words = " ".join(" ".join(section.text for section in text.sections).split())
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"
