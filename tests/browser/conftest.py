"""Chromium as the system has it, and what every browser test is checked for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.editor_harness.desk import Desk, desk_for

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# With each window Chromium loads two pages for its address bar, and a process in reserve: half of
# what opening a window takes, and no test types an address or needs another process quickly.
NOT_FOR_US = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"]
# Only the last list of features counts, so what Playwright turns off is said here again.
TURNED_OFF_BY_PLAYWRIGHT = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
]
QUIET = [
    f"--disable-features={','.join(TURNED_OFF_BY_PLAYWRIGHT + NOT_FOR_US)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium adds up the refusals of the policy; the list begins anew with each page.
WATCH = (
    "window.refused = []; document.addEventListener('securitypolicyviolation',"
    " event => window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`))"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if not Path(CHROMIUM).exists():
            item.add_marker(pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}"))


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has its own server.  (The plugin's fixture warns, and warnings are errors.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    size = {"width": 1280, "height": 900}
    return {**browser_context_args, "viewport": size, "locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture(autouse=True)
def nothing_refused_and_nothing_leaves(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with a page fails on an error, a refusal of the policy, or another host."""
    if "page" not in request.fixturenames:
        yield
        return
    page, wrong = request.getfixturevalue("page"), []
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda sent: None if "//127.0.0.1:" in sent.url else wrong.append(sent.url))
    yield
    assert wrong == []
    assert page.evaluate("window.refused ?? []") == []


@pytest.fixture
def desk(page: Page) -> Iterator[Desk]:
    """The note editor on a harness of its own; `desk.open()` shows it."""
    with desk_for(page) as desk:
        yield desk
