"""Whoever looks at a page of a client reads who else can see it: the line is asked, not written."""

import re
from pathlib import Path

import notes_app

FOLDER = Path(notes_app.__file__).parent
#: Pages whose content nobody else can be given, and why.
ONLY_YOU = {
    "accounts": "one's own account",
    "changes": "sealed under one's own master key",
    "formats": "headings, of no client",
    "hours": "one's own log",
    "measures": "definitions, of no client",
    "records": "what waits is sealed under one's own master key",
    "search": "what is looked for is kept nowhere",
    "themes": "one's own codebook",
    "grants/compare.html": "two people's keys",
    "grants/who_can_see_what.html": "one's own sealed list",
    "notes/_editor.html": "the private process note",
    "notes/_facts_fold.html": "the private process note",
    "notes/read.html": "the private process note",
    "notes/set_apart.html": "the private process note",
    "notes/typed_after_signing.html": "a draft, under one's own master key",
    "notes/earlier.html": "a journal, under one's own master key",
    "notes/earlier_minute.html": "a journal, under one's own master key",
    "notes/star_plainly.html": "words of the note, which is not signed",
    "patterns/own_responses.html": "the private process note",
    "patterns/summary.html": "a client's notes, of which only signed records are ever opened",
    "patterns/summary_as_read.html": "the same",
    "patterns/summary_damaged.html": "the same",
    "clients/card.html": "a client who is not there yet",
    "clients/loss.html": "under the own scope, which is granted to nobody",
}


def test_only_you_is_written_only_where_it_can_never_be_otherwise():
    written = {
        path.relative_to(path.parents[1]).as_posix()
        for path in FOLDER.glob("*/templates/*/*.html")
        if re.search(r'sees\(\(?[^)]*"Only you', path.read_text("utf-8"))
    }
    assert len(written) > 15
    known = {one for one in written if one in ONLY_YOU or one.split("/")[0] in ONLY_YOU}
    assert written - known == set(), "ask for the line: sees(who_sees(card.client_id))"
