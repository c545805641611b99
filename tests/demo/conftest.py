"""The demo practice, planned once for a fixed day."""

from datetime import date

import pytest

from notes_app.demo.people import STORIES
from notes_app.demo.practice import ClientPlan, plan_client

TODAY = date(2026, 4, 30)


@pytest.fixture(scope="session")
def today() -> date:
    """The day for which the practice is planned."""
    return TODAY


@pytest.fixture(scope="session")
def plans() -> dict[str, ClientPlan]:
    """Every client of the demo practice by code name."""
    runs: set[str] = set()
    return {story.code_name: plan_client(story, today=TODAY, runs=runs) for story in STORIES}
