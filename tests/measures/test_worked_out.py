"""The points of a reliable change, worked out from two numbers of a questionnaire's manual."""

from collections.abc import Callable

import pytest

from notes_app.accounts.models import User
from notes_app.measures.payloads import OwnMeasure
from notes_app.measures.queries import measures_of
from tests.cast import Practice
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
TYPED = {
    "name": "Closeness Scale",
    "lowest": "0",
    "highest": "40",
    "direction": "more-difficulty",
    "licensed": True,
}


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def added(ana: Browser, status: int = 303, **typed: str) -> Page:
    page = ana.get("measures.add")
    return ana.submit(page, press="Save questionnaire", status=status, **TYPED, **typed)


def kept(practice: Practice) -> OwnMeasure:
    known = measures_of(practice.ana.id, keyring=practice.keyrings["ana"])
    return next(own for own in known.active if own.name == "Closeness Scale")


def test_deviation_and_reliability_come_to_the_points_of_r2(
    ana: Browser, practice: Practice
) -> None:
    added(ana, deviation="6.1", reliability="0,84")
    assert (kept(practice).reliable, kept(practice).confidence) == (6.76, 95)


def test_points_of_the_manual_are_kept_as_they_are(ana: Browser, practice: Practice) -> None:
    added(ana, reliable="6", confidence="90")
    assert (kept(practice).reliable, kept(practice).confidence) == (6, 90)


def test_without_any_of_them_nothing_is_said_to_be_reliable(
    ana: Browser, practice: Practice
) -> None:
    added(ana)
    assert (kept(practice).reliable, kept(practice).confidence) == (None, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"deviation": "6.1"}, "Write both the deviation and the reliability, or neither."),
        ({"reliability": "0.84"}, "Write both the deviation and the reliability, or neither."),
        (
            {"deviation": "6.1", "reliability": "0.84", "reliable": "6"},
            "Write the points, or what they are worked out from; not both.",
        ),
        ({"deviation": "6.1", "reliability": "1"}, "from 0 to below 1. Check both."),
        ({"deviation": "-2", "reliability": "0.5"}, "from 0 to below 1. Check both."),
        ({"deviation": "60", "reliability": "0.1"}, "more than lie between lowest and highest."),
    ],
)
def test_what_cannot_be_worked_out_is_said_and_kept(
    ana: Browser, typed: dict[str, str], said: str
) -> None:
    page = added(ana, 422, **typed)
    assert said in page.text
    for value in typed.values():
        assert f'value="{value}"' in page.html
