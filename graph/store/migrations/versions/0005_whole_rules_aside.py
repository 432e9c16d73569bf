"""A suppression may hold until someone lifts it, as that of a whole rule does; its fingerprint is then empty."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the last day be left out."""
    with op.batch_alter_table("suppression") as table:
        table.alter_column("expires", existing_type=sa.Date, nullable=True)
