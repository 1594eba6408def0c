"""Signatures between the first pen stroke and the seal survive a power cut."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "signing",
        sa.Column("inspection", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("saved_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("inspection", name="pk_signing"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_signing_inspection"),
    )
