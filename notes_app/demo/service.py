"""Builds the demo practice through the doors that the product itself uses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.queries import open_profile
from notes_app.accounts.service import NewAccount, create_account, save_profile
from notes_app.clients.models import Client
from notes_app.clients.service import add_client
from notes_app.clock import Clock
from notes_app.crypto.instance_key import InstanceKey
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import KdfParameters
from notes_app.demo.calibrating import calibrate
from notes_app.demo.logs import keep_logs
from notes_app.demo.measures import CORE_10
from notes_app.demo.people import STORIES
from notes_app.demo.practice import ClientPlan, SessionPlan, plan_client
from notes_app.demo.signing import SIGNER, SUPERVISING, As, Stored, sign_notes
from notes_app.demo.supervising import Pair, supervise
from notes_app.measures.service import Shelf, keep_measure
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import NOT_RATED, SessionText, SessionThemes
from notes_app.notes.service import Seen, Written, save_draft, write_session
from notes_app.signing.payloads import Signer
from notes_app.themes.service import (
    Piece,
    add_theme,
    define_theme,
    merge_themes,
    rename_theme,
    retire_theme,
    split_theme,
)

PRACTICE = "Linden Street Practice"
RENAMED = ("outside-the-circle", "At the edge of the circle")
RETIRED = "warding-off-newcomers"  # heard with nobody
REDEFINED = (
    "going-quiet-when-hurt",
    {
        "definition": "Hurt is answered by leaving the contact, not by naming it."
        " A pause for thought does not count.",
        "sounds_like": "I just said I was tired",
    },
)
SPLIT = (
    "pressing-for-reassurance",  # heard seldom
    (
        Piece("Asks again at once", "The answer is asked for a second time before it can settle."),
        Piece("Tests who stays", "Goes away a little, to see whether the other follows."),
    ),
)


@dataclass(frozen=True)
class LogIn:
    """Somebody of the demo practice.  The passphrase is printed: nothing here is a secret."""

    username: str
    passphrase: str
    roles: str
    name: str
    note: str


THERAPIST = LogIn(
    "jonas",
    "linden street has seven lime trees",
    "therapist",
    "Jonas Weber, therapist",
    "sees eight clients",
)
SUPERVISOR = LogIn(
    "ruth",
    "ruth listens between two trains",
    "supervisor therapist",
    "Ruth Adeyemi, supervisor",
    "sees the themes of Kestrel, Swift and Martin, and reads one record of Teal",
)
ADMINISTRATOR = LogIn(
    "practice",
    "the office keeps no client key",
    "administrator",
    "Office of the practice",
    "can open nothing",
)
LOG_INS = (THERAPIST, SUPERVISOR, ADMINISTRATOR)


@dataclass(frozen=True)
class Built:
    """How much was built."""

    clients: int
    sessions: int
    passages: int


def build_demo(
    *,
    today: date,
    clock: Clock,
    instance_key: InstanceKey,
    parameters: KdfParameters,
    tell: Callable[[str], None] = lambda _name: None,
) -> Built:
    """Store the whole demo practice.  Flushes; the caller commits.

    Args:
        tell: is called with the name of each client once they are stored.
    """
    accounts = [
        create_account(
            username=who.username,
            passphrase=who.passphrase,
            roles=who.roles,
            instance_key=instance_key,
            parameters=parameters,
            clock=clock,
        )
        for who in LOG_INS
    ]
    for account, signer in zip(accounts, (SIGNER, SUPERVISING), strict=False):
        _say_who_signs(account, signer)
    _keep_own_measure(accounts[0])
    runs: set[str] = set()
    stored, clients = [], {}
    with db.session.no_autoflush:
        for story in STORIES:
            plan = plan_client(story, today=today, runs=runs)
            client = store_client(accounts[0], plan, now=int(clock.now().wall))
            clients[plan.themes.code_name] = client
            stored.append(plan)
            tell(story.name)
    _shape_codebook(accounts[0], today)
    db.session.flush()
    pair = Pair(accounts[0], accounts[1], today)
    supervise(pair, clients)
    calibrate(pair, clients)
    keep_logs(pair)
    _close(accounts)
    return _count(stored)


def store_client(account: NewAccount, plan: ClientPlan, *, now: int) -> Client:
    """Store one client with all their hours; an own theme gets its place in the codebook first."""
    user, keyring = account.user, account.keyring
    codes = _own_themes(user, plan, keyring)
    themes = replace(
        plan.themes,
        labels=tuple(
            replace(label, code=codes.get(label.code, label.code)) for label in plan.themes.labels
        ),
    )
    client = add_client(user, identity=plan.identity, themes=themes, keyring=keyring)
    stored = []
    for session in plan.sessions:
        facts = _renamed(session.facts, codes)
        if session.is_draft:
            _begin_note(user, client, session, facts, now=now, keyring=keyring)
            continue
        row = write_session(
            client,
            facts=facts,
            text=session.text,
            process=session.process,
            keyring=keyring,
            session_id=session.id,
        )
        stored.append(Stored(row, facts, session))
    db.session.flush()
    names = {codes[word.code]: word.name for word, _ in plan.own}
    sign_notes(stored, As(plan.story, themes, names), keyring=keyring)
    _merge_themes(user, plan, codes, keyring)
    return client


def _begin_note(
    user: User,
    client: Client,
    session: SessionPlan,
    facts: SessionThemes,
    *,
    now: int,
    keyring: Keyring,
) -> TherapySession:
    begun = write_session(
        client,
        facts=replace(facts, tags=(), ratings=NOT_RATED),
        text=SessionText(),
        keyring=keyring,
    )
    db.session.flush()
    save_draft(
        begun,
        written=Written(
            sections=session.text.sections,
            tags=facts.tags,
            passages=session.text.passages,
            format=session.text.format,
            ratings=facts.ratings,
            told=session.text.told,
        ),
        seen=Seen(note=begun.version, draft=0),
        user=user,
        now=now,
        keyring=keyring,
    )
    return begun


def _say_who_signs(account: NewAccount, signer: Signer) -> None:
    profile = open_profile(account.user, keyring=account.keyring)
    named = replace(profile, display_name=signer.name, credential=signer.credential)
    save_profile(account.user, named, keyring=account.keyring)


def _keep_own_measure(account: NewAccount) -> None:
    keep_measure(Shelf(account.user.id, account.keyring), measure=CORE_10)


def _own_themes(user: User, plan: ClientPlan, keyring: Keyring) -> dict[str, str]:
    """Add the story's own themes; gives the code that each got for the one that stood for it."""
    return {
        word.code: add_theme(
            user,
            name=word.name,
            family=word.family,
            today=since,
            keyring=keyring,
            definition=word.definition,
            sounds_like=word.sounds_like,
            component=word.component,
            polarity=word.polarity,
            opposite=word.opposite,
        )
        for word, since in plan.own
    }


def _shape_codebook(account: NewAccount, today: date) -> None:
    """What a year does to a codebook: one name, one meaning, one in two, one gone."""
    user, keyring = account.user, account.keyring
    code, name = RENAMED
    rename_theme(user, code, name=name, today=today - timedelta(weeks=20), keyring=keyring)
    on = today - timedelta(weeks=26)
    define_theme(user, REDEFINED[0], **REDEFINED[1], today=on, keyring=keyring)
    on = today - timedelta(weeks=2)
    split_theme(user, SPLIT[0], pieces=SPLIT[1], today=on, keyring=keyring)
    retire_theme(user, RETIRED, today=today - timedelta(weeks=12), keyring=keyring)


def _merge_themes(user: User, plan: ClientPlan, codes: dict[str, str], keyring: Keyring) -> None:
    """Let the story's merged themes count as others; their tags keep the code that they have."""
    for word, day in plan.merged:
        merge_themes(user, codes[word.code], into=word.merged_into, today=day, keyring=keyring)


def _renamed(facts: SessionThemes, codes: dict[str, str]) -> SessionThemes:
    if not codes:
        return facts
    tags = tuple(replace(tag, theme=codes.get(tag.theme, tag.theme)) for tag in facts.tags)
    return replace(facts, tags=tags)


def _close(accounts: list[NewAccount]) -> None:
    for account in accounts:
        account.keyring.close()


def _count(plans: list[ClientPlan]) -> Built:
    sessions = [session for plan in plans for session in plan.sessions]
    return Built(len(plans), len(sessions), sum(len(session.facts.tags) for session in sessions))
