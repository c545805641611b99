"""One signed record of Mira's, opened for Sam; her themes are shared with nobody."""

from uuid import UUID

import pytest

from tests.cast import Practice
from tests.pages import Browser
from tests.sharing.builders import open_for
from tests.signing.test_asking import signed


@pytest.fixture
def ana(browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def record(ana: Browser, practice: Practice) -> UUID:
    found = signed(ana, practice)
    open_for(practice, found)
    return found


@pytest.fixture
def sam(browse, practice: Practice, record: UUID) -> Browser:
    return browse(practice.sam)
