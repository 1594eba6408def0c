"""The tables of what comes after an inspection was received: reviews, violations, and the lists laptops were told.

Private to `hq.store`, beside `tables`.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from inspector.hq.store.tables import Serial, Sha256, UtcTime, Uuid, metadata

review = Table(
    "review",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("inspection", Uuid, ForeignKey("inspection.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("term", String(10), nullable=False),
    UniqueConstraint("inspection", "round"),
)

review_comment = Table(
    "review_comment",
    metadata,
    Column("review", Uuid, ForeignKey("review.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("node", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("photo", String(64), nullable=False),
)

violation = Table(
    "violation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Uuid, ForeignKey("institution.id"), nullable=False),
    Column("inspection", Uuid, ForeignKey("inspection.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("severity", String(16), nullable=False),
    Column("norm", Text, nullable=False),
    Column("message_ru", Text, nullable=False),
    Column("message_kk", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("places", Integer, nullable=False),
    Column("opened", String(10), nullable=False),
    Column("due_days", Integer),
    Column("due", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("closed_by", Uuid, ForeignKey("inspection.id")),
    Column("closed", String(10), nullable=False),
    UniqueConstraint("inspection", "name"),
    Index("ix_violation_institution_state", "institution", "state"),
)

declared_list = Table(
    "declared_list",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("institution", Uuid, ForeignKey("institution.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("source", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Index("ix_declared_list_institution_name", "institution", "name"),
)

told_list = Table(
    "told_list",
    metadata,
    Column("institution", Uuid, ForeignKey("institution.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sha256", Sha256, primary_key=True),
    Column("rows", Text, nullable=False),
)
