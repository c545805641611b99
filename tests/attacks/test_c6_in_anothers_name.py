"""A supervisor who may co-sign, and can write rows, puts words below a note in its author's name.

Sam holds the key of Ana's signed record, so what Sam signs below it opens for Ana.  A name inside
signed words is whatever the signer wrote: whose words they are, only the key says.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app.signing.payloads import EntryKind
from tests.cast import Practice
from tests.pages import Browser
from tests.sharing.builders import introduce, open_for
from tests.signing.forged import LIE, below, forged_files, plant
from tests.signing.independent_verifier import faults_in
from tests.signing.test_exporting import export, fresh
from tests.signing.test_pages import WHO, noted, sign

pytestmark = pytest.mark.attack
Browse = Callable[[Any], Browser]
ANSWERS = {EntryKind.COSIGNED, EntryKind.RETURNED}


@pytest.fixture
def opened(browse: Browse, practice: Practice) -> UUID:
    """A signed note of Ana's that Sam was asked to co-sign."""
    introduce(practice, "ana", "sam")
    ana, session_id = browse(practice.ana), noted(practice)
    sign(ana, session_id)
    open_for(practice, session_id)
    ana.submit(ana.get("notes.read", session_id=session_id), press="Ask for co-sign")
    return session_id


@pytest.mark.parametrize("kind", sorted(set(EntryKind) - ANSWERS))
def test_nothing_is_added_below_a_note_in_its_authors_name(
    browse: Browse, practice: Practice, opened: UUID, kind: EntryKind
) -> None:
    plant(practice, opened, kind)
    for name in ("ana", "sam"):
        entry = below(practice, opened, name).entries[-1]
        assert (entry.holds, entry.author) == (False, None)
    page = browse(practice.ana).get("notes.read", session_id=opened)
    assert "Not verified" in page.text
    assert "Entered in error, 30" not in page.text
    html = export(fresh(browse, practice), session_id=opened)
    assert LIE not in html
    assert "1 addendum could not be verified and is not in this file." in html
    read = browse(practice.sam).get("grants.opened", session_id=opened)
    assert LIE not in read.text
    assert "It cannot be co-signed like this." in read.text


def test_beside_a_name_that_somebody_took_stands_the_name_of_their_key(
    browse: Browse, practice: Practice, opened: UUID
) -> None:
    ana, sam = browse(practice.ana), browse(practice.sam)
    account = sam.get("accounts.account")
    sam.submit(account, press="Save settings", display_name=WHO["name"], credential="")
    sam.submit(sam.get("grants.opened", session_id=opened), press="Co-sign")
    page = ana.get("notes.read", session_id=opened).text
    assert page.count("Signed with the key of Sam.") == 1
    assert "Signed with the key of Ana" not in page
    assert WHO["name"] in page.split("Signed with the key of Sam.")[0].rsplit("Co-signed", 1)[1]


def test_no_file_is_believed_in_which_somebody_else_speaks_for_the_author(
    browse: Browse, practice: Practice, opened: UUID
) -> None:
    files = forged_files(practice, opened)
    assert faults_in(files.pop("nothing")) == []
    assert len(files) == 3
    assert [what for what, html in files.items() if not faults_in(html)] == []


def test_a_file_that_was_co_signed_says_which_key_is_whose(
    browse: Browse, practice: Practice, opened: UUID
) -> None:
    sam = browse(practice.sam)
    sam.submit(sam.get("grants.opened", session_id=opened), press="Co-sign")
    html = export(fresh(browse, practice), session_id=opened)
    assert faults_in(html) == []
    assert html.count("The key of the author, in words: ") == 1 + html.count("const WORDS_OF")
    assert "The key of somebody who co-signed or returned, in words: <span" in html
