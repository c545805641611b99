"""A practice that is only read: built by the services, in a second, for many tests.

Ines has sixty sessions with two dozen themes, Paul four in different states, Nora
none.  What is heard when is written out, so that counts can be checked by hand.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID, uuid4

from msgspec.structs import replace as replaced

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.service import create_account
from notes_app.changes.service import Moment, remember, undo_change
from notes_app.clients import kinship
from notes_app.clients.formulating import keep_formulation
from notes_app.clients.losses import Loss
from notes_app.clients.models import Client
from notes_app.clients.payloads import (
    ClientIdentity,
    ClientThemes,
    Closeness,
    Couple,
    Descent,
    Domain,
    Dyad,
    Formulation,
    Pause,
    Person,
    Pole,
    StandingHour,
    Tie,
    TieKind,
)
from notes_app.clients.placement import Placement
from notes_app.clients.queries import card_of, open_client_themes
from notes_app.clients.remembering import added_person_act
from notes_app.clients.service import (
    add_client,
    add_person,
    add_tie,
    bring_back_person,
    remove_person,
)
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.diary.service import keep_hour, leave_out
from notes_app.hours.payloads import Hour, Side
from notes_app.hours.service import attest, put_hour
from notes_app.notes.anchoring import describe
from notes_app.notes.beside import Alliance, Episode, NewWay, Repair, Reply, Rupture
from notes_app.notes.journal import entries_of, keep_state
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import (
    Attendance,
    DraftNote,
    Passage,
    Ratings,
    Section,
    SessionText,
    SessionThemes,
    Tag,
    Way,
)
from notes_app.notes.queries import open_facts
from notes_app.notes.service import plan_session, write_session
from notes_app.sealed import Sealed
from notes_app.themes.library import LIBRARY
from notes_app.themes.queries import codebook_of
from notes_app.themes.service import merge_themes, rename_theme, retire_theme
from notes_app.web.current import CLOCK, INSTANCE_KEY
from tests.browser.journeys.built_codebook import reshape
from tests.browser.journeys.built_measures import measured
from tests.browser.journeys.built_shared import share_with_samira
from tests.browser.journeys.built_signed import send_to_supervision, sign_one
from tests.browser.journeys.served import Served
from tests.browser.journeys.steps import NAME, PASSPHRASE
from tests.clocks import MORNING

TODAY = date(2026, 4, 30)
TEXT = (
    "She came late and apologised twice. She said nothing for a while. On Monday she told him"
    " that she had minded. He was quiet, then made tea.\n\nWe stayed with it."
)
QUOTES = ("apologised twice", "said nothing for a while", "told him that she had minded")
# Twenty-four themes, as on the fullest page that the design shows.
THEMES = [
    *[theme.code for theme in LIBRARY][::2],
    "giving-way",
    "hiding-what-matters",
    "same-quarrel-again",
]
MENDED, RUPTURE, REPAIR, EPISODE, COUPLE, LOSS = (uuid4() for _ in range(6))
QUIET, NEVER_HEARD = "going-quiet-when-hurt", "warding-off-newcomers"
IN_ROOM = "keeping-the-peace"  # heard with the therapist, too, in every third session
FORMULATIONS = (
    Formulation(uuid4(), date(2025, 9, 4), wish="To be left in peace"),
    Formulation(
        uuid4(),
        date(2026, 3, 12),
        wish="To be held without having to ask",
        themes=("", IN_ROOM, QUIET),
        acts_of_self="Goes quiet and waits",
        exit_point="Says one sentence before the silence",
        exit_after="acts_of_self",
        dyads=(Dyad(uuid4(), "Too much", "Worn out", "afraid", reversed=True),),
        named_together=True,
    ),
)
# By theme: heard in these of the sixty sessions (1-60), always with strength 3, with Marco.
HEARD = {
    "going-quiet-when-hurt": [*range(1, 31), 36, 42, 48, 54],
    "direct-honest-talk": [5, 11, 17, 23, *range(29, 61)],
    "keeping-the-peace": list(range(1, 61, 2)),
}


@dataclass(frozen=True)
class Built:
    """The addresses of the practice."""

    ines: UUID
    marco: UUID
    tie: UUID
    session: UUID
    untouched: UUID
    paul: UUID
    damaged: UUID
    nora: UUID
    theme: UUID
    hour: UUID
    signed: UUID
    in_error: UUID
    returned: UUID
    entry: UUID
    measure: UUID
    problem: UUID
    supervised: UUID
    tag: UUID
    samira: UUID
    grant: UUID
    opened: UUID
    reshaped: UUID
    own_theme: UUID
    rupture: UUID = RUPTURE
    episode: UUID = EPISODE
    couple: UUID = COUPLE
    loss: UUID = LOSS
    repair: UUID = REPAIR


def build(served: Served) -> Built:
    """Build the practice on an empty installation."""
    with served.app.app_context():
        built = _fill(*begin_practice(served))
        db.session.commit()
        return built


def begin_practice(served: Served) -> tuple[User, Keyring]:
    """Ruth's account, and nothing else."""
    extensions = served.app.extensions
    made = create_account(
        username=NAME,
        passphrase=PASSPHRASE,
        roles="therapist",
        instance_key=extensions[INSTANCE_KEY],
        parameters=FLOOR,
        clock=extensions[CLOCK],
    )
    return made.user, made.keyring


def _fill(user: User, keyring: Keyring) -> Built:
    ines = _client(user, "Ines Reis", "Kestrel", keyring)
    paul = _client(user, "Paul Ott", "Wren", keyring)
    nora = _client(user, "Nora Lind", "Heron", keyring)
    db.session.flush()
    marco, tie = _people_of_ines(ines, keyring)
    sessions = [_session(ines, number, marco, keyring) for number in range(1, 61)]
    untouched, damaged = _sessions_of_paul(paul, keyring)
    db.session.flush()
    measure, problem = measured(user, ines, sessions, keyring)
    for formulation in FORMULATIONS:
        keep_formulation(ines, formulation=formulation, keyring=keyring)
    _remember_marco(user, ines, marco, keyring)
    retire_theme(user, "blurred-boundaries", today=TODAY, keyring=keyring)
    hour = _standing_hour_of_ines(ines, keyring)
    rename_theme(user, QUIET, name="Withdraws", today=TODAY, keyring=keyring)
    rename_theme(user, QUIET, name="Goes quiet when hurt", today=TODAY, keyring=keyring)
    merge_themes(user, NEVER_HEARD, into=QUIET, today=TODAY, keyring=keyring)
    theme = codebook_of(user.id, keyring).by_code("going-quiet-when-hurt")
    assert theme is not None
    assert theme.address is not None
    reshaped, own_theme = reshape(user, keyring)
    samira, grant, opened = share_with_samira(user, nora, keyring)
    return Built(
        *(ines.id, marco, tie, sessions[-1], untouched, paul.id, damaged, nora.id, theme.address),
        hour,
        signed=sign_one(user, sessions[-2], keyring),
        in_error=sign_one(user, sessions[-3], keyring, in_error=True),
        returned=send_to_supervision(user, ines, sessions[-4], sessions[-5], keyring),
        entry=_earlier_minute(sessions[-1], keyring),
        measure=measure,
        problem=problem,
        supervised=_supervision_hours(user, keyring),
        tag=_first_tag(sessions[-1], keyring),
        samira=samira,
        grant=grant,
        opened=opened,
        reshaped=reshaped,
        own_theme=own_theme,
    )


def _supervision_hours(user: User, keyring: Keyring) -> UUID:
    """One hour received; one given and attested."""
    received = Hour(uuid4(), TODAY, 50, Side.SUPERVISED, cases=("Kestrel",), topics="The repair.")
    given = Hour(uuid4(), date(2025, 11, 6), 90, Side.SUPERVISING, category="Group")
    for hour in (received, given):
        put_hour(user, hour, keyring=keyring)
    attest(user, given.id, at=int(MORNING.timestamp()), keyring=keyring)
    return received.id


def _client(user: User, name: str, code_name: str, keyring: Keyring) -> Client:
    who = ClientIdentity(name=name, pronouns="she", contact="Tuesdays, by letter")
    work = ClientThemes(code_name=code_name, since=date(2025, 1, 2))
    return add_client(user, identity=who, themes=work, keyring=keyring)


def _people_of_ines(ines: Client, keyring: Keyring) -> tuple[UUID, UUID]:
    def person(role: str, name: str) -> UUID:
        made = Person(uuid4(), role, Pole.CURRENT, Domain.PARTNER)
        return add_person(ines, person=made, name=name, keyring=keyring)

    marco, lena, gone = person("Partner", "Marco"), person("Sister", "Lena"), person("Boss", "Kai")
    remove_person(ines, person_id=gone, today=TODAY, keyring=keyring)
    close = Tie(id=uuid4(), kind=TieKind.CLOSE, one=marco, other=lena, since=date(2025, 2, 1))
    add_tie(ines, tie=close, keyring=keyring)
    _family_of_ines(ines, marco, lena, keyring)
    return marco, close.id


def _family_of_ines(ines: Client, marco: UUID, lena: UUID, keyring: Keyring) -> None:
    """Marco her partner; Lena her twin; their mother; Marco nearer over time, and moved."""
    own = next(p.id for p in open_client_themes(ines, keyring).people if p.pole is Pole.SELF)
    born = Person(uuid4(), "Mother", Pole.PAST, Domain.FAMILY_OF_ORIGIN, born=1950, died=2015)
    mother = add_person(ines, person=born, keyring=keyring)
    couple = Couple(COUPLE, own, marco, since=2019)
    kinship.keep_couple(ines, couple=couple, keyring=keyring)
    kinship.keep_descent(ines, descent=Descent(lena, (mother,)), keyring=keyring)
    kinship.keep_loss(ines, loss=Loss(LOSS, (mother,), year=1986, shown=True), keyring=keyring)
    kinship.keep_descent(ines, descent=Descent(own, (mother,)), twin_of=lena, keyring=keyring)
    for kind, other in ((TieKind.DISTANT, marco), (TieKind.HARM, mother)):
        add_tie(ines, tie=Tie(uuid4(), kind, own, other), keyring=keyring)
    closer = Tie(uuid4(), TieKind.FUSED, own, marco, date(2025, 9, 1))
    add_tie(ines, tie=closer, keyring=keyring)
    for day, close in ((date(2025, 3, 1), 3), (date(2026, 3, 1), 8)):
        noted = Closeness(marco, day, close, close, "mixed", "secure")
        kinship.note_closeness(ines, noted=noted, keyring=keyring)
    kinship.place_person(ines, person=marco, place=Placement(-200, 40), keyring=keyring)


def _remember_marco(user: User, ines: Client, marco: UUID, keyring: Keyring) -> None:
    """Two lines of Recent changes: one that holds, one that was undone."""
    card, now = card_of(ines, keyring), int(MORNING.timestamp()) - 86400
    act = added_person_act(card, marco, today=TODAY)
    remember(user, act, keyring=keyring, now=now)
    undone = remember(user, act, keyring=keyring, now=now)
    db.session.flush()
    undo_change(user, undone, keyring=keyring, moment=Moment(now, TODAY))
    db.session.flush()
    bring_back_person(ines, person_id=marco, keyring=keyring)


def _standing_hour_of_ines(ines: Client, keyring: Keyring) -> UUID:
    """Tuesdays from next week on, but for one holiday."""
    hour = StandingHour(id=uuid4(), since=TODAY + timedelta(days=5), starts_at=time(11))
    keep_hour(ines, hour=hour, keyring=keyring)
    away = TODAY + timedelta(weeks=8)
    pause = Pause(id=uuid4(), first=away, last=away + timedelta(days=13))
    leave_out(ines, hour_id=hour.id, pause=pause, keyring=keyring)
    return hour.id


def _session(client: Client, number: int, person: UUID, keyring: Keyring) -> UUID:
    """Held weekly, the sixtieth a week ago."""
    heard = [code for code, numbers in HEARD.items() if number in numbers]
    heard += [code for nth, code in enumerate(THEMES) if (number + nth) % 7 == 0][:5]
    tags, places = _tagged(list(dict.fromkeys(heard)), person, in_room=number % 3 == 0)
    facts = SessionThemes(
        number=0,
        held_on=TODAY - timedelta(weeks=61 - number),
        starts_at=time(14),
        ends_at=time(14, 50),
        attendance=Attendance.HELD,
        tagging_complete=True,
        written=True,
        tags=tags,
        ratings=replaced(_between(number, tags), episodes=_episode(number, tags, person)),
    )
    words = (Section("brought", TEXT), Section("next_time", "Ask about the Sunday dinner."))
    made = write_session(
        client,
        facts=facts,
        text=SessionText(words, places),
        process="I was tired." if number >= 58 else "",
        keyring=keyring,
    )
    return made.id


def _episode(number: int, tags: tuple[Tag, ...], person: UUID) -> tuple[Episode, ...]:
    """Every second session has one, of its first two passages."""
    if number % 2:
        return ()
    one = EPISODE if number == 60 else uuid4()
    ids = tuple(tag.id for tag in tags[:2])
    replies = (Reply.NEGATIVE, Reply.POSITIVE if number > 30 else Reply.NEGATIVE)
    return (Episode(one, person, Pole.CURRENT, "this-week", 4, ids, *replies, "closer"),)


def _between(number: int, tags: tuple[Tag, ...]) -> Ratings:
    """A rupture that was mended, one that stays open, and two new ways; the bond all along."""
    bond = Alliance(bond=6 + number % 3, goals=7, tasks=6)
    rated = Ratings(alliance_by_you=bond, alliance_by_client=bond if number % 2 else Alliance())
    first = tuple(tag.id for tag in tags[:1])
    kept = NewWay(uuid4(), "say-no", "outside", "firm", 4, "resisted", "kept")
    happened: dict[int, dict[str, tuple[object, ...]]] = {
        20: {"ruptures": (Rupture(MENDED, "withdrawal", ("w-pleases",), 3, 2, tags=first),)},
        22: {
            "repairs": (Repair(uuid4(), MENDED, ("r-own",), 4, tags=first),),
            "markers": ("reached",),
        },
        40: {"new_ways": (kept, NewWay(uuid4(), "ask"))},
        60: {
            "ruptures": (Rupture(RUPTURE, "confrontation", ("c-frame",), 4, tags=first),),
            "repairs": (Repair(REPAIR, RUPTURE, ("r-invite",), 2, closes=False),),
            "markers": ("lost",),
        },
    }
    return replaced(rated, **happened.get(number, {}))


def _tagged(
    codes: list[str], person: UUID, *, in_room: bool
) -> tuple[tuple[Tag, ...], tuple[Passage, ...]]:
    tags, places = [], []
    for nth, code in enumerate(codes):
        words, tag_id = QUOTES[nth % len(QUOTES)], uuid4()
        start = TEXT.index(words)
        quote = describe(TEXT, start, start + len(words)).quote
        pole = Pole.THERAPIST if in_room and code == IN_ROOM else Pole.CURRENT
        tags.append(Tag(tag_id, code, 3, (person,), pole, None, Way.OLD, nth == 0))
        places.append(
            Passage(
                *(tag_id, "brought", start, start + len(words)),
                *(quote.exact, quote.prefix, quote.suffix),
            )
        )
    return tuple(tags), tuple(places)


def _first_tag(session_id: UUID, keyring: Keyring) -> UUID:
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    return open_facts(session, keyring=keyring).tags[0].id


def _earlier_minute(session_id: UUID, keyring: Keyring) -> UUID:
    """What the newest note of Ines said before."""
    words = (Section("brought", TEXT.replace("twice", "often") + " And tea."),)
    note = DraftNote(base=1, saved_at=int(MORNING.timestamp()) - 60, sections=words)
    keep_state(session_id, note, keyring=keyring)
    return entries_of(session_id, keyring=keyring)[0].entry_id


def _sessions_of_paul(paul: Client, keyring: Keyring) -> tuple[UUID, UUID]:
    """Two hours today, one that was missed, and one whose words are damaged."""
    for hour in (9, 14):
        today = SessionThemes(number=0, held_on=TODAY, starts_at=time(hour), ends_at=time(hour, 50))
        untouched = plan_session(paul, facts=today, keyring=keyring)
    missed = SessionThemes(
        number=0, held_on=TODAY - timedelta(weeks=5), attendance=Attendance.NO_SHOW
    )
    plan_session(paul, facts=missed, keyring=keyring)
    damaged = plan_session(
        paul,
        facts=SessionThemes(number=0, held_on=TODAY - timedelta(weeks=4), written=True),
        keyring=keyring,
    )
    damaged.notes = replace(damaged.notes, sealed=Sealed(bytes(len(damaged.notes.sealed))))
    return untouched.id, damaged.id
