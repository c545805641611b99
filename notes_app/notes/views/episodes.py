"""Episodes of a saved note: joined, kept apart, split and told, signed or not."""

from dataclasses import replace
from uuid import UUID, uuid4

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.db.errors import NotFound, Stale
from notes_app.notes import gathering
from notes_app.notes import remembering_episodes as acts
from notes_app.notes.beside import Episode
from notes_app.notes.episode_forms import EpisodeForm
from notes_app.notes.episode_words import title_of
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import read_of, session_of
from notes_app.notes.remembering_episodes import change_between, episodes_act
from notes_app.notes.revising import change_or_revise_tags
from notes_app.notes.service import Written, written_note
from notes_app.notes.signed import is_signed
from notes_app.notes.views.blueprint import bp
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.marks import repeats
from notes_app.web.messages import say

CHOSEN, PROPOSED = "tag", "tags"  # boxes on cards; ids of a proposal, with spaces between them


@bp.post("/sessions/<uuid:session_id>/episodes/join")
@repeats(CHOSEN)
def join_episode(session_id: UUID) -> ResponseReturnValue:
    session, card, written = _opened(session_id)
    chosen = _chosen(written)
    if len(chosen) < 2:  # noqa: PLR2004 - one passage joins nothing
        say("episode-needs-two")
        return _back(session)
    tags = _in_order(written)
    ratings = gathering.gathered(written.ratings, chosen, tags=tags, new_id=uuid4())
    host = gathering.episode_of(ratings, chosen[0])
    said = f"Joined {len(chosen)} passages into one episode, {_title(host, card)}"
    return _keep(session, card, written, replace(written, ratings=ratings), (acts.JOINED, said))


@bp.post("/sessions/<uuid:session_id>/episodes/not-one")
@repeats(CHOSEN)
def keep_apart(session_id: UUID) -> ResponseReturnValue:
    session, card, written = _opened(session_id)
    chosen = _chosen(written)
    ratings = gathering.kept_apart(written.ratings, chosen)
    said = f"Said that {len(chosen)} passages are not one episode"
    after = replace(written, ratings=ratings)
    return _keep(session, card, written, after, (acts.KEPT_APART, said))


@bp.post("/sessions/<uuid:session_id>/episodes/<uuid:episode_id>/split")
def split_episode(session_id: UUID, episode_id: UUID) -> ResponseReturnValue:
    session, card, written = _opened(session_id)
    episode = gathering.episode_in(written.ratings, episode_id)
    if episode is None:
        raise NotFound
    after = replace(written, ratings=gathering.split(written.ratings, episode_id))
    return _keep(session, card, written, after, (acts.SPLIT, f"Split {_title(episode, card)}"))


@bp.route("/sessions/<uuid:session_id>/episodes/<uuid:episode_id>", methods=["GET", "POST"])
def tell_episode(session_id: UUID, episode_id: UUID) -> ResponseReturnValue:
    session, card, written = _opened(session_id)
    episode = gathering.episode_in(written.ratings, episode_id)
    if episode is None:
        raise NotFound
    form = _form(session, card, written, episode)
    if form.validate_on_submit():
        return _told(session, card, written, (episode, form))
    client = client_of(current_user, session.client_id)
    return render_template(
        "notes/episode.html",
        form=form,
        card=card,
        read=read_of(session, client=client, keyring=unlocked_keyring()),
        title=title_of(episode, card.called_by_person),
        episode=episode,
        signed=is_signed(session, keyring=unlocked_keyring()),
    ), form.status


def _told(
    session: TherapySession,
    card: ClientCard,
    written: Written,
    posted: tuple[Episode, EpisodeForm],
) -> ResponseReturnValue:
    before, form = posted
    if form.version.data != session.version:
        raise Stale
    episode, line = form.episode(before), form.line.data or ""
    words = {**written.told.words, episode.id: line}
    told = msgspec.structs.replace(written.told, words={k: w for k, w in words.items() if w})
    if is_signed(session, keyring=unlocked_keyring()):
        told = written.told  # signed words stay; what is to be said of it is an addendum
    after = replace(written, ratings=gathering.put_episode(written.ratings, episode), told=told)
    said = f"Changed {_title(episode, card)}"
    return _keep(session, card, written, after, (acts.CHANGED, said))


def _opened(session_id: UUID) -> tuple[TherapySession, ClientCard, Written]:
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    card = card_of(client_of(current_user, session.client_id), keyring)
    return session, card, written_note(session, keyring=keyring)


def _chosen(written: Written) -> list[UUID]:
    asked = {*request.form.getlist(CHOSEN), *request.form.get(PROPOSED, "").split()}
    return [tag.id for tag in _in_order(written) if str(tag.id) in asked]


def _in_order(written: Written) -> list[Tag]:
    keys = [section.key for section in written.sections]
    return gathering.in_order_of_the_note(written.tags, written.passages, sections=keys)


def _form(
    session: TherapySession, card: ClientCard, written: Written, episode: Episode
) -> EpisodeForm:
    form = EpisodeForm(version=session.version)
    known = {person.id: card.called(person) for person in card.present_people}
    if episode.person:
        known.setdefault(episode.person, card.called_by_person.get(episode.person, "Somebody"))
    form.offer(known)
    if not form.is_submitted():
        form.start_from(episode, written.told.words.get(episode.id, ""))
    return form


def _title(episode: Episode | None, card: ClientCard) -> str:
    return title_of(episode, card.called_by_person) if episode else "an episode"


def _keep(
    session: TherapySession,
    card: ClientCard,
    before: Written,
    after: Written,
    act: tuple[str, str],
) -> ResponseReturnValue:
    """Store and commit an act on the episodes, together with its way back."""
    keyring, now = unlocked_keyring(), int(clock().now().wall)
    signed = is_signed(session, keyring=keyring)
    base = session.version
    change_or_revise_tags(session, written=after, base=base, now=now, keyring=keyring)
    change = change_between(session.id, before, after, signed=signed)
    undo = remembered(episodes_act(*act, change, card))
    db.session.commit()
    say(act[0], undo=undo)
    return _back(session)


def _back(session: TherapySession) -> ResponseReturnValue:
    return redirect(url_for("notes.read", session_id=session.id, _anchor="episodes"), 303)
