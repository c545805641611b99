"""Formulation: what the counts propose, what the therapist makes of it, and what stood before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients import formulating as kept
from notes_app.clients import mirroring
from notes_app.clients import service as clients
from notes_app.clients.naming import names_in
from notes_app.clients.payloads import Formulation, Pole
from notes_app.clients.policy import MOST_FOCUS_THEMES
from notes_app.clients.queries import card_of
from notes_app.clients.remembering import focus_act
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.notes.lists import AFFECTS, REPLIES, WHEN_IN_LIFE
from notes_app.patterns import (
    drawing,
    dyads,
    episode_words,
    formulating,
    loop,
    mirror,
    people,
)
from notes_app.patterns.forms import SENTENCE, DyadForm, FormulationForm, formulation_as_form
from notes_app.patterns.formulating import LENSES, Lens
from notes_app.patterns.spans import focus_of
from notes_app.patterns.table import ThemeSpan
from notes_app.patterns.versions import compared, words_in
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, eligible_of, opened
from notes_app.themes.payloads import Component
from notes_app.web.current import clock
from notes_app.web.ids import uuid_in
from notes_app.web.marks import repeats
from notes_app.web.messages import say

THEM = {"she": "her", "he": "him", "they": "them"}


@dataclass(frozen=True)
class Sheet:
    """One client's formulation through one lens; `latest` is an empty one before the first."""

    its: Opened
    lens: Lens
    latest: Formulation
    begun: bool
    proposed: formulating.Proposed


@bp.route("/clients/<uuid:client_id>/formulation", methods=["GET", "POST"])
def formulation(client_id: UUID) -> ResponseReturnValue:
    sheet = _sheet(opened(client_id))
    form = _form(sheet)
    if form.validate_on_submit() and form.is_based_on(sheet.its.client.version, _stored(sheet)):
        codes = {span.address: span.code for span in sheet.its.spans.values() if span.address}
        made = form.formulation(_of_today(sheet.its), codes)
        return _keep(sheet, made, "formulation-saved")
    return _page(sheet, form=form), form.status


@bp.post("/clients/<uuid:client_id>/formulation/dyads")
def add_dyad(client_id: UUID) -> ResponseReturnValue:
    sheet = _sheet(opened(client_id), Lens.PERSONS)
    form = _dyad_form(sheet)
    if form.validate_on_submit():
        base = _of_today(sheet.its)
        made = replace(base, dyads=(*base.dyads, form.dyad()))
        return _keep(sheet, made, "dyad-added")
    return _page(sheet, dyad_form=form), form.status


@bp.post("/clients/<uuid:client_id>/formulation/dyads/removed")
def remove_dyad(client_id: UUID) -> ResponseReturnValue:
    sheet = _sheet(opened(client_id), Lens.PERSONS)
    dyad_id, base = uuid_in(request.form.get("dyad", "")), _of_today(sheet.its)
    others = tuple(dyad for dyad in base.dyads if dyad.id != dyad_id)
    if len(others) == len(base.dyads):
        raise NotFound
    return _keep(sheet, replace(base, dyads=others), "dyad-removed")


@bp.post("/clients/<uuid:client_id>/formulation/focus")
@repeats("focus")
def choose_focus(client_id: UUID) -> ResponseReturnValue:
    """Which themes are in focus; at most three."""
    here, page = opened(client_id), url_for("patterns.formulation", client_id=client_id)
    spans = [here.span_at(uuid_in(one) or UUID(int=0)) for one in request.form.getlist("focus")]
    wanted = {span.code for span in spans if span}
    if len(wanted) > MOST_FOCUS_THEMES:
        say("focus-three")
        return redirect(page, 303)
    _set_focus(here, wanted)
    after = card_of(here.client, here.keyring)
    names = ", ".join(sorted(here.spans[code].name for code in wanted)) or "every theme"
    undo = remembered(focus_act(here.card, after, theme=names))
    db.session.commit()
    say("focus-chosen", undo=undo)
    return redirect(page, 303)


def _sheet(here: Opened, lens: Lens | None = None) -> Sheet:
    asked = request.args.get("lens", "")
    latest = kept.latest_of(here.card)
    return Sheet(
        here,
        lens or (Lens(asked) if asked in set(Lens) else Lens.WISH),
        latest or Formulation(UUID(int=0), today(clock())),
        latest is not None,
        formulating.proposed(
            eligible_of(here),
            themes=here.spans,
            polarities={theme.code: theme.polarity for theme in here.codebook},
        ),
    )


def _page(
    sheet: Sheet, form: FormulationForm | None = None, dyad_form: DyadForm | None = None
) -> str:
    here = sheet.its
    versions = kept.formulations_of(here.card)
    asked = uuid_in(request.args.get("as", ""))
    then = next((one for one in versions if one.id == asked), None)
    return render_template(
        "patterns/formulation.html",
        its=here,
        lens=sheet.lens,
        lenses=LENSES,
        latest=sheet.latest,
        begun=sheet.begun,
        proposed=sheet.proposed,
        words=episode_words,
        form=form or _form(sheet),
        dyad_form=dyad_form or _dyad_form(sheet),
        versions=[one for one in reversed(versions) if one.id != sheet.latest.id],
        then=then,
        compared=compared(then, sheet.latest, here.spans) if then else [],
        named=names_in(words_in(sheet.latest), here.card),
        names=here.card.called_by_person,
        focus=focus_of(here.codebook, here.card),
        used=_used(here),
        **_drawn(sheet),
    )


def _drawn(sheet: Sheet) -> dict[str, Any]:
    """The loop, or the triangle with its counts."""
    drawn: dict[str, Any] = {"drawing": drawing, "loop_of": loop, "AFFECTS": AFFECTS}
    drawn |= {"WHEN": WHEN_IN_LIFE, "REPLIES": REPLIES}
    if sheet.lens is Lens.PERSONS:
        here, places = sheet.its, people.places_of(sheet.its.card)
        reads, codes = eligible_of(here), [code for code in sheet.latest.themes if code]
        heard = mirror.all_heard(here.reads)
        by_id = {one.tag.id: one for one in heard}
        linked = [
            (by_id[link.one], by_id[link.other])
            for link in mirroring.links_of(here.card)
            if link.one in by_id and link.other in by_id
        ]
        groups = people.groups_of(here.card, people.By.PLACE)
        rows = people.rows_of(reads, groups, themes=here.spans, places=places)
        drawn |= {
            "in_places": formulating.in_places(reads, codes, places),
            "links": formulating.links_between(here.reads, heard, linked, places),
            "further": formulating.lenses_of(reads),
            "with_person": formulating.with_people(reads),
            "dyad_lines": loop.in_circle,
            "tone_of": dyads.said,
            "tones": dyads.told_of(sheet.latest.dyads, here.card.called_by_person),
            "pair_of": lambda one, other: frozenset((Pole(one), Pole(other))),
            "groups": groups,
            "rows": [row for row in rows if row.theme.code in codes],
        }
    return drawn


def _form(sheet: Sheet) -> FormulationForm:
    here = sheet.its
    data = {"version": here.client.version, **(_stored(sheet) if sheet.begun else _first(sheet))}
    themes = [here.spans[code] for code in _used(here) if code in here.spans]
    themes.sort(key=lambda span: span.name)
    behind = {span.address: span.name for span in themes if span.address}
    return FormulationForm(sheet.lens, behind, _them(here), data=data)


def _used(here: Opened) -> set[str]:
    return {tag.theme for read in here.reads if read.facts for tag in read.facts.tags}


def _stored(sheet: Sheet) -> dict[str, Any]:
    return formulation_as_form(sheet.latest, _addresses(sheet.its))


def _first(sheet: Sheet) -> dict[str, Any]:
    """What stands in the fields before the first formulation: the theme counted most often."""
    found = {part: next(iter(proposals), None) for part, proposals in sheet.proposed.parts.items()}
    first = {part: proposal.theme for part, proposal in found.items() if proposal}
    named = zip(("wish", "response_of_other", "response_of_self"), "wor", strict=True)
    behind = zip(("wish_theme", "other_theme", "self_theme"), "wor", strict=True)
    usual = {theme.code: theme.component for theme in sheet.its.codebook}
    # What a theme means is no wish, unless it is one.
    means = {p: t for p, t in first.items() if p != "w" or usual.get(t.code) is Component.WISH}
    words = {name: _sentence(means[part]) for name, part in named if part in means}
    return words | {name: str(first[part].address or "") for name, part in behind if part in first}


def _sentence(theme: ThemeSpan) -> str:
    """A theme as a sentence to begin from: its name, and what it means, where that has room."""
    whole = f"{theme.name}. {theme.definition}"
    return whole if theme.definition and len(whole) <= SENTENCE else theme.name


def _addresses(here: Opened) -> Mapping[str, UUID | None]:
    return {code: span.address for code, span in here.spans.items()}


def _dyad_form(sheet: Sheet) -> DyadForm:
    card = sheet.its.card
    return DyadForm({person.id: card.called(person) for person in card.present_people})


def _of_today(here: Opened) -> Formulation:
    return kept.as_of(here.card, today(clock()))


def _keep(sheet: Sheet, made: Formulation, code: str) -> ResponseReturnValue:
    here = sheet.its
    kept.keep_formulation(here.client, formulation=made, keyring=here.keyring)
    after = card_of(here.client, here.keyring)
    undo = remembered(kept.formulation_act(here.card, after, made.id))
    db.session.commit()
    say(code, undo=undo)
    page = url_for("patterns.formulation", client_id=here.client.id, lens=sheet.lens)
    return redirect(page, 303)


def _set_focus(here: Opened, wanted: set[str]) -> None:
    """Lift what is not wanted, with what was merged into it, then put the rest in focus."""
    focus, day = focus_of(here.codebook, here.card), today(clock())
    for code in focus.keys() - wanted:
        for old in here.codebook.lineage.of(code):
            clients.set_focus(here.client, code=old, on=False, today=day, keyring=here.keyring)
    for code in sorted(wanted - focus.keys()):
        clients.set_focus(here.client, code=code, on=True, today=day, keyring=here.keyring)


def _them(here: Opened) -> str:
    """The client in the accusative, by the pronouns on the card."""
    return THEM.get(here.card.pronouns.split("/")[0].strip().casefold(), "the client")
