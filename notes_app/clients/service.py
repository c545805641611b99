"""Write a client's card.

Every verb opens what is stored before it seals anew.  So a part that cannot be opened is never
written over: the verb raises CannotOpen (damaged), CannotRead (newer) or NoKey, and nothing
changes.  People are never deleted, because passages name them.
"""

from datetime import date
from uuid import UUID, uuid4

from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.marks import Mark, with_mark
from notes_app.clients.models import Client
from notes_app.clients.own import parted
from notes_app.clients.payloads import (
    ClientIdentity,
    ClientThemes,
    Domain,
    Person,
    Pole,
    Tie,
)
from notes_app.clients.policy import can_focus, can_remove, is_self, is_therapist
from notes_app.clients.queries import open_client_themes, open_identity, open_own, place_of
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.sealed import Scope
from notes_app.sharing.generations import ensure_key
from notes_app.sharing.sealing import seal_part
from notes_app.sharing.service import make_client_keys

YOU_AND_THE_CLIENT = "You and the client"
SELF = "Self"


class FocusFull(Exception):
    """As many themes as can be in focus already are."""


class AlwaysThere(Exception):
    """ "You and the client" and "Self" belong to every client and cannot be removed."""


class SamePerson(Exception):
    """A tie needs two people."""


def add_client(
    owner: User, *, identity: ClientIdentity, themes: ClientThemes, keyring: Keyring
) -> Client:
    """Open a client's card, with keys of its own, and with the two people who are always there."""
    client_id = uuid4()
    make_client_keys(client_id, keyring=keyring)
    shown, own = parted(_with_the_two(themes))
    client = Client(
        id=client_id,
        owner_id=owner.id,
        identity=seal_part(
            identity, place_of(client_id, Scope.IDENTITY), before=None, keyring=keyring
        ),
        themes=seal_part(shown, place_of(client_id, Scope.THEMES), before=None, keyring=keyring),
    )
    client.own = seal_part(own, place_of(client_id, Scope.OWN), before=None, keyring=keyring)
    db.session.add(client)
    return client


def change_client(
    client: Client,
    *,
    identity: ClientIdentity | None = None,
    themes: ClientThemes | None = None,
    keyring: Keyring,
) -> None:
    """Replace the parts that are given; None leaves a part as it is."""
    was_who = open_identity(client, keyring) if identity else None
    was_work = open_client_themes(client, keyring) if themes else None
    if identity and identity != was_who:
        client.identity = seal_part(
            identity, place_of(client.id, Scope.IDENTITY), before=client.identity, keyring=keyring
        )
    if themes and themes != was_work:
        _keep_work(client, themes, keyring)


def part_own(client: Client, *, keyring: Keyring) -> None:
    """Store apart what no themes key may open, of a client who is older than that.

    Raises NoKey, CannotOpen, CannotRead; then nothing is changed.
    """
    if client.own is None:
        _keep_work(client, open_client_themes(client, keyring), keyring)


def _keep_work(client: Client, whole: ClientThemes, keyring: Keyring) -> None:
    """Seal what goes with the themes, and apart from it what does not, if that was changed."""
    shown, own = parted(whole)
    before = client.own
    if own != open_own(client.id, before, keyring=keyring):
        ensure_key(client.id, Scope.OWN, keyring=keyring)
        client.own = seal_part(own, place_of(client.id, Scope.OWN), before=before, keyring=keyring)
    client.themes = seal_part(
        shown, place_of(client.id, Scope.THEMES), before=client.themes, keyring=keyring
    )


def add_person(
    client: Client,
    *,
    person: Person,
    name: str = "",
    mark: Mark | None = None,
    keyring: Keyring,
) -> UUID:
    """Add somebody to the client's life, as a role; a name goes into the identity part."""
    themes = open_client_themes(client, keyring)
    if name:
        _keep_name(client, person.id, name, keyring)
    themes = _with_mark(replace(themes, people=(*themes.people, person)), mark)
    change_client(client, themes=themes, keyring=keyring)
    return person.id


def change_person(
    client: Client,
    *,
    person: Person,
    name: str | None = None,
    mark: Mark | None = None,
    keyring: Keyring,
) -> None:
    """Replace the person of the same id; a `name` or a `mark` that is None stays as it is.

    The two who are always there keep their pole and domain.

    Raises:
        NotFound: the client has no such person.
    """
    themes = open_client_themes(client, keyring)
    was = _person(themes, person.id)
    if not can_remove(was):
        person = replace(person, pole=was.pole, domain=was.domain)
    if name is not None:
        _keep_name(client, person.id, name, keyring)
    themes = _with_mark(_with_person(themes, person), mark)
    change_client(client, themes=themes, keyring=keyring)


def remove_person(client: Client, *, person_id: UUID, today: date, keyring: Keyring) -> None:
    """Offer a person no more; their passages, ties and name stay for whoever brings them back.

    Raises:
        NotFound: the client has no such person.
        AlwaysThere: it is "You and the client" or "Self".
    """
    themes = open_client_themes(client, keyring)
    person = _person(themes, person_id)
    if not can_remove(person):
        raise AlwaysThere
    gone = replace(person, removed=person.removed or today)
    change_client(client, themes=_with_person(themes, gone), keyring=keyring)


def bring_back_person(client: Client, *, person_id: UUID, keyring: Keyring) -> None:
    """Undo `remove_person`.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    person = replace(_person(themes, person_id), removed=None)
    change_client(client, themes=_with_person(themes, person), keyring=keyring)


def add_tie(client: Client, *, tie: Tie, beside: bool = False, keyring: Keyring) -> UUID:
    """Say how two people are with each other now.

    What was open between the two closes on the day the new tie begins, unless the new one stands
    `beside` it: two people may have several ties at once.

    Raises:
        NotFound: one of the two is not among the client's people.
        SamePerson: both ends are the same.
    """
    themes = open_client_themes(client, keyring)
    if tie.one == tie.other:
        raise SamePerson
    pair = {_person(themes, tie.one).id, _person(themes, tie.other).id}
    ties = tuple(
        replace(old, until=_later(old.since, tie.since), closed_by=tie.id)
        if not beside and old.open and {old.one, old.other} == pair
        else old
        for old in themes.ties
    )
    change_client(client, themes=replace(themes, ties=(*ties, tie)), keyring=keyring)
    return tie.id


def take_back_tie(client: Client, *, tie_id: UUID, keyring: Keyring) -> None:
    """Undo `add_tie`: the tie goes, and those that it closed are open again.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    _tie(themes, tie_id)
    ties = tuple(
        replace(tie, until=None, closed_by=None) if tie.closed_by == tie_id else tie
        for tie in themes.ties
        if tie.id != tie_id
    )
    change_client(client, themes=replace(themes, ties=ties), keyring=keyring)


def close_tie(client: Client, *, tie_id: UUID, until: date, keyring: Keyring) -> None:
    """Say that a tie is no more since the day `until`.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    closed = replace(_tie(themes, tie_id), until=until)
    change_client(client, themes=_with_tie(themes, closed), keyring=keyring)


def reopen_tie(client: Client, *, tie_id: UUID, keyring: Keyring) -> None:
    """Undo `close_tie`.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    opened = replace(_tie(themes, tie_id), until=None, closed_by=None)
    change_client(client, themes=_with_tie(themes, opened), keyring=keyring)


def name_theme_for_client(client: Client, *, code: str, word: str, keyring: Keyring) -> None:
    """Keep the client's own word for a theme; an empty one lets it go."""
    themes = open_client_themes(client, keyring)
    others = {known: said for known, said in themes.client_words.items() if known != code}
    words = {**others, code: word} if word else others
    change_client(client, themes=replace(themes, client_words=words), keyring=keyring)


def set_focus(client: Client, *, code: str, on: bool, today: date, keyring: Keyring) -> None:
    """Take a theme into focus from `today`, or out of it.

    Raises:
        FocusFull: three other themes are in focus.
    """
    themes = open_client_themes(client, keyring)
    if on and not can_focus(themes, code):
        raise FocusFull
    since = {known: day for known, day in themes.focus_since.items() if on or known != code}
    if on:
        since.setdefault(code, today)
    change_client(client, themes=replace(themes, focus_since=since), keyring=keyring)


def _with_the_two(themes: ClientThemes) -> ClientThemes:
    people = themes.people
    if not any(is_self(person) for person in people):
        people = (Person(uuid4(), SELF, Pole.SELF, Domain.ONESELF), *people)
    if not any(is_therapist(person) for person in people):
        people = (Person(uuid4(), YOU_AND_THE_CLIENT, Pole.THERAPIST, Domain.THERAPIST), *people)
    return replace(themes, people=people)


def _keep_name(client: Client, person_id: UUID, name: str, keyring: Keyring) -> None:
    identity = open_identity(client, keyring)
    others = {known: said for known, said in identity.names.items() if known != person_id}
    names = {**others, person_id: name} if name else others
    change_client(client, identity=replace(identity, names=names), keyring=keyring)


def _person(themes: ClientThemes, person_id: UUID) -> Person:
    for person in themes.people:
        if person.id == person_id:
            return person
    raise NotFound


def _with_person(themes: ClientThemes, person: Person) -> ClientThemes:
    people = tuple(person if was.id == person.id else was for was in themes.people)
    return replace(themes, people=people)


def _with_mark(themes: ClientThemes, mark: Mark | None) -> ClientThemes:
    return replace(themes, marks=with_mark(themes.marks, mark)) if mark else themes


def _tie(themes: ClientThemes, tie_id: UUID) -> Tie:
    for tie in themes.ties:
        if tie.id == tie_id:
            return tie
    raise NotFound


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else other


def _with_tie(themes: ClientThemes, tie: Tie) -> ClientThemes:
    return replace(themes, ties=tuple(tie if was.id == tie.id else was for was in themes.ties))
