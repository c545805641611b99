"""Who signs in these tests, and when."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

from notes_app.signing.composing import AsShown, Moment
from notes_app.signing.payloads import Signer

ZONE = timezone(timedelta(hours=2))
EVENING = datetime(2026, 1, 8, 19, 50, tzinfo=ZONE)
JONAS = Signer("Jonas Weber", "Dipl.-Psych.")
RUTH = Signer("Ruth Adeyemi", "Supervisor")
GOAL, OTHER_GOAL = (UUID(f"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c{end}") for end in ("01", "02"))
SHOWN = AsShown(
    number=12,
    headings={"brought": "What she brought"},
    roles={},
    themes={"going-quiet-when-hurt": "Going quiet when hurt"},
    named={str(GOAL): "To say no sooner", str(OTHER_GOAL): "To sleep"},
)


def moment(signer: Signer = JONAS, *, hours: float = 0, late: bool = False) -> Moment:
    return Moment(signer, EVENING + timedelta(hours=hours), late=late)
