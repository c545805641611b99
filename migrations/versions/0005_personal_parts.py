"""Collections that belong to a person and to no client."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_parts",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_personal_parts_owner_id_users"
        ),
        sa.PrimaryKeyConstraint("owner_id", "part", name="pk_personal_parts"),
    )


def downgrade() -> None:
    op.drop_table("personal_parts")
