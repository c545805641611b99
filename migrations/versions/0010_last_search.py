"""The last search of a login, sealed, so that coming back from a note shows it again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("unlocks") as table:
        table.add_column(sa.Column("last_search", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("unlocks") as table:
        table.drop_column("last_search")
