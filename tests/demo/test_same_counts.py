"""What stands on two pages of one client of the demo practice is the same number on both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from notes_app import db
from notes_app.clients.queries import clients_of
from notes_app.clock import today
from notes_app.crypto.passphrase import FLOOR
from notes_app.demo.service import THERAPIST, build_demo
from tests.applications import KEY, running_app
from tests.clocks import TestClock
from tests.conftest import logged_in
from tests.demo.entering import entered
from tests.demo.found import ALL
from tests.pages import Browser, Page, Tag

THEN_AND_NOW = re.compile(
    r"“(.+)” came up in (\w+) of our latest (\d+) sessions?, and in (\w+) of the first (\d+)"
)
IN_ALL = re.compile(r"“(.+)” came up in (\w+) of (\d+) sessions?")
FOCUS = re.compile(r"in focus since (\d+ \w+ \d{4})")


@dataclass
class Client:
    """The pages of one client, each fetched once."""

    browser: Browser
    id: UUID
    pages: dict[tuple[str, ...], Page] = field(default_factory=dict)

    def page(self, endpoint: str, **asked: str) -> Page:
        key = (endpoint, *asked.values())
        if key not in self.pages:
            self.pages[key] = self.browser.get(endpoint, client_id=self.id, **asked)
        return self.pages[key]

    def says(self, endpoint: str, words: str, **asked: str) -> tuple[str, ...]:
        """What stands in the brackets of `words` on a page."""
        found = re.search(words, self.page(endpoint, **asked).text)
        assert found, (endpoint, words)
        return found.groups()


@pytest.fixture(scope="module")
def practice_pages(
    tmp_path_factory: pytest.TempPathFactory, database_url: str | None
) -> Iterator[dict[str, Client]]:
    """Jonas's clients by code name; these tests only read."""
    clock = TestClock()
    with running_app(tmp_path_factory.mktemp("demo"), database_url, clock) as app:
        build_demo(today=today(clock), clock=clock, instance_key=KEY, parameters=FLOOR)
        db.session.commit()
        user, master, keyring = entered(THERAPIST)
        browser = Browser(app)
        browser.cookie = logged_in(app, user, master)
        cards = clients_of(user, keyring)
        yield {
            card.themes.code_name: Client(browser, card.client_id) for card in cards if card.themes
        }


@pytest.fixture(params=ALL)
def client(request: pytest.FixtureRequest, practice_pages: dict[str, Client]) -> Client:
    return practice_pages[request.param]


def words_of(tag: Tag) -> str:
    return " ".join(tag.text.split())


def of_class(page: Page, name: str, css: str) -> list[Tag]:
    return [one for one in page.top.all(name) if css in one.get("class").split()]


def rows_of(table: Tag) -> list[list[str]]:
    """The words in the cells of each row, its heading first."""
    return [[words_of(cell) for cell in row.all("th", "td")] for row in table.all("tr")]


def named(page: Page, label: str) -> Tag:
    """The table in the region of that name."""
    region = next(one for one in page.top.all("div") if one.get("aria-label") == label)
    return next(region.all("table"))


def plain_counts(client: Client) -> dict[str, tuple[str, str]]:
    """Late and early counts of each theme, from the plain table of Theme change."""
    heads, *rows = rows_of(named(client.page("patterns.theme_change"), "Themes and their counts"))
    late, early = heads.index("Late sessions"), heads.index("Early sessions")
    return {row[0]: (row[late], row[early].split(",")[0]) for row in rows}


def counts_by_column(table: Tag) -> dict[tuple[str, str], int]:
    """How often each theme was heard with each person; only where it was."""
    heads, *rows = rows_of(table)
    return {
        (row[0].split(" on offer in ")[0], head): int(count)
        for row in rows
        for head, count in zip(heads[1:], row[1:], strict=True)
        if head != "Reach" and count not in ("", "0")
    }


def matrix(page: Page) -> Tag:
    return of_class(page, "table", "matrix")[0]


def test_every_page_counts_the_same_sessions(client: Client) -> None:
    held, complete = client.says(
        "patterns.theme_change", r"Of (\d+) sessions?, (\d+) (?:is|are) completely tagged"
    )
    assert client.says("patterns.marked", r"Of (\d+) held session") == (held,)
    assert client.says("patterns.with_whom", r"In how many of (\d+) sessions") == (complete,)
    assert client.says("patterns.heard_together", r"in (\d+) sessions tagged") == (complete,)
    assert client.says("patterns.formulation", r"episodes? in (\d+) sessions") == (complete,)
    strip = of_class(client.page("patterns.show_mirror"), "table", "two")[0]
    assert {row[-1].split(" of ")[1] for row in rows_of(strip)[2:]} == {complete}


def test_the_lists_the_table_and_its_plain_twin_have_the_same_counts(client: Client) -> None:
    plain, page = plain_counts(client), client.page("patterns.theme_change")
    lines = {}
    for button in of_class(page, "button", "was"):
        name = re.sub(r"^.*: why ", "", button.get("aria-label"))
        theme = next(theme for theme in plain if name.startswith(theme + " "))
        lines[theme] = words_of(button)
    assert lines.keys() == plain.keys()
    for theme, (late, early) in plain.items():
        if early:
            now, was = re.fullmatch(r"(\d+ of \d+), was (\d+)(?: of \d+)?", lines[theme]).groups()
            assert (now, was) == (late, early.split(" of ")[0]), theme
        else:
            assert lines[theme] == late, theme
    for row in of_class(page, "table", "strip")[0].all("tr"):
        if row.get("class").split()[:1] != ["r"]:
            continue
        theme, last = (words_of(cell) for cell in (next(row.all("th")), list(row.all("td"))[-1]))
        late, early = plain[theme]
        told = re.findall(r"\d+", f"{late} {early}")
        # Both windows of one size are said without it.
        assert re.findall(r"\d+", last) in (told, told[::2] if early else told), theme


def test_the_summary_for_the_client_counts_as_theme_change_does(client: Client) -> None:
    plain, said = plain_counts(client), 0
    for box in client.page("patterns.summary").top.all("textarea"):
        words = words_of(box)
        found = THEN_AND_NOW.match(words) or IN_ALL.match(words)
        if not found:
            continue
        said += 1
        theme, *numbers = (word.replace("none", "0") for word in found.groups())
        expected = " of ".join(one for one in plain[theme] if one)
        assert " of ".join(numbers) == expected, theme
    assert said >= 5


def test_with_whom_is_the_same_on_both_pages(client: Client) -> None:
    short = counts_by_column(matrix(client.page("patterns.theme_change")))
    whole = counts_by_column(matrix(client.page("patterns.with_whom", of="l")))
    assert short
    assert short == whole


def test_the_mirror_counts_the_room_as_with_whom_does(client: Client) -> None:
    places = counts_by_column(matrix(client.page("patterns.with_whom", by="p", of="l")))
    lines = of_class(client.page("patterns.show_mirror"), "ul", "ways")
    for line in (one for lists in lines for one in lists.all("li")):
        theme, room = re.match(r"(.+?) with you in (\d+) of", words_of(line)).groups()
        assert places.get((theme.strip(), "With you"), 0) == int(room), theme


def test_pairs_are_the_same_beside_the_table_and_on_their_page(client: Client) -> None:
    beside = of_class(client.page("patterns.theme_change"), "ul", "together")
    page = client.page("patterns.heard_together").text
    for line in (one for lists in beside for one in lists.all("li")):
        pair, joint = re.match(r"(.+?)(\d+)$", words_of(line)).groups()
        assert f"{pair} heard together in {joint} sessions" in page, pair


def test_episodes_and_formulation_say_the_same_of_the_scenes(client: Client) -> None:
    episodes, formulation = (client.page(f"patterns.{one}") for one in ("episodes", "formulation"))
    (counted,) = client.says("patterns.formulation", r"(\d+) episodes? in \d+ sessions")
    assert set(re.findall(r"\b\d+ of (\d+) \d+ to \d+", episodes.text)) <= {counted}
    for words in (r"A bad answer was feared [^.]*\.", r"Of ten themes in two episodes[^.]*\."):
        assert re.findall(words, episodes.text) == re.findall(words, formulation.text)
    listed = re.search(r"(\d+) episodes?(?:, (\d+) of them)?", episodes.text).groups()
    assert (listed[1] or listed[0]) == counted


def test_old_and_new_ways_are_the_same_on_both_pages(client: Client) -> None:
    apart = {
        row[0]: [re.findall(r"\d+", cell) or ["0"] * 3 for cell in row[1:]]
        for row in rows_of(named(client.page("patterns.new_ways"), "Old and new ways by theme"))
    }
    change = rows_of(named(client.page("patterns.theme_change"), "Ways by third"))
    beside = {row[0]: [re.findall(r"\d+", c) or ["0"] * 3 for c in row[1:]] for row in change}
    del apart["Theme"], apart["All themes"], beside["Theme"]
    assert apart == beside


def test_a_focus_theme_is_in_focus_since_the_same_day_everywhere(client: Client) -> None:
    days = set(FOCUS.findall(client.page("patterns.words").text))
    assert set(re.findall(r" since (\d+ \w+ \d{4})", focus_box(client))) == days
    counted = client.page("patterns.theme_change").text
    assert set(re.findall(r"since it came into focus, (\d+ \w+ \d{4})", counted)) <= days


def focus_box(client: Client) -> str:
    return (
        client.page("patterns.formulation").text.split("Focus themes")[1].split("Other themes")[0]
    )


@pytest.mark.parametrize("endpoint", ["with_whom", "heard_together", "formulation"])
def test_a_number_opens_as_many_sessions_as_it_says(client: Client, endpoint: str) -> None:
    links = [
        (int(number[0]), one.get("href"))
        for one in client.page(f"patterns.{endpoint}").top.all("a")
        if "/behind?" in one.get("href")
        and (number := re.findall(r"\d+(?= (?:of \d+ )?sessions?\b)", label_of(one)))
    ]
    assert links
    for number, href in links[:: max(1, len(links) // 5)]:
        behind = client.browser.get_path(href).text
        assert re.search(rf"passages? in {number} sessions?\b", behind), (number, href)


def label_of(link: Tag) -> str:
    return link.get("aria-label") or words_of(link)
