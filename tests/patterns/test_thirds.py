"""Ways and responses by thirds of the work, in counts that can be checked by hand."""

from datetime import timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.notes.beside import Reply
from notes_app.notes.payloads import Tag, Way
from notes_app.notes.queries import ReadSession
from notes_app.patterns.thirds import EVERY_THEME, OWN, responses, sign_of, ways_of
from notes_app.statistics.responses import ResponseCounts
from notes_app.statistics.rollup import WayCounts
from notes_app.themes.payloads import Component, Polarity
from tests.diary.builders import THURSDAY, read

BURDEN, CARE, BELONG = "fear-of-being-a-burden", "letting-care-in", "longing-to-belong"
POLARITIES = {BURDEN: Polarity.STRAIN, CARE: Polarity.GROWTH, BELONG: Polarity.EITHER}


def tag(theme: str, **more: object) -> Tag:
    return Tag(uuid4(), theme, 3, **more)  # type: ignore[arg-type]


def weeks(*sessions: tuple[Tag, ...], complete: bool = True) -> list[ReadSession]:
    return [
        read(THURSDAY + timedelta(weeks=week), tags=tags, tagging_complete=complete)
        for week, tags in enumerate(sessions)
    ]


def test_old_and_new_ways_are_counted_in_each_third() -> None:
    hows = [Way.OLD, Way.OLD, Way.VARIATION, Way.OLD, Way.NEW, Way.NEW]
    every, care = ways_of(weeks(*((tag(CARE, way=how), tag(CARE)) for how in hows)))
    assert (every.theme, care.theme) == (EVERY_THEME, CARE)
    assert care.thirds == (WayCounts(old=2), WayCounts(old=1, variation=1), WayCounts(new=2))
    assert not care.drawn  # six are too few for a bar


def test_a_session_that_is_not_tagged_to_the_end_stands_in_no_third() -> None:
    own = (tag(CARE, way=Way.NEW, component=Component.RS),)
    begun = weeks(own, own, own, complete=False)
    assert ways_of(begun) == []
    assert responses(begun, POLARITIES, OWN).whole == ResponseCounts()
    (every, _) = ways_of([*weeks(own), *begun])
    assert every.rated == 1


@given(st.lists(st.lists(st.sampled_from([*Way, None]), max_size=4), max_size=30))
def test_the_thirds_hold_every_rated_passage_once(course: list[list[Way | None]]) -> None:
    reads = weeks(*(tuple(tag(CARE, way=how) for how in hows) for hows in course))
    rated = sum(how is not None for hows in course for how in hows)
    assert sum(one.rated for one in ways_of(reads) if one.theme == EVERY_THEME) == rated


def test_the_theme_says_whether_a_wish_was_met_and_the_tag_only_where_it_may_be_either() -> None:
    assert sign_of(tag(BURDEN), POLARITIES) is Reply.NEGATIVE
    assert sign_of(tag(CARE), POLARITIES) is Reply.POSITIVE
    assert sign_of(tag(BELONG), POLARITIES) is None
    assert sign_of(tag(BELONG, valence=Reply.POSITIVE), POLARITIES) is Reply.POSITIVE
    assert sign_of(tag(BURDEN, valence=Reply.POSITIVE), POLARITIES) is Reply.NEGATIVE


def test_responses_are_two_counts_in_each_third() -> None:
    others, own = {"component": Component.RO_ACTUAL}, {"component": Component.RS}
    reads = weeks((tag(BURDEN, **others), tag(BURDEN, **others)), (tag(CARE),), (tag(CARE, **own),))
    none = ResponseCounts()
    assert responses(reads, POLARITIES).thirds == (ResponseCounts(negative=2), none, none)
    assert responses(reads, POLARITIES, OWN).thirds == (none, none, ResponseCounts(positive=1))


def test_what_was_expected_of_others_is_not_what_they_did() -> None:
    reads = weeks((tag(BURDEN, component=Component.RO_EXPECTED),))
    assert responses(reads, POLARITIES).whole == ResponseCounts()


def test_a_response_that_was_met_in_part_is_neither_met_nor_blocked() -> None:
    rs = {"component": Component.RS}
    one = (
        *(tag(BURDEN, **rs), tag(CARE, **rs), tag(BELONG, **rs)),
        *(tag(BELONG, valence=reply, **rs) for reply in (Reply.POSITIVE, Reply.MIXED)),
    )
    found = responses(weeks(*[one] * 9), POLARITIES, OWN)
    assert found.thirds == (ResponseCounts(6, 3),) * 3
    assert found.whole == ResponseCounts(18, 9)
