"""A table for what the rules found in the latest revisions, so that one of several processes asks them for all."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "evaluation",
        sa.Column("plan_id", sa.Integer, sa.ForeignKey("plan.id", name="fk_evaluation_plan_id_plan"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "revision", "basis", name="pk_evaluation"),
    )
