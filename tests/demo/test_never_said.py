"""Every screen of patterns over the demo practice: what none of them ever says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from notes_app import db
from notes_app.clock import today
from notes_app.crypto.passphrase import FLOOR
from notes_app.demo.service import THERAPIST, build_demo
from notes_app.notes.queries import NOT_HELD, ReadSession, sessions_by_client
from tests.applications import KEY, running_app
from tests.clocks import TestClock
from tests.conftest import logged_in
from tests.demo.entering import entered
from tests.pages import Browser, Page, Tag

SCREENS: dict[str, tuple[dict[str, str], ...]] = {
    "patterns.theme_change": ({}, {"compare": "b"}, {"who": "c"}, {"show": "g"}),
    "patterns.days": ({},),
    "patterns.words": ({},),
    "patterns.with_whom": ({}, {"by": "p", "of": "l"}, {"by": "d"}),
    "patterns.heard_together": ({},),
    "patterns.show_mirror": ({}, {"who": "x"}),
    "patterns.formulation": ({}, {"lens": "c"}, {"lens": "p"}),
    "patterns.episodes": ({},),
    "patterns.ruptures": ({},),
    "patterns.new_ways": ({},),
    "patterns.relationship_map": ({}, {"sessions": "1-12"}),
    "notes.measures": ({},),
}
NEVER_SAID = re.compile(
    r"\bbetter\b|\bworse\b|improv|worsen|deteriorat|significan|\d ?%|per ?cent|\bp ?[=<]|recovered"
    r"|relapse|regress|breakthrough|\bcured\b|successful",
    re.IGNORECASE,
)
#: What somebody wrote is theirs to word.
WRITTEN = {"blockquote", "textarea", "script", "style", "option"}
WRITTEN_AS = {"words", "said", "like", "loop", "loop-list", "dyads", "triangle"}


@dataclass(frozen=True)
class Shown:
    """The demo practice as its therapist sees it: a browser, and the sessions of every client."""

    jonas: Browser
    reads: dict[UUID, list[ReadSession]]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, database_url: str | None) -> Iterator[Shown]:
    """These tests only read it."""
    clock = TestClock()
    with running_app(tmp_path_factory.mktemp("demo"), database_url, clock) as app:
        build_demo(today=today(clock), clock=clock, instance_key=KEY, parameters=FLOOR)
        db.session.commit()
        yield _logged_in(app)


def _logged_in(app: Flask) -> Shown:
    user, master, keyring = entered(THERAPIST)
    jonas = Browser(app)
    jonas.cookie = logged_in(app, user, master)
    return Shown(jonas, sessions_by_client(user, keyring=keyring))


@pytest.mark.parametrize("endpoint", SCREENS)
def test_no_screen_of_any_client_judges_or_counts_in_hundreds(shown: Shown, endpoint: str) -> None:
    for client_id in shown.reads:
        for asked in SCREENS[endpoint]:
            page = shown.jonas.get(endpoint, client_id=client_id, **asked)
            assert NEVER_SAID.findall(said(page)) == [], page.path


def test_no_screen_about_all_clients_does(shown: Shown) -> None:
    for endpoint in ("patterns.across_clients", "themes.codebook"):
        assert NEVER_SAID.findall(said(shown.jonas.get(endpoint))) == []


def test_no_sentence_ends_twice_after_initials(shown: Shown) -> None:
    client_id = next(iter(shown.reads))
    for endpoint in SCREENS:
        page = shown.jonas.get(endpoint, client_id=client_id)
        assert ".." not in said(page), page.path


def test_not_known_is_never_drawn_as_not_heard(shown: Shown) -> None:
    unknown = 0
    for client_id, reads in shown.reads.items():
        known = {str(read.session_id): read for read in reads}
        page = shown.jonas.get("patterns.theme_change", client_id=client_id)
        (strip,) = [one for one in page.top.all("table") if one.get("id") == "strip"]
        columns = [th.get("data-session") for th in strip.all("th") if th.get("data-session")]
        for row in (tr for tr in strip.all("tr") if tr.get("class").split()[:1] == ["r"]):
            cells = [td for td in row.all("td") if td.get("class").split()[:1] == ["c"]]
            for session, cell in zip(columns, cells, strict=True):
                unknown += _is_drawn_as_known(known[session], cell)
    assert unknown > 0, "the demo practice has no session that is not fully tagged"


def test_the_mirror_draws_it_no_otherwise(shown: Shown) -> None:
    for client_id, reads in shown.reads.items():
        page = shown.jonas.get("patterns.show_mirror", client_id=client_id)
        held = [r for r in reads if r.facts and r.facts.attendance is not None]
        for strip in (one for one in page.top.all("table") if "two" in one.get("class").split()):
            for row in (tr for tr in strip.all("tr") if tr.get("class") == "r"):
                cells = [td for td in row.all("td") if td.get("class").split()[:1] == ["c"]]
                for read, cell in zip(held, cells, strict=True):
                    _is_drawn_as_known(read, cell)


def _is_drawn_as_known(read: ReadSession, cell: Tag) -> bool:
    """Whether a cell says that nobody knows; an empty one of such a session is a fault."""
    assert read.facts is not None
    words, shown_as = cell.text.strip(), cell.get("class").split()
    missed = read.facts.attendance in NOT_HELD
    open_question = not missed and not read.facts.tagging_complete and not words[:1].isdigit()
    if open_question:
        assert "na" in shown_as
        assert words in ("not known", "not counted")
    elif words == "not counted":
        assert "nc" in shown_as
    elif not words:
        assert missed or read.facts.tagging_complete
        assert "na" not in shown_as
    return open_question


def said(page: Page) -> str:
    """What a page says in its own words, without what somebody wrote."""
    return " ".join(_said(page.top))


def _said(tag: Tag) -> Iterator[str]:
    if tag.name in WRITTEN or WRITTEN_AS & set(tag.get("class").split()):
        return
    for one in tag.inside:
        if isinstance(one, str):
            yield one
        else:
            yield from _said(one)
    yield from (tag.get("aria-label"), tag.get("title"))
