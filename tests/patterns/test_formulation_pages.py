"""Formulation as Ana sees it: proposed by count, written by her, kept as of a day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.clients.formulating import keep_formulation
from notes_app.clients.payloads import Dyad, Formulation
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.clients.service import change_client
from notes_app.clock import today
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import Attendance, Ratings, SessionText, SessionThemes, Tag
from notes_app.notes.service import write_session
from notes_app.patterns import dyads
from notes_app.themes.payloads import Component
from notes_app.themes.service import define_theme
from tests.patterns.test_pages import QUIET, address

EARLY = date(2025, 3, 12)
FEARED, WISHED = "expecting-rejection", "longing-to-belong"


@pytest.fixture
def ana(browse, practice):
    return browse(practice.ana)


@pytest.fixture
def earlier(practice):
    """A formulation of 12 March."""
    one = Formulation(uuid4(), EARLY, wish="To be left in peace", acts_of_self="Goes quiet")
    keep_formulation(practice.mira, formulation=one, keyring=practice.keyrings["ana"])
    db.session.commit()
    return one


def sheet(ana, practice, **values):
    return ana.get("patterns.formulation", client_id=practice.mira.id, **values)


def kept(practice):
    db.session.expire_all()
    return open_client_themes(practice.mira, practice.keyrings["ana"]).formulations


def tell(practice, clock, person, *, episodes):
    """Sessions with one episode each, in which a bad answer was feared; every third came."""
    keyring, first = practice.keyrings["ana"], clock.local().date() - timedelta(weeks=episodes)
    for week in range(episodes):
        feared = Tag(uuid4(), FEARED, 3, (person,), component=Component.RO_EXPECTED)
        wished = Tag(uuid4(), WISHED, 3, (person,), component=Component.WISH)
        actual = Reply.POSITIVE if week % 3 else Reply.NEGATIVE
        told = Episode(
            uuid4(),
            person,
            when="6-12",
            tags=(feared.id, wished.id),
            expected=Reply.NEGATIVE,
            actual=actual,
        )
        facts = SessionThemes(
            number=0,
            held_on=first + timedelta(weeks=week),
            attendance=Attendance.HELD,
            tagging_complete=True,
            tags=(feared, wished),
            ratings=Ratings(episodes=(told,)),
        )
        write_session(practice.mira, facts=facts, text=SessionText(), keyring=keyring)
    db.session.commit()


def test_counts_come_with_their_episodes(ana, practice, clock, people):
    tell(practice, clock, people["Ida"], episodes=12)
    page = sheet(ana, practice)
    assert "Expecting rejection: expected in 12 of 12 episodes; it happened in 4" in page.text
    assert "Longing to belong: 12 of 12 episodes" in page.text
    assert "goes back to: 6 to 12, with Ida (told in session 1)" in page.text
    assert "A bad answer was feared 12 times and happened 4." in page.text
    assert "Longing to belong, and expecting rejection expected: in 12 episodes." in page.text
    assert "expected badly, went well" in page.text
    assert "Few episodes" not in page.text


def test_below_ten_episodes_no_share_is_given(ana, practice, clock, people):
    tell(practice, clock, people["Ida"], episodes=9)
    page = sheet(ana, practice)
    assert "Few episodes: 9 so far" in page.text
    assert "of 9 episodes" not in page.text
    assert "Expecting rejection: 9 episodes" in page.text


def test_the_fields_begin_with_the_theme_counted_most_often(ana, practice, clock, people):
    tell(practice, clock, people["Ida"], episodes=2)
    fields = {box.get("name"): box.text.strip() for box in sheet(ana, practice).top.all("textarea")}
    assert fields["wish"].startswith("Longing to belong. A wish for a place where")
    assert fields["response_of_other"].startswith("Expecting rejection. Takes the no as given")


def test_what_has_no_room_in_a_field_does_not_begin_it(ana, practice, clock, people):
    tell(practice, clock, people["Ida"], episodes=2)
    define_theme(
        practice.ana,
        "longing-to-belong",
        definition="A chair. " * 40,
        sounds_like="",
        today=today(clock),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    page = sheet(ana, practice)
    fields = {box.get("name"): box.text.strip() for box in page.top.all("textarea")}
    assert fields["wish"] == "Longing to belong"
    ana.submit(page, press="Save as of today", status=303)


def test_a_count_of_a_part_opens_the_passages_of_that_part(ana, practice, clock, people):
    tell(practice, clock, people["Ida"], episodes=3)
    page = sheet(ana, practice)
    cell = f"c-{address(practice, WISHED)}-w"
    href = next(link.get("href") for link in page.top.all("a") if link.get("id") == cell)
    behind = ana.get_path(href)
    assert "3 passages in 3 sessions." in behind.text
    back = next(
        link.get("href") for link in behind.top.all("a") if link.get("id") == "back-to-cell"
    )
    assert f'id="{cell}"' in ana.get_path(back.split("#")[0]).html


def test_before_anything_is_told_there_are_three_empty_fields_and_few_episodes(ana, practice):
    page = sheet(ana, practice)
    assert "Few episodes: none so far" in page.text
    assert [box.text.strip() for box in page.top.all("textarea")] == ["", "", ""]
    assert "Earlier versions" not in page.text


def test_a_formulation_is_saved_as_of_today_and_undone_by_name(ana, practice, clock):
    ana.submit(sheet(ana, practice), wish="To be held", response_of_other="Turns away")
    (one,) = kept(practice)
    assert (one.on, one.wish, one.response_of_other) == (
        *(clock.local().date(), "To be held"),
        "Turns away",
    )
    assert "Saved the formulation as of" in ana.get("changes.recent").text
    ana.submit(sheet(ana, practice), press="Undo")
    assert kept(practice) == ()


def test_saving_again_on_the_same_day_changes_that_days_version(ana, practice):
    ana.submit(sheet(ana, practice), wish="To be held")
    ana.submit(sheet(ana, practice, lens="c"), acts_of_self="Goes quiet", exit_after="expectations")
    (one,) = kept(practice)
    assert (one.wish, one.acts_of_self, one.exit_after) == (
        *("To be held", "Goes quiet"),
        "expectations",
    )


def test_undoing_the_second_save_of_a_day_leaves_the_first(ana, practice):
    ana.submit(sheet(ana, practice), wish="To be held")
    ana.submit(sheet(ana, practice, lens="c"), acts_of_self="Goes quiet")
    ana.submit(sheet(ana, practice), press="Undo")
    (one,) = kept(practice)
    assert (one.wish, one.acts_of_self) == ("To be held", "")


def test_an_earlier_version_stays_and_stands_beside_the_new_one(ana, practice, earlier):
    ana.submit(sheet(ana, practice), wish="To be left in company")
    assert kept(practice)[0] == earlier
    page = sheet(ana, practice)
    then = ana.get_path(page.links["As of 12 March 2025"])
    assert "<del>peace</del>" in then.html
    assert "<ins>company</ins>" in then.html
    assert "Acts of self the same" in then.text


def test_named_together_says_her_him_or_them(ana, practice):
    keyring = practice.keyrings["ana"]
    assert "Named together with the client" in sheet(ana, practice).text
    who = open_identity(practice.mira, keyring)
    for pronouns, them in (("she/her", "her"), ("He", "him"), ("they/them", "them")):
        change_client(practice.mira, identity=replace(who, pronouns=pronouns), keyring=keyring)
        db.session.commit()
        assert f"Named together with {them}" in sheet(ana, practice).text


def test_it_is_shown_to_the_supervisor_only_when_that_was_ticked(ana, practice):
    ana.submit(sheet(ana, practice), wish="To be held")
    assert not kept(practice)[0].shared
    ana.submit(sheet(ana, practice), shared="y", named_together="y")
    assert kept(practice)[0].shared
    assert kept(practice)[0].named_together


def test_a_name_is_pointed_out_and_kept(ana, practice, people):
    ana.submit(sheet(ana, practice), response_of_other="Ida turns away")
    assert "A name stands in these words: Ida." in sheet(ana, practice).text
    assert kept(practice)[0].response_of_other == "Ida turns away"


def test_two_windows_keep_both_texts(ana, practice, earlier):
    page = sheet(ana, practice)
    ana.submit(sheet(ana, practice), wish="From the other window")
    answer = ana.submit(page, wish="Mine", status=409)
    assert "Not saved: this was changed in another window." in answer.text
    assert "From the other window" in answer.text
    ana.submit(answer, wish="Mine")
    assert kept(practice)[-1].wish == "Mine"


def test_too_long_a_sentence_is_kept_in_the_form(ana, practice):
    answer = ana.submit(sheet(ana, practice), wish="x" * 301, status=422)
    assert "At most 300 characters fit" in answer.text
    assert kept(practice) == ()


def test_the_theme_behind_a_response_is_kept_and_counted_by_place(ana, practice, people, hold):
    hold([(QUIET, people["Paul"])], [(QUIET, people["you"]), (QUIET, people["Ida"])])
    ana.submit(sheet(ana, practice), self_theme=str(address(practice)))
    assert kept(practice)[0].themes == ("", "", QUIET)
    persons = sheet(ana, practice, lens="p")
    assert "With you 1, now 1, past 1, self 0" in persons.html
    cell = f"c-{address(practice)}-p"
    href = next(link.get("href") for link in persons.top.all("a") if link.get("id") == cell)
    behind = ana.get_path(href)
    assert "1 passage in 1 session." in behind.text
    back = next(
        link.get("href") for link in behind.top.all("a") if link.get("id") == "back-to-cell"
    )
    assert f'id="{cell}"' in ana.get_path(back.split("#")[0]).html


def test_a_dyad_is_added_and_removed_and_both_are_undone(ana, practice, people):
    page = sheet(ana, practice, lens="p")
    ana.submit(
        page, self_image="Too much", other_image="Worn out", affect="afraid", person=people["Ida"]
    )
    (dyad,) = kept(practice)[0].dyads
    assert (dyad.self_image, dyad.other_image, dyad.person) == (
        "Too much",
        "Worn out",
        people["Ida"],
    )
    page = sheet(ana, practice, lens="p")
    assert "Too much, and Worn out, linked by afraid" in page.html
    ana.submit(page, press="Remove", dyad=str(dyad.id))
    assert kept(practice)[0].dyads == ()
    ana.submit(sheet(ana, practice), press="Undo")
    assert kept(practice)[0].dyads == (dyad,)


def test_the_tone_of_a_dyad_is_chosen_and_told_with_its_count(ana, practice, people):
    for image, tone in (("Too much", "negative"), ("Held", "positive"), ("Small", "")):
        page = sheet(ana, practice, lens="p")
        fields = {"self_image": image, "other_image": "Worn out", "affect": "afraid"}
        ana.submit(page, **fields, valence=tone, person=people["Ida"])
    assert [dyad.valence for dyad in kept(practice)[0].dyads] == ["negative", "positive", ""]
    told = sheet(ana, practice, lens="p").text
    assert "Bad, afraid, with Ida" in told
    assert "Good in 1 of 2 dyads whose tone was chosen." in told
    assert "Ida is seen as good and as bad." in told


def test_of_one_dyad_nothing_is_counted():
    one = Dyad(uuid4(), "Too much", "Worn out", valence="negative")
    assert dyads.told_of([one, Dyad(uuid4(), "Held", "Near")], {}) == []


def test_a_dyad_needs_two_different_images(ana, practice):
    page = sheet(ana, practice, lens="p")
    assert (
        "Write two different images."
        in ana.submit(page, self_image="Small", other_image="Small", status=422).text
    )
    assert kept(practice) == ()


def test_a_dyad_that_is_not_there_cannot_be_removed(ana, practice):
    ana.post("patterns.remove_dyad", status=404, client_id=practice.mira.id)


def test_focus_themes_are_chosen_here_too_and_undone(ana, practice, people, hold):
    hold([(QUIET, people["Paul"])])
    ana.submit(sheet(ana, practice), press="Save focus themes", focus=str(address(practice)))
    assert "in focus" in ana.get("patterns.words", client_id=practice.mira.id).text
    ana.submit(sheet(ana, practice), press="Undo")
    db.session.expire_all()
    assert open_client_themes(practice.mira, practice.keyrings["ana"]).focus_since == {}


def test_more_than_three_themes_are_no_focus(ana, practice, people, hold):
    codes = (QUIET, "guarded-trust", "keeping-the-peace", "giving-way")
    hold([(code, people["Paul"]) for code in codes])
    four = [str(address(practice, code)) for code in codes]
    page = ana.submit(sheet(ana, practice), press="Save focus themes", focus=four)
    assert "at most three themes can be in focus" in ana.follow(page).text
    db.session.expire_all()
    assert open_client_themes(practice.mira, practice.keyrings["ana"]).focus_since == {}


def test_somebody_elses_client_is_not_there(browse, practice):
    browse(practice.bea).get("patterns.formulation", client_id=practice.mira.id, status=404)
