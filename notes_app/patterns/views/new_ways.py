"""New ways: experiments and how they went, skills, and old ways beside new."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from notes_app.clients.words import DOMAINS
from notes_app.notes import lists
from notes_app.notes.reading import read_texts
from notes_app.patterns.new_ways import (
    experiments_of,
    limits_of,
    reactions_of,
    skills_of,
    standing_of,
)
from notes_app.patterns.thirds import ways_of
from notes_app.patterns.views.blueprint import bp
from notes_app.patterns.views.opened import opened


@bp.get("/clients/<uuid:client_id>/new-ways")
def new_ways(client_id: UUID) -> ResponseReturnValue:
    here = opened(client_id)
    experiments = experiments_of(here.reads)
    wanted = {read.session_id for one in experiments for read in (one.agreed, one.told) if read}
    texts = read_texts(here.client, keyring=here.keyring, only=wanted) if wanted else {}
    opened_texts = [text.told for text in texts.values() if text]
    return render_template(
        "patterns/new_ways.html",
        its=here,
        experiments=experiments,
        standing=standing_of(experiments),
        plans={one: line for told in opened_texts for one, line in told.words.items()},
        results={one: line for told in opened_texts for one, line in told.results.items()},
        skills=skills_of(experiments, here.card.people),
        reactions=reactions_of(experiments),
        limits=limits_of(here.reads, here.card.people),
        ways=ways_of(here.reads),
        newest=next((read for read in reversed(here.reads) if read.held), None),
        unopened=sum(read.facts is None for read in here.reads),
        names=here.card.called_by_person,
        domains=DOMAINS,
        lists=lists,
    )
