"""With whom and Heard together as Ana sees them: every number opens its passages."""

from datetime import date, timedelta

from notes_app import db
from notes_app.notes.queries import sessions_of
from notes_app.themes.payloads import Family
from notes_app.themes.service import add_theme, retire_theme
from tests.pages import Page, Tag
from tests.patterns.test_pages import QUIET, address

TALK, TALK_NAME = "direct-honest-talk", "Direct and honest talk"


def matrix(page: Page) -> Tag:
    """The table of themes by people."""
    return next(one for one in page.top.all("table") if "matrix" in one.get("class").split())


def heads(page: Page) -> list[str]:
    """The columns of the table of themes by people."""
    return [th.text.strip() for th in matrix(page).all("th") if th.get("scope") == "col"]


def test_sessions_are_counted_by_person_with_their_reach(browse, practice, people, hold):
    hold(*[[(QUIET, people["Paul"])]] * 2, [(QUIET, people["Ida"]), (QUIET, people["you"])])
    page = browse(practice.ana).get("patterns.with_whom", client_id=practice.mira.id)
    assert "2 sessions: Goes quiet when hurt, Paul" in page.html
    assert "1 session: Goes quiet when hurt, Ida" in page.html
    assert "with 3 people, in 3 places in life" in page.text


def test_a_theme_that_came_later_says_in_how_many_sessions_it_was_on_offer(
    browse, practice, people, hold, clock
):
    keyring = practice.keyrings["ana"]
    own = add_theme(
        practice.ana,
        name="Counts coins",
        family=Family.WAYS,
        today=clock.local().date() - timedelta(weeks=520),
        keyring=keyring,
    )
    hold(*[[(own, people["Paul"])]] * 3)
    page = browse(practice.ana).get("patterns.with_whom", client_id=practice.mira.id)
    assert "on offer" not in page.text
    retire_theme(practice.ana, own, today=sessions(practice)[2], keyring=keyring)
    db.session.commit()
    page = browse(practice.ana).get("patterns.with_whom", client_id=practice.mira.id)
    assert "in 1 place in life; on offer in 2 of these sessions" in page.text
    assert "2 sessions: Counts coins, Paul" in page.html


def sessions(practice) -> list[date]:
    read = sessions_of(practice.mira, keyring=practice.keyrings["ana"])
    return [one.facts.held_on for one in read if one.tags]


def test_a_number_opens_its_passages_and_leads_back_to_itself(browse, practice, people, hold):
    hold(*[[(QUIET, people["Paul"]), (QUIET, people["Ida"])]] * 2, [(QUIET, people["Paul"])])
    ana = browse(practice.ana)
    table = ana.get("patterns.with_whom", client_id=practice.mira.id, by="p", of="l")
    cell = f"c-{address(practice)}-p"
    href = next(link.get("href") for link in table.top.all("a") if link.get("id") == cell)
    behind = ana.get_path(href)
    assert "2 passages in 2 sessions." in behind.text
    assert behind.html.count("with Ida") == 2
    back = next(
        link.get("href") for link in behind.top.all("a") if link.get("id") == "back-to-cell"
    )
    assert back.endswith(f"#{cell}")
    assert f'id="{cell}"' in ana.get_path(back.split("#")[0]).html


def test_the_four_places_in_life_always_stand_and_what_names_nobody_is_not_lost(
    browse, practice, people, hold
):
    hold([(QUIET, people["Paul"])], [(QUIET, None)])
    ana = browse(practice.ana)
    page = ana.get("patterns.with_whom", client_id=practice.mira.id, by="p")
    assert heads(page)[1:-1] == ["With you", "Now", "Past", "Self", "No place said"]
    everybody = ana.get("patterns.with_whom", client_id=practice.mira.id)
    link = next(a for a in everybody.top.all("a") if a.get("id") == f"c-{address(practice)}-n")
    assert "1 passage in 1 session." in ana.get_path(link.get("href")).text


def test_theme_change_shows_what_names_nobody_beside_the_people(browse, practice, people, hold):
    hold(*[[(QUIET, people["Paul"])]] * 10, [(TALK, None)])
    page = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id)
    assert heads(page) == ["Theme", "Paul", "Nobody named"]
    assert TALK_NAME in [th.text.strip() for th in matrix(page).all("th")]


def test_a_theme_with_three_people_is_confirmed_and_undone_by_name(browse, practice, people, hold):
    hold([(QUIET, people[who]) for who in ("you", "Ida", "Paul")])
    ana = browse(practice.ana)
    ana.submit(
        ana.get("patterns.with_whom", client_id=practice.mira.id), press="It goes across people"
    )
    page = ana.get("patterns.with_whom", client_id=practice.mira.id)
    assert "confirmed" in page.text
    recent = ana.get("changes.recent")
    assert "Confirmed that Goes quiet when hurt goes across people" in recent.text
    ana.submit(page, press="Undo")
    page = ana.get("patterns.with_whom", client_id=practice.mira.id)
    assert "It goes across people" in page.text
    assert "confirmed" not in page.text


def test_with_two_people_nothing_is_offered(browse, practice, people, hold):
    hold([(QUIET, people["Ida"]), (QUIET, people["Paul"]), (QUIET, people["self"])])
    page = browse(practice.ana).get("patterns.with_whom", client_id=practice.mira.id)
    assert "No theme was heard with three or more people" in page.text


def test_a_pair_opens_the_passages_of_its_joint_sessions(browse, practice, people, hold):
    both, quiet = [(QUIET, people["Paul"]), (TALK, people["Paul"])], [(QUIET, people["Paul"])]
    hold(both, quiet, both, both, quiet)
    ana = browse(practice.ana)
    page = ana.get("patterns.heard_together", client_id=practice.mira.id)
    assert "heard together in 3 sessions of the 5 with either" in page.text
    behind = ana.get_path(page.links["heard together in 3 sessions"])
    assert "6 passages in 3 sessions, both heard in each." in behind.text
    back = next(
        link.get("href") for link in behind.top.all("a") if link.get("id") == "back-to-cell"
    )
    assert f'id="{back.split("#")[1]}"' in page.html


def test_two_joint_sessions_are_no_pair_yet(browse, practice, people, hold):
    hold(*[[(QUIET, people["Paul"]), (TALK, people["Paul"])]] * 2)
    page = browse(practice.ana).get("patterns.heard_together", client_id=practice.mira.id)
    assert "No two themes were heard together in three sessions yet." in page.text


def test_no_theme_in_the_address_is_no_page(browse, practice):
    browse(practice.ana).get("patterns.behind", client_id=practice.mira.id, status=404)


def test_theme_change_leads_to_both(browse, practice, people, hold):
    hold(*[[(QUIET, people["Paul"])]] * 12)
    links = browse(practice.ana).get("patterns.theme_change", client_id=practice.mira.id).links
    assert {"With whom", "Heard together"} <= links.keys()
