"""Who read a signed record that was opened for them, under the key of that record."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_looks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _leads_to("client_id", "clients", ondelete="CASCADE"),
        _leads_to("session_id", "sessions", ondelete="CASCADE"),
        _leads_to("author_id", "users"),
        sa.UniqueConstraint("client_id", "author_id", "number", name="uq_record_looks_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_record_looks"),
    )
    for column in ("client_id", "session_id", "author_id"):
        op.create_index(f"ix_record_looks_{column}", "record_looks", [column], unique=False)


def downgrade() -> None:
    op.drop_table("record_looks")


def _leads_to(column: str, table: str, **how: str) -> sa.ForeignKeyConstraint:
    name = f"fk_record_looks_{column}_{table}"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, **how)
