"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime

from notes_app.clock import Moment

MORNING = datetime(2026, 4, 30, 9, 15, tzinfo=UTC)


class TestClock:
    """Half past nine on a Thursday in April, until moved."""

    __test__ = False

    def __init__(self) -> None:
        self.put_back()

    def put_back(self) -> None:
        self.wall, self.boot = MORNING.timestamp(), 5000.0

    def now(self) -> Moment:
        return Moment(self.wall, self.boot)

    def local(self) -> datetime:
        return datetime.fromtimestamp(self.wall, UTC)

    def local_at(self, instant: datetime) -> datetime:
        return instant.astimezone(UTC)

    def move(self, *, minutes: float = 0, seconds: float = 0) -> None:
        self.wall += 60 * minutes + seconds
        self.boot += 60 * minutes + seconds
