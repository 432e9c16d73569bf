"""Tables of cross-impact: rounds, and what each judge says of each pair of their items."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make("cross_impact", sa.Column("body", sa.LargeBinary, nullable=False))
    op.create_index("ix_cross_impact_plan_id_id", "cross_impact", ["plan_id", "id"])
    _make(
        "impact_score",
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("score", sa.Integer, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("opd", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round"], ["cross_impact.id"], name="fk_impact_score_round_cross_impact"),
    )
    op.create_index("ix_impact_score_plan_id_round_id", "impact_score", ["plan_id", "round", "id"])


def _make(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=f"fk_{table}_plan_id_plan"),
    )
