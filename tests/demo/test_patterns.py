"""What Ines's therapist makes of her pattern, found again in the payloads and by the product."""

import pytest

from notes_app.clients.naming import names_in
from notes_app.clients.payloads import Pole
from notes_app.clients.queries import ClientCard
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.patterns.mirror import all_heard, matches_of
from notes_app.patterns.people import places_of
from notes_app.patterns.versions import compared, words_in
from tests.demo.found import ALL


@pytest.fixture
def ines(plans):
    return plans["Kestrel"]


def card_of(plan):
    return ClientCard(plan.sessions[0].id, 1, plan.identity, plan.themes)


def reads_of(plan):
    reads = [ReadSession(s.id, s.id, 1, s.facts) for s in plan.sessions if s.id]
    return number_sessions(reads)


def test_an_old_formulation_stands_beside_the_new_one(ines):
    old, new = ines.themes.formulations
    assert old.on < new.on
    assert (new.named_together, new.shared, old.shared) == (True, True, False)
    changed = {row.heading for row in compared(old, new, {}) if row.changed}
    assert {"Wish", "Response of self", "Where it could turn"} <= changed
    assert "Expectations of others" not in changed


@pytest.mark.parametrize("code_name", ALL)
def test_what_a_supervisor_may_read_names_nobody(plans, code_name):
    plan = plans[code_name]
    card = card_of(plan)
    written = [words_in(one) for one in plan.themes.formulations]
    for words in (*written, *plan.themes.mirror_words.values()):
        assert names_in(words, card) == []


def test_passages_in_the_room_are_paired_with_passages_outside(ines):
    places = places_of(card_of(ines))
    found = matches_of(all_heard(reads_of(ines)), ines.themes.passage_links, places)
    linked = [match for _, match in found if match.link]
    echoes = [match for _, match in found if match.echo]
    assert len(linked) == 2
    assert all(match.room and match.outside for match in linked)
    assert len(echoes) == 4
    assert all(places.of(match.room.tag) is Pole.THERAPIST for match in echoes)
    assert any(match.outside for match in echoes)
