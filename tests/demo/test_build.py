import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.accounts.queries import user_named
from notes_app.clients.queries import clients_of
from notes_app.clock import today
from notes_app.crypto.errors import NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.demo.service import ADMINISTRATOR, THERAPIST, Built, LogIn, build_demo
from notes_app.notes.glances import uses_of
from notes_app.notes.models import Version
from notes_app.notes.queries import drafted_sessions, session_of, sessions_by_client
from notes_app.sealed import Scope
from notes_app.signing.queries import record_below, told_states
from notes_app.signing.verifying import NOBODY, known_authors, own_author
from notes_app.themes.definitions import definition_changes
from notes_app.themes.queries import codebook_of
from tests.applications import KEY, running_app
from tests.clocks import TestClock
from tests.demo.entering import entered


@dataclass(frozen=True)
class Timed:
    """The demo practice, and the seconds of work that it took to build."""

    built: Built
    seconds: float


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory, database_url: str | None) -> Iterator[Timed]:
    """The demo practice, stored; these tests only read it."""
    clock = TestClock()
    with running_app(tmp_path_factory.mktemp("demo"), database_url, clock):
        begun = time.process_time()
        built = build_demo(today=today(clock), clock=clock, instance_key=KEY, parameters=FLOOR)
        db.session.commit()
        yield Timed(built, time.process_time() - begun)


@pytest.fixture
def built(timed: Timed) -> Built:
    """The demo practice, stored."""
    return timed.built


def opened(who: LogIn) -> Keyring:
    return entered(who)[2]


def test_it_is_built_within_20_seconds(timed: Timed) -> None:
    assert timed.seconds < 20
    assert timed.built.clients == 8
    assert timed.built.sessions > 270


def test_the_therapist_finds_eight_clients(built: Built) -> None:
    keyring = opened(THERAPIST)
    cards = clients_of(user_named("jonas"), keyring)
    assert "Ines R." in [card.label for card in cards]
    assert len(cards) == 8


def test_every_session_opens(built: Built) -> None:
    reads = sessions_by_client(user_named("jonas"), keyring=opened(THERAPIST))
    told = [read for one in reads.values() for read in one]
    assert len(told) == built.sessions
    assert [read for read in told if read.trouble] == []


def test_one_note_is_left_as_a_draft(built: Built) -> None:
    assert len(drafted_sessions(user_named("jonas"))) == 1


def test_most_notes_are_signed_and_the_newest_wait(built: Built) -> None:
    jonas, keyring = user_named("jonas"), opened(THERAPIST)
    states = told_states(jonas, keyring=keyring)
    reads = [read for one in sessions_by_client(jonas, keyring=keyring).values() for read in one]
    written = [read for read in reads if read.facts and read.facts.written]
    assert len(written) - len(states) == 7  # one for each client but Alejandro
    assert sum(told.standing.in_error for told in states.values()) == 1
    assert sum(told.standing.added_since for told in states.values()) == 2
    late = [r for r in written if r.facts and r.facts.signed and r.facts.signed.late]
    assert len(late) == 1


def test_every_signature_holds(built: Built) -> None:
    jonas, keyring = user_named("jonas"), opened(THERAPIST)
    known = known_authors(own_author(keyring))
    rows = db.session.scalars(select(Version).where(Version.scope == Scope.NOTES)).all()
    held = [
        record_below(
            session_of(jonas, row.session_id),
            Scope.NOTES,
            author=known,
            others=NOBODY,
            keyring=keyring,
        )
        for row in rows[::20]
    ]
    assert len(held) > 10
    assert [below for below in held if below is None or not below.record.holds] == []


def test_the_own_theme_is_in_the_codebook_and_in_the_tags(built: Built) -> None:
    keyring = opened(THERAPIST)
    known = codebook_of(keyring.user_id, keyring)
    (own,) = (theme for theme in known if theme.own and not theme.parent)
    reads = sessions_by_client(user_named("jonas"), keyring=keyring)
    facts = [read.facts for one in reads.values() for read in one if read.facts]
    assert own.name == "Marks for everything"
    assert own.merged_into is not None
    assert own.merged_into.code == "earning-approval"
    assert sum(own.code in {tag.theme for tag in each.tags} for each in facts) >= 3


def test_one_theme_has_another_name_and_one_is_offered_no_more(built: Built) -> None:
    keyring = opened(THERAPIST)
    book = codebook_of(keyring.user_id, keyring)
    renamed = [theme for theme in book if theme.built_in_name]
    assert [(one.name, one.built_in_name) for one in renamed] == [
        ("At the edge of the circle", "Outside the circle")
    ]
    assert [theme.code for theme in book.retired] == ["warding-off-newcomers"]


def test_one_theme_was_defined_anew_and_one_was_split_with_passages_to_go_through(
    built: Built,
) -> None:
    keyring = opened(THERAPIST)
    book = codebook_of(keyring.user_id, keyring)
    assert len(definition_changes(book, "going-quiet-when-hurt")) == 1
    (whole,) = book.split
    assert [piece.name for piece in book.pieces(whole)] == ["Asks again at once", "Tests who stays"]
    assert uses_of(user_named("jonas"), keyring, book)[whole.code].passages > 0


def test_the_office_can_open_nothing(built: Built) -> None:
    office = opened(ADMINISTRATOR)
    clients = clients_of(user_named("jonas"), opened(THERAPIST))
    with pytest.raises(NoKey):
        office.scope_key(clients[0].client_id, Scope.THEMES, 1)
