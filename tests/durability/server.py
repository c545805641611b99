"""A server process of its own, which can be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds until it must answer


@dataclass
class Server:
    """One installation in `folder`/instance, served on `port` by a process that comes and goes.

    `log` is all that the processes printed, `opened` the files that they opened for writing,
    `temporary` the folder that they take for the system's temporary one.
    """

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    temporary: Path = field(init=False)

    def __post_init__(self) -> None:
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()
        self.port = self.port or _free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def instance(self) -> Path:
        return self.folder / "instance"

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def opened(self) -> Path:
        return self.folder / "opened.txt"

    def start(self) -> None:
        settings = {
            "BETWEEN_INSTANCE": str(self.instance),
            "BETWEEN_NO_BROWSER": "1",
            "PORT": str(self.port),
            "TMPDIR": str(self.temporary),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.durability.serve_quickly", str(self.opened)],
                cwd=ROOT,
                env={**os.environ, **settings},
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """End it as a power failure does: nothing is tidied up."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def die_during_the_next_save(self) -> None:
        """Let it end after the next save's last statement, before its commit."""
        (self.folder / "die").touch()

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.log.read_text(encoding="utf-8"))


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server on an empty installation; killed at the end."""
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
