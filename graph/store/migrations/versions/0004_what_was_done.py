"""A table for the audit log; what was done before is noted in it as far as other tables tell."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# a plan's revisions stand in their order, whatever the clock said when they were made; all else stands by its time
_EARLIER = """
WITH placed AS (
    SELECT plan_id, author, reason, number, made_at,
        MAX(made_at) OVER (PARTITION BY plan_id ORDER BY number) AS place
    FROM revision
), earlier AS (
    SELECT id AS plan_id, 'plan' AS kind, 'created' AS action, '' AS actor, '' AS reason, '' AS subject,
        created_at AS made_at, created_at AS place, 0 AS turn, 0 AS number FROM plan
    UNION ALL SELECT plan_id, 'revision', 'created', author, reason, '', made_at, place, 1, number FROM placed
    UNION ALL SELECT plan_id, 'scenario', 'created', author, reason, name, made_at, made_at, 2, id FROM scenario
    UNION ALL SELECT plan_id, 'decision', standing, author, reason, fingerprint, made_at, made_at, 2, id FROM decision
    UNION ALL SELECT plan_id, 'comment', 'created', author, text, fingerprint, made_at, made_at, 2, id FROM comment
    UNION ALL SELECT plan_id, 'suppression', 'created', author, reason, fingerprint, made_at, made_at, 2, id
        FROM suppression
    UNION ALL SELECT plan_id, 'suppression', 'lifted', lifted_by, '', fingerprint, lifted_at, lifted_at, 3, id
        FROM suppression WHERE lifted_at IS NOT NULL
    UNION ALL SELECT plan_id, 'scenario', standing, '', '', name, changed_at, changed_at, 3, id
        FROM scenario WHERE standing <> 'open'
    UNION ALL SELECT NULL, 'token', 'created', '', '', id, made_at, made_at, 2, 0 FROM token
    UNION ALL SELECT NULL, 'token', 'revoked', '', '', id, revoked_at, revoked_at, 3, 0
        FROM token WHERE revoked_at IS NOT NULL
)
INSERT INTO audit (plan_id, kind, action, actor, reason, subject, made_at, revision)
SELECT plan_id, kind, action, actor, reason, subject, made_at,
    CASE WHEN kind = 'revision' THEN number WHEN plan_id IS NULL THEN NULL ELSE
        (SELECT COALESCE(MAX(placed.number), 0) FROM placed
         WHERE placed.plan_id = earlier.plan_id AND placed.place <= earlier.place) END
FROM earlier ORDER BY place, turn, number, subject
"""


def upgrade() -> None:
    """Make the table and fill it."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("plan_id", sa.Integer, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_audit_plan_id_plan"),
    )
    op.create_index("ix_audit_plan_id_id", "audit", ["plan_id", "id"])
    op.execute(_EARLIER)
