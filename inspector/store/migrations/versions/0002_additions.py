"""What is added to a sealed revision: delivery, notice, scan, objection, repair; each row is its own outbox entry."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    names = ("id", "kind", "inspection")
    more = ("manifest_sha256", "sha256", "day", "way", "about", "added_at", "bundle", "words")
    going = ("state", "problem", "problem_params")
    op.create_table(
        "addition",
        sa.Column("number", sa.Integer, nullable=False),
        *(_text(name) for name in names),
        sa.Column("revision", sa.Integer, nullable=False),
        *(_text(name) for name in (*more, *going)),
        sa.PrimaryKeyConstraint("number", name="pk_addition"),
        sa.UniqueConstraint("id", name="uq_addition_id"),
        sa.ForeignKeyConstraint(
            ["inspection", "revision"], ["seal.inspection", "seal.revision"], name="fk_addition_inspection"
        ),
    )
    op.create_index("ix_addition_inspection", "addition", ["inspection"])
    op.create_index("ix_addition_state", "addition", ["state"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
