"""Settings, from the environment.  An unsafe combination refuses to start and says why."""

import os
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
SHORTEST_IDLE, LONGEST_IDLE = 2, 30  # minutes
HIGHEST_PORT = 65_535


class UnsafeSettings(Exception):
    """These settings would put notes at risk; the message says what to change."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs.

    `database_url` None means the SQLCipher file in `instance`; anything else is a PostgreSQL URL.
    `server` is a practice's server behind a TLS proxy; otherwise one therapist's own computer.
    `idle_minutes` is how long an unused open session stays unlocked.  `proxies` counts the proxies
    whose X-Forwarded-* headers may be believed.  `kdf_max_mib` is the memory ceiling that a stored
    passphrase row may ask for.  `quick_kdf` takes the cheapest permitted derivation: for tests and
    the demo practice, whose passphrases are printed anyway.
    """

    instance: Path = HERE / "instance"
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 5000
    hostname: str = "between.localhost"
    server: bool = False
    proxies: int = 0
    idle_minutes: int = 10
    kdf_max_mib: int = 2048
    quick_kdf: bool = False
    testing: bool = False
    practice: str = ""

    def __post_init__(self) -> None:
        """Refuse what would be unsafe.  Raises UnsafeSettings."""
        if not 1 <= self.port <= HIGHEST_PORT:
            raise UnsafeSettings(f"PORT must lie between 1 and {HIGHEST_PORT}.")
        if not SHORTEST_IDLE <= self.idle_minutes <= LONGEST_IDLE:
            raise UnsafeSettings("BETWEEN_IDLE_MINUTES must lie between 2 and 30.")
        if self.server and self.host not in LOOPBACK and self.proxies < 1:
            raise UnsafeSettings(
                "A practice server needs TLS in front of it: bind HOST to 127.0.0.1 and set"
                " BETWEEN_PROXIES=1 behind your proxy."
            )
        if not self.server and self.host not in LOOPBACK:
            raise UnsafeSettings(
                "On a laptop Between listens on this computer only. Unset HOST, or set"
                " BETWEEN_MODE=server and put a TLS proxy in front."
            )

    @property
    def trusted_hosts(self) -> list[str]:
        """The Host headers that are answered; anything else gets 400."""
        mine = [] if self.server else ["127.0.0.1", "localhost", "[::1]"]
        return [self.hostname, *mine]

    @property
    def address(self) -> str:
        """Where the application answers, for people."""
        return f"https://{self.hostname}" if self.server else f"http://{self.hostname}:{self.port}"


def from_environment() -> Settings:
    """The settings of this process.  Raises UnsafeSettings."""
    server = os.environ.get("BETWEEN_MODE", "laptop") == "server"
    return Settings(
        instance=Path(os.environ.get("BETWEEN_INSTANCE", HERE / "instance")).resolve(),
        database_url=os.environ.get("DATABASE_URL") or None,
        host=os.environ.get("HOST", "127.0.0.1"),
        port=_number("PORT", 5000),
        hostname=os.environ.get("BETWEEN_HOSTNAME", "between.localhost"),
        server=server,
        proxies=_number("BETWEEN_PROXIES", 0),
        idle_minutes=_number("BETWEEN_IDLE_MINUTES", 15 if server else 10),
        kdf_max_mib=_number("BETWEEN_KDF_MAX_MIB", 512 if server else 2048),
        quick_kdf=False,
        practice=os.environ.get("BETWEEN_PRACTICE", ""),
    )


def _number(name: str, default: int) -> int:
    given = os.environ.get(name, "")
    if not given:
        return default
    if not given.isdecimal():
        raise UnsafeSettings(f"{name} must be a whole number, not {given!r}.")
    return int(given)
