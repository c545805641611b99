"""The series that domain.md 5.7 names and that several tests use."""

from typing import Final

CONSTANT: Final = (2,) * 10
NEVER: Final = (0,) * 12
MANY_TIES: Final = (4, 4, 3, 4, 3, 3, 2, 3, 1, 1)
WITH_GAPS: Final = (4, 5, 0, 3, 4, 0, 5, 3, 2, 0, 3, 0, 2, 1, 0, 0, 2, 0, 0, 1)
STAGES: Final = (1, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 4)
OCCURRENCE: Final = (1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0)
RARE: Final = (
    *(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0),
    *(0, 0, 0, 1, 0, 2, 0, 0, 3, 0, 2, 0, 0, 3, 2, 0, 4, 0, 3, 2),
)
NO_ORDER: Final = (2, 0, 3, 1, 0, 2, 3, 0, 1, 2, 0, 3, 1, 2, 0, 2)
