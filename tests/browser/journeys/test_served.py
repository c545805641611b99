"""Each test finds the practice as it was built, whatever a test before it has done there."""

from urllib.request import urlopen

import pytest
from sqlalchemy import delete, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.web.browser_sessions import STORE
from tests.browser.journeys.built import Built
from tests.browser.journeys.served import Served, as_kept
from tests.browser.journeys.steps import NAME, PASSPHRASE
from tests.clocks import MORNING


def clients_in(served: Served) -> int:
    with served.app.app_context():
        return len(db.session.scalars(select(Client)).all())


def test_what_one_test_has_saved_the_next_does_not_find(practice: tuple[Served, Built]) -> None:
    served, _ = practice
    built = clients_in(served)
    assert built > 0
    with served.app.app_context():
        db.session.execute(delete(Client))
        db.session.commit()
    assert clients_in(served) == 0
    with as_kept(served):
        assert clients_in(served) == built


def test_the_clock_and_the_logins_are_put_back(practice: tuple[Served, Built]) -> None:
    served, _ = practice
    served.login_of(NAME, PASSPHRASE)
    served.clock.move(minutes=5)
    with served.app.app_context():
        ruth = db.session.scalars(select(User.id).where(User.username == NAME)).one()
    assert served.app.extensions[STORE].of_user(ruth)
    with as_kept(served):
        assert served.app.extensions[STORE].of_user(ruth) == []
        assert served.clock.local() == MORNING


def test_each_test_hears_only_its_own_lines(practice: tuple[Served, Built]) -> None:
    served, _ = practice
    urlopen(f"{served.address}/log-in").read()  # noqa: S310 - our own server
    assert any("/log-in" in line for line in served.lines)
    with as_kept(served):
        assert served.lines == []


@pytest.mark.parametrize("nth", [1, 2])
def test_an_installation_is_empty_for_every_test(served: Served, nth: int) -> None:
    with served.app.app_context():
        assert db.session.scalars(select(User)).all() == []
        db.session.add(User(username="ruth", roles="therapist"))
        db.session.commit()
