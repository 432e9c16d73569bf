"""A table for what the last evaluation of each plan came to."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "gist",
        sa.Column("plan_id", sa.Integer, sa.ForeignKey("plan.id", name="fk_gist_plan_id_plan"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("configuration", "program")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_gist"),
    )
