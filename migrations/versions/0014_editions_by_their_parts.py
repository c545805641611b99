"""The index of editions holds the versions of all three sealed parts of a note.

A part opens only as the version that it was sealed as; the version of the row is sealed nowhere.
So an older list of words cannot be made to fit a note that was changed since.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROW = ["client_id", "id", "version"]
PARTS = ["themes_version", "notes_version", "process_version"]


def upgrade() -> None:
    op.drop_index("ix_sessions_edition", "sessions")
    op.create_index("ix_sessions_edition", "sessions", [*ROW, *PARTS])


def downgrade() -> None:
    op.drop_index("ix_sessions_edition", "sessions")
    op.create_index("ix_sessions_edition", "sessions", ROW)
