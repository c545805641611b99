"""Searching as Ana does it: what is found, where it leads, what is left out."""

import base64
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.queries import open_client_themes
from notes_app.notes.payloads import Section, SessionText, Tag, Told
from notes_app.notes.service import write_session
from notes_app.sealed import Sealed
from notes_app.search import service
from notes_app.web.browser_sessions import STORE
from tests.attacks.spellings import found_in
from tests.cast import Practice
from tests.notes.builders import held, passage_at
from tests.pages import Browser, Page
from tests.signing.test_pages import add_one, noted, sign

Browse = Callable[[User | None], Browser]
QUIET = "going-quiet-when-hurt"


def write(practice: Practice, words: str, *, week: int = 0, **more: object) -> UUID:
    """One note about Mira (or `client`), its words under What she brought."""
    client = more.pop("client", practice.mira)
    process = str(more.pop("process", ""))
    text = SessionText((Section("brought", words), *more.pop("sections", ())))
    keyring = practice.keyrings["bea" if client is practice.lena else "ana"]
    facts = held(week, written=True, **more)
    made = write_session(client, facts=facts, text=text, process=process, keyring=keyring)
    db.session.commit()
    return made.id


def tag(practice: Practice, words: str, passage: str, *, week: int = 0, **fields: object) -> UUID:
    """One note with one tagged passage; gives the tag's id."""
    chosen = Tag(uuid4(), **{"theme": QUIET, "strength": 4, **fields})
    write_session(
        practice.mira,
        facts=held(week, written=True, tags=(chosen,)),
        text=SessionText((Section("brought", words),), (passage_at(words, passage, chosen.id),)),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return chosen.id


def look(ana: Browser, sought: str = "", **fields: object) -> Page:
    page = ana.get("search.all_notes")
    return ana.submit(page, sought=sought, status=200, **fields)


def finds(page: Page) -> list[str]:
    return [" ".join(h.text.split()) for h in page.top.all("h3")]


def test_a_find_says_where_it_lives_and_leads_there(browse: Browse, practice: Practice):
    note = write(practice, "She heard the door and lay still.", week=3)
    page = look(browse(practice.ana), "door")
    assert finds(page) == ["M. R., session 1, 29 January 2026"]
    assert "1 passage in 1 note" in page.text
    assert "1 note was looked through. What you look for is forgotten when you lock." in page.text
    assert [mark.text for mark in page.top.all("mark")] == ["door"]
    assert "brought" in page.text
    assert page.links["Open in the note, session 1"] == f"/sessions/{note}#section-brought"


def test_the_link_leads_to_a_heading_that_is_there(browse: Browse, practice: Practice):
    write(practice, "She heard the door.")
    ana = browse(practice.ana)
    path, anchor = look(ana, "door").links["Open in the note, session 1"].split("#")
    assert anchor in {tag.get("id") for tag in ana.get_path(path).top.all("h2")}


def test_newer_notes_come_first_and_numbers_follow_the_dates(browse: Browse, practice: Practice):
    write(practice, "A door.", week=2)
    write(practice, "A door.", week=9)
    write(practice, "A window.", week=5)
    assert finds(look(browse(practice.ana), "door")) == [
        "M. R., session 3, 12 March 2026",
        "M. R., session 1, 22 January 2026",
    ]


def test_all_words_must_stand_in_one_note(browse: Browse, practice: Practice):
    write(practice, "A door.", sections=[Section("between", "A clock.")], week=1)
    write(practice, "A door.", week=2)
    ana = browse(practice.ana)
    assert finds(look(ana, "door clock")) == ["M. R., session 1, 15 January 2026"]
    assert "Not found. Try part of a word." in look(ana, "door lamp").text
    assert finds(look(ana, "clo*")) == ["M. R., session 1, 15 January 2026"]


def test_what_was_told_under_session_facts_is_found(browse: Browse, practice: Practice):
    told = Told(metaphor="A house without doors", words={uuid4(): "Named the silence"})
    write_session(
        practice.mira,
        facts=held(written=True),
        text=SessionText((Section("brought", "Nothing."),), told=told),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    ana = browse(practice.ana)
    for words in ("house", "named silence"):
        page = look(ana, words)
        assert finds(page) == ["M. R., session 1, 8 January 2026"]
        assert "Session facts" in page.text


def test_a_private_process_note_is_found_and_marked_and_can_be_left_out(
    browse: Browse, practice: Practice
):
    note = write(practice, "Nothing here.", process="I was tired of the door.")
    ana = browse(practice.ana)
    page = look(ana, "tired")
    assert "Private process note" in page.text
    assert page.links["Open in the note, session 1"] == f"/sessions/{note}#process"
    assert "Not found." in look(ana, "tired", private=None).text


def test_nobody_finds_what_another_therapist_wrote(browse: Browse, practice: Practice):
    write(practice, "Lena and the door.", client=practice.lena)
    assert "Not found." in look(browse(practice.ana), "door").text
    assert finds(look(browse(practice.bea), "door")) == ["L. R., session 1, 8 January 2026"]
    browse(practice.bea).get("search.one_client", client_id=practice.mira.id, status=404)


def test_one_client_at_a_time(browse: Browse, practice: Practice):
    write(practice, "A door.")
    write(practice, "A door.", client=practice.noor)
    ana = browse(practice.ana)
    page = ana.get("search.one_client", client_id=practice.noor.id)
    answer = ana.submit(page, sought="door", status=200)
    assert finds(answer) == ["N. R., session 1, 8 January 2026"]
    assert len(finds(look(ana, "door"))) == 2


def test_dates_bound_the_search(browse: Browse, practice: Practice):
    for week in (0, 5, 10):
        write(practice, "A door.", week=week)
    page = look(browse(practice.ana), "door", since="2026-02-01", until="2026-02-28")
    assert finds(page) == ["M. R., session 2, 12 February 2026"]
    assert "1 note was looked through." in page.text


def test_a_theme_and_its_strength_narrow_the_search(browse: Browse, practice: Practice):
    tag(practice, "A door, still.", "still", week=1)
    tag(practice, "A door, quiet.", "quiet", week=2, strength=2)
    write(practice, "A door.", week=3)
    ana = browse(practice.ana)
    assert len(finds(look(ana, "door", theme=QUIET))) == 2
    assert finds(look(ana, "door", strength="3")) == ["M. R., session 1, 15 January 2026"]


def test_a_theme_chosen_without_words_is_looked_for_wherever_she_left_the_rest(
    browse: Browse, practice: Practice
):
    tag(practice, "She heard the door and lay still.", "lay still")
    page = look(browse(practice.ana), "", theme=QUIET)
    assert finds(page) == ["M. R., session 1, 8 January 2026"]
    (chosen,) = [
        one.get("value")
        for one in page.top.all("input")
        if one.get("name") == "among" and "checked" in one.attributes
    ]
    assert chosen == "themes"


def test_a_search_that_was_not_made_is_not_called_not_saved(browse: Browse, practice: Practice):
    ana = browse(practice.ana)
    page = ana.submit(ana.get("search.all_notes"), status=422, sought="")
    assert "Nothing was looked for yet." in page.text
    assert "Not saved" not in page.text


def test_themes_are_found_by_name_with_strength_and_words(browse: Browse, practice: Practice):
    tag_id = tag(practice, "She heard the door and lay still.", "lay still")
    page = look(browse(practice.ana), "quiet hurt", among="themes")
    assert finds(page) == ["M. R., session 1, 8 January 2026"]
    assert "Goes quiet when hurt" in page.text
    assert "lay still" in page.text
    assert 'aria-label="4 of 5"' in page.html
    assert page.links["Open in the note, session 1"].endswith(f"#passage-{tag_id}")


def test_people_are_found_by_role(browse: Browse, practice: Practice):
    person = open_client_themes(practice.mira, practice.keyrings["ana"]).people[0]
    tag(practice, "She told me.", "told me", people=(person.id,), pole=person.pole)
    tag(practice, "She told him.", "told him", week=1)
    ana = browse(practice.ana)
    assert finds(look(ana, person.role, among="people")) == ["M. R., session 1, 8 January 2026"]


def test_what_was_added_below_a_signed_note_is_found_and_signed_notes_can_be_left_out(
    browse: Browse, practice: Practice
):
    ana, note = browse(practice.ana), noted(practice)
    sign(ana, note)
    add_one(ana, note)  # "She rang."
    write(practice, "The bell rang.")
    page = look(ana, "rang")
    assert finds(page) == ["M. R., session 2, 30 April 2026", "M. R., session 1, 8 January 2026"]
    assert "Added after signing" in page.text
    assert finds(look(ana, "rang", unsigned="y")) == ["M. R., session 1, 8 January 2026"]


def test_a_damaged_note_is_counted_and_harms_nothing(browse: Browse, practice: Practice):
    from notes_app.notes.models import TherapySession

    write(practice, "A door.", week=1)
    broken = db.session.get(TherapySession, write(practice, "A door.", week=2))
    broken.notes = replace(broken.notes, sealed=Sealed(bytes(400)))
    other = db.session.get(TherapySession, write(practice, "A door.", week=3))
    other.themes = replace(other.themes, sealed=Sealed(bytes(400)))
    db.session.commit()
    page = look(browse(practice.ana), "door")
    assert "2 notes could not be opened and were not searched." in page.text
    assert finds(page) == ["M. R., session 1, 15 January 2026"]


def test_fifty_stand_on_a_page_and_older_ones_follow(browse: Browse, practice: Practice):
    for week in range(60):
        write(practice, f"The door, number {week}.", week=week)
    ana = browse(practice.ana)
    first = look(ana, "door")
    assert len(finds(first)) == 50
    assert "50 passages in the newest notes" in first.text
    second = ana.submit(first, press="Show older", status=200)
    assert len(finds(second)) == 10
    assert not set(finds(first)) & set(finds(second))
    assert "Show older" not in second.text


def test_one_note_full_of_finds_does_not_fill_the_page(browse: Browse, practice: Practice):
    far = " and so it went on for a long while" * 4
    write(practice, f"A door.{far} " * 9)
    page = look(browse(practice.ana), "door")
    assert "9 passages in 1 note" in page.text
    assert "And 4 more in this note." in page.text


def test_when_time_runs_out_the_answer_says_how_far_it_got(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(service, "BUDGET", -1.0)
    monkeypatch.setattr(service, "FEWEST", 2)
    for week in range(5):
        write(practice, "A door." if week == 0 else "A window.", week=week)
    ana = browse(practice.ana)
    first = look(ana, "door")
    assert "Time ran out: 2 notes of 5 were looked through, back to 29 January 2026." in first.text
    second = ana.submit(first, press="Search on", status=200)
    third = ana.submit(second, press="Search on", status=200)
    assert finds(third) == ["M. R., session 1, 8 January 2026"]
    assert "Search on" not in third.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sought": ""}, "Write what to look for"),
        ({"sought": "a*"}, "at least two letters"),
        ({"sought": "x" * 201}, "At most 200 characters fit; these are 201."),
        ({"sought": "", "among": "themes"}, "choose a theme"),
        ({"sought": "a", "since": "2026-03-01", "until": "2026-02-01"}, "Until lies before Since"),
    ],
)
def test_what_cannot_be_looked_for_is_said_in_words(
    browse: Browse, practice: Practice, fields: dict[str, str], sentence: str
):
    ana = browse(practice.ana)
    page = ana.submit(ana.get("search.all_notes"), status=422, **fields)
    assert sentence in page.text


@pytest.mark.parametrize("sign", ["'", "%", "_", "\\", '"'])
def test_w8_a_sign_is_only_a_sign(browse: Browse, practice: Practice, sign: str):
    write(practice, f"She wrote a{sign}b on the wall.")
    write(practice, "She wrote axb and ab.", week=1)
    ana = browse(practice.ana)
    found = look(ana, f"a{sign}b wall" if sign != '"' else "wall")
    assert finds(found) == ["M. R., session 1, 8 January 2026"]


def test_the_form_stays_filled_in_the_answer_and_the_title_is_bare(
    browse: Browse, practice: Practice
):
    page = look(browse(practice.ana), "lay still", since="2026-01-01")
    form = page.form_with("sought", "since")
    values = {tag.get("name"): tag.get("value") for tag in form.all("input")}
    assert (values["sought"], values["since"]) == ("lay still", "2026-01-01")
    assert page.title == "Search"
    assert page.links["Search again"] == "/search"


def test_a_word_looked_for_stands_in_no_log_header_or_address(
    browse: Browse, practice: Practice, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    word = "zqcanarysought"
    write(practice, f"She said {word}.")
    ana = browse(practice.ana)
    page = look(ana, word)
    assert finds(page)
    assert '"/search"' in " ".join(map(str, caplog.records)) or caplog.records
    links = " ".join(a.get("href") for a in page.top.all("a", "form"))
    cookie = base64.urlsafe_b64decode(f"{ana.cookie}====")
    facts = " ".join(str(vars(record)) for record in caplog.records)
    places = {
        "headers": str(page.headers).encode(),
        "links": links.encode(),
        "log": facts.encode(),
        "cookie": cookie,
        "title": page.title.encode(),
    }
    assert found_in(places, [word]) == []


def test_the_last_search_of_a_login_can_be_shown_again(browse: Browse, practice: Practice):
    write(practice, "The door.")
    write(practice, "The door.", week=5)
    ana = browse(practice.ana)
    assert "Your last search" not in ana.get("search.all_notes").text
    look(ana, "door", until="2026-01-31")
    again = ana.submit(ana.get("search.all_notes"), press="Your last search", status=200)
    assert finds(again) == ["M. R., session 1, 8 January 2026"]
    form = again.form_with("sought", "until")
    values = {tag.get("name"): tag.get("value") for tag in form.all("input")}
    assert (values["sought"], values["until"]) == ("door", "2026-01-31")
    assert "Your last search" not in browse(practice.ana).get("search.all_notes").text


def test_locking_forgets_the_last_search(browse: Browse, practice: Practice, app):
    write(practice, "The zqcanary.")
    ana = browse(practice.ana)
    look(ana, "zqcanary")
    (login,) = app.extensions[STORE].of_user(practice.ana.id)
    assert login.last_search
    assert found_in({"row": login.last_search}, ["zqcanary"]) == []
    page = ana.get("search.all_notes")
    ana.submit(ana.get("accounts.account"), press="Lock")
    assert [one.last_search for one in app.extensions[STORE].of_user(practice.ana.id)] == [None]
    ana.submit(ana.get("accounts.unlock"), passphrase=practice.passphrase)
    assert "Your last search" not in ana.get("search.all_notes").text
    # A page that was open meanwhile asks in vain, and gets the form.
    headers = {"Sec-Fetch-Site": "same-origin"}
    fields = {"again": "y", "csrf_token": ana.token()}
    answer = ana.client.post(page.path, data=fields, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search")


def test_days_are_those_of_the_notes() -> None:
    assert held(3).held_on == date(2026, 1, 29)


def test_single_letter_keys_can_be_turned_off(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    account = ana.get("accounts.account")
    assert "data-letter-keys" in account.html
    ana.submit(account, letter_keys=None, display_name="Ana")
    assert "data-letter-keys" not in ana.get("search.all_notes").html
