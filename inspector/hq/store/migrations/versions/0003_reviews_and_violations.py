"""Reviews with comments, violations that are followed, declared lists, and the reason of a finding taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _reviews()
    _violations()
    _lists()
    op.add_column("finding", sa.Column("withdrawn", sa.Text(), nullable=False, server_default=""))


def _reviews() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("inspection", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("term", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_review_inspection_inspection"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.UniqueConstraint("inspection", "round", name="uq_review_inspection_round"),
    )
    op.create_table(
        "review_comment",
        sa.Column("review", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["review.id"], name="fk_review_comment_review_review"),
        sa.PrimaryKeyConstraint("review", "position", name="pk_review_comment"),
        sa.UniqueConstraint("id", name="uq_review_comment_id"),
    )


def _violations() -> None:
    op.create_table(
        "violation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution", sa.String(length=36), nullable=False),
        sa.Column("inspection", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("message_ru", sa.Text(), nullable=False),
        sa.Column("message_kk", sa.Text(), nullable=False),
        sa.Column("message_en", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("opened", sa.String(length=10), nullable=False),
        sa.Column("due_days", sa.Integer()),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("closed_by", sa.String(length=36)),
        sa.Column("closed", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_violation_institution_institution"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_violation_inspection_inspection"),
        sa.ForeignKeyConstraint(["closed_by"], ["inspection.id"], name="fk_violation_closed_by_inspection"),
        sa.PrimaryKeyConstraint("id", name="pk_violation"),
        sa.UniqueConstraint("inspection", "name", name="uq_violation_inspection_name"),
    )
    op.create_index("ix_violation_inspection", "violation", ["inspection"])
    op.create_index("ix_violation_institution_state", "violation", ["institution", "state"])


def _lists() -> None:
    op.create_table(
        "declared_list",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("institution", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_declared_list_institution_institution"),
        sa.PrimaryKeyConstraint("seq", name="pk_declared_list"),
    )
    op.create_index("ix_declared_list_institution_name", "declared_list", ["institution", "name"])
    op.create_table(
        "told_list",
        sa.Column("institution", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_told_list_institution_institution"),
        sa.PrimaryKeyConstraint("institution", "name", "sha256", name="pk_told_list"),
    )
