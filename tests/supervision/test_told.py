"""What became of what was said: a supervisor reads it on the case, each line with its subject."""

from datetime import timedelta
from uuid import uuid4

import pytest

from notes_app import db
from notes_app.clock import today
from notes_app.supervision.payloads import Comment, LentPassage, Reviewed, Settled, Suggestion
from notes_app.supervision.seen import what_is_seen
from notes_app.supervision.service import say
from tests.cast import clock_of_app
from tests.sharing.builders import keyring, now, share
from tests.supervision.test_pages import (
    LENT,
    case,
    lend_to,
    lent,
    read_by,
    said_by_sam,
    sam,
    send,
    session,
    tag_of,
)

__all__ = ["sam", "session"]  # fixtures
INBOX = "supervision.inbox"
PASSAGE = "Goes quiet when hurt, session 1"


def conversation(page) -> list[str]:
    """The entries as they stand on the page, oldest first."""
    (talk,) = [
        tag for tag in page.top.all("section") if tag.get("aria-labelledby") == "talk-heading"
    ]
    return [" ".join(tag.text.split()) for tag in talk.all("li")]


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (True, "Took the suggestion “Setting a limit”."),
        (False, "Did not take the suggestion “Setting a limit”."),
    ],
)
def test_a_suggestion_names_its_passage_and_what_became_of_it(sam, practice, session, taken, told):
    tag = tag_of(practice, session)
    suggestion = Suggestion(session.id, tag, "Setting a limit", "setting-a-limit", "Look again.")
    entry = say(practice.mira.id, suggestion, at=now() - 2, keyring=keyring(practice, "sam"))
    settled = Settled(entry, taken=taken)
    say(practice.mira.id, settled, at=now() - 1, keyring=keyring(practice, "ana"))
    db.session.commit()
    page = case(sam, practice)
    first, second = conversation(page)
    assert PASSAGE in first
    assert "I would call it “Setting a limit”. Look again." in first
    assert PASSAGE in second
    assert told in second


def test_a_passage_that_is_called_as_suggested_says_so_no_more(sam, practice, session):
    for number, name in enumerate(("Setting a limit", "Goes quiet when hurt")):
        suggestion = Suggestion(session.id, tag_of(practice, session), name)
        say(practice.mira.id, suggestion, at=now() + number, keyring=keyring(practice, "sam"))
        db.session.commit()
        told = f"You would call it “{name}”" in case(sam, practice).text
        assert told is (name == "Setting a limit")


def test_nobody_but_the_therapist_settles_on_the_page(sam, practice, session):
    suggestion = Suggestion(session.id, tag_of(practice, session), "Setting a limit")
    entry = say(practice.mira.id, suggestion, at=now() - 2, keyring=keyring(practice, "sam"))
    say(practice.mira.id, Settled(entry, taken=True), at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()
    assert "Took the suggestion" not in case(sam, practice).text


def test_a_review_names_its_sessions(sam, practice, session):
    sent = send(practice, session, "")
    say(practice.mira.id, Reviewed(sent), at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()
    assert conversation(case(sam, practice))[-1].endswith("Themes reviewed: session 1.")


def test_a_comment_is_about_a_theme_of_the_case(sam, practice, session):
    theme = "theme going-quiet-when-hurt"
    page = sam.submit(
        case(sam, practice), press="Send comment", comment="It is rare now.", about=theme
    )
    (said,) = [one for one in said_by_sam(practice) if isinstance(one, Comment)]
    assert said.about.theme == "going-quiet-when-hurt"
    assert conversation(sam.follow(page))[-1].endswith("Goes quiet when hurtIt is rare now.")


def test_the_line_names_all_that_the_readers_keys_open(sam, practice, session):
    line = "You see themes, strengths, dates and roles"
    assert f"{line}. You have no key to the notes" in case(sam, practice).text
    lent(practice, session)
    assert f"{line}, and one lent passage." in case(sam, practice).text
    day = today(clock_of_app())
    until, tag = day + timedelta(days=14), uuid4()
    blind = LentPassage(practice.sam.id, session.id, tag, LENT, day, until, blind=True)
    lend_to(practice, blind)
    assert f"{line}, one lent passage, and one lent for calibration." in case(sam, practice).text


def test_what_opens_and_what_does_not_is_said_of_every_kind_of_key():
    assert what_is_seen(formulation=True, lent=0, blind=0, records=2) == (
        "You see themes, strengths, dates and roles, the formulation, and two signed records. "
        "You have no key to any other note, the names or the private process notes."
    )
    assert "no key to the notes" in what_is_seen(formulation=True, lent=13, blind=40, records=0)
    blind = what_is_seen(formulation=False, lent=0, blind=3, records=0)
    assert "dates and roles, and three passages lent for calibration." in blind


def test_with_whom_nothing_is_shared_reads_so(browse, practice):
    assert "Nobody shows you anything at present." in browse(practice.bea).get(INBOX).text


def test_ending_says_how_many_lent_passages_are_taken_back_with_it(browse, practice, session):
    where = {"client_id": practice.mira.id, "grant_id": share(practice)}
    ana = browse(practice.ana)
    assert "taken back as well" not in ana.get("grants.end", **where).text
    lent(practice, session)
    page = ana.get("grants.end", **where)
    assert "One lent passage is taken back as well." in page.text
    ana.submit(page, press="End")
    assert [one for one in read_by(practice, "sam") if one] == []
