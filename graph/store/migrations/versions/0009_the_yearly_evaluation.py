"""Tables of the yearly evaluation: rounds, answers, and what a survey of citizens gave."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make(
        "assessment_round",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("cohort", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("plan_id", "year", name="uq_assessment_round_plan_id_year"),
    )
    _make(
        "assessment_answer",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    key = ["plan_id", "year", "question", "id"]
    op.create_index("ix_assessment_answer_plan_id_year_question_id", "assessment_answer", key)
    key = ["plan_id", "year", "question", "respondent", "service"]
    _make(
        "survey_answer",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("respondent", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("score", sa.Text, nullable=False),
        sa.Column("users", sa.Integer, nullable=True),
        sa.UniqueConstraint(*key, name="uq_survey_answer_plan_id_year_question_respondent_service"),
    )


def _make(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("plan_id", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=f"fk_{table}_plan_id_plan"),
    )
