"""A table for what the public proposes, apart from all else that is written."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("plan_id", sa.Integer, sa.ForeignKey("plan.id", name="fk_proposal_plan_id_plan"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "about", "text")),
        *(sa.Column(name, sa.Text, nullable=True) for name in ("name", "contact", "key", "digest")),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("standing", "answer")),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("outcome", "subject", "taken_text")),
        sa.UniqueConstraint("plan_id", "key", name="uq_proposal_plan_id_key"),
    )
    op.create_index("ix_proposal_plan_id_standing", "proposal", ["plan_id", "standing"])
    op.create_index("ix_proposal_made_at", "proposal", ["made_at"])
