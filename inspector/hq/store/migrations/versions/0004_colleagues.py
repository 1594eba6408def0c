"""Several inspectors on one laptop: each with a certificate of their own for the same device key."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "colleague",
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("joined_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_colleague_device_device"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_colleague_person_person"),
        sa.PrimaryKeyConstraint("device", "person", name="pk_colleague"),
    )
