"""What laptops add to sealed revisions: deliveries, notices, scans, objections, repairs, and their files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "addition",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("revision", SERIAL, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=True),
        sa.Column("destroyed_at", INSTANT, nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_addition_revision"),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_addition_device"),
        sa.PrimaryKeyConstraint("id", name="pk_addition"),
        sa.UniqueConstraint("sha256", name="uq_addition_sha256"),
    )
    op.create_index("ix_addition_revision", "addition", ["revision"], unique=False)
    op.create_table(
        "addition_blob",
        sa.Column("addition", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["addition"], ["addition.id"], name="fk_addition_blob_addition"),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name="fk_addition_blob_sha256"),
        sa.PrimaryKeyConstraint("addition", "sha256", name="pk_addition_blob"),
    )
    op.create_index("ix_addition_blob_sha256", "addition_blob", ["sha256"], unique=False)
    op.create_table(
        "addition_conflict",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("addition", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["addition"], ["addition.id"], name="fk_addition_conflict_addition"),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_addition_conflict_device"),
        sa.PrimaryKeyConstraint("sha256", name="pk_addition_conflict"),
    )
    op.create_index("ix_addition_conflict_addition", "addition_conflict", ["addition"], unique=False)
