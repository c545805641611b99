"""${message}.

Before it is merged:
* It imports nothing of ours, and names its tables and columns itself: the models will change.
* One change.  Structure and data change in migrations of their own.
* A new column that may not be empty: add it with a server default, fill it, drop the default.
* It cannot decrypt: what changes inside a blob is a payload version (notes_app/payload.py).
* Down works, or raises and says why.  tests/migrations goes up, down and up again with rows in it.
"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "raise NotImplementedError"}


def downgrade() -> None:
    ${downgrades if downgrades else "raise NotImplementedError"}
