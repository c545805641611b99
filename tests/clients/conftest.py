from collections.abc import Iterator

import pytest

from tests.vault import Vault, empty_database, open_vault


@pytest.fixture
def ana() -> Iterator[Vault]:
    with empty_database():
        yield open_vault("ana")
