"""The therapist narrows what to lend for calibration; nothing chosen or typed is lost."""

from uuid import UUID

import pytest

from notes_app import db
from notes_app.notes.service import plan_session, save_note
from notes_app.presenting.choosing import MOST, Offered, Sought, shown_of
from notes_app.presenting.forms import MOST_WORDS
from notes_app.supervision.queries import loans_of
from tests.cast import Practice
from tests.notes.builders import held, tagged
from tests.pages import Browser, Page
from tests.sharing.builders import keyring
from tests.supervision.test_calibration_pages import ana
from tests.supervision.test_pages import session, tag_of

__all__ = ["ana", "session"]  # fixtures


def offer(n: int, *, theme: str = "feeling-met", words: str = "She stayed.") -> Offered:
    return Offered(UUID(int=n), theme, n, f"Feeling met, session {n}", words)


OFFERED = [offer(n) for n in range(50, 0, -1)]


def numbers(found: list[Offered]) -> list[int | None]:
    return [one.number for one in found]


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        (Sought(), True),
        (Sought(theme="feeling-met"), True),
        (Sought(theme="setting-a-limit"), False),
        (Sought(first=7, last=7), True),
        (Sought(first=8), False),
        (Sought(last=6), False),
        (Sought(words="STAYED she"), True),
        (Sought(words="stayed away"), False),
    ],
)
def test_a_passage_is_found_by_theme_sessions_and_words(sought: Sought, fits):
    assert sought.fits(offer(7)) is fits


def test_a_session_without_a_number_is_in_no_span():
    unnumbered = Offered(UUID(int=1), "feeling-met", None, "Feeling met", "She stayed.")
    assert not Sought(first=1).fits(unnumbered)


def test_forty_are_shown_and_the_rest_is_counted():
    shown = shown_of(OFFERED, Sought(), ())
    assert numbers(shown.others) == list(range(50, 10, -1))
    assert (len(shown.others), shown.left) == (MOST, 10)


def test_what_is_chosen_is_shown_whatever_is_looked_for():
    shown = shown_of(OFFERED, Sought(first=48), {UUID(int=3)})
    assert numbers(shown.chosen) == [3]
    assert numbers(shown.others) == [50, 49, 48]


def page_of(ana: Browser, practice: Practice) -> Page:
    return ana.get("presenting.calibrate", client_id=practice.mira.id)


def another(practice: Practice) -> None:
    """A second tagged session, of another theme."""
    key = practice.keyrings["ana"]
    found = plan_session(practice.mira, facts=held(1), keyring=key)
    db.session.commit()
    note = tagged("He rang and I let it ring.", "let it ring", "setting-a-limit")
    save_note(found, written=note, base=found.version, user=practice.ana, keyring=key)
    db.session.commit()


def lent(practice: Practice) -> list[str]:
    db.session.expire_all()
    found = loans_of(practice.mira.id, keyring=keyring(practice, "ana"))
    return [one.lent.words for one in found if one.lent]


def test_narrowing_keeps_what_is_chosen_with_its_words_and_lends_nothing(ana, practice, session):
    another(practice)
    tag = str(tag_of(practice, session))
    page = page_of(ana, practice)
    assert "0 chosen. Agreement is said from 20 tagged by both." in page.text
    found = ana.submit(
        page, press="Show these", status=200, tags=[tag], theme="setting-a-limit",
        **{f"words-{tag}": "Edited by hand."},
    )  # fmt: skip
    assert "1 chosen." in found.text
    assert "Edited by hand." in found.text
    assert "let it ring" in found.text
    assert lent(practice) == []
    ana.submit(found, press="Lend for calibration")
    assert lent(practice) == ["Edited by hand."]
    assert "One lent before, 0 chosen." in page_of(ana, practice).text


def test_where_no_passage_fits_the_page_says_so(ana, practice, session):
    page = ana.submit(page_of(ana, practice), press="Show these", status=200, said="nowhere")
    assert "No passage fits." in page.text


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("y" * (MOST_WORDS + 1), "At most 2000 characters fit; these are 2001."),
        (" ", "Write the words that you lend, or do not choose this passage."),
    ],
)
def test_words_that_do_not_fit_are_refused_kept_and_not_cut(
    ana, practice, session, words: str, wrong: str
):
    tag = str(tag_of(practice, session))
    fields = {"tags": [tag], f"words-{tag}": words}
    page = ana.submit(page_of(ana, practice), press="Lend for calibration", status=422, **fields)
    assert wrong in page.text
    assert words.strip() in page.html
    assert "Not saved yet." in page.text
    assert lent(practice) == []


def test_as_many_characters_as_fit_are_lent_to_the_last_one(ana, practice, session):
    tag = str(tag_of(practice, session))
    words = "y" * MOST_WORDS
    fields = {"tags": [tag], f"words-{tag}": words}
    ana.submit(page_of(ana, practice), press="Lend for calibration", **fields)
    assert lent(practice) == [words]
