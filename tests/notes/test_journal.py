"""What a note said before is kept, thinned by the rule, and brought back."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select, update

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound, Stale
from notes_app.notes import service
from notes_app.notes.earlier import (
    bring_back,
    caret_of,
    earlier_states,
    finish_note,
    put_aside,
)
from notes_app.notes.journal import entries_of, open_state
from notes_app.notes.journal_payloads import Kind
from notes_app.notes.models import JournalEntry, TherapySession
from notes_app.notes.payloads import Caret, Section, SessionText
from notes_app.notes.queries import draft_of
from notes_app.notes.service import Seen, Written
from tests.notes.builders import held
from tests.notes.conftest import Desk

NOW = 1_790_000_040  # at the beginning of a minute
DAY = 86_400


def note(words: str, **more: object) -> Written:
    return Written(sections=(Section("brought", words),), **more)  # type: ignore[arg-type]


@dataclass
class Writing:
    """Somebody at one note, with a clock."""

    desk: Desk
    session: TherapySession
    now: int = NOW

    def keep(self, words: str, *, later: int = 0, **more: object) -> None:
        self.now += later
        ana = self.desk.ana
        draft = draft_of(ana.user, self.session.id)
        seen = Seen(note=self.session.version, draft=draft.version if draft else 0)
        written = note(words, **more)
        service.save_draft(
            self.session,
            written=written,
            seen=seen,
            user=ana.user,
            now=self.now,
            keyring=ana.keyring,
        )
        db.session.commit()

    def save(self, words: str | None = None, *, later: int = 0) -> None:
        self.now += later
        ana = self.desk.ana
        written = service.newest_note(self.session, user=ana.user, keyring=ana.keyring)
        finish_note(
            self.session,
            written=written if words is None else note(words),
            base=self.session.version,
            now=self.now,
            user=ana.user,
            keyring=ana.keyring,
        )
        db.session.commit()

    def bring_back(self, words: str) -> None:
        ana = self.desk.ana
        entry = next(one for one in self.entries() if self.words_of(one.entry_id) == words)
        bring_back(
            self.session,
            entry_id=entry.entry_id,
            now=self.now,
            user=ana.user,
            keyring=ana.keyring,
        )
        db.session.commit()

    def entries(self):
        return entries_of(self.session.id, keyring=self.desk.ana.keyring)

    def words_of(self, entry_id) -> str:
        state = open_state(self.session.id, entry_id, keyring=self.desk.ana.keyring)
        return state.note.sections[0].text

    def told(self) -> list[tuple[str, str]]:
        """Kind and words of what stands in the journal, oldest first."""
        return [(one.kind, self.words_of(one.entry_id)) for one in reversed(self.entries())]

    def earlier(self) -> list[str]:
        ana = self.desk.ana
        states = earlier_states(self.session, user=ana.user, keyring=ana.keyring)
        return [self.words_of(one.entry_id) for one in states]

    def present(self) -> str:
        ana = self.desk.ana
        return (
            service.newest_note(self.session, user=ana.user, keyring=ana.keyring).sections[0].text
        )


@pytest.fixture
def begin(desk: Desk) -> Callable[[], Writing]:
    def plan() -> Writing:
        session = service.plan_session(desk.mira, facts=held(), keyring=desk.ana.keyring)
        db.session.commit()
        return Writing(desk, session)

    return plan


@pytest.fixture
def writing(begin: Callable[[], Writing]) -> Writing:
    return begin()


def test_each_minute_of_writing_keeps_its_last_state(writing: Writing) -> None:
    writing.keep("She")
    writing.keep("She heard", later=30)
    writing.keep("She heard the door", later=30)
    assert writing.told() == [("minute", "She heard"), ("minute", "She heard the door")]


def test_a_state_gives_way_to_a_new_row_and_is_never_written_over(writing: Writing) -> None:
    writing.keep("She")
    (first,) = db.session.scalars(select(JournalEntry)).all()
    writing.keep("She heard", later=1)
    (second,) = db.session.scalars(select(JournalEntry)).all()
    assert second.id != first.id
    assert second.sequence > first.sequence


def test_a_pause_in_which_nothing_changed_keeps_no_minute(writing: Writing) -> None:
    writing.keep("She heard", caret=Caret("brought", 3))
    writing.keep("She heard", later=120, caret=Caret("brought", 9))
    assert [one.at for one in writing.entries()] == [NOW]


def test_a_draft_and_its_minute_are_stored_together_or_not_at_all(writing: Writing) -> None:
    ana = writing.desk.ana
    seen = Seen(note=writing.session.version, draft=7)
    with pytest.raises(Stale):
        service.save_draft(
            writing.session,
            written=note("Nothing"),
            seen=seen,
            user=ana.user,
            now=NOW,
            keyring=ana.keyring,
        )
    db.session.commit()
    assert writing.entries() == []


def test_saving_folds_the_minutes_into_one_saved_note(writing: Writing) -> None:
    writing.keep("She")
    writing.keep("She heard", later=60)
    writing.save(later=60)
    assert writing.told() == [("saved", "She heard")]
    writing.keep("She heard the door", later=60)
    writing.save(later=60)
    assert writing.told() == [("saved", "She heard"), ("saved", "She heard the door")]
    assert [one.at for one in writing.entries()] == [NOW + 240, NOW + 120]


def test_a_note_from_before_there_was_a_journal_is_kept_when_it_is_saved(desk: Desk) -> None:
    session = service.write_session(
        desk.mira,
        facts=held(),
        text=SessionText((Section("brought", "As it was."),)),
        keyring=desk.ana.keyring,
    )
    db.session.commit()
    writing = Writing(desk, session)
    writing.save("Another.")
    writing.save("A third.", later=60)
    assert writing.told() == [
        ("found", "As it was."),
        ("saved", "Another."),
        ("saved", "A third."),
    ]


def test_a_draft_that_a_plain_form_did_not_show_is_set_aside(writing: Writing) -> None:
    writing.keep("Typed in the other window.")
    writing.save("Sent from the plain form.", later=5)
    assert ("aside", "Typed in the other window.") in writing.told()


def test_bringing_back_a_minute_sets_aside_what_stands_now(writing: Writing) -> None:
    writing.keep("Long and good.")
    writing.keep("Short.", later=60)
    writing.bring_back("Long and good.")
    assert writing.present() == "Long and good."
    assert ("aside", "Short.") in writing.told()
    writing.bring_back("Short.")
    assert writing.present() == "Short."


def test_what_stands_now_is_not_among_the_earlier_states(writing: Writing) -> None:
    writing.keep("One.")
    assert writing.earlier() == []
    writing.keep("One. Two.", later=60)
    assert writing.earlier() == ["One."]
    writing.save(later=60)
    assert writing.earlier() == []


def test_two_windows_set_aside_in_one_minute_keep_both_texts(writing: Writing) -> None:
    keyring = writing.desk.ana.keyring
    for window, words in (("a", "Mi"), ("a", "Mine"), ("b", "Yours"), ("b", "Yours too")):
        put_aside(writing.session, written=note(words), window=window, now=NOW, keyring=keyring)
        db.session.commit()
    assert writing.told() == [("aside", "Mine"), ("aside", "Yours too")]


def test_the_caret_is_where_it_was_in_the_draft_and_in_the_saved_note(writing: Writing) -> None:
    ana = writing.desk.ana

    def caret() -> Caret | None:
        written = service.newest_note(writing.session, user=ana.user, keyring=ana.keyring)
        return caret_of(writing.session, written, keyring=ana.keyring)

    assert caret() is None
    writing.keep("She heard", caret=Caret("brought", 4))
    assert caret() == Caret("brought", 4)
    writing.save()
    assert caret() == Caret("brought", 4)


def damage(entry_id) -> None:
    sealed = db.session.get(JournalEntry, entry_id).sealed
    row = update(JournalEntry).where(JournalEntry.id == entry_id)
    db.session.execute(row.values(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1])))
    db.session.commit()
    db.session.expire_all()


@pytest.mark.parametrize("nth", [0, 1])
def test_a_damaged_entry_stays_and_the_others_keep_their_moments(
    writing: Writing, nth: int
) -> None:
    writing.keep("One.")
    writing.keep("Two.", later=60)
    damaged = writing.entries()[nth].entry_id
    damage(damaged)
    writing.keep("Three.", later=60)
    entries = writing.entries()
    assert [one.at for one in entries if one.entry_id != damaged].count(None) == 0
    assert damaged in [one.entry_id for one in entries]
    assert len(entries) == 3
    with pytest.raises(CannotOpen):
        writing.words_of(damaged)


def test_entries_older_than_thirty_days_go_with_the_next_state(writing: Writing) -> None:
    writing.keep("Old.")
    writing.keep("New.", later=31 * DAY)
    assert writing.told() == [("minute", "New.")]


def test_saving_another_note_tidies_the_journals_of_others(begin: Callable[[], Writing]) -> None:
    old, new = sorted((begin(), begin()), key=lambda writing: writing.session.id, reverse=True)
    old.keep("Old.")
    new.now += 31 * DAY
    new.save("New.")
    assert old.entries() == []
    assert old.present() == "Old."


def test_nobody_opens_the_journal_of_somebody_else(writing: Writing) -> None:
    writing.keep("Only Ana.")
    (entry,) = writing.entries()
    bea = writing.desk.bea.keyring
    assert entries_of(writing.session.id, keyring=bea) == []
    with pytest.raises(NotFound):
        open_state(writing.session.id, entry.entry_id, keyring=bea)


acts = some.lists(
    some.tuples(some.sampled_from(["keep", "save", "back"]), some.integers(0, 5000)), max_size=12
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts)
def test_whatever_is_done_the_newest_text_stands_and_no_minute_twice(
    begin: Callable[[], Writing], acts: list[tuple[str, int]]
) -> None:
    db.session.execute(delete(JournalEntry))
    writing, expected = begin(), None
    for nth, (act, later) in enumerate(acts):
        if act == "keep":
            expected = f"Text {nth}."
            writing.keep(expected, later=later)
        elif act == "save" and expected:
            writing.save(later=later)
        elif act == "back" and writing.earlier():
            expected = writing.earlier()[-1]
            writing.bring_back(expected)
        minutes = [one.at // 60 for one in writing.entries() if one.kind == Kind.MINUTE]
        assert len(minutes) == len(set(minutes))
        assert expected is None or writing.present() == expected
        if expected:
            assert writing.words_of(writing.entries()[0].entry_id) == expected
