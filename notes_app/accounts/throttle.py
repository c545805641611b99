"""Failed tries: after a few, each one costs time, never for ever.

A try is counted before it is made and given back when it succeeds, by one UPDATE that decides; so
parallel tries do not slip through.  A browser that this person has used before counts on its own:
nobody else can lock it out.  Names that do not exist are counted like those that do.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, delete, or_, select, text, update

from notes_app import db
from notes_app.accounts.models import Throttle
from notes_app.crypto.browser_session import device_of, throttle_key
from notes_app.crypto.instance_key import InstanceKey

LONGEST_WAIT = 15 * 60
DOUBLINGS = 9
FORGOTTEN_AFTER = 24 * 3600
PURGED_AFTER = 90 * 24 * 3600
FREE_TRIES = 5
# A practice shares one network: others' slips there must not keep a colleague out.
FREE_TRIES_OF_A_NETWORK = 30
ALWAYS = 10**6

# In words that both databases know: SQLAlchemy has two statements for it, one to import for each.
MAKE_ROW = text(
    "INSERT INTO throttle (key, failures, until) VALUES (:key, 0, 0) ON CONFLICT DO NOTHING"
)


class TooSoon(Exception):
    """Wait `seconds`, then try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many tries")
        self.seconds = seconds


@dataclass(frozen=True)
class Bucket:
    """Where tries of one kind are counted.  `free` cost nothing; success empties `personal` ones"""

    key: bytes
    free: int
    personal: bool


@dataclass(frozen=True)
class Buckets:
    """All that one try is counted in; `since` counts only, for the person to see."""

    deciding: tuple[Bucket, ...]
    since: Bucket


def buckets_of(
    username: str, *, user_id: UUID | None, network: str, device: bytes, instance_key: InstanceKey
) -> Buckets:
    """Where a try on `username` counts.

    Args:
        username: as it is stored.
        user_id: whose name it is; None if nobody's.
        network: the visitor's address.
        device: what the visitor sent as the cookie of a known device, maybe nothing.
    """
    since = Bucket(throttle_key(instance_key, "since", username), ALWAYS, personal=True)
    known = device_of(device, user_id, instance_key) if user_id and device else None
    if known is not None:
        key = throttle_key(instance_key, "device", str(user_id), known.hex())
        return Buckets((Bucket(key, FREE_TRIES, personal=True),), since)
    name = Bucket(throttle_key(instance_key, "name", username), FREE_TRIES, personal=True)
    key = throttle_key(instance_key, "network", network_of(network))
    return Buckets((name, Bucket(key, FREE_TRIES_OF_A_NETWORK, personal=False)), since)


def network_of(address: str) -> str:
    """The network of an address: /24 or /64, because a single address is cheap to change."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    length = 24 if parsed.version == 4 else 64  # noqa: PLR2004 - of the Internet Protocol
    return str(ipaddress.ip_network((parsed, length), strict=False))


def take_try(buckets: Buckets, *, now: float) -> None:
    """Count one try.  Raises TooSoon; the caller then rolls back."""
    for bucket in sorted((*buckets.deciding, buckets.since), key=lambda each: each.key):
        _make_row(bucket.key)
        if not _count(bucket, now=now):
            until = db.session.scalar(select(Throttle.until).where(Throttle.key == bucket.key))
            raise TooSoon(max(1, round((until or now) - now)))


def forgive(buckets: Buckets) -> int:
    """The try succeeded: how many failed since the last that did."""
    failed = db.session.scalar(select(Throttle.failures).where(Throttle.key == buckets.since.key))
    personal = [b.key for b in (*buckets.deciding, buckets.since) if b.personal]
    db.session.execute(delete(Throttle).where(Throttle.key.in_(personal)))
    _return(bucket.key for bucket in buckets.deciding if not bucket.personal)
    return max(0, (failed or 1) - 1)


def give_back(buckets: Buckets) -> None:
    """The try was counted and not made."""
    _return(bucket.key for bucket in (*buckets.deciding, buckets.since))


def purge(*, now: float) -> None:
    """Forget what is so old that nobody asks for it."""
    db.session.execute(delete(Throttle).where(Throttle.until < now - PURGED_AFTER))


def _count(bucket: Bucket, *, now: float) -> bool:
    old = Throttle.until < now - FORGOTTEN_AFTER
    set_back = Throttle.until > now + LONGEST_WAIT  # no wait of ours: the clock was put back since
    forgets = bucket.free != ALWAYS
    failures = case((old, 1), else_=Throttle.failures + 1) if forgets else Throttle.failures + 1
    over = failures - bucket.free
    seconds = [(over == step, 2**step) for step in range(1, DOUBLINGS + 1)]
    wait = case(*seconds, (over > DOUBLINGS, LONGEST_WAIT), else_=0)
    counted = db.session.execute(
        update(Throttle)
        .where(Throttle.key == bucket.key, or_(Throttle.until <= now, set_back))
        .values(failures=failures, until=now + wait)
        .execution_options(synchronize_session=False)
    )
    return bool(counted.rowcount)  # type: ignore[attr-defined]  # of an UPDATE it has one


def _make_row(key: bytes) -> None:
    db.session.execute(MAKE_ROW, {"key": key})


def _return(keys: Iterable[bytes]) -> None:
    db.session.execute(
        update(Throttle)
        .where(Throttle.key.in_(list(keys)), Throttle.failures > 0)
        .values(failures=Throttle.failures - 1, until=0.0)
        .execution_options(synchronize_session=False)
    )
