"""Each lent passage has a key of its own, wrapped for its borrower.

No key is at hand here, so what was lent before stays under the themes key, where `scope` says so;
its owner's app seals it anew when they next come in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("loans") as table:
        column = sa.Column("scope", sa.String(length=16), nullable=False, server_default="themes")
        table.add_column(column)
    with op.batch_alter_table("loans") as table:
        table.alter_column("scope", server_default=None)
    op.create_table(
        "loan_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("granter_id", sa.Uuid(), nullable=False),
        sa.Column("grantee_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("wrap", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        _leads_to("id", "loans", ondelete="CASCADE"),
        _leads_to("granter_id", "users"),
        _leads_to("grantee_id", "users"),
        _leads_to("client_id", "clients", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_loan_grants"),
    )
    for column in ("granter_id", "grantee_id", "client_id"):
        op.create_index(f"ix_loan_grants_{column}", "loan_grants", [column], unique=False)


def downgrade() -> None:
    # What was lent since lies under a key that the version before does not know.
    if op.get_bind().execute(sa.text("SELECT 1 FROM loans WHERE scope <> 'themes'")).first():
        raise RuntimeError("lent passages cannot be put back under the themes key without it")
    op.drop_table("loan_grants")
    with op.batch_alter_table("loans") as table:
        table.drop_column("scope")


def _leads_to(column: str, table: str, **how: str) -> sa.ForeignKeyConstraint:
    name = f"fk_loan_grants_{column}_{table}"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, **how)
