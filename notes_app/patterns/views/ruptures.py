"""Ruptures and repairs as threads, over the alliance on the same axis."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from notes_app.clients import rooting
from notes_app.clock import today
from notes_app.notes import lists
from notes_app.notes.beside import Rupture
from notes_app.notes.payloads import SessionText
from notes_app.notes.reading import read_texts
from notes_app.notes.rupture_words import repair_said, rupture_said
from notes_app.notes.ruptures import Thread, threads_of
from notes_app.patterns import roots
from notes_app.patterns.episodes import told_in
from notes_app.patterns.passages import quoted
from notes_app.patterns.people import PLACES
from notes_app.patterns.rupture_drawing import drawn
from notes_app.patterns.ruptures import Step, axis_of, moments_of, steps_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import Opened, opened
from notes_app.web.current import clock


@bp.get("/clients/<uuid:client_id>/ruptures")
def ruptures(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    threads = threads_of(here.reads)
    chosen = _chosen(threads)
    axis = axis_of(here.reads, threads, today=today(clock()))
    return render_template(
        "patterns/ruptures.html",
        its=here,
        threads=threads,
        chosen=chosen,
        steps=_told(steps_of(chosen), here) if chosen else [],
        axis=axis,
        drawing=drawn(axis) if threads or axis.rated else None,
        moments=moments_of(axis.reads),
        rooted=roots.rooted(told_in(here.reads), rooting.roots_of(here.card)),
        newest=next((read for read in reversed(axis.reads) if read.held), None),
        unopened=sum(read.facts is None for read in here.reads),
        names=here.card.called_by_person,
        lists=lists,
        places=PLACES,
    )


def _chosen(threads: Sequence[Thread]) -> Thread | None:
    """The thread that the address names, else the first."""
    asked = request.args.get("thread", "")
    named = (thread for thread in threads if str(thread.rupture.id) == asked)
    return next(named, threads[0] if threads else None)


def _told(steps: Sequence[Step], here: Opened) -> list[dict[str, object]]:
    """Each step with its words; only the sessions of this thread are opened."""
    texts = read_texts(
        here.client, keyring=here.keyring, only={step.read.session_id for step in steps}
    )
    return [_step(step, here, texts) for step in steps]


def _step(step: Step, here: Opened, texts: Mapping[UUID, SessionText | None]) -> dict[str, object]:
    text, strain = texts.get(step.read.session_id), step.strain
    opens = isinstance(strain, Rupture)
    return {
        "read": step.read,
        "strain": strain,
        "opens": opens,
        "said": rupture_said(strain, here.card.called_by_person)
        if isinstance(strain, Rupture)
        else repair_said(strain),
        "line": text.told.words.get(strain.id, "") if text else "",
        "quotes": quoted(step.heard, texts),
    }
