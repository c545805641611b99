"""Signs the demo's notes as their therapist did, each on the evening of its own day.

What a practice has after a year stands here: notes that wait for a signature, one that was signed
late, one with an addendum, one that was entered in error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from notes_app import db
from notes_app.clients.payloads import ClientThemes
from notes_app.crypto.keyring import Keyring
from notes_app.demo.practice import SessionPlan
from notes_app.demo.story import Added, Story
from notes_app.demo.strains import rupture_titles
from notes_app.notes.formats import headings_for
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionThemes
from notes_app.notes.service import Written
from notes_app.signing.composing import AsShown, Moment
from notes_app.signing.payloads import EntryKind, Signer
from notes_app.signing.policy import is_late
from notes_app.signing.service import Addition, add_entry, sign_record
from notes_app.themes.library import LIBRARY

SIGNER = Signer("Jonas Weber", "MSc, psychotherapist")
SUPERVISING = Signer("Ruth Adeyemi", "DPsych, supervisor")
LIBRARY_NAMES = {theme.code: theme.name for theme in LIBRARY}
EVENING = time(19)
SOON, SPREAD = 12, 40  # minutes after the hour until a note is signed, and how much that varies


@dataclass(frozen=True)
class Stored:
    """One hour as it was stored; `facts` have the codes of the codebook."""

    session: TherapySession
    facts: SessionThemes
    plan: SessionPlan


@dataclass(frozen=True)
class As:
    """What the client, the people and the therapist's own themes are called."""

    story: Story
    themes: ClientThemes
    own_names: Mapping[str, str]


def sign_notes(stored: Sequence[Stored], called: As, *, keyring: Keyring) -> None:
    """Sign what the therapist has signed by now, and add below it what was added."""
    written = [one for one in stored if one.facts.written]
    signed = written[: len(written) - called.story.unsigned]
    for one in signed:
        _sign(one, called, keyring=keyring)
    db.session.flush()
    for one in signed:
        if (added := _added_to(one, called.story)) is not None:
            moment = _after(one.facts, days=added.days, minutes=SOON)
            addition = Addition(added.kind, text=added.text, reason=added.reason)
            add_entry(one.session, addition, moment=moment, keyring=keyring)


def _sign(one: Stored, called: As, *, keyring: Keyring) -> None:
    story, facts, text = called.story, one.facts, one.plan.text
    written = Written(
        sections=text.sections,
        process=one.plan.process,
        tagging_complete=facts.tagging_complete,
        tags=facts.tags,
        passages=text.passages,
        format=text.format,
        ratings=facts.ratings,
        told=text.told,
    )
    headings = headings_for(text, pronouns=story.pronouns, name=story.name.split()[0])
    shown = AsShown(
        number=None if one.plan.mistake else facts.number,
        headings={heading.key: heading.label for heading in headings},
        roles={person.id: person.role for person in called.themes.people},
        themes={**LIBRARY_NAMES, **called.own_names},
        named={str(goal.id): goal.words for goal in called.themes.goals},
        ruptures=rupture_titles(story),
    )
    days = 0 if one.plan.mistake else story.late.get(facts.number, 0)
    minutes = SOON + story.draw(f"signed/{facts.held_on}").randrange(SPREAD)
    moment = _after(facts, days=days, minutes=minutes)
    sign_record(one.session, facts, written, shown=shown, moment=moment, keyring=keyring)


def _added_to(one: Stored, story: Story) -> Added | None:
    if one.plan.mistake:
        return Added(EntryKind.IN_ERROR, days=1, text="", reason=one.plan.mistake.reason)
    return story.added.get(one.facts.number)


def _after(facts: SessionThemes, *, days: int, minutes: int) -> Moment:
    hour = datetime.combine(facts.held_on, facts.ends_at or EVENING, tzinfo=UTC)
    at = hour + timedelta(days=days, minutes=minutes)
    return Moment(SIGNER, at, late=is_late(facts, at))
