"""Speed through the product, on a real encrypted file.  The figures are in benchmarks/search.py."""

from pathlib import Path

import pytest
from flask import Flask

from benchmarks.search import RARE, build, measure
from notes_app.db.session import ENGINE
from tests.cast import Practice
from tests.conftest import ON_POSTGRES
from tests.queries import asked_of
from tests.search.test_pages import Browse, look, write

MOST = 150  # milliseconds of computing; alone it takes a third, and tests share their machine


@pytest.mark.skipif(ON_POSTGRES, reason="measures the file of a laptop")
def test_a_thousand_notes_are_searched_in_a_moment(tmp_path: Path):
    app = build(tmp_path, 1000)
    spent = measure(app, RARE)
    app.extensions[ENGINE].dispose()
    assert spent.computing < MOST


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
