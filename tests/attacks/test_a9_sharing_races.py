"""A9: an end at the moment of a look, of a word, of a loan, of a save, of another end.

Each request has a connection of its own, so only PostgreSQL lets them begin together.  One order
or a clean refusal; and afterwards nothing lies under a key that was taken away.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from notes_app import db
from notes_app.notes.queries import open_facts, session_of
from notes_app.sealed import Scope
from notes_app.sharing.models import Grant
from notes_app.sharing.resealing import count_left, forget_older_keys, renewed_keys, reseal
from notes_app.sharing.seeing import seeing_of
from notes_app.supervision.models import Comment
from notes_app.supervision.payloads import Suggestion
from notes_app.supervision.service import say
from tests.attacks.found_forms import OURS
from tests.cast import Practice
from tests.conftest import ON_POSTGRES
from tests.pages import Browser
from tests.sharing.builders import keyring, now, open_for, opens, share
from tests.signing.test_pages import noted

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(not ON_POSTGRES, reason="on a laptop the second waits for the first"),
]

Ids = dict[str, UUID]
Ask = Callable[[], TestResponse]
ROUNDS = 3


class Racers:
    """Ana in two windows, and Sam."""

    def __init__(self, practice: Practice, browse: Callable[..., Browser]) -> None:
        self.practice = practice
        self.windows = {
            "ana": browse(practice.ana),
            "again": browse(practice.ana),
            "sam": browse(practice.sam),
        }
        self.tokens = {who: browser.token() for who, browser in self.windows.items()}

    def post(self, who: str, path: str, **fields: Any) -> Ask:
        headers = {**OURS, "X-CSRFToken": self.tokens[who]}
        return lambda: self.windows[who].client.post(path, data=fields, headers=headers)

    def get(self, who: str, path: str) -> Ask:
        return lambda: self.windows[who].client.get(path, headers=OURS)

    def at_once(self, app: Any, *asks: Ask) -> list[int]:
        """What each is answered; nothing is half done behind it."""
        db.session.rollback()
        start = Barrier(len(asks))

        def run(ask: Ask) -> int:
            with app.app_context():
                start.wait()
                return ask().status_code

        with ThreadPoolExecutor(len(asks)) as pool:
            answers = list(pool.map(run, asks))
        self._hold_together()
        return answers

    def _hold_together(self) -> None:
        """Her list agrees with the rows; no entry is missing; the rest is sealed anew at once."""
        db.session.rollback()
        db.session.expire_all()
        ana = keyring(self.practice, "ana")
        assert seeing_of(self.practice.ana, keyring=ana, now=now()).odd == []
        counted = select(func.count(), func.max(Comment.number)).group_by(Comment.author_id)
        assert all(count == last for count, last in db.session.execute(counted))
        for client_id, scope in renewed_keys(self.practice.ana.id):
            for _ in reseal(client_id, scope, keyring=ana):
                db.session.commit()
            assert forget_older_keys(client_id, scope, owner_id=self.practice.ana.id) == 0
            db.session.commit()
        assert count_left(self.practice.ana.id) == 0


@pytest.fixture
def racers(practice: Practice, browse: Callable[..., Browser], spoken: Ids) -> Racers:
    return Racers(practice, browse)


def shared(practice: Practice) -> UUID:
    db.session.rollback()
    standing = select(Grant.id).where(Grant.client_id == practice.mira.id)
    return db.session.scalars(standing).first() or share(practice)


def test_a9_an_end_at_the_moment_of_a_look_and_a_word(app, practice, racers):
    mira = practice.mira.id
    case = f"/supervision/cases/{mira}"
    for _ in range(ROUNDS):
        end = racers.post("ana", f"/clients/{mira}/grants/{shared(practice)}/end")
        look = racers.get("sam", case)
        word = racers.post("sam", f"{case}/comment", comment="Who moved first?", about="case")
        ended, *others = racers.at_once(app, end, look, word)
        assert ended == 303
        assert set(others) <= {200, 303, 404}
        assert not opens(practice, "sam", mira)
        assert racers.at_once(app, look, word) == [404, 404]


def test_a9_two_ends_at_once_are_one(app, practice, racers):
    mira = practice.mira.id
    for _ in range(ROUNDS):
        path = f"/clients/{mira}/grants/{shared(practice)}/end"
        before = keyring(practice, "ana").newest_generation(mira, Scope.THEMES)
        found = racers.at_once(app, racers.post("ana", path), racers.post("again", path))
        assert sorted(found) in ([303, 404], [303, 409])
        assert keyring(practice, "ana").newest_generation(mira, Scope.THEMES) == before + 1


def test_a9_an_end_at_the_moment_of_a_loan_and_an_answer(app, practice, racers, spoken):
    mira = practice.mira.id
    lend = f"/clients/{mira}/supervision/lend/{spoken['tag_id']}"
    passage = {"around": "0", "words": "I lent it.", "to": str(practice.sam.id), "days": "14"}
    for _ in range(ROUNDS):
        end = racers.post("ana", f"/clients/{mira}/grants/{shared(practice)}/end")
        asks = (end, racers.post("again", lend, **passage))
        assert set(racers.at_once(app, *asks)) <= {303, 404, 409, 422}
        lent = [one for one in shown_to_sam(practice) if one.scope is Scope.OWN]
        assert lent == [] or opens(practice, "sam", mira)


def shown_to_sam(practice: Practice) -> list:
    seeing = seeing_of(practice.ana, keyring=keyring(practice, "ana"), now=now())
    return [one for one in seeing.seers if one.user_id == practice.sam.id]


def test_a9_an_end_at_the_moment_of_an_answer_to_a_signed_note(app, practice, racers, spoken):
    signed = spoken["signed_id"]
    for _ in range(ROUNDS):
        grant = open_for(practice, signed)
        end = racers.post("ana", f"/clients/{practice.mira.id}/grants/{grant}/end")
        back = racers.post("sam", f"/opened/{signed}/return", reason="Say what she answered.")
        ended, answered = racers.at_once(app, end, back)
        assert (ended, answered in (303, 404)) == (303, True)
        assert racers.at_once(app, back) == [404]


def test_a9_an_end_at_the_moment_of_two_saves(app, practice, racers, spoken):
    mira, session_id = practice.mira.id, spoken["session_id"]
    for nth in range(ROUNDS):
        end = racers.post("ana", f"/clients/{mira}/grants/{shared(practice)}/end")
        version = str(session_of(practice.ana, session_id).version)
        facts = {"held_on": f"2026-01-0{nth + 1}", "attendance": "held", "modality": "in-person"}
        save = racers.post("again", f"/sessions/{session_id}/facts", version=version, **facts)
        assert set(racers.at_once(app, end, save)) <= {303, 409}
        ana = keyring(practice, "ana")
        db.session.expire_all()
        assert open_facts(session_of(practice.ana, session_id), keyring=ana).tags


def test_a9_a_suggestion_that_is_taken_at_the_moment_of_signing(app, practice, racers):
    mira = practice.mira.id
    for nth in range(ROUNDS):
        session = session_of(practice.ana, noted(practice))
        tag = open_facts(session, keyring=keyring(practice, "ana")).tags[0].id
        suggested = Suggestion(session.id, tag, f"Waiting {nth}")
        entry = say(mira, suggested, at=now(), keyring=keyring(practice, "sam"))
        db.session.commit()
        who = {"name": "Ana Real", "credential": "LPC", "draft_version": "0"}
        sign = f"/sessions/{session.id}/sign"
        asks = (
            racers.post("ana", f"/clients/{mira}/supervision/suggestions/{entry}/take"),
            racers.post("again", sign, version=str(session.version), **who),
        )
        assert sorted(racers.at_once(app, *asks)) in ([303, 303], [303, 409])
        page = racers.windows["ana"].get("notes.read", session_id=session.id).text
        assert "Signed" not in page or "Unchanged since, checked just now" in page


def test_a9_two_sharings_at_once_are_one(app, practice, racers):
    noor, sam = practice.noor.id, str(practice.sam.id)
    fields = {"person": sam, "name": "Sam", "met": "later", "basis": "training", "purpose": ""}
    path, asked = f"/clients/{noor}/share", {**fields, "until": "2026-06-01"}
    found = racers.at_once(app, *(racers.post(who, path, **asked) for who in ("ana", "again")))
    assert sorted(found) in ([303, 409], [303, 303], [303, 422])
    assert db.session.query(Grant).filter(Grant.client_id == noor).count() == 1
    assert opens(practice, "sam", noor)
