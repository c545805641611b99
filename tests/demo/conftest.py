"""The demo practice, planned once for a fixed day."""

from datetime import date

import pytest

from notes_app.demo.practice import ClientPlan, plan_practice

TODAY = date(2026, 4, 30)


@pytest.fixture(scope="session")
def today() -> date:
    """The day for which the practice is planned."""
    return TODAY


@pytest.fixture(scope="session")
def plans() -> dict[str, ClientPlan]:
    """Every client of the demo practice by code name."""
    return {plan.story.code_name: plan for plan in plan_practice(TODAY)}
