"""What was answered under a key is kept with the plan's revision at that time, so that it is answered alike again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what was answered before, the revision is not known."""
    op.add_column("request", sa.Column("revision", sa.Integer, nullable=True))
