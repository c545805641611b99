"""Every step that a note can take, and every one that it cannot."""

from itertools import product
from uuid import uuid4

import pytest

from notes_app.signing.policy import (
    UNSIGNED,
    Act,
    NotNow,
    Standing,
    State,
    after,
    can,
    can_cosign,
    standing_after,
)

SIGNED, AWAITING = Standing(State.SIGNED), Standing(State.AWAITING)
COSIGNED, RETURNED = Standing(State.COSIGNED), Standing(State.RETURNED)


def added(standing: Standing) -> Standing:
    return Standing(standing.state, added_since=True, in_error=standing.in_error)


def in_error(standing: Standing) -> Standing:
    return Standing(standing.state, added_since=True, in_error=True)


STEPS = {
    (UNSIGNED, Act.SIGN): SIGNED,
    (SIGNED, Act.ADD): added(SIGNED),
    (SIGNED, Act.ASK): AWAITING,
    (SIGNED, Act.MARK_IN_ERROR): in_error(SIGNED),
    (added(SIGNED), Act.ADD): added(SIGNED),
    (added(SIGNED), Act.ASK): AWAITING,
    (added(SIGNED), Act.MARK_IN_ERROR): in_error(SIGNED),
    (AWAITING, Act.ADD): added(AWAITING),
    (AWAITING, Act.COSIGN): COSIGNED,
    (AWAITING, Act.RETURN): RETURNED,
    (AWAITING, Act.MARK_IN_ERROR): in_error(AWAITING),
    (added(AWAITING), Act.ADD): added(AWAITING),
    (added(AWAITING), Act.ASK): AWAITING,
    (added(AWAITING), Act.COSIGN): COSIGNED,
    (added(AWAITING), Act.RETURN): RETURNED,
    (added(AWAITING), Act.MARK_IN_ERROR): in_error(AWAITING),
    (COSIGNED, Act.ADD): added(COSIGNED),
    (COSIGNED, Act.MARK_IN_ERROR): in_error(COSIGNED),
    (added(COSIGNED), Act.ADD): added(COSIGNED),
    (added(COSIGNED), Act.ASK): AWAITING,
    (added(COSIGNED), Act.MARK_IN_ERROR): in_error(COSIGNED),
    (RETURNED, Act.ADD): added(RETURNED),
    (RETURNED, Act.MARK_IN_ERROR): in_error(RETURNED),
    (added(RETURNED), Act.ADD): added(RETURNED),
    (added(RETURNED), Act.ASK): AWAITING,
    (added(RETURNED), Act.MARK_IN_ERROR): in_error(RETURNED),
}
STATES = (SIGNED, AWAITING, COSIGNED, RETURNED)
STANDINGS = [UNSIGNED, *STATES, *(added(standing) for standing in STATES)]


@pytest.mark.parametrize(("standing", "act"), STEPS)
def test_a_step_leads_where_it_should(standing: Standing, act: Act) -> None:
    assert can(standing, act)
    assert after(standing, act) == STEPS[standing, act]


@pytest.mark.parametrize(
    ("standing", "act"), [pair for pair in product(STANDINGS, Act) if pair not in STEPS]
)
def test_every_other_step_is_refused(standing: Standing, act: Act) -> None:
    assert not can(standing, act)
    with pytest.raises(NotNow):
        after(standing, act)


@pytest.mark.parametrize("act", [Act.ASK, Act.MARK_IN_ERROR])
def test_what_was_entered_in_error_is_neither_marked_twice_nor_co_signed(act: Act) -> None:
    assert not can(in_error(SIGNED), act)
    assert can(in_error(SIGNED), Act.ADD)


def test_a_note_that_came_back_is_asked_about_only_after_something_was_added() -> None:
    back = standing_after([Act.ASK, Act.RETURN, Act.ASK])
    assert back == RETURNED
    assert standing_after([Act.ASK, Act.RETURN, Act.ADD, Act.ASK]) == AWAITING


def test_an_entry_that_does_not_fit_moves_the_note_nowhere() -> None:
    assert standing_after([Act.COSIGN, Act.RETURN, Act.SIGN]) == SIGNED


def test_nobody_co_signs_their_own() -> None:
    jonas, ruth = uuid4(), uuid4()
    assert can_cosign(ruth, author_id=jonas)
    assert not can_cosign(jonas, author_id=jonas)
