"""A server that is stopped leaves one file that holds everything: the one that people copy."""

import signal
import sys
from pathlib import Path

import pytest

from tests.durability.server import running
from tests.durability.writer import create_practice

WINDOWS = sys.platform == "win32"  # it ends processes without a signal that they could answer


@pytest.mark.skipif(WINDOWS, reason="needs signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_all_that_was_written_is_in_the_one_file(tmp_path: Path, name: str) -> None:
    with running(tmp_path) as server:
        create_practice(server.port)
        assert server.process is not None
        server.process.send_signal(signal.Signals[name])
        assert server.process.wait(timeout=20) == 0
        left = sorted(file.name for file in server.instance.glob("between.db*"))
    assert left == ["between.db"]
