"""A comment may be a reply to another."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was written before replies to nothing."""
    op.add_column("comment", sa.Column("reply_to", sa.Integer, nullable=True))
