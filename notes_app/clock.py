"""What time it is.  Passed in everywhere, so that tests and replays can say so themselves.

Services and queries take plain values: `now` and `at` are Unix seconds, `today` and `on` a day in
the therapist's zone.
"""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


@dataclass(frozen=True)
class Moment:
    """One instant on two clocks.

    `wall` is in Unix seconds.  `boot` is in seconds since the machine started and, where the system
    offers it, goes on while the lid is closed.
    """

    wall: float
    boot: float

    @property
    def at(self) -> datetime:
        """The instant as an aware UTC time."""
        return datetime.fromtimestamp(self.wall, UTC)


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> Moment:
        """This instant."""
        ...

    def local(self) -> datetime:
        """This instant as an aware time in the therapist's zone."""
        ...

    def local_at(self, instant: datetime) -> datetime:
        """Another aware instant in the therapist's zone, with the summer time of its own day."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> Moment:
        """This instant; Linux stops its monotonic clock in sleep, so the boot clock where it is."""
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return Moment(time.time(), time.monotonic() if boot is None else time.clock_gettime(boot))

    def local(self) -> datetime:
        """This instant in the machine's zone."""
        return datetime.now().astimezone()

    def local_at(self, instant: datetime) -> datetime:
        """Another instant in the machine's zone."""
        return instant.astimezone()


def today(clock: Clock) -> date:
    """The therapist's calendar day."""
    return clock.local().date()
