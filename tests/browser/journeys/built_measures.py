"""Questionnaires over a few of Ines's sessions: a start, a gap, a change; a total; two problems."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.payloads import Problem
from notes_app.clients.problems import keep_problem
from notes_app.crypto.keyring import Keyring
from notes_app.measures.payloads import OwnMeasure
from notes_app.measures.service import Shelf, keep_measure
from notes_app.notes.beside import Alliance, Intervention, NewWay, Response, Risk, Taken
from notes_app.notes.measuring import Hand, take_measure
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import open_facts
from notes_app.notes.revising import change_or_revise_ratings

SINCE = date(2026, 1, 8)
NOW = 1_777_000_000
ANSWERS: dict[int, tuple[int | None, ...]] = {
    10: (2,) * 8 + (0,),
    20: (2, 2, None, 2, 2, 2, 1, 1, 0),
    30: (1,) * 8 + (0,),
    60: (1,) * 4 + (0,) * 5,
}


def measured(
    user: User, client: Client, sessions: Sequence[UUID], keyring: Keyring
) -> tuple[UUID, UUID]:
    """Take them; returns the ids of a questionnaire of her own and of a problem."""
    own = OwnMeasure(id=uuid4(), name="CORE-10", lowest=0, highest=40, reliable=6, every_weeks=4)
    keep_measure(Shelf(user.id, keyring), measure=own)
    problems = [Problem(id=uuid4(), since=SINCE) for _ in range(2)]
    for problem, words in zip(problems, ("I never say no.", "I lie awake."), strict=True):
        keep_problem(client, problem=problem, words=words, keyring=keyring)
    for number, answers in ANSWERS.items():
        session = _session(sessions[number - 1])
        total, rated = 30 - number / 4, {one.id: 6 - number // 20 for one in problems}
        for taken in (
            Taken("phq-9", answers=answers),
            Taken(str(own.id), total=total),
            Taken("personal", problems=rated),
        ):
            _take(session, taken, user, keyring)
    _rate(_session(sessions[-1]), keyring)
    return own.id, problems[0].id


def _take(session: TherapySession, taken: Taken, user: User, keyring: Keyring) -> None:
    take_measure(session, taken=taken, by=Hand(user, keyring, session.version, NOW))
    db.session.flush()


def _rate(session: TherapySession, keyring: Keyring) -> None:
    """Every kind of fact, on the note that the pages show."""
    ratings = replace(
        open_facts(session, keyring=keyring).ratings,
        risk=Risk.NONE_REPORTED,
        alliance_by_you=Alliance(7, 8, 6),
        distress=4,
        markers=("insight", "reached"),
        facets={"safety": 7},
        context=("money",),
        interventions=(Intervention(uuid4(), "linking", Response.TOOK_UP, "tcp"),),
        new_ways=(NewWay(uuid4(), "say-no", "outside", "firm", 3, "mixed", "kept"),),
    )
    base = session.version
    change_or_revise_ratings(session, ratings=ratings, base=base, now=NOW, keyring=keyring)
    db.session.flush()


def _session(session_id: UUID) -> TherapySession:
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    return session
