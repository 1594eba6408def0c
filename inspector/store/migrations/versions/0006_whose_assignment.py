"""On a laptop of several inspectors each sees the institutions they were sent to."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("assignment", sa.Column("inspector", sa.Text, nullable=False, server_default=""))
    op.execute("UPDATE assignment SET inspector = coalesce(json_extract(body, '$.inspector'), '')")
