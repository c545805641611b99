"""Words of their own in a whole record; then everybody else fetches every page that there is.

First it is shown that the words were saved and open for Ana: finding nothing proves nothing until
then.  Pages and forms are found by looking (`found_forms`), so that a new one is crawled by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import delete, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import ClientIdentity, Formulation
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.clients.service import change_client
from notes_app.notes.payloads import Section, Told, Utterance
from notes_app.notes.queries import session_of
from notes_app.notes.service import Seen, Written, newest_note, save_draft, save_note, written_note
from notes_app.payload import encode
from notes_app.signing.models import RecordLook
from notes_app.supervision.models import Comment
from notes_app.supervision.payloads import Looked
from notes_app.supervision.queries import conversation_of
from tests.attacks.conftest import DAY, NOW
from tests.attacks.found_forms import OURS, forms_of, pages_of, send
from tests.attacks.spellings import found_in
from tests.attacks.test_a1_every_route import UNSAFE, path_of, routes
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser
from tests.sharing.builders import keyring, open_for
from tests.signing.test_pages import noted, sign

pytestmark = pytest.mark.attack
Browse = Callable[[User | None], Browser]
Ids = dict[str, UUID]
SUNG = "zq"


class Songbook:
    """A word of its own for each field; a search is asked for its beginning only."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.signed = uuid4()  # the session whose note was signed with them

    def word(self, name: str) -> str:
        return self.words.setdefault(name, f"{SUNG}{name.replace('_', '')}{uuid4().hex[:8]}")

    def sing(self, kind: type[msgspec.Struct]) -> dict[str, str]:
        """Every sentence of this struct, today's and tomorrow's."""
        kinds = {one.name: one.type for one in msgspec.structs.fields(kind)}
        return {name: self.word(name) for name, its in kinds.items() if its is str}


@pytest.fixture
def songs(practice: Practice, browse: Browse, spoken: Ids) -> Songbook:
    """Mira's identity, an unsigned note with a draft over it, and a signed one, all of canaries."""
    book = Songbook()
    _sing_identity(practice, spoken, book)
    _sing_themes(practice, book)
    _sing_note(practice, spoken["session_id"], book)
    book.signed = noted(practice)
    _sing_note(practice, book.signed, book)
    sign(browse(practice.ana), book.signed)
    return book


def _sing_identity(practice: Practice, ids: Ids, book: Songbook) -> None:
    ana = practice.keyrings["ana"]
    identity = msgspec.structs.replace(
        open_identity(practice.mira, ana),
        **book.sing(ClientIdentity),
        names={ids["person_id"]: book.word("person_name")},
        problem_words={ids["problem_id"]: book.word("problem_words")},
    )
    change_client(practice.mira, identity=identity, keyring=ana)
    db.session.commit()


def _sing_themes(practice: Practice, book: Songbook) -> None:
    """What lies with the themes and is no supervisor's: the pages keep it back."""
    ana = practice.keyrings["ana"]
    formulation = Formulation(uuid4(), DAY, **_sentences(book))
    themes = msgspec.structs.replace(
        open_client_themes(practice.mira, ana),
        mirror_words={"going-quiet-when-hurt": book.word("mirror")},
        formulations=(formulation,),
    )
    change_client(practice.mira, themes=themes, keyring=ana)
    db.session.commit()


def _sentences(book: Songbook) -> dict[str, str]:
    found = book.sing(Formulation)
    for words in (found, book.words):
        words.pop("exit_after")  # the name of a box
    return found


def _sing_note(practice: Practice, session_id: UUID, book: Songbook) -> None:
    ana = practice.keyrings["ana"]
    session = session_of(practice.ana, session_id)
    written = _sung(written_note(session, keyring=ana), book)
    save_note(session, written=written, base=session.version, user=practice.ana, keyring=ana)
    db.session.commit()
    drafted = replace(written, process=book.word("drafted"))
    seen = Seen(session.version, 0)
    save_draft(session, written=drafted, seen=seen, user=practice.ana, now=NOW, keyring=ana)
    db.session.commit()


def _sung(written: Written, book: Songbook) -> Written:
    sections = tuple(
        Section(one.key, f"{one.text} {book.word(one.key)}") for one in written.sections
    )
    row = Utterance(**book.sing(Utterance))
    told = msgspec.structs.replace(written.told, **book.sing(Told))
    private = {"process": book.word("process"), "own_response": book.word("own_response")}
    return replace(written, sections=sections, told=told, recording=(row,), **private)


def everything_for(
    app: Any, browser: Browser, ids: Ids, book: Songbook
) -> Iterator[tuple[str, bytes]]:
    """Every answer that this person can get: pages, forms sent, all routes, searches."""
    signed = {**ids, "session_id": ids["signed_id"]}
    paths = list(dict.fromkeys([*pages_of(app, ids), *pages_of(app, signed)]))
    for path in paths:
        yield path, _body(browser.client.get(path, headers=OURS))
    for form in forms_of(browser, paths):
        yield form.action, _body(send(browser, form, {}))
        if "sought" in form.typed:
            for what, among in [*_beginnings(book), (f"{SUNG}*", "themes"), (f"{SUNG}*", "people")]:
                asked = {"sought": what, "among": among, "client": "", "theme": "", "person": ""}
                yield f"search for {what}", _body(send(browser, form, asked))
    token = {**OURS, "X-CSRFToken": browser.token()}
    for rule, method in routes(app):
        if method in UNSAFE and not rule.endpoint.startswith("accounts."):
            answer = browser.client.open(path_of(app, rule, ids), method=method, headers=token)
            yield f"{method} {rule.rule}", _body(answer)


def _beginnings(book: Songbook) -> list[tuple[str, str]]:
    """Each word without its end, so that the question is no find."""
    return [(f"{word[:-8]}*", "words") for word in book.words.values()]


def _body(answer: Any) -> bytes:
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    return answer.data + heads.encode()


def heard(app: Any, browser: Browser, ids: Ids, book: Songbook) -> list[str]:
    answers = list(everything_for(app, browser, ids, book))
    assert len(answers) > 200
    numbered = {f"{nth} {where}": body for nth, (where, body) in enumerate(answers)}
    return found_in(numbered, list(book.words.values()))


def test_the_words_were_saved_and_open_for_ana(
    practice: Practice, spoken: Ids, songs: Songbook
) -> None:
    ana, mira = keyring(practice, "ana"), practice.mira
    opened = encode(open_identity(mira, ana)) + encode(open_client_themes(mira, ana))
    session = session_of(practice.ana, spoken["session_id"])
    signed = written_note(session_of(practice.ana, songs.signed), keyring=ana)
    draft = newest_note(session, user=practice.ana, keyring=ana)
    seen = f"{opened.decode()} {written_note(session, keyring=ana)} {draft} {signed}"
    lost = [name for name, word in songs.words.items() if word not in seen]
    assert lost == [], " ".join(lost)
    assert len(songs.words) > 25


@pytest.mark.parametrize("who", ["sam", "bea", "ada"])
def test_nobody_else_is_sent_one(
    app: Any, browse: Browse, practice: Practice, spoken: Ids, songs: Songbook, who: str
) -> None:
    assert heard(app, browse(getattr(practice, who)), spoken, songs) == []


def test_nor_is_a_supervisor_whose_time_is_over(
    app: Any, browse: Browse, practice: Practice, spoken: Ids, songs: Songbook, clock: TestClock
) -> None:
    clock.move(minutes=31 * 24 * 60)
    assert heard(app, browse(practice.sam), spoken, songs) == []


def test_the_search_would_find_one(
    app: Any, browse: Browse, practice: Practice, spoken: Ids, songs: Songbook
) -> None:
    found = heard(app, browse(practice.ana), spoken, songs)
    assert {word for word in songs.words.values() if any(word in line for line in found)}


def test_every_page_that_shows_lent_words_writes_down_that_it_did(
    app: Any, browse: Browse, practice: Practice, spoken: Ids
) -> None:
    """Whatever page shows them: the case, a form that came back, the passage alone, calibration."""
    sam = browse(practice.sam)
    paths = pages_of(app, spoken)
    asked: list[tuple[str, Callable[[], bytes]]] = [
        (path, lambda path=path: sam.client.get(path, headers=OURS).data) for path in paths
    ]
    asked += [
        (form.action, lambda form=form: send(sam, form, dict.fromkeys(form.typed, "")).data)
        for form in forms_of(sam, paths)
        if "supervision" in form.action
    ]
    showing, unseen = 0, []
    for where, ask in asked:
        _forget_looks(practice)
        if b"I stayed." in ask():
            showing += 1
            unseen += [] if _looks(practice) else [where]
    assert unseen == []
    assert showing >= 5


def test_every_page_that_shows_an_opened_record_writes_down_that_it_did(
    app: Any, browse: Browse, practice: Practice, spoken: Ids, songs: Songbook
) -> None:
    """Whatever page shows its words, also one that comes back with an error."""
    open_for(practice, songs.signed)
    ids, sung = {**spoken, "session_id": songs.signed}, songs.words["brought"].encode()
    ana, sam = browse(practice.ana), browse(practice.sam)
    ana.post("signing.ask", session_id=songs.signed, status=303)
    paths = pages_of(app, ids)
    asked: list[tuple[str, Callable[[], bytes]]] = [
        (path, lambda path=path: sam.client.get(path, headers=OURS).data) for path in paths
    ]
    asked += [
        (form.action, lambda form=form: send(sam, form, dict.fromkeys(form.typed, "")).data)
        for form in forms_of(sam, paths)
        if form.action.startswith("/opened/")
    ]
    showing, unseen = 0, []
    for where, ask in asked:
        db.session.execute(delete(RecordLook))
        db.session.commit()
        if sung in ask():
            showing += 1
            unseen += [] if db.session.scalars(select(RecordLook.id)).all() else [where]
    assert unseen == []
    assert showing >= 2


def _forget_looks(practice: Practice) -> None:
    heard = conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
    looks = [one.id for one in heard if isinstance(one.said, Looked)]
    db.session.execute(delete(Comment).where(Comment.id.in_(looks)))
    db.session.commit()


def _looks(practice: Practice) -> list[Looked]:
    db.session.expire_all()
    said = conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
    return [one.said for one in said if isinstance(one.said, Looked) and one.said.loan]
