"""The cast.  Ana, a therapist, sees Mira and Noor.  Bea, another, sees Lena.  Ada administers.

Sam supervises.  Nothing was shared with him yet: `tests/sharing/builders.py` does that.

Otto is a stranger without an account, written None.  They are made once for all tests; each test
gets their rows in a database of its own.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, current_app
from sqlalchemy import insert, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.service import create_account, keyring_of
from notes_app.clock import SystemClock
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.db import Base
from notes_app.sharing.accepting import granted_keys
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.web.current import INSTANCE_KEY

PASSPHRASE = "umbrella cactus violin harbour nine"
PEOPLE = {"ana": "therapist", "bea": "therapist", "ada": "administrator", "sam": "supervisor"}
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Cast:
    """All rows of the practice, and what opens them."""

    rows: Rows
    masters: dict[str, bytes]
    recovery_keys: dict[str, bytes]
    ids: dict[str, UUID]


@dataclass
class Practice:
    """The practice in this test's database.  `ids` names records by the route's arguments."""

    ana: User
    bea: User
    ada: User
    sam: User
    keyrings: dict[str, Keyring]
    masters: dict[str, bytes]
    recovery_keys: dict[str, bytes]
    ids: dict[str, UUID]
    mira: Any = None
    noor: Any = None
    lena: Any = None
    passphrase: str = field(default=PASSPHRASE)

    def master_of(self, user: User) -> bytes:
        return self.masters[user.username]


def make_cast(app: Flask) -> Cast:
    """Make everybody, in `app`'s empty database, and take their rows."""
    made = {
        name: create_account(
            username=name,
            passphrase=PASSPHRASE,
            roles=roles,
            instance_key=app.extensions[INSTANCE_KEY],
            parameters=FLOOR,
            clock=SystemClock(),
        )
        for name, roles in PEOPLE.items()
    }
    ids = {"user_id": made["ana"].user.id, **_make_clients(made)}
    db.session.commit()
    return Cast(
        rows=_all_rows(),
        masters={name: account.master for name, account in made.items()},
        recovery_keys={name: account.recovery_key for name, account in made.items()},
        ids=ids,
    )


def bring_in(cast: Cast) -> Practice:
    """Put the cast into this test's database."""
    for table in Base.metadata.sorted_tables:
        if cast.rows.get(table.name):
            db.session.execute(insert(table), cast.rows[table.name])
    db.session.commit()
    people = {name: _person(name) for name in PEOPLE}
    keyrings = {name: keyring_of(people[name], cast.masters[name]) for name in PEOPLE}
    for name, keyring in keyrings.items():
        find_keys(people[name], keyring)
    clients = {name: _client(cast.ids[name]) for name in ("mira", "noor", "lena")}
    return Practice(
        **people,
        **clients,
        keyrings=keyrings,
        masters=cast.masters,
        recovery_keys=cast.recovery_keys,
        ids=cast.ids,
    )


def find_keys(user: User, keyring: Keyring) -> None:
    """Let a keyring find what its owner holds and was granted, as in a request of this moment."""
    keyring.load_from(
        lambda: wrapped_keys_of(user.id),
        lambda: granted_keys(user, keyring=keyring, now=int(clock_of_app().now().wall)),
    )


def _make_clients(made: dict[str, Any]) -> dict[str, UUID]:
    from notes_app.clients.payloads import ClientIdentity, ClientThemes
    from notes_app.clients.queries import open_client_themes
    from notes_app.clients.service import add_client

    found = {}
    for name, owner in (("mira", "ana"), ("noor", "ana"), ("lena", "bea")):
        client = add_client(
            made[owner].user,
            identity=ClientIdentity(name=f"{name.capitalize()} Real"),
            themes=ClientThemes(code_name={"mira": "Heron", "noor": "Wren"}.get(name, "Finch")),
            keyring=made[owner].keyring,
        )
        found[name] = client.id
        if name == "mira":
            made_up = _make_measure(made[owner], client)
            people = open_client_themes(client, keyring=made[owner].keyring).people
            made_up |= {"supervision_hour_id": _make_supervision_hour(made[owner])}
            found |= {"client_id": client.id, "person_id": people[0].id, **made_up}
    return found


def _make_measure(account: Any, client: Any) -> dict[str, UUID]:
    """A questionnaire of Ana's own, and a problem on Mira's list."""
    from notes_app.clients.payloads import Problem
    from notes_app.clients.problems import keep_problem
    from notes_app.measures.payloads import OwnMeasure
    from notes_app.measures.service import Shelf, keep_measure

    own = OwnMeasure(id=uuid4(), name="CORE-10", lowest=0, highest=40, reliable=6, cutoff=11)
    keep_measure(Shelf(account.user.id, account.keyring), measure=own)
    problem = Problem(id=uuid4(), since=date(2026, 1, 8))
    keep_problem(client, problem=problem, words="I never say no.", keyring=account.keyring)
    return {"measure_id": own.id, "problem_id": problem.id}


def _make_supervision_hour(account: Any) -> UUID:
    from notes_app.hours.payloads import Hour, Side
    from notes_app.hours.service import put_hour

    hour = Hour(uuid4(), date(2026, 1, 8), 50, Side.SUPERVISED)
    put_hour(account.user, hour, keyring=account.keyring)
    return hour.id


def _all_rows() -> Rows:
    return {
        table.name: [dict(row._mapping) for row in db.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
    }


def _person(name: str) -> User:
    return db.session.scalars(select(User).where(User.username == name)).one()


def _client(client_id: UUID) -> Any:
    from notes_app.clients.models import Client

    return db.session.get(Client, client_id)


def clock_of_app() -> Any:
    return current_app.extensions["between.clock"]
