"""New ways, in counts that can be checked by hand."""

from datetime import timedelta
from uuid import UUID, uuid4

from notes_app.clients.payloads import Domain, Person, Pole
from notes_app.notes.beside import NewWay
from notes_app.notes.lists import RESULTS
from notes_app.notes.payloads import Ratings, Tag
from notes_app.notes.queries import ReadSession
from notes_app.patterns.new_ways import (
    experiments_of,
    limits_of,
    reactions_of,
    skills_of,
    standing_of,
)
from tests.diary.builders import THURSDAY, read
from tests.patterns.people import session
from tests.patterns.test_printed import DESK, seen_of, sheet_of, words_on

MOTHER = Person(uuid4(), "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN)
BOSS = Person(uuid4(), "Boss", Pole.CURRENT, Domain.WORK)


def way(result: str = "", skill: str = "say-no", **more: object) -> NewWay:
    return NewWay(id=uuid4(), skill=skill, result=result, **more)  # type: ignore[arg-type]


def told(*ways: NewWay, week: int = 0) -> ReadSession:
    return read(THURSDAY + timedelta(weeks=week), ratings=Ratings(new_ways=ways))


def test_a_skill_is_counted_by_whom_it_was_tried_with() -> None:
    ways = [
        way("kept", with_person=MOTHER.id),
        way("dropped", with_person=MOTHER.id),
        way("tried", with_person=BOSS.id),
        way("kept", where="in-the-room"),
        way("not-tried", with_person=BOSS.id),
        way("", with_person=BOSS.id),
    ]
    (skill,) = skills_of(experiments_of([told(*ways)]), [MOTHER, BOSS])
    assert (skill.all.tried, skill.all.kept) == (3, 2)
    assert {domain: (t.tried, t.kept) for domain, t in skill.by_domain.items()} == {
        Domain.FAMILY_OF_ORIGIN: (1, 1),
        Domain.WORK: (1, 0),
        Domain.THERAPIST: (1, 1),
    }


def test_what_was_dropped_or_not_tried_after_all_is_counted_apart_from_what_was_tried() -> None:
    ways = [way(result) for result in ("tried", "kept", "dropped", "not-tried", "", "")]
    standing = standing_of(experiments_of([told(*ways)]))
    assert standing.words == (
        "Agreed 6: tried 2, of them kept 1; not tried after all 1; dropped 1;"
        " not followed up yet 2."
    )


def test_every_result_of_the_list_has_its_place_in_the_counts() -> None:
    standing = standing_of(experiments_of([told(*(way(result) for result in ("", *RESULTS)))]))
    counted = standing.tried + standing.not_tried + standing.dropped + standing.waiting
    assert counted == standing.agreed == len(RESULTS) + 1


def test_of_a_plan_alone_nothing_is_said_to_be_kept() -> None:
    standing = standing_of(experiments_of([told(way())]))
    assert standing.words == "Agreed 1: tried 0; not followed up yet 1."


def test_what_is_not_followed_up_comes_first_the_oldest_on_top() -> None:
    first, second, third = way(), way("kept"), way()
    found = experiments_of([told(first), told(second, week=1), told(third, week=2)])
    assert [one.way.id for one in found] == [first.id, third.id, second.id]
    assert [one.open for one in found] == [True, True, False]


def test_a_follow_up_is_told_in_the_session_that_it_names() -> None:
    agreed = way()
    later_id = uuid4()
    followed = NewWay(agreed.id, "say-no", result="kept", followed_up_in=later_id)
    later = told(followed, week=1)
    object.__setattr__(later, "session_id", later_id)
    (one,) = experiments_of([told(agreed), later])
    assert one.told is later
    assert one.agreed is not later


def test_others_reactions_are_counted() -> None:
    ways = [way("kept", others_reaction="resisted"), way("kept", others_reaction="mixed"), way()]
    assert reactions_of(experiments_of([told(*ways)])) == {"resisted": 1, "mixed": 1}


def tag(theme: str, *people: UUID) -> Tag:
    return Tag(id=uuid4(), theme=theme, strength=3, people=people)


def test_a_limit_that_was_set_is_counted_where_it_was_set() -> None:
    tags = (
        tag("setting-a-limit", MOTHER.id),
        tag("setting-a-limit", MOTHER.id, BOSS.id),
        tag("feeling-met", MOTHER.id),
        tag("setting-a-limit", uuid4()),
    )
    assert limits_of([read(tags=tags)], [MOTHER, BOSS]) == {
        Domain.FAMILY_OF_ORIGIN: 2,
        Domain.WORK: 1,
    }


def test_what_was_not_tried_after_all_is_not_printed_as_tried():
    ways = tuple(way(result) for result in ("not-tried", "dropped", "kept"))
    sheet = sheet_of(seen_of(session(0, ratings=Ratings(new_ways=ways))), DESK)
    assert "Not tried after all, session 1" in words_on(sheet)
    assert "Agreed 3: tried 1, of them kept 1; not tried after all 1; dropped 1." in words_on(sheet)
