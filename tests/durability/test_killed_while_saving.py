"""What was answered as saved is there, however the server ends.

Three desks save without a pause while the server is killed.  BETWEEN_KILLS says how often; the
release runs 120 (`make kills`).
"""

import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.durability.server import Server, running
from tests.durability.writer import Writer, add_session, create_practice, log_in

KILLS = int(os.environ.get("BETWEEN_KILLS", "20"))
DESKS = ("Kestrel", "Wren", "Heron")
LATEST_KILL = 0.8  # seconds after the writing began
FEWEST_SAVES = 5  # per kill, on average: else nothing was under way


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as server:
        yield server


def test_every_answered_save_is_there_after_a_kill(server: Server) -> None:
    visit, chance = create_practice(server.port), random.Random(7)  # noqa: S311 - when, not what
    writers = [Writer(add_session(visit, name)) for name in DESKS]
    for _ in range(KILLS):
        write_and_kill(server, writers, after=chance.uniform(0.1, LATEST_KILL))
        server.start()
        assert lost(server, writers) == []
    visit = log_in(server.port)
    assert all(writer.kept_minutes(visit) for writer in writers)
    answered = sum(writer.answered for writer in writers)
    assert answered > FEWEST_SAVES * KILLS


def write_and_kill(server: Server, writers: list[Writer], *, after: float) -> None:
    visits = [log_in(server.port) for _ in writers]
    with ThreadPoolExecutor(len(writers)) as desks:
        for writer, visit in zip(writers, visits, strict=True):
            desks.submit(writer.write_until_it_dies, visit)
        time.sleep(after)
        server.kill()


def lost(server: Server, writers: list[Writer]) -> list[str]:
    """What was answered and is not there; what was under way may be there or not."""
    visit, found = log_in(server.port), []
    for writer in writers:
        _, _, stands = writer.standing(visit)
        noted = writer.noted_number(visit)
        if not writer.kept <= stands <= writer.sent:
            found.append(f"draft {stands}, answered {writer.kept}, sent {writer.sent}")
        if not writer.noted <= noted <= writer.sent:
            found.append(f"note {noted}, answered {writer.noted}, sent {writer.sent}")
        found += [
            f"minute {number}, newest {stands}"
            for number in writer.kept_minutes(visit)
            if not 0 < number <= writer.sent
        ]
        found += writer.troubles
    return found
