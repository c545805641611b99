"""Speed through the product, on a real encrypted file.  The figures are in benchmarks/search.py."""

from pathlib import Path

import pytest

from benchmarks.search import RARE, build, measure
from notes_app.db.session import ENGINE
from tests.conftest import ON_POSTGRES

MOST = 150  # milliseconds of computing; alone it takes a third, and tests share their machine


@pytest.mark.skipif(ON_POSTGRES, reason="measures the file of a laptop")
def test_a_thousand_notes_are_searched_in_a_moment(tmp_path: Path):
    app = build(tmp_path, 1000)
    spent = measure(app, RARE)
    app.extensions[ENGINE].dispose()
    assert spent.computing < MOST
