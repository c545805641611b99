"""Records as they were signed, and what was added to them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("versions", "addenda"):
        op.create_table(
            table,
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("session_id", sa.Uuid(), nullable=False),
            sa.Column("scope", sa.String(16), nullable=False),
            sa.Column("sequence", sa.Integer(), nullable=False),
            sa.Column("generation", sa.Integer(), nullable=False),
            sa.Column("sealed", sa.LargeBinary(), nullable=False),
            sa.ForeignKeyConstraint(
                ["session_id"],
                ["sessions.id"],
                name=f"fk_{table}_session_id_sessions",
                ondelete="CASCADE",
            ),
            sa.UniqueConstraint("session_id", "scope", "sequence", name=f"uq_{table}_session_id"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_session_id", table, ["session_id"], unique=False)


def downgrade() -> None:
    op.drop_table("addenda")
    op.drop_table("versions")
