"""What domain.md 10 plants beside the words, found again in the payloads."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from statistics import mean
from uuid import UUID, uuid4

import pytest

from notes_app.clients.payloads import Domain
from notes_app.demo.measures import CORE_10
from notes_app.demo.practice import ClientPlan, SessionPlan
from notes_app.diary.occurrences import occurrences
from notes_app.measures.instruments import built_in, total_of
from notes_app.notes.beside import Risk, Taken
from notes_app.notes.payloads import Attendance, Ratings
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.risk import item_9_raised, item_9_unread
from notes_app.notes.ruptures import Thread, strains_of, threads_of
from notes_app.patterns.new_ways import experiments_of, skills_of
from tests.demo.found import ALL, written

Plans = Mapping[str, ClientPlan]


def ratings(plan: ClientPlan) -> dict[int, Ratings]:
    return {one.facts.number: one.facts.ratings for one in written(plan)}


def taken(plan: ClientPlan, code: str) -> dict[int, Taken]:
    return {
        number: one
        for number, rated in ratings(plan).items()
        for one in rated.measures
        if one.code == code
    }


def totals(plan: ClientPlan, code: str) -> list[int | None]:
    return [total_of(built_in()[code], one.answers) for one in taken(plan, code).values()]


def ends(values: list[int | None]) -> tuple[int | None, int | None]:
    return values[0], values[-1]


def phrases(plan: ClientPlan) -> Iterator[tuple[str, str]]:
    for session in written(plan):
        texts = {section.key: section.text for section in session.text.sections}
        for phrase in session.text.told.phrases:
            yield phrase.exact, texts[phrase.section][phrase.start : phrase.end]


def results(plan: ClientPlan) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for rated in ratings(plan).values():
        for way in rated.new_ways:
            found.setdefault(way.id, set()).add(way.result)
    return found


def test_questionnaires_come_to_what_was_planned(plans: Plans) -> None:
    assert ends(totals(plans["Dunlin"], "phq-9")) == (17, 7)
    assert ends(totals(plans["Swift"], "gad-7")) == (14, 9)
    assert ends(totals(plans["Wren"], "phq-9")) == (11, 6)
    assert ends(totals(plans["Wren"], "gad-7")) == (15, 10)
    assert None not in totals(plans["Martin"], "phq-9")


def test_item_9_is_above_0_at_jordans_19_answered_that_day_and_followed_up(plans: Plans) -> None:
    rated = ratings(plans["Martin"])
    assert [number for number, one in rated.items() if item_9_raised(one)] == [19, 20, 21]
    assert [number for number, one in rated.items() if item_9_unread(one)] == []
    assert [rated[n].risk for n in (19, 20, 21)] == [Risk.SEE_NOTE] * 3
    assert rated[22].risk is Risk.NONE_REPORTED
    assert taken(plans["Martin"], "phq-9")[22].answers[8] == 0


def test_the_personal_questionnaire_of_ines_goes_from_5_1_to_2_9(plans: Plans) -> None:
    rated = list(taken(plans["Kestrel"], "personal").values())
    assert (mean(rated[0].problems.values()), mean(rated[-1].problems.values())) == (5.1, 2.9)
    problems = plans["Kestrel"].themes.problems
    assert [problem.id for problem in problems] == list(rated[0].problems)
    assert set(plans["Kestrel"].identity.problem_words) == {problem.id for problem in problems}


def test_mei_lins_core_10_is_kept_as_totals_only(plans: Plans) -> None:
    given = list(taken(plans["Plover"], str(CORE_10.id)).values())
    assert (given[0].total, given[-1].total) == (17, 10)
    assert [one for one in given if one.answers] == []


def test_the_clients_words_are_starred_at_their_exact_place(plans: Plans) -> None:
    for name in ALL:
        found = list(phrases(plans[name]))
        assert 2 <= len(found) <= 3
        assert [exact for exact, there in found if exact != there] == []
        assert [exact for exact, _ in found if exact.endswith(",")] == []


def test_the_alliance_dips_in_a_strain_and_comes_back_when_it_is_mended(plans: Plans) -> None:
    bond = {n: one.alliance_by_you.bond or 0 for n, one in ratings(plans["Kestrel"]).items()}
    assert max(bond[17], bond[38], bond[39]) < 7
    assert [n for n, level in bond.items() if not 6 <= level <= 8 and n not in (17, 38, 39)] == []


#: By client: the session that opened it, its signs, the session that mended it, the moves.
PLANTED = {
    "Kestrel": [
        (17, ("w-pleases",), 18, ("r-invite", "r-own")),
        (38, ("c-frame",), 40, ("r-own", "r-clarify")),
    ],
    "Dunlin": [(12, ("w-short",), 14, ("r-own",))],
    "Swift": [
        (31, ("c-therapist",), None, ()),
        (5, ("c-refuses",), 6, ("r-own", "r-change")),
        (15, ("c-presses", "w-hopeless"), 18, ("r-clarify", "r-own")),
    ],
    "Wren": [(9, ("w-abstract",), 10, ("r-own", "r-honour"))],
    "Teal": [(7, ("c-therapist",), 8, ("r-clarify",))],
    "Plover": [(21, ("w-denies",), 22, ("r-change",))],
    "Martin": [(20, ("w-hopeless",), 22, ("r-honour", "r-there"))],
    "Rook": [(11, ("c-progress", "c-task"), None, ())],
}


def threads(plan: ClientPlan) -> list[Thread]:
    held = [ReadSession(uuid4(), UUID(int=1), 1, one.facts) for one in written(plan)]
    return threads_of(number_sessions(held))


@pytest.mark.parametrize("name", PLANTED)
def test_each_rupture_is_found_as_it_was_planted(plans: Plans, name: str) -> None:
    found = [
        (
            one.read.number,
            one.rupture.markers,
            one.mended.read.number if one.mended else None,
            one.mended.repair.moves if one.mended else (),
        )
        for one in threads(plans[name])
    ]
    assert found == PLANTED[name]


def test_tomaszs_rupture_is_open_for_two_sessions_and_is_the_only_one(plans: Plans) -> None:
    (one,) = [thread for thread in threads(plans["Swift"]) if thread.open]
    assert (one.read.number, one.age) == (31, 2)


def test_a_rupture_of_two_says_whose_it_was(plans: Plans) -> None:
    (one,) = threads(plans["Teal"])
    assert one.rupture.with_person == plans["Teal"].story.ids["dov"]


def test_each_rupture_and_repair_has_its_passage_and_its_line(plans: Plans) -> None:
    for plan in plans.values():
        for session in written(plan):
            rated, tags = session.facts.ratings, {tag.id for tag in session.facts.tags}
            for strain in strains_of(rated):
                assert strain.tags, (plan.story.code_name, session.facts.number)
                assert set(strain.tags) <= tags
                assert session.text.told.words[strain.id]


def test_new_ways_are_tried_with_somebody_and_counted_by_part_of_life(plans: Plans) -> None:
    plan = plans["Kestrel"]
    held = [ReadSession(uuid4(), UUID(int=1), 1, one.facts) for one in written(plan)]
    skills = {one.code: one for one in skills_of(experiments_of(held), plan.themes.people)}
    assert (skills["say-no"].all.tried, skills["say-no"].all.kept) == (1, 1)
    assert set(skills["say-no"].by_domain) == {Domain.WORK}
    assert set(skills["receive"].by_domain) == {Domain.FAMILY_OF_ORIGIN}


def test_alejandros_line_falls_while_his_therapists_does_not(plans: Plans) -> None:
    rated = [ratings(plans["Rook"])[n] for n in (10, 11, 12)]
    assert [one.alliance_by_client.bond for one in rated] == [6, 4, 3]
    assert min(one.alliance_by_you.bond or 0 for one in rated) >= 6


def test_every_note_says_what_was_done_and_how_hard_the_week_was(plans: Plans) -> None:
    rated = [one for plan in plans.values() for one in ratings(plan).values()]
    assert [one for one in rated if one.distress is None or not one.interventions] == []


def test_new_ways_were_kept_dropped_and_met_with_mixed_reactions(plans: Plans) -> None:
    ways = [w for p in plans.values() for one in ratings(p).values() for w in one.new_ways]
    assert {"kept", "dropped", "tried"} <= {way.result for way in ways}
    assert "mixed" in {way.others_reaction for way in ways}
    assert results(plans["Swift"]).popitem()[1] == {""}  # carried over from the last session


def test_what_was_tried_is_told_in_the_session_that_it_names(plans: Plans) -> None:
    told: list[tuple[SessionPlan, UUID]] = [
        (session, way.followed_up_in)
        for plan in plans.values()
        for session in written(plan)
        for way in session.facts.ratings.new_ways
        if way.followed_up_in
    ]
    assert len(told) >= 6
    assert [session.facts.number for session, named in told if session.id != named] == []


def test_every_client_has_one_open_goal_that_sessions_serve(plans: Plans) -> None:
    for name in ALL:
        (goal,) = (one for one in plans[name].themes.goals if one.reached is None)
        served = [n for n, one in ratings(plans[name]).items() if one.goals == (goal.id,)]
        assert len(served) >= 3
        assert set(goal.themes) <= set(plans[name].story.arcs)


def test_planned_hours_come_from_a_standing_hour_that_falls_on_them(plans: Plans) -> None:
    for name in ALL[:-1]:  # Alejandro ended
        (hour,) = plans[name].themes.standing
        planned = [one.facts for one in plans[name].sessions if one.facts.planned_by]
        days = [facts.held_on for facts in planned]
        falls = [one.on for one in occurrences(hour, min(days), max(days))]
        assert falls == days
        assert {f.planned_by.hour for f in planned if f.planned_by} == {hour.id}
    assert plans["Rook"].themes.standing == ()


def test_no_past_day_of_a_standing_hour_is_left_untold(plans: Plans) -> None:
    for name in ALL[:-1]:
        (hour,) = plans[name].themes.standing
        told = {one.facts.held_on for one in plans[name].sessions}
        last = max(
            one.facts.held_on
            for one in plans[name].sessions
            if one.facts.attendance is Attendance.HELD
        )
        falls = {one.on for one in occurrences(hour, hour.since, last + timedelta(days=1))}
        assert falls <= told
