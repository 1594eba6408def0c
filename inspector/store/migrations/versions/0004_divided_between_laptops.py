"""An inspection divided between two laptops before it is sealed, and what both answered differently."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "division",
        *(_text(name) for name in ("share", "inspection", "role", "device", "names", "sections")),
        _number("base"),
        _text("secret"),
        _number("taken"),
        *(_text(name) for name in ("places", "made_at")),
        sa.PrimaryKeyConstraint("share", name="pk_division"),
    )
    op.create_index("ix_division_inspection", "division", ["inspection"])
    op.create_table(
        "disagreement",
        *(_text(name) for name in ("inspection", "unit", "share", "mine", "theirs", "state", "decided_at")),
        sa.PrimaryKeyConstraint("inspection", "unit", name="pk_disagreement"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)
