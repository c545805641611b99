"""How soon a practice that is there answers: from `start.py run` to the first byte of a page.

The first start makes keys and tables and is not counted.  The processor's time is told beside the
wall's: on a machine that is busy with other work only the former says what the start costs.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTS = 7
LIMIT = 1.0  # seconds
PATIENCE = 60


def main() -> int:
    """Print the figures; returns 1 when even the best start took longer than the limit."""
    with tempfile.TemporaryDirectory() as folder:
        started(Path(folder))
        starts = [started(Path(folder)) for _ in range(STARTS)]
    wall, work = ([start[at] for start in starts] for at in (0, 1))
    print(f"second start, {STARTS} times, to the first byte of the first page")
    print(f"  wall       best {min(wall):.2f} s, median {statistics.median(wall):.2f} s")
    print(f"  processor  best {min(work):.2f} s, median {statistics.median(work):.2f} s")
    print(f"  limit      {LIMIT:.0f} s")
    return 0 if min(wall) <= LIMIT else 1


def started(folder: Path) -> tuple[float, float]:
    """Start on the installation in `folder` and stop again: seconds by the wall and of work."""
    port = _free_port()
    settings = {"BETWEEN_INSTANCE": str(folder), "BETWEEN_NO_BROWSER": "1", "PORT": str(port)}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "start.py", "run"],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _first_byte(port, until=begun + PATIENCE)
        return time.perf_counter() - begun, _work_of(process)
    finally:
        process.terminate()
        process.wait()


def _first_byte(port: int, *, until: float) -> None:
    while time.perf_counter() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/log-in", headers={"Sec-Fetch-Site": "none"})
            connection.getresponse().read(1)
        except ConnectionRefusedError:
            time.sleep(0.005)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError


def _work_of(process: "subprocess.Popen[bytes]") -> float:
    # start.py hands its process over, so that one number holds all of it.  Linux only.
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        return float("nan")
    after_the_name = stat.read_text().rpartition(")")[2].split()
    ticks = int(after_the_name[11]) + int(after_the_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
