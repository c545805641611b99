"""Records of Ana's for every kind of address."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.changes.service import Act, remember
from notes_app.clients.events import OWN, add_event
from notes_app.clients.goals import keep_goal
from notes_app.clients.kinship import keep_couple, keep_descent, keep_loss, note_closeness
from notes_app.clients.losses import Loss
from notes_app.clients.payloads import (
    Closeness,
    Couple,
    Descent,
    Event,
    Goal,
    Pause,
    StandingHour,
    Tie,
    TieKind,
)
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_tie
from notes_app.crypto.envelope import seal
from notes_app.diary.service import keep_hour, leave_out
from notes_app.formats.built_in import BUILT_IN
from notes_app.formats.service import add_format
from notes_app.notes.beside import Episode, Repair, Rupture
from notes_app.notes.journal import entries_of, keep_state
from notes_app.notes.payloads import DraftNote, Ratings, SessionText, Told
from notes_app.notes.service import Written, write_session
from notes_app.payload import Payload, encode
from notes_app.records.kin.folk import FamilyFile, Folk
from notes_app.records.models import ImportBatch
from notes_app.records.payloads import WaitingCalendar, WaitingFamily, WaitingFiles
from notes_app.records.queries import batch_place
from notes_app.records.reading.dates import DateOrder
from notes_app.records.service import keep_files
from notes_app.supervision.payloads import (
    LentPassage,
    Question,
    SentForReview,
    Suggestion,
    WishToSee,
)
from notes_app.supervision.service import say
from notes_app.themes.queries import codebook_of
from tests.cast import Practice
from tests.clocks import MORNING
from tests.notes.builders import held, tagged
from tests.pages import Browser
from tests.sharing.builders import introduce, keyring, now, open_for, share
from tests.signing.test_pages import noted, sign
from tests.supervision.test_pages import lend_to

DAY = date(2026, 4, 23)
NOW = int(MORNING.timestamp())


def day_of_her_own(practice: Practice) -> UUID:
    event = Event(uuid4(), OWN, on=DAY, noted_on=DAY, words="Moved in together")
    add_event(practice.mira, event=event, keyring=practice.keyrings["ana"])
    db.session.commit()
    return event.id


def _besides(note: Written) -> Ratings:
    rupture = Rupture(id=uuid4(), kind="mixed")
    repair = Repair(id=uuid4(), rupture=rupture.id)
    episode = Episode(id=uuid4(), tags=(note.tags[0].id,))
    return Ratings(ruptures=(rupture,), repairs=(repair,), episodes=(episode,))


@pytest.fixture
def ids(practice: Practice) -> dict[str, UUID]:
    """Ana's ids, by the names that addresses give them."""
    keyring = practice.keyrings["ana"]
    note = tagged()
    besides = _besides(note)
    session = write_session(
        practice.mira,
        facts=held(tags=note.tags, ratings=besides),
        text=SessionText(
            sections=note.sections, passages=note.passages, told=Told(phrases=note.passages)
        ),
        keyring=keyring,
    )
    you, self_ = open_client_themes(practice.mira, keyring=keyring).people[:2]
    tie = Tie(id=uuid4(), kind=TieKind.CLOSE, one=you.id, other=self_.id, since=DAY)
    tie_id = add_tie(practice.mira, tie=tie, keyring=keyring)
    couple_id = make_family(practice, you.id, self_.id)
    hour = StandingHour(id=uuid4(), since=DAY, starts_at=time(14))
    keep_hour(practice.mira, hour=hour, keyring=keyring)
    pause = Pause(id=uuid4(), first=DAY, last=DAY)
    leave_out(practice.mira, hour_id=hour.id, pause=pause, keyring=keyring)
    waiting = WaitingFiles(files=(), order=DateOrder.DAY_FIRST)
    batch = keep_files(waiting, client=practice.mira, user=practice.ana, keyring=keyring)
    calendar_id = wait(practice, WaitingCalendar(series=()))
    address = next(iter(codebook_of(practice.ana.id, keyring))).address
    goal = Goal(id=uuid4(), words="Speak before going quiet")
    keep_goal(practice.mira, goal=goal, keyring=keyring)
    own_format = add_format(practice.ana, name="Mine", like=BUILT_IN[0], keyring=keyring)
    change = remember(practice.ana, Act("test", "Changed"), keyring=keyring, now=NOW)
    earlier = DraftNote(base=1, saved_at=NOW, sections=note.sections)
    keep_state(session.id, earlier, keyring=keyring)
    entry = entries_of(session.id, keyring=keyring)[0]
    introduce(practice, "ana", "sam")
    grant = share(practice)
    db.session.commit()
    return {
        **practice.ids,
        "shared_client_id": practice.mira.id,
        "shared_tag_id": note.tags[0].id,
        "sent_id": uuid4(),
        "shared_loan_id": uuid4(),
        "own_entry_id": uuid4(),
        "loan_id": uuid4(),
        "grant_id": grant,
        "session_id": session.id,
        "tag_id": note.tags[0].id,
        "rupture_id": besides.ruptures[0].id,
        "repair_id": besides.repairs[0].id,
        "episode_id": besides.episodes[0].id,
        "phrase_id": note.passages[0].id,
        "tie_id": tie_id,
        "couple_id": couple_id,
        "kin_id": loss_of(practice, self_.id),
        "parent_id": self_.id,
        "batch_id": batch.id,
        "calendar_id": calendar_id,
        "family_id": wait_for_family(practice),
        "hour_id": hour.id,
        "pause_id": pause.id,
        "address": address,
        "change_id": change,
        "goal_id": goal.id,
        "event_id": day_of_her_own(practice),
        "format_id": own_format,
        "entry_id": entry.entry_id,
    }


def make_family(practice: Practice, one: UUID, other: UUID) -> UUID:
    """A couple, a descent and how close somebody is; returns the couple."""
    keyring = practice.keyrings["ana"]
    couple = Couple(id=uuid4(), one=one, other=other)
    keep_couple(practice.mira, couple=couple, keyring=keyring)
    keep_descent(practice.mira, descent=Descent(one, (other,)), keyring=keyring)
    note_closeness(practice.mira, noted=Closeness(one, DAY, 5), keyring=keyring)
    return couple.id


def loss_of(practice: Practice, parent: UUID) -> UUID:
    """A loss that stands on the map."""
    loss = Loss(uuid4(), (parent,), shown=True)
    keep_loss(practice.mira, loss=loss, keyring=practice.keyrings["ana"])
    db.session.commit()
    return loss.id


def wait_for_family(practice: Practice) -> UUID:
    """A family of one that could come in."""
    found = wait(practice, WaitingFamily(FamilyFile((Folk("Aunt"),))), practice.mira.id)
    db.session.commit()
    return found


def wait(practice: Practice, chosen: Payload, client_id: UUID | None = None) -> UUID:
    """Keep something that was chosen beside the batches that wait already."""
    batch = ImportBatch(id=uuid4(), user_id=practice.ana.id, client_id=client_id)
    key = practice.keyrings["ana"].derive("drafts")
    batch.sealed = seal(encode(chosen), key, batch_place(batch))
    db.session.add(batch)
    return batch.id


@pytest.fixture
def spoken(
    practice: Practice, ids: dict[str, UUID], browse: Callable[..., Browser]
) -> dict[str, UUID]:
    """The same with everything that supervision asks, lends, sends and opens, each waiting."""
    session, tag, mira = ids["session_id"], ids["tag_id"], practice.mira.id

    def said(who: str, words: object) -> UUID:
        return say(mira, words, at=now(), keyring=keyring(practice, who))  # type: ignore[arg-type]

    said("sam", Suggestion(session, tag, "Waiting", words="It comes first."))
    said("sam", WishToSee(session, tag))
    entry = said("sam", Question("Who moved first?"))
    sent = said("ana", SentForReview(practice.sam.id, (session,), "Is it hers?"))
    passage = LentPassage(practice.sam.id, session, tag, "I stayed.", DAY, DAY + timedelta(days=30))
    db.session.commit()
    loans = {
        "loan_id": lend_to(practice, passage),
        "shared_loan_id": lend_to(practice, replace(passage, blind=True)),
    }
    browser, signed = browse(practice.ana), noted(practice)
    sign(browser, signed)
    open_for(practice, signed)
    page = browser.get("notes.read", session_id=signed)
    browser.submit(page, press="Ask for co-sign")
    more = {
        "asked_id": entry,
        "sent_id": sent,
        "own_entry_id": sent,
        "signed_id": signed,
        "sam_id": practice.sam.id,
    }
    return {**ids, **loans, **more}
