"""Tags of a signed note change as dated revisions; yesterday's can be drawn again."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from notes_app import db
from notes_app.db.errors import Stale
from notes_app.notes import service
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionThemes, Tag
from notes_app.notes.queries import ReadSession, open_facts, sessions_of
from notes_app.notes.reading import read_text
from notes_app.notes.revising import revise_tags, sessions_as_of, themes_as_of
from notes_app.notes.service import Written
from notes_app.patterns.table import table_of
from tests.notes.builders import WORDS, passage_at, tagged
from tests.notes.conftest import Desk
from tests.notes.test_saving import plan, save

FIRST, SECOND = 1_770_000_000, 1_780_000_000


def noted(desk: Desk) -> TherapySession:
    session = plan(desk)
    save(desk, session, tagged())
    return session


def revise(desk: Desk, session: TherapySession, written: Written, now: int) -> SessionThemes:
    keyring = desk.ana.keyring
    revise_tags(session, written=written, base=session.version, now=now, keyring=keyring)
    db.session.commit()
    return open_facts(session, keyring=keyring)


def with_one_more(desk: Desk, session: TherapySession) -> Written:
    tag = Tag(id=uuid4(), theme="direct-honest-talk", strength=4)
    before = service.written_note(session, keyring=desk.ana.keyring)
    return service.with_tag(before, tag, passage_at(WORDS, "told him", tag.id))


def test_what_the_tags_were_is_kept_with_its_date(desk: Desk) -> None:
    session = noted(desk)
    before = open_facts(session, keyring=desk.ana.keyring)
    after = revise(desk, session, with_one_more(desk, session), FIRST)
    assert len(after.tags) == 2
    (revision,) = after.revisions
    assert (revision.until, revision.tags) == (FIRST, before.tags)
    assert revision.tagging_complete


def test_the_words_stay_and_the_new_passage_stands_in_them(desk: Desk) -> None:
    session = noted(desk)
    written = with_one_more(desk, session)
    revise(desk, session, replace(written, sections=()), FIRST)
    text = read_text(session, keyring=desk.ana.keyring)
    assert text.sections[0].text == WORDS
    assert [WORDS[p.start : p.end] for p in text.passages] == [
        "heard the door and lay still",
        "told him",
    ]


def test_the_tags_of_any_day_can_be_told_again(desk: Desk) -> None:
    session = noted(desk)
    first = open_facts(session, keyring=desk.ana.keyring)
    second = revise(desk, session, with_one_more(desk, session), FIRST)
    third = revise(desk, session, Written(), SECOND)
    assert themes_as_of(third, FIRST - 1).tags == first.tags
    assert themes_as_of(third, FIRST).tags == second.tags
    assert themes_as_of(third, SECOND).tags == third.tags == ()


def test_a_change_that_changes_nothing_is_no_revision(desk: Desk) -> None:
    session = noted(desk)
    same = service.written_note(session, keyring=desk.ana.keyring)
    assert revise(desk, session, same, FIRST).revisions == ()


def test_revisions_stay_in_order_when_the_clock_is_set_back(desk: Desk) -> None:
    session = noted(desk)
    revise(desk, session, with_one_more(desk, session), SECOND)
    facts = revise(desk, session, Written(), FIRST)
    assert [revision.until for revision in facts.revisions] == [SECOND, SECOND]


def test_two_revisions_at_once_are_not_one(desk: Desk) -> None:
    session = noted(desk)
    base = session.version
    revise(desk, session, with_one_more(desk, session), FIRST)
    with pytest.raises(Stale):
        revise_tags(session, written=Written(), base=base, now=SECOND, keyring=desk.ana.keyring)


def test_yesterdays_chart_is_drawn_again(desk: Desk) -> None:
    def drawn(reads: list[ReadSession]) -> object:
        return table_of(reads, themes={}, today=date(2026, 12, 31))

    session = noted(desk)
    yesterday = drawn(sessions_of(desk.mira, keyring=desk.ana.keyring))
    revise(desk, session, Written(), SECOND)
    today = sessions_of(desk.mira, keyring=desk.ana.keyring)
    assert drawn(today) != yesterday
    assert drawn(sessions_as_of(today, FIRST)) == yesterday
