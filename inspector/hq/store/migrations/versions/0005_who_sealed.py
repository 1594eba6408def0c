"""Who sealed a revision: of several inspectors on one laptop it is not always the one it was enrolled for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Blank for what was received before: then it is the laptop's own inspector."""
    op.add_column("revision", sa.Column("person", sa.String(length=36), nullable=True))
