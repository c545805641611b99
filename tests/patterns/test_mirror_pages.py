"""Mirror as Ana sees it: pairs, words, and the way back from each."""

import pytest

from notes_app import db
from notes_app.clients.mirroring import keep_mirror_words
from notes_app.clients.queries import open_client_themes
from tests.crypto.damage import bit_flipped
from tests.patterns.test_pages import QUIET, address

MINE = "What he is spared at home he tries out here."


@pytest.fixture
def ana(browse, practice):
    return browse(practice.ana)


@pytest.fixture
def heard(people, hold):
    """Quiet with Ana in two of four sessions, with Ida in one, with Paul in two."""
    you, ida, paul = ((QUIET, people[who]) for who in ("you", "Ida", "Paul"))
    return hold([ida], [you, paul], [paul], [you])


def mirror(ana, practice, **values):
    return ana.get("patterns.show_mirror", client_id=practice.mira.id, **values)


def tag_of(page, name, at=0):
    boxes = [box for box in page.top.all("input") if box.get("name") == name]
    return boxes[at].get("value")


def stored(practice):
    db.session.expire_all()
    return practice.mira


def kept(practice):
    return open_client_themes(stored(practice), practice.keyrings["ana"])


def test_before_anything_is_heard_both_ways_the_page_says_so(ana, practice):
    assert "Nothing has been heard both with you and elsewhere yet." in mirror(ana, practice).text


def test_counts_and_the_first_of_each_place_stand_there(ana, practice, heard):
    text = mirror(ana, practice).text
    assert "First heard in the past: session 1; with you: session 2; in the present" in text
    assert "With you" in text
    assert "2 of 4" in text
    assert "3 of 4" in text


def test_one_person_is_held_beside_the_room(ana, practice, heard, people):
    page = mirror(ana, practice, theme=address(practice), who=people["Ida"])
    assert "Elsewhere Ida" in page.text
    assert "1 of 4" in page.text


def test_two_passages_are_linked_and_taken_apart_and_both_are_undone(ana, practice, heard):
    page = mirror(ana, practice)
    chosen = {"one": tag_of(page, "one"), "other": tag_of(page, "other")}
    done = ana.follow(ana.submit(page, press="These belong together", **chosen))
    assert "these two belong together" in done.text
    assert "Belong together" in done.text
    (link,) = kept(practice).passage_links
    assert {str(link.one), str(link.other)} == set(chosen.values())
    apart = ana.follow(ana.submit(done, press="Take apart"))
    assert kept(practice).passage_links == ()
    ana.submit(apart, press="Undo")
    assert kept(practice).passage_links == (link,)
    assert "Linked two passages of Goes quiet when hurt" in ana.get("changes.recent").text


def test_the_same_pair_is_linked_once(ana, practice, heard):
    for _ in range(2):
        page = mirror(ana, practice)
        chosen = {"one": tag_of(page, "one"), "other": tag_of(page, "other")}
        ana.submit(page, press="These belong together", **chosen)
    assert len(kept(practice).passage_links) == 1


def test_two_passages_of_one_side_are_no_pair(ana, practice, heard):
    page = mirror(ana, practice)
    wrong = {"one": tag_of(page, "other"), "other": tag_of(page, "other", 1)}
    done = ana.follow(ana.submit(page, press="These belong together", **wrong))
    assert "choose one passage on each side" in done.text
    assert kept(practice).passage_links == ()


def test_a_link_that_is_not_there_cannot_be_taken_apart(ana, practice, heard):
    where = {"client_id": practice.mira.id, "address": address(practice)}
    ana.post("patterns.take_passages_apart", status=404, **where)


def test_what_i_make_of_it_is_kept_and_undone_by_name(ana, practice, heard):
    ana.submit(mirror(ana, practice), words=MINE)
    assert MINE in mirror(ana, practice).text
    assert kept(practice).mirror_words == {QUIET: MINE}
    recent = ana.get("changes.recent")
    assert "Wrote what I make of Goes quiet when hurt" in recent.text
    ana.submit(mirror(ana, practice), press="Undo")
    assert kept(practice).mirror_words == {}


def test_a_name_in_it_is_pointed_out_and_kept(ana, practice, heard):
    ana.submit(mirror(ana, practice), words="Paul is spared this.")
    page = mirror(ana, practice)
    assert "A name stands in these words: Paul." in page.text
    assert kept(practice).mirror_words == {QUIET: "Paul is spared this."}


def test_two_windows_keep_both_texts(ana, practice, heard):
    page = mirror(ana, practice)
    keep_mirror_words(
        practice.mira, code=QUIET, words="From the other window.", keyring=practice.keyrings["ana"]
    )
    db.session.commit()
    answer = ana.submit(page, words=MINE, status=409)
    assert "Not saved: this was changed in another window." in answer.text
    assert "From the other window." in answer.text
    assert MINE in answer.text
    ana.submit(answer, words=MINE)
    assert kept(practice).mirror_words == {QUIET: MINE}


def test_too_long_a_text_is_kept_in_the_form(ana, practice, heard):
    answer = ana.submit(mirror(ana, practice), words="x" * 2001, status=422)
    assert "At most 2000 characters fit" in answer.text
    assert kept(practice).mirror_words == {}


def test_everybody_but_the_two_that_are_always_there_is_offered(ana, practice, heard):
    choices = [option.text for option in mirror(ana, practice).top.all("option")]
    assert choices[-2:] == ["Ida", "Paul"]
    assert choices.count("Self") == 1


@pytest.mark.parametrize("endpoint", ["with_whom", "heard_together", "show_mirror", "formulation"])
def test_a_card_that_cannot_be_opened_takes_no_page_down(ana, practice, heard, endpoint):
    row = stored(practice)
    row.themes_sealed = type(row.themes_sealed)(bit_flipped(row.themes_sealed, -1))
    db.session.commit()
    page = ana.get(f"patterns.{endpoint}", client_id=practice.mira.id)
    assert "Mira" in page.text


def test_what_cannot_be_opened_is_not_written_over(ana, practice, heard):
    page = mirror(ana, practice)
    row = stored(practice)
    damaged = type(row.themes_sealed)(bit_flipped(row.themes_sealed, -1))
    row.themes_sealed = damaged
    db.session.commit()
    ana.submit(page, words=MINE, status=409)
    assert stored(practice).themes_sealed == damaged
