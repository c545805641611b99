"""How long a page of patterns takes: one client, 100 sessions, 24 themes.

    python -m benchmarks.theme_change [--page themes|with-whom|together] [--sessions N] [--themes N]

Server time from the request to the whole answer, without a network: the median of 20 requests after
one to warm up, on a real SQLCipher file.  The issue asks for 60 ms at most.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask

from benchmarks.practice import HERE, first_therapist, logged_in, started
from notes_app import db
from notes_app.cli import spare_the_collector
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Domain, Person, Pole
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_client
from notes_app.notes.anchoring import describe
from notes_app.notes.payloads import Attendance, Passage, Section, SessionText, SessionThemes, Tag
from notes_app.notes.service import write_session
from notes_app.themes.library import LIBRARY

WORDS = "She heard the door, turned off the light and lay still. On Monday she told him so. "
ROUNDS = 20


def main() -> None:
    """Build the client, fetch the page, print the median."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--themes", type=int, default=24)
    parser.add_argument("--page", default="themes", help="themes, with-whom, together")
    asked = parser.parse_args()
    spare_the_collector()  # as the server does when it starts
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as app:
        client_id = build(app, asked.sessions, asked.themes)
        milliseconds, computing = measure(app, f"/clients/{client_id}/{asked.page}")
    print(
        f"{asked.page}, {asked.sessions} sessions, {asked.themes} themes:"
        f" median {milliseconds:.0f} ms of {ROUNDS} requests, {computing:.0f} ms of it computing"
    )


def build(app: Flask, sessions: int, themes: int) -> UUID:
    """One therapist with one client; half of the themes are heard in each session."""
    chance = random.Random(20)  # noqa: S311 - made-up notes, the same every time
    codes = [theme.code for theme in LIBRARY][:themes]
    with app.app_context():
        made = first_therapist(app)
        client = add_client(
            made.user,
            identity=ClientIdentity(name="Ines Reis"),
            themes=ClientThemes(
                code_name="Kestrel",
                people=tuple(
                    Person(uuid4(), role, pole, domain)
                    for role, pole, domain in (
                        ("Partner", Pole.CURRENT, Domain.PARTNER),
                        ("Mother", Pole.PAST, Domain.FAMILY_OF_ORIGIN),
                        ("Sister", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN),
                        ("Team lead", Pole.CURRENT, Domain.WORK),
                    )
                ),
            ),
            keyring=made.keyring,
        )
        people = open_client_themes(client, made.keyring).people
        first = date.today() - timedelta(weeks=sessions)  # noqa: DTZ011 - a made-up calendar
        for week in range(sessions):
            facts, text = _session(first + timedelta(weeks=week), codes, people, chance)
            write_session(client, facts=facts, text=text, keyring=made.keyring)
        db.session.commit()
        return client.id


def measure(app: Flask, path: str) -> tuple[float, float]:
    """The median time of one request, in milliseconds, and what of it was computing."""
    browser = logged_in(app).client
    times, computing = [], []
    for _ in range(ROUNDS + 1):
        start, worked = time.perf_counter(), time.thread_time()
        answer = browser.get(path, headers=HERE)
        times.append(1000 * (time.perf_counter() - start))
        computing.append(1000 * (time.thread_time() - worked))
        if answer.status_code != 200:  # noqa: PLR2004 - all is well
            raise SystemExit(f"{path} answered {answer.status}")
    return statistics.median(times[1:]), statistics.median(computing[1:])


def _session(
    day: date, codes: list[str], people: Sequence[Person], chance: random.Random
) -> tuple[SessionThemes, SessionText]:
    words = WORDS * 30  # 2.6 kB, as notes are
    tags, passages = [], []
    for at, code in enumerate(chance.sample(codes, len(codes) // 2)):
        person = chance.choice(people)
        tag = Tag(uuid4(), code, chance.randint(1, 5), (person.id,), person.pole)
        place = describe(words, at * len(WORDS), at * len(WORDS) + 18)
        quote = place.quote
        tags.append(tag)
        passages.append(
            Passage(
                tag.id, "brought", place.start, place.end, quote.exact, quote.prefix, quote.suffix
            )
        )
    facts = SessionThemes(
        number=0,
        held_on=day,
        attendance=Attendance.HELD,
        tagging_complete=True,
        written=True,
        tags=tuple(tags),
    )
    return facts, SessionText((Section("brought", words),), tuple(passages))


if __name__ == "__main__":
    main()
