"""What stays with the therapist until it is shared has a part and a key of its own.

Empty at first: no key is at hand here.  It still stands in the themes part, which says that nothing
was parted, and its owner's app parts the two when they next come in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clients") as table:
        table.add_column(sa.Column("own_generation", sa.Integer(), nullable=True))
        table.add_column(sa.Column("own_version", sa.Integer(), nullable=True))
        table.add_column(sa.Column("own_sealed", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    refuse = "what was parted cannot be put together without its key"
    if op.get_bind().execute(sa.text("SELECT 1 FROM clients WHERE own_sealed IS NOT NULL")).first():
        raise RuntimeError(refuse)
    with op.batch_alter_table("clients") as table:
        for column in ("own_sealed", "own_version", "own_generation"):
            table.drop_column(column)
