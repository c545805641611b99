"""Begins a migration with the next number: 0007_themes_can_be_retired.py."""

import re
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def next_number(versions: Path) -> str:
    """One more than the highest number in the folder, in four digits."""
    numbers = [int(file.name[:4]) for file in versions.glob("[0-9][0-9][0-9][0-9]_*.py")]
    return f"{max(numbers, default=0) + 1:04d}"


def begin(sentence: str) -> Path:
    """Write the empty migration that `sentence` names; returns its file."""
    slug = re.sub(r"[^a-z0-9]+", "_", sentence.lower()).strip("_")
    number = next_number(MIGRATIONS / "versions")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%(rev)s_%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    command.revision(config, message=sentence, rev_id=number)
    return MIGRATIONS / "versions" / f"{number}_{slug}.py"


if __name__ == "__main__":
    words = " ".join(sys.argv[1:]).strip()
    if not words:
        sys.exit('Say what changes: make migration m="themes can be retired"')
    print(f"Begun: {begin(words).name}")
