"""A calendar that waits to be brought in is of no client."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("import_batches") as table:
        table.alter_column("client_id", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM import_batches WHERE client_id IS NULL")
    with op.batch_alter_table("import_batches") as table:
        table.alter_column("client_id", existing_type=sa.Uuid(), nullable=False)
