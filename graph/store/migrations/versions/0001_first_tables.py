"""The first tables: regions, plans, revisions, nodes, links, intake reports and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "region",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_region"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("region_code", sa.Text, nullable=False),
        sa.Column("start_year", sa.Integer, nullable=False),
        sa.Column("end_year", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name="fk_plan_region_code_region"),
        sa.UniqueConstraint("slug", name="uq_plan_slug"),
    )
    op.create_table(
        "revision",
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text, nullable=True),
        sa.Column("change_count", sa.Integer, nullable=False),
        sa.Column("changes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_revision"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_revision_plan_id_plan"),
        sa.UniqueConstraint("plan_id", "key", name="uq_revision_plan_id_key"),
    )
    _make_versioned("node")
    _make_versioned("link", "source_id", "target_id")
    op.create_table(
        "intake_report",
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "revision", name="pk_intake_report"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_intake_report_plan_id_plan"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_decision_plan_id_plan"),
    )
    op.create_index("ix_decision_plan_id_fingerprint_id", "decision", ["plan_id", "fingerprint", "id"])


def _make_versioned(table: str, *ends: str) -> None:
    op.create_table(
        table,
        sa.Column("plan_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("from_revision", sa.Integer, nullable=False),
        sa.Column("until_revision", sa.Integer, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        *(sa.Column(end, sa.Text, nullable=False) for end in ends),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "id", "from_revision", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=f"fk_{table}_plan_id_plan"),
    )
    validity = ["plan_id", "until_revision", "from_revision"]
    op.create_index(f"ix_{table}_plan_id_until_revision_from_revision", table, validity)
    op.create_index(f"ix_{table}_plan_id_from_revision", table, ["plan_id", "from_revision"])
    current = sa.text("until_revision IS NULL")
    op.create_index(
        f"uq_{table}_current", table, ["plan_id", "id"], unique=True, sqlite_where=current, postgresql_where=current
    )
