"""Tables for meetings, tasks and the word of agencies on ties; what a decision agreed on, and for whom one speaks."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and add the columns."""
    for name in ("meeting", "task"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("plan_id", sa.Integer, sa.ForeignKey("plan.id", name=f"fk_{name}_plan_id_plan"), nullable=False),
            sa.Column("body", sa.LargeBinary, nullable=False),
        )
        op.create_index(f"ix_{name}_plan_id_id", name, ["plan_id", "id"])
    op.create_table(
        "voice",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("plan_id", sa.Integer, sa.ForeignKey("plan.id", name="fk_voice_plan_id_plan"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("link", "opd", "standing", "reason", "author")),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed", sa.LargeBinary, nullable=True),
    )
    op.create_index("ix_voice_plan_id_link_id", "voice", ["plan_id", "link", "id"])
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("body", sa.LargeBinary, nullable=True))
    for name, column in (("comment", "opd"), ("token", "opds")):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column(column, sa.Text, nullable=False, server_default=""))
