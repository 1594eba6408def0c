"""What headquarters decided of sealed inspections, and the violations it follows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "review",
        *(_text(name) for name in ("id", "inspection")),
        _number("revision"),
        _number("round"),
        *(_text(name) for name in ("outcome", "body")),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_inspection", "review", ["inspection"])
    op.create_table(
        "violation",
        *(_text(name) for name in ("id", "institution", "severity", "opened", "due", "body")),
        sa.PrimaryKeyConstraint("id", name="pk_violation"),
    )
    op.create_index("ix_violation_institution", "violation", ["institution"])
    op.create_index("ix_violation_due", "violation", ["due"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)
