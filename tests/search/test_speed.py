"""Speed through the product, on a real encrypted file.  The figures are in benchmarks/search.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import SupportsBytes

import pytest
from flask import Flask

from benchmarks.career import build
from benchmarks.search import RARE_WORD, measure
from notes_app.crypto.envelope import unseal
from notes_app.db.session import ENGINE
from notes_app.search import service
from notes_app.sharing import sealing
from tests.cast import Practice
from tests.conftest import ON_POSTGRES
from tests.queries import asked_of
from tests.search.test_pages import Browse, look, write

MOST = 150  # milliseconds of computing; alone it takes a third, and tests share their machine


@pytest.mark.skipif(ON_POSTGRES, reason="measures the file of a laptop")
def test_a_thousand_notes_are_searched_in_a_moment(tmp_path: Path):
    build(tmp_path, 1000)
    answered = measure(tmp_path, RARE_WORD)
    assert answered.found == 1
    assert answered.then.computing < MOST


def test_with_concordances_a_search_opens_as_much_of_a_career_as_of_a_month(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(service, "CATALOGUED_FROM", 0)
    ana, opened = browse(practice.ana), []
    write(practice, "A zeppelin.")
    for weeks in (range(1, 4), range(4, 20)):
        for week in weeks:
            write(practice, "A door.", week=week)
        look(ana, "zeppelin")  # which writes the concordances
        with opened_blobs(monkeypatch) as places:
            assert "1 passage in" in look(ana, "zeppelin").text
        opened.append(len(places))
    assert opened[0] == opened[1] > 5


@contextmanager
def opened_blobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """The places of all parts of records that are opened meanwhile."""
    places: list[bytes] = []

    def open_and_count(sealed: bytes, key: bytes, place: SupportsBytes) -> bytes:
        places.append(bytes(place))
        return unseal(sealed, key, place)

    with monkeypatch.context() as counting:
        counting.setattr(sealing, "unseal", open_and_count)
        yield places


def test_a_search_asks_the_database_as_often_for_a_career_as_for_a_month(
    app: Flask, browse: Browse, practice: Practice
):
    ana, counts = browse(practice.ana), []
    for weeks in (range(3), range(3, 15)):
        for week in weeks:
            write(practice, "A door.", week=week)
        with asked_of(app.extensions[ENGINE]) as asked:
            look(ana, "door")
        counts.append(len(asked))
    assert counts[0] == counts[1]
