"""The exported file, opened from a disk in a browser that has no connection."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journeys.visitor import AXE, RULES, RUN_AXE
from tests.cast import Practice
from tests.sharing.builders import introduce, open_for
from tests.signing.forged import forged_files
from tests.signing.independent_verifier import File
from tests.signing.test_exporting import (
    PARTS,
    export,
    flipped,
    fresh,
    two_notes,
    without_addendum,
)
from tests.signing.test_pages import noted, sign

pytestmark = pytest.mark.browser
Browse = Callable[[Any], Any]
FLIPS = 40
PART = '<div class="part">'
KEY = "The author\u2019s key"
UNCHANGED = (
    "Unchanged: 2 notes and 2 addenda match their signatures, checked just now on this computer."
)


@pytest.fixture
def html(browse: Browse, practice: Practice) -> str:
    """Two notes, the first with two addenda."""
    return two_notes(browse, practice)


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a connection; whatever it complains about fails the test."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text))
    yield page
    assert complaints == []
    context.close()


def opened(page: Page, html: str, folder: Path) -> str:
    """What the file says at its top, once it has verified itself."""
    file = folder / "signed-record.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    verdict = page.locator("#verdict.changed, #verdict.unchanged")
    expect(verdict).to_be_visible()
    return " ".join(verdict.all_inner_texts())


def test_it_says_that_nothing_was_changed(html: str, offline: Page, tmp_path: Path) -> None:
    assert opened(offline, html, tmp_path) == UNCHANGED


def test_it_verifies_without_the_browsers_own_cryptography(
    html: str, offline: Page, tmp_path: Path
) -> None:
    offline.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    assert opened(offline, html, tmp_path) == UNCHANGED


def test_it_names_the_note_and_the_part_in_which_a_bit_was_changed(
    html: str, offline: Page, tmp_path: Path
) -> None:
    labels = [note.label for note in File(html).notes]
    places = [match.span(1) for match in PARTS.finditer(html)]
    chance = random.Random(19)  # noqa: S311 - repeatable, not secret
    for flip in range(FLIPS):
        which = flip % len(places)
        changed = flipped(html, chance.randrange(*places[which]), chance.randrange(7))
        said = opened(offline, changed, tmp_path)
        assert said.startswith("Changed since it was signed."), (which, said)
        assert names_it(said, which, labels), (which, said)


def names_it(said: str, which: int, labels: list[str]) -> bool:
    if which == 0:
        return KEY in said
    mine, other = (labels[0], labels[1]) if which < 4 else (labels[1], labels[0])
    part = f"{mine}, addendum {which - 1}:" if which in (2, 3) else f"{mine}:"
    return part in said and other not in said


def test_a_letter_of_the_signed_text_is_found_by_its_sentence(
    html: str, offline: Page, tmp_path: Path
) -> None:
    label = File(html).notes[1].label
    at = html.rindex('"text": "') + len('"text": "') + 40
    swap = "A" if html[at] != "A" else "B"
    said = opened(offline, html[:at] + swap + html[at + 1 :], tmp_path)
    assert f"{label}: the text does not match its signature." in said


def test_words_changed_on_the_page_alone_are_found(
    html: str, offline: Page, tmp_path: Path
) -> None:
    label = File(html).notes[0].label
    said = opened(offline, html.replace("She rang.", "She sang.", 1), tmp_path)
    assert f"{label}, addendum 1: the words on this page are not those" in said


ELSE = "Something stands on this page that was not exported with it, or is hidden from it."


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("<p>She rang.</p>", "<p>She <span>rang</span>.</p>"),
        ("<p>She rang.</p>", "<p hidden>She rang.</p>"),
        ("<p>She rang.</p>", "<p>She rang.</p>And she lied."),
    ],
    ids=["part of a line", "a line hidden", "beside the lines"],
)
def test_a_line_that_is_not_shown_as_it_was_signed_is_found(
    html: str, offline: Page, tmp_path: Path, was: str, became: str
) -> None:
    label = File(html).notes[0].label
    said = opened(offline, html.replace(was, became, 1), tmp_path)
    assert f"{label}, addendum 1: the words on this page are not those" in said


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("</article>", "<p>She had threatened him.</p></article>"),
        ("</article>", "She had threatened him.</article>"),
        ("<article ", "<p>She had threatened him.</p><article "),
        ("<article ", "<article hidden "),
        ('<div class="part"><div', '<div class="part" hidden><div'),
        ("</main>", "</main><p>She had threatened him.</p>"),
        ("</div>\n<p>Exported", "</div>\n<p>Verified by the court.</p><p>Exported"),
        ("with the author by voice.", "with nobody."),
        ("<p>Exported ", "<p>Exported by order of the court on "),
        ("<title>Signed record</title>", "<title>Verified by the court</title>"),
    ],
)
def test_words_added_or_hidden_anywhere_on_the_page_are_found(
    html: str, offline: Page, tmp_path: Path, was: str, became: str
) -> None:
    assert was in html
    assert ELSE in opened(offline, html.replace(was, became, 1), tmp_path)


def test_an_addendum_that_was_cut_out_is_named(html: str, offline: Page, tmp_path: Path) -> None:
    label = File(html).notes[0].label
    said = opened(offline, without_addendum(html, 1), tmp_path)
    assert f"{label}, addendum 1: it is missing from this file." in said


def test_addenda_in_another_order_are_found(html: str, offline: Page, tmp_path: Path) -> None:
    label = File(html).notes[0].label
    first, second = "<p>She rang.</p>", "<p>It was about Sunday.</p>"
    start, middle = (html.rindex(PART, 0, html.index(one)) for one in (first, second))
    end = html.index("</article>", middle)
    turned = html[:start] + html[middle:end] + html[start:middle] + html[end:]
    said = opened(offline, turned, tmp_path)
    assert f"{label}: its addenda do not stand in the order in which they were signed." in said


def test_an_addendum_moved_below_another_note_is_found(
    html: str, offline: Page, tmp_path: Path
) -> None:
    label = File(html).notes[1].label
    start = html.index('<div class="part">', html.index('<div class="part">') + 1)
    end = html.index('<div class="part">', start + 1)
    entry, without = html[start:end], html[:start] + html[end:]
    last = without.rindex("</article>")
    said = opened(offline, without[:last] + entry + without[last:], tmp_path)
    assert f"{label}, addendum 1: belongs to another note." in said


SAID = {
    "somebody else adds in its author's name": "addendum 2: it is signed with the key of somebody",
    "somebody else's key stands first": "the record is not signed with the key of the author",
    "a key that signs nothing stands in it": "A key stands in this file with which nothing in it",
}


def test_a_file_whose_signatures_all_fit_is_not_believed_where_they_are_anothers(
    browse: Browse, practice: Practice, offline: Page, tmp_path: Path
) -> None:
    introduce(practice, "ana", "sam")
    ana, session_id = browse(practice.ana), noted(practice)
    sign(ana, session_id)
    open_for(practice, session_id)
    ana.submit(ana.get("notes.read", session_id=session_id), press="Ask for co-sign")
    files = forged_files(practice, session_id)
    assert opened(offline, files.pop("nothing"), tmp_path).startswith("Unchanged: 1 note and 1")
    for what, html in files.items():
        assert SAID[what] in opened(offline, html, tmp_path), what


def test_a_file_that_was_co_signed_is_verified_with_both_keys(
    browse: Browse, practice: Practice, offline: Page, tmp_path: Path
) -> None:
    introduce(practice, "ana", "sam")
    session_id, sam = noted(practice), browse(practice.sam)
    ana = fresh(browse, practice)
    sign(ana, session_id)
    open_for(practice, session_id)
    ana.submit(ana.get("notes.read", session_id=session_id), press="Ask for co-sign")
    sam.submit(sam.get("grants.opened", session_id=session_id), press="Co-sign")
    said = opened(offline, export(ana, session_id=session_id), tmp_path)
    assert said.startswith("Unchanged: 1 note and 2 addenda match their signatures")
    expect(offline.get_by_text("The key of somebody who co-signed or returned")).to_be_visible()


def test_eight_words_that_are_not_the_keys_are_found(
    html: str, offline: Page, tmp_path: Path
) -> None:
    at = html.index('class="spoken">') + len('class="spoken">')
    said = opened(offline, html[:at] + "x" + html[at + 1 :], tmp_path)
    assert f"{KEY}: it does not match its fingerprint." in said


def test_without_scripts_it_is_read_and_says_that_it_is_not_verified(
    html: str, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "signed-record.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto(file.as_uri())
    expect(page.get_by_text("Not verified: this page verifies itself")).to_be_visible()
    expect(page.get_by_text("She rang.")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_everybody(html: str, offline: Page, tmp_path: Path, scheme: Any) -> None:
    offline.emulate_media(color_scheme=scheme)
    opened(offline, html, tmp_path)
    offline.evaluate(AXE.read_text("utf-8"))
    assert offline.evaluate(RUN_AXE, RULES) == []
