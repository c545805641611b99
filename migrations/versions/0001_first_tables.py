"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "throttle",
    "unlocks",
    "users",
    "clients",
    "vocabulary",
    "grants",
    "import_batches",
    "scope_keys",
    "sessions",
    "drafts",
)


def upgrade() -> None:
    _throttle()
    _unlocks()
    _users()
    _clients()
    _vocabulary()
    _grants()
    _import_batches()
    _scope_keys()
    _sessions()
    _drafts()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _throttle() -> None:
    op.create_table(
        "throttle",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_throttle"),
    )


def _unlocks() -> None:
    op.create_table(
        "unlocks",
        sa.Column("row", sa.LargeBinary(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("secret_check", sa.LargeBinary(), nullable=False),
        sa.Column("born_at", sa.Double(), nullable=False),
        sa.Column("seen_at", sa.Double(), nullable=False),
        sa.Column("seen_boot", sa.Double(), nullable=True),
        sa.Column("fresh_until", sa.Double(), nullable=False),
        sa.Column("idle_seconds", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("wrap", sa.LargeBinary(), nullable=True),
        sa.Column("renewed", sa.Boolean(), nullable=False),
        sa.Column("messages", sa.String(400), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_unlocks"),
    )
    op.create_index("ix_unlocks_user_id", "unlocks", ["user_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE unlocks SET UNLOGGED")  # gone after a crash, in no base backup


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.String(64), nullable=False),
        sa.Column("roles", sa.String(64), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("activation", sa.LargeBinary(), nullable=True),
        sa.Column("activation_until", sa.BigInteger(), nullable=True),
        sa.Column("kdf_salt", sa.LargeBinary(), nullable=True),
        sa.Column("kdf_memory_kib", sa.Integer(), nullable=True),
        sa.Column("kdf_passes", sa.Integer(), nullable=True),
        sa.Column("kdf_lanes", sa.Integer(), nullable=True),
        sa.Column("kem_public", sa.LargeBinary(), nullable=True),
        sa.Column("verification_key", sa.LargeBinary(), nullable=True),
        sa.Column("self_signature", sa.LargeBinary(), nullable=True),
        sa.Column("unlock_passphrase", sa.LargeBinary(), nullable=True),
        sa.Column("unlock_recovery", sa.LargeBinary(), nullable=True),
        sa.Column("private_keys", sa.LargeBinary(), nullable=True),
        sa.Column("profile_version", sa.Integer(), nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=True),
        sa.Column("pins_version", sa.Integer(), nullable=False),
        sa.Column("pins", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )


def _clients() -> None:
    op.create_table(
        "clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("identity_generation", sa.Integer(), nullable=False),
        sa.Column("identity_version", sa.Integer(), nullable=False),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("themes_generation", sa.Integer(), nullable=False),
        sa.Column("themes_version", sa.Integer(), nullable=False),
        sa.Column("themes_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_clients_owner_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
    )
    op.create_index("ix_clients_owner_id", "clients", ["owner_id"], unique=False)


def _vocabulary() -> None:
    op.create_table(
        "vocabulary",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_vocabulary_owner_id_users"),
        sa.PrimaryKeyConstraint("owner_id", name="pk_vocabulary"),
    )


def _grants() -> None:
    op.create_table(
        "grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("granter_id", sa.Uuid(), nullable=False),
        sa.Column("grantee_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("wrap", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["grantee_id"], ["users.id"], name="fk_grants_grantee_id_users"),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_grants_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["granter_id"], ["users.id"], name="fk_grants_granter_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        sa.UniqueConstraint(
            "grantee_id",
            "client_id",
            "scope",
            "generation",
            name="uq_grants_grantee_id",
        ),
    )
    op.create_index("ix_grants_client_id", "grants", ["client_id"], unique=False)
    op.create_index("ix_grants_grantee_id", "grants", ["grantee_id"], unique=False)
    op.create_index("ix_grants_granter_id", "grants", ["granter_id"], unique=False)


def _import_batches() -> None:
    op.create_table(
        "import_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_import_batches_user_id_users"),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_import_batches_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_batches"),
    )
    op.create_index("ix_import_batches_client_id", "import_batches", ["client_id"], unique=False)
    op.create_index("ix_import_batches_user_id", "import_batches", ["user_id"], unique=False)


def _scope_keys() -> None:
    op.create_table(
        "scope_keys",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("wrap", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_scope_keys_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_scope_keys_owner_id_users"),
        sa.PrimaryKeyConstraint("client_id", "scope", "generation", name="pk_scope_keys"),
    )
    op.create_index("ix_scope_keys_owner_id", "scope_keys", ["owner_id"], unique=False)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("themes_generation", sa.Integer(), nullable=False),
        sa.Column("themes_version", sa.Integer(), nullable=False),
        sa.Column("themes_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("notes_generation", sa.Integer(), nullable=False),
        sa.Column("notes_version", sa.Integer(), nullable=False),
        sa.Column("notes_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("process_generation", sa.Integer(), nullable=False),
        sa.Column("process_version", sa.Integer(), nullable=False),
        sa.Column("process_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"],
            ["clients.id"],
            name="fk_sessions_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_client_id", "sessions", ["client_id"], unique=False)


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_drafts_user_id_users"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name="fk_drafts_session_id_sessions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_session_id", "drafts", ["session_id"], unique=False)
    op.create_index("ix_drafts_user_id", "drafts", ["user_id"], unique=False)
