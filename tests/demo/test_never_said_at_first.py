"""The same of a practice that has just begun; apart, since one PostgreSQL holds one practice."""

import pytest

from tests.cast import Practice
from tests.clocks import TestClock
from tests.demo.test_never_said import NEVER_SAID, SCREENS, said
from tests.pages import Tag
from tests.patterns.test_pages import Browse, weekly


@pytest.mark.parametrize("endpoint", SCREENS)
def test_no_screen_of_a_client_who_has_just_begun_does(
    browse: Browse, practice: Practice, clock: TestClock, endpoint: str
) -> None:
    weekly(practice, clock, "x?.x")
    ana = browse(practice.ana)
    for asked in SCREENS[endpoint]:
        page = ana.get(endpoint, client_id=practice.mira.id, **asked)
        assert NEVER_SAID.findall(said(page)) == []


def test_the_search_finds_what_must_not_be_said(browse: Browse, practice: Practice) -> None:
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    page.top.inside.append(Tag("p", {}, ["Kestrel is 4 % better, p = .03"]))
    assert NEVER_SAID.findall(said(page)) == ["4 %", "better", "p ="]
    page.top.inside.append(Tag("blockquote", {}, ["It is getting worse, she said."]))
    assert "worse" not in NEVER_SAID.findall(said(page))
