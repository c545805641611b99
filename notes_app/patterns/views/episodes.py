"""Episodes: in how many each theme and each part of the pattern shows, and each by itself."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import rooting
from notes_app.db.errors import NotFound
from notes_app.notes.episode_words import said_of, title_of
from notes_app.notes.reading import read_texts
from notes_app.patterns import episode_words, passages, roots
from notes_app.patterns.asked import PARTS, Asked, asked_for
from notes_app.patterns.episodes import (
    Told,
    counted,
    feared,
    likeness,
    parts,
    pervasive,
    showing,
    told_in,
)
from notes_app.patterns.passages import Heard
from notes_app.patterns.table import ThemeSpan
from notes_app.patterns.thirds import OWN, responses
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.statistics.episodes import FEWEST_EPISODES
from notes_app.themes.payloads import Component
from notes_app.web.ids import uuid_in
from notes_app.web.messages import say


@bp.get("/clients/<uuid:client_id>/episodes")
def episodes(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    asked = asked_for(request.args, here.card)
    theme = here.span_at(asked.theme) if asked.theme else None
    told = told_in(here.reads)
    return render_template(
        "patterns/episodes.html",
        its=here,
        asked=asked,
        theme=theme,
        told=list(reversed([one for one in told if _wanted(one, asked, theme)])),
        every=told,
        enough=sum(one.counts for one in told) >= FEWEST_EPISODES,
        words=episode_words,
        title_of=title_of,
        said_of=said_of,
        people=[(p.id, here.card.called(p)) for p in here.card.present_people],
        offered_parts=[(key, part, episode_words.PARTS[part]) for key, part in PARTS.items()],
        **_counts(here, theme, asked.part),
    )


@bp.get("/clients/<uuid:client_id>/episodes/<uuid:episode_id>")
def episode(client_id: UUID, episode_id: UUID) -> ResponseReturnValue:
    """One episode with its passages, and the way back to its line."""
    here = opened(client_id)
    every = told_in(here.reads)
    told = _told(every, episode_id)
    texts = read_texts(here.client, keyring=here.keyring, only={told.session_id})
    text = texts.get(told.session_id)
    heard = [Heard(told.session_id, told.number, told.held_on, tag) for tag in told.tags]
    return render_template(
        "patterns/episode.html",
        its=here,
        asked=asked_for(request.args, here.card),
        told=told,
        **_history(here, every, told),
        line=text.told.words.get(episode_id, "") if text else "",
        quotes=passages.quoted(heard, texts),
        title=title_of(told.episode, here.card.called_by_person),
        said=said_of(told.episode, told.tags),
        names=here.card.called_by_person,
    )


@bp.post("/clients/<uuid:client_id>/episodes/<uuid:episode_id>/root")
def keep_root(client_id: UUID, episode_id: UUID) -> ResponseReturnValue:
    """Say which earlier episode this one goes back to, or take it back."""
    here, asked = opened(client_id), request.form.get("root", "")
    every, root = told_in(here.reads), uuid_in(asked)
    told = _told(every, episode_id)
    if asked and root not in {one.episode.id for one in roots.offered(every, told)}:
        say("root-none")
    else:
        _keep_root(here, told, root)
    return redirect(url_for("patterns.episode", client_id=client_id, episode_id=episode_id), 303)


def _keep_root(here: Opened, told: Told, root: UUID | None) -> None:
    title = title_of(told.episode, here.card.called_by_person)
    act = rooting.root_act(here.card, told.episode.id, root, title=title)
    rooting.keep_root(here.client, episode=told.episode.id, root=root, keyring=here.keyring)
    undo = remembered(act)
    db.session.commit()
    say("root-kept", undo=undo)


def _told(every: list[Told], episode_id: UUID) -> Told:
    told = next((one for one in every if one.episode.id == episode_id), None)
    if told is None:
        raise NotFound
    return told


def _history(here: Opened, every: list[Told], told: Told) -> dict[str, object]:
    """What this episode goes back to, what may be chosen, and what goes back to it."""
    said = rooting.roots_of(here.card)
    root = said.get(told.episode.id)
    return {
        "root": next((one for one in every if one.episode.id == root), None),
        "earlier": roots.offered(every, told),
        "later": roots.going_back(every, said, told),
        "title_of": title_of,
    }


def _counts(here: Opened, theme: ThemeSpan | None, part: Component | None) -> dict[str, object]:
    reads, polarities = here.reads, {theme.code: theme.polarity for theme in here.codebook}
    found = pervasive(reads, here.spans)
    chosen = None
    if theme or part:
        chosen = counted(reads, showing(theme.code if theme else None, part), theme=theme)
    return {
        "themes": [one for one in found if one.counted.share.k],
        "chosen": chosen,
        "parts": [(episode_words.PARTS[one], count) for one, count in parts(reads).items()],
        "others": responses(reads, polarities),
        "own": responses(reads, polarities, OWN),
        "feared": feared(reads, polarities),
        "likeness": likeness(reads),
    }


def _wanted(told: Told, asked: Asked, theme: ThemeSpan | None) -> bool:
    person = asked.only.person
    if person is not None and told.person != person:
        return False
    return not (theme or asked.part) or showing(theme.code if theme else None, asked.part)(told)
