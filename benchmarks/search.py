"""How long searches take: 1,000 notes of 2.6 kB, and 20,000.

    python -m benchmarks.search [--notes N ...]

Server time from the request to the whole answer, without a network, on a real SQLCipher file.  The
issue asks for 60 ms and 600 ms at most.  Printed are, in the order of a career that was just
brought in, for the word that stands in the oldest note and for a theme that is everywhere:

    before anything was prepared    once in its life, and how many pages of answers that takes
    getting ready                   what the page asks for while words are typed

and then for each question, in milliseconds and what of them was computing (which stays the same on
a machine that has other work to do):

    first     after a start, when nothing of the career is in memory
    then      the median of 10
"""

import argparse
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.career import (
    COMMON_THEME,
    EVERYWHERE,
    LENGTH,
    MIDDLING_THEME,
    NOWHERE_THEME,
    RARE,
    RARE_THEME,
    build,
)
from benchmarks.practice import HERE, Browser, logged_in, started

SIZES = (1_000, 20_000)
ROUNDS = 10
EMPTY = dict.fromkeys(
    ("sought", "client", "theme", "person", "pole", "strength", "since", "until", "after"), ""
)
OK, MORE = 200, 202

Fields = Mapping[str, str]
RARE_WORD: Fields = {"sought": RARE}
COMMON: Fields = {"among": "themes", "theme": COMMON_THEME}
DATES = {"since": "2026-01-01", "until": "2026-02-28"}


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one request, and what of them was computing."""

    whole: float
    computing: float

    def __str__(self) -> str:
        return f"{self.whole:4.0f} ({self.computing:.0f})"


@dataclass(frozen=True)
class Answered:
    """How one question was answered."""

    first: Spent
    then: Spent
    found: int

    def __str__(self) -> str:
        return f"{self.first!s:>10}  {self.then!s:>10}  {self.found:4d}"


def main() -> None:
    """Build each career, search it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=SIZES)
    for notes in parser.parse_args().notes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            build(folder, notes)
            print(f"search, {notes:,} notes of {LENGTH / 1000} kB", flush=True)
            for asked, fields in {"the rare word": RARE_WORD, "the common theme": COMMON}.items():
                print(f"  {asked}, before anything was prepared: {unprepared(folder, fields)}")
            ready = get_ready(folder)
            print(f"  getting ready: {sum(ready):.0f} ms in {len(ready)} requests", flush=True)
            print(f"  {'':44}{'first':>10}  {'then':>10}  found on the page")
            for asked, fields in questions(folder).items():
                print(f"  {asked:44}{measure(folder, fields)}", flush=True)


def questions(folder: Path) -> dict[str, Fields]:
    """What is looked for, by its name."""
    with started(folder) as app:
        browser = logged_in(app)
        client = browser.options("/search", "client")[0]
        person = browser.options(f"/clients/{client}/search", "person")[-1]
    everywhere = {"sought": EVERYWHERE}
    themes, middling = {"among": "themes"}, {"among": "themes", "theme": MIDDLING_THEME}
    return {
        "a word of one note": RARE_WORD,
        "a word of every note": everywhere,
        "a theme of no note": {**themes, "theme": NOWHERE_THEME},
        "a theme of one note": {**themes, "theme": RARE_THEME},
        "a theme of one note in twenty": middling,
        "a theme of every note": COMMON,
        "the same, of one client": {**COMMON, "client": client},
        "the same, stronger than it ever is": {**COMMON, "strength": "4"},
        "the same, with a word of every note": {**everywhere, "theme": COMMON_THEME},
        "the same, with a word of one note": {**RARE_WORD, "theme": COMMON_THEME},
        "a theme of one in twenty, with a word": {**everywhere, "theme": MIDDLING_THEME},
        "the same between two days": {**middling, **DATES},
        "themes whose name begins so": {**themes, "sought": "war*"},
        "people of a role": {"among": "people", "sought": "mother"},
        "the same between two days, at least 4 of 5": {
            "among": "people",
            "sought": "mother",
            "strength": "4",
            **DATES,
        },
        "a person of one client": {"among": "people", "client": client, "person": person},
        "a place in life": {**themes, "pole": "past"},
        "at least 5 of 5": {**themes, "strength": "5"},
        "a theme of every note, not signed only": {**COMMON, "unsigned": "y"},
        "a word of every note, not signed only": {**everywhere, "unsigned": "y"},
    }


def unprepared(folder: Path, fields: Fields) -> str:
    """How long the whole answer takes before there are concordances."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "copy"
        shutil.copytree(folder, copy)
        with started(copy) as app:
            pages = list(_until_found(logged_in(app), fields))
    whole, computing = (sum(parts) for parts in zip(*pages, strict=True))
    return f"{whole:.0f} ms ({computing:.0f}) in {len(pages)} " + (
        "page" if len(pages) == 1 else "pages"
    )


def get_ready(folder: Path) -> list[float]:
    """Milliseconds of each request that the page makes."""
    spent, status = [], MORE
    with started(folder) as app:
        browser = logged_in(app)
        headers = HERE | {"X-CSRFToken": browser.token}
        while status == MORE:
            start = time.perf_counter()
            status = browser.client.post("/search/ready", headers=headers).status_code
            spent.append(1000 * (time.perf_counter() - start))
    return spent


def measure(folder: Path, fields: Fields) -> Answered:
    """Ask one question, first after a start and then again."""
    with started(folder) as app:
        logged_in(app)  # the start itself is measured elsewhere
        first, page = ask(logged_in(app), fields)
        browser = logged_in(app)
        rounds = [ask(browser, fields)[0] for _ in range(ROUNDS)]
    if "Search on" in page:
        raise SystemExit("the search ran out of time")
    found = re.search(r"([\d,]+) passages? in", page)
    return Answered(first, _median(rounds), int(found[1].replace(",", "")) if found else 0)


def ask(browser: Browser, fields: Fields) -> tuple[Spent, str]:
    """What a search takes, and the page that answers it."""
    sent = {**EMPTY, "among": "words", "private": "y", **fields, "csrf_token": browser.token}
    start, worked = time.perf_counter(), time.thread_time()
    answer = browser.client.post("/search", data=sent, headers=HERE)
    spent = 1000 * (time.perf_counter() - start), 1000 * (time.thread_time() - worked)
    if answer.status_code != OK:
        raise SystemExit(f"the search answered {answer.status}")
    return Spent(*spent), answer.text


def _until_found(browser: Browser, fields: Fields) -> Iterator[tuple[float, float]]:
    more: re.Match[str] | None = None
    while True:
        spent, page = ask(browser, {**fields, "after": more[1] if more else ""})
        yield spent.whole, spent.computing
        more = re.search(r'name="after" value="([^"]+)"', page) if "Search on" in page else None
        if more is None:
            break


def _median(rounds: Sequence[Spent]) -> Spent:
    return Spent(
        statistics.median(one.whole for one in rounds),
        statistics.median(one.computing for one in rounds),
    )


if __name__ == "__main__":
    main()
