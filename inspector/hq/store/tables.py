"""The tables. Private to `hq.store`: repositories turn rows into values.

Sealed facts (revision, answer, finding, indicator_fact, evidence) are written once and never updated, but for the
review's outcome. Personal and restricted values stand only inside `envelope.box`, which is encrypted.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """An instant: timestamptz on PostgreSQL, UTC text on SQLite; always aware in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware, in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


AnyRow = Row[*tuple[Any, ...]]

# SQLite numbers rows by itself only for INTEGER PRIMARY KEY.
Serial = BigInteger().with_variant(Integer, "sqlite")
Uuid = String(36)
Sha256 = String(64)

region = Table(
    "region",
    metadata,
    Column("code", String(2), primary_key=True),
    Column("name_ru", Text, nullable=False),
    Column("name_kk", Text, nullable=False),
    Column("name_en", Text, nullable=False),
)

institution = Table(
    "institution",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("bin", String(12), nullable=False, unique=True),
    Column("type", String(16), nullable=False),
    Column("name_ru", Text, nullable=False),
    Column("name_kk", Text, nullable=False),
    Column("region", String(2), ForeignKey("region.code"), nullable=False, index=True),
    Column("district", Text, nullable=False),
    Column("settlement", String(16), nullable=False),
    Column("address", Text, nullable=False),
    Column("pupils", Integer, nullable=False),
    Column("old_name", Text, nullable=False),
    Column("director", Text, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
)

declared_value = Table(
    "declared_value",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("institution", Uuid, ForeignKey("institution.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("n", BigInteger),
    Column("of", BigInteger),
    Column("qualifier", String(8), nullable=False),
    Column("scope", Text, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("source", Text, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Index("ix_declared_value_institution_name", "institution", "name"),
)

person = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("region", String(2), ForeignKey("region.code"), nullable=False),
    UniqueConstraint("name", "region"),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("secret_hash", Sha256, primary_key=True),
    Column("person", Uuid, ForeignKey("person.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("device", Uuid, ForeignKey("device.id")),
)

device = Table(
    "device",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person", Uuid, ForeignKey("person.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("region", String(2), ForeignKey("region.code"), nullable=False),
    Column("certificate", Text, nullable=False),
    Column("serial", String(40), nullable=False),
    Column("escrow", Text, nullable=False),
    Column("enrolled_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
)

colleague = Table(
    "colleague",
    metadata,
    Column("device", Uuid, ForeignKey("device.id"), primary_key=True),
    Column("person", Uuid, ForeignKey("person.id"), primary_key=True),
    Column("certificate", Text, nullable=False),
    Column("serial", String(40), nullable=False),
    Column("joined_at", UtcTime, nullable=False),
)

campaign = Table(
    "campaign",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Uuid, ForeignKey("institution.id"), nullable=False),
    Column("person", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("campaign", Uuid, ForeignKey("campaign.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("due", String(10), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("institution", "person", "campaign"),
)

checklist = Table(
    "checklist",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("form_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("reviewed_kk", Boolean, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    UniqueConstraint("form_id", "version"),
)

checklist_indicator = Table(
    "checklist_indicator",
    metadata,
    Column("checklist", Sha256, ForeignKey("checklist.sha256"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("label_ru", Text, nullable=False),
    Column("label_kk", Text, nullable=False),
    Column("label_en", Text, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("kind", "subject", "audience"),
    Index("ix_change_audience_seq", "audience", "seq"),
    # A cursor is a promise that nothing appears before it: SQLite must not use a number twice.
    sqlite_autoincrement=True,
)

inspection = Table(
    "inspection",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("institution", Text, nullable=False, index=True),
    Column("device", Uuid, ForeignKey("device.id"), nullable=False),
    Column("received_at", UtcTime, nullable=False, index=True),
)

revision = Table(
    "revision",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("inspection", Uuid, ForeignKey("inspection.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("manifest_sha256", Sha256, nullable=False, unique=True),
    Column("manifest", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("certificates", Text, nullable=False),
    Column("instance", Text, nullable=False),
    Column("device", Uuid, ForeignKey("device.id"), nullable=False),
    Column("visit_date", String(10), nullable=False),
    Column("visit_kind", String(16), nullable=False),
    Column("checklist", Sha256, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("chain", String(8), nullable=False),
    Column("act", String(64), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reasons", Text, nullable=False),
    Column("reviewed_at", UtcTime),
    Column("person", Uuid),
    UniqueConstraint("inspection", "number"),
    Index("ix_revision_device_previous", "device", "previous"),
    Index("ix_revision_state", "state"),
)

envelope = Table(
    "envelope",
    metadata,
    Column("revision", Serial, ForeignKey("revision.id"), primary_key=True, autoincrement=False),
    Column("box", LargeBinary),
    Column("destroyed_at", UtcTime),
)

answer = Table(
    "answer",
    metadata,
    Column("revision", Serial, ForeignKey("revision.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("node", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("number", Float),
    Column("day", String(10)),
    sqlite_with_rowid=False,
)

finding = Table(
    "finding",
    metadata,
    Column("revision", Serial, ForeignKey("revision.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("norm", Text, nullable=False),
    Column("message_ru", Text, nullable=False),
    Column("message_kk", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("due_days", Integer),
    Column("withdrawn", Text, nullable=False, server_default=""),
)

indicator_fact = Table(
    "indicator_fact",
    metadata,
    Column("revision", Serial, ForeignKey("revision.id"), primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("n", BigInteger),
    Column("of", BigInteger),
    Column("lower", BigInteger),
    Column("upper", BigInteger),
    Column("declared", BigInteger),
    Column("declared_of", BigInteger),
)

evidence = Table(
    "evidence",
    metadata,
    Column("revision", Serial, ForeignKey("revision.id"), primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("node", Text, nullable=False),
    Column("sha256", Sha256, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("stored_at", UtcTime),
    Column("receipt", LargeBinary),
)

revision_blob = Table(
    "revision_blob",
    metadata,
    Column("revision", Serial, ForeignKey("revision.id"), primary_key=True, autoincrement=False),
    Column("sha256", Sha256, ForeignKey("blob.sha256"), primary_key=True),
    Index("ix_revision_blob_sha256", "sha256"),
)

conflict = Table(
    "conflict",
    metadata,
    Column("manifest_sha256", Sha256, primary_key=True),
    Column("inspection", Uuid, ForeignKey("inspection.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("device", Uuid, ForeignKey("device.id"), nullable=False),
    Column("bundle", LargeBinary, nullable=False),
    Column("received_at", UtcTime, nullable=False),
)

addition = Table(
    "addition",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("revision", Serial, ForeignKey("revision.id"), nullable=False, index=True),
    Column("sha256", Sha256, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("certificates", Text, nullable=False),
    Column("device", Uuid, ForeignKey("device.id"), nullable=False),
    Column("box", LargeBinary),
    Column("destroyed_at", UtcTime),
    Column("received_at", UtcTime, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
)

addition_blob = Table(
    "addition_blob",
    metadata,
    Column("addition", Uuid, ForeignKey("addition.id"), primary_key=True),
    Column("sha256", Sha256, ForeignKey("blob.sha256"), primary_key=True, index=True),
)

addition_conflict = Table(
    "addition_conflict",
    metadata,
    Column("sha256", Sha256, primary_key=True),
    Column("addition", Uuid, ForeignKey("addition.id"), nullable=False, index=True),
    Column("device", Uuid, ForeignKey("device.id"), nullable=False),
    Column("bundle", LargeBinary, nullable=False),
    Column("received_at", UtcTime, nullable=False),
)

standing = Table(
    "standing",
    metadata,
    Column("institution", Uuid, ForeignKey("institution.id"), primary_key=True),
    Column("revision", Serial, ForeignKey("revision.id"), nullable=False, unique=True),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Index("ix_audit_log_action_at", "action", "at"),
)
