"""Which words stand in which notes of a client, sealed, for the search of a large career."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concordances",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name=op.f("fk_concordances_client_id_clients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("client_id", "scope", name=op.f("pk_concordances")),
    )
    op.create_index("ix_sessions_edition", "sessions", ["client_id", "id", "version"])
    op.drop_index("ix_sessions_client_id", "sessions")


def downgrade() -> None:
    op.create_index("ix_sessions_client_id", "sessions", ["client_id"])
    op.drop_index("ix_sessions_edition", "sessions")
    op.drop_table("concordances")
