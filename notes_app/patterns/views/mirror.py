"""Mirror: the same theme with the therapist and outside, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import mirroring
from notes_app.clients.naming import names_in
from notes_app.clients.payloads import PassageLink
from notes_app.clients.policy import can_remove
from notes_app.clients.queries import card_of, client_of
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.notes.reading import read_texts
from notes_app.patterns import drawing, mirror, passages, people
from notes_app.patterns.forms import MirrorForm
from notes_app.patterns.passages import Heard, Quoted
from notes_app.patterns.people import Group
from notes_app.patterns.strips import Strip, strip_of
from notes_app.patterns.table import ThemeSpan
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, eligible_of, opened, theme_at
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.ids import uuid_in
from notes_app.web.messages import say

SHOWN, SHOWN_ALL = 5, 200


@dataclass(frozen=True)
class Chosen:
    """One theme on both sides.

    `matches` are pairs of quoted passages with what joins them; `neither` says how many passages
    stand on no side, because nobody is named in them and no place in life.
    """

    theme: ThemeSpan
    who: str
    group: Group | None
    strip: Strip
    room: list[Heard]
    outside: list[Heard]
    matches: list[mirror.Match]
    quotes: dict[UUID, Quoted]
    firsts: list[tuple[str, Heard]]
    neither: int
    most: int


@bp.route("/clients/<uuid:client_id>/mirror", methods=["GET", "POST"])
def show_mirror(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    places = people.places_of(here.card)
    heard = mirror.all_heard(here.reads)
    found = mirror.matches_of(heard, mirroring.links_of(here.card), places)
    themes = _both_ways(here, found, places)
    chosen = _chosen(here, themes, heard, found)
    form = MirrorForm(data={"version": here.client.version, **_stored(here, chosen)})
    if (
        chosen
        and form.validate_on_submit()
        and form.is_based_on(here.client.version, _stored(here, chosen))
    ):
        return _keep_words(here, chosen, form)
    return render_template(
        "patterns/mirror.html",
        its=here,
        themes=themes,
        last=len(eligible_of(here, last=True)),
        chosen=chosen,
        form=form,
        named=names_in(_stored(here, chosen)["words"], here.card),
        made=mirror.links_made(here.reads),
        feedback=mirror.with_feedback(here.reads, chosen.room) if chosen else [],
        groups=_others(here),
        drawing=drawing,
        names=here.card.called_by_person,
    ), form.status


@bp.post("/clients/<uuid:client_id>/mirror/<uuid:address>/pair")
def pair_passages(client_id: UUID, address: UUID) -> ResponseReturnValue:
    """These belong together."""
    here, theme = opened(client_id), theme_at(address)
    page = redirect(url_for("patterns.show_mirror", client_id=client_id, theme=address), 303)
    link = _asked_link(here)
    if link is None:
        say("pair-two")
        return page
    if mirroring.link_passages(here.client, link=link, keyring=here.keyring):
        undo = remembered(mirroring.link_act(here.card, None, link, theme=theme.name))
        db.session.commit()
        say("passages-linked", undo=undo)
    return page


@bp.post("/clients/<uuid:client_id>/mirror/<uuid:address>/apart")
def take_passages_apart(client_id: UUID, address: UUID) -> ResponseReturnValue:
    """These do not belong together after all."""
    client, theme, keyring = (
        client_of(current_user, client_id),
        theme_at(address),
        unlocked_keyring(),
    )
    link_id = uuid_in(request.form.get("link", ""))
    if link_id is None:
        raise NotFound
    link = mirroring.take_apart(client, link_id=link_id, keyring=keyring)
    act = mirroring.link_act(card_of(client, keyring), link, None, theme=theme.name)
    undo = remembered(act)
    db.session.commit()
    say("passages-apart", undo=undo)
    return redirect(url_for("patterns.show_mirror", client_id=client_id, theme=address), 303)


def _keep_words(here: Opened, chosen: Chosen, form: MirrorForm) -> ResponseReturnValue:
    code, client, keyring = chosen.theme.code, here.client, here.keyring
    mirroring.keep_mirror_words(client, code=code, words=form.words.data, keyring=keyring)
    after = card_of(client, keyring)
    undo = remembered(mirroring.words_act(here.card, after, code, theme=chosen.theme.name))
    db.session.commit()
    say("mirror-words-saved", undo=undo)
    page = url_for(
        "patterns.show_mirror", client_id=client.id, theme=chosen.theme.address, _anchor="mine"
    )
    return redirect(page, 303)


def _both_ways(
    here: Opened, found: Sequence[tuple[str, mirror.Match]], places: people.Places
) -> list[mirror.BothWays]:
    paired: dict[str, int] = {}
    for code, _ in found:
        paired[code] = paired.get(code, 0) + 1
    window = eligible_of(here, last=True)  # the same last sessions as on With whom
    return mirror.both_ways(here.reads, window, themes=here.spans, places=places, matches=paired)


def _chosen(
    here: Opened,
    themes: Sequence[mirror.BothWays],
    heard: Sequence[Heard],
    found: Sequence[tuple[str, mirror.Match]],
) -> Chosen | None:
    """The theme asked for, else the first of the list, with its passages opened."""
    asked = here.span_at(uuid_in(request.args.get("theme", "")) or UUID(int=0))
    theme = asked or next((one.theme for one in themes if one.theme.address), None)
    if theme is None:
        return None
    who, places = request.args.get("who", ""), people.places_of(here.card)
    group = people.group_at(here.card, who)
    most = SHOWN_ALL if "all" in request.args else SHOWN
    room = mirror.of_group(heard, theme.code, mirror.WITH_YOU, places)
    outside = mirror.of_group(heard, theme.code, group or people.ELSEWHERE, places)
    matches = [match for code, match in found if code == theme.code]
    shown = [*room[-most:], *outside[-most:], *mirror.passages_in(matches)]
    return Chosen(
        theme,
        who if group or who == mirror.SIDE_BY_SIDE else "",
        group,
        strip_of(here.reads, theme, mirror.rows_for(here.card, who, group), places),
        room,
        outside,
        matches,
        _quoted(here, shown),
        mirror.first_in([one for one in heard if one.tag.theme == theme.code], places),
        len(mirror.of_group(heard, theme.code, people.NO_PLACE, places)),
        most,
    )


def _others(here: Opened) -> list[Group]:
    """Everybody but the two that every client has."""
    others = {person.id for person in here.card.present_people if can_remove(person)}
    groups = people.groups_of(here.card, people.By.PERSON)
    return [group for group in groups if group.people <= others]


def _quoted(here: Opened, shown: Sequence[Heard]) -> dict[UUID, Quoted]:
    """The words of these passages, by tag."""
    wanted = {one.session_id for one in shown}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted)
    return {quote.heard.tag.id: quote for quote in passages.quoted(shown, texts)}


def _stored(here: Opened, chosen: Chosen | None) -> dict[str, str]:
    return {"words": mirroring.words_of(here.card, chosen.theme.code) if chosen else ""}


def _asked_link(here: Opened) -> PassageLink | None:
    """The two passages that were chosen, one in the room and one outside."""
    places = people.places_of(here.card)
    one, other = (uuid_in(request.form.get(name, "")) for name in ("one", "other"))
    by_id = {heard.tag.id: heard.tag for heard in mirror.all_heard(here.reads)}
    if one not in by_id or other not in by_id:
        return None
    in_room = people.taking(mirror.WITH_YOU, places)
    outside = people.taking(people.ELSEWHERE, places)
    if not in_room(by_id[one]) or not outside(by_id[other]):
        return None
    return PassageLink(uuid4(), one, other, today(clock()))
