"""The first shape: places, people, publications, sealed inspections and their files."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _places()
    _people()
    _publications()
    _inspections()
    _facts()
    _files()


def _places() -> None:
    op.create_table(
        "region",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_region"),
    )
    op.create_table(
        "institution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("bin", sa.String(length=12), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("settlement", sa.String(length=16), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("old_name", sa.Text(), nullable=False),
        sa.Column("director", sa.Text(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["region"], ["region.code"], name="fk_institution_region"),
        sa.PrimaryKeyConstraint("id", name="pk_institution"),
        sa.UniqueConstraint("bin", name="uq_institution_bin"),
    )
    op.create_index("ix_institution_region", "institution", ["region"], unique=False)
    op.create_table(
        "declared_value",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("institution", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=True),
        sa.Column("of", sa.BigInteger(), nullable=True),
        sa.Column("qualifier", sa.String(length=8), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_declared_value_institution"),
        sa.PrimaryKeyConstraint("seq", name="pk_declared_value"),
    )
    op.create_index("ix_declared_value_institution_name", "declared_value", ["institution", "name"], unique=False)
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("name", name="uq_campaign_name"),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(["region"], ["region.code"], name="fk_person_region"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name", "region", name="uq_person_name_region"),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.String(length=2), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("escrow", sa.Text(), nullable=False),
        sa.Column("enrolled_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_device_person"),
        sa.ForeignKeyConstraint(["region"], ["region.code"], name="fk_device_region"),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("device", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_enrolment_code_device"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_enrolment_code_person"),
        sa.PrimaryKeyConstraint("secret_hash", name="pk_enrolment_code"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("campaign", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaign.id"], name="fk_assignment_campaign"),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_assignment_institution"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_assignment_person"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("institution", "person", "campaign", name="uq_assignment_institution_person_campaign"),
    )
    op.create_index("ix_assignment_person", "assignment", ["person"], unique=False)


def _publications() -> None:
    op.create_table(
        "checklist",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reviewed_kk", sa.Boolean(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_checklist"),
        sa.UniqueConstraint("form_id", "version", name="uq_checklist_form_id_version"),
    )
    op.create_table(
        "checklist_indicator",
        sa.Column("checklist", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label_ru", sa.Text(), nullable=False),
        sa.Column("label_kk", sa.Text(), nullable=False),
        sa.Column("label_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["checklist"], ["checklist.sha256"], name="fk_checklist_indicator_checklist"),
        sa.PrimaryKeyConstraint("checklist", "name", name="pk_checklist_indicator"),
    )
    op.create_table(
        "change",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sa.UniqueConstraint("kind", "subject", "audience", name="uq_change_kind_subject_audience"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_audience_seq", "change", ["audience", "seq"], unique=False)


def _inspections() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_inspection_device"),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
    )
    op.create_index("ix_inspection_institution", "inspection", ["institution"], unique=False)
    op.create_index("ix_inspection_received_at", "inspection", ["received_at"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("inspection", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("certificates", sa.Text(), nullable=False),
        sa.Column("instance", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("visit_date", sa.String(length=10), nullable=False),
        sa.Column("visit_kind", sa.String(length=16), nullable=False),
        sa.Column("checklist", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=8), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("reviewed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_revision_device"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_revision_inspection"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.UniqueConstraint("inspection", "number", name="uq_revision_inspection_number"),
        sa.UniqueConstraint("manifest_sha256", name="uq_revision_manifest_sha256"),
    )
    op.create_index("ix_revision_device_previous", "revision", ["device", "previous"], unique=False)
    op.create_index("ix_revision_state", "revision", ["state"], unique=False)
    op.create_table(
        "envelope",
        sa.Column("revision", SERIAL, autoincrement=False, nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=True),
        sa.Column("destroyed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_envelope_revision"),
        sa.PrimaryKeyConstraint("revision", name="pk_envelope"),
    )
    op.create_table(
        "conflict",
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("inspection", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=36), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_conflict_device"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_conflict_inspection"),
        sa.PrimaryKeyConstraint("manifest_sha256", name="pk_conflict"),
    )
    op.create_index("ix_conflict_inspection", "conflict", ["inspection"], unique=False)
    op.create_table(
        "standing",
        sa.Column("institution", sa.String(length=36), nullable=False),
        sa.Column("revision", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["institution"], ["institution.id"], name="fk_standing_institution"),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_standing_revision"),
        sa.PrimaryKeyConstraint("institution", name="pk_standing"),
        sa.UniqueConstraint("revision", name="uq_standing_revision"),
    )
    op.create_table(
        "audit_log",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_action_at", "audit_log", ["action", "at"], unique=False)


def _facts() -> None:
    op.create_table(
        "answer",
        sa.Column("revision", SERIAL, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_answer_revision"),
        sa.PrimaryKeyConstraint("revision", "position", name="pk_answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "finding",
        sa.Column("revision", SERIAL, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("message_ru", sa.Text(), nullable=False),
        sa.Column("message_kk", sa.Text(), nullable=False),
        sa.Column("message_en", sa.Text(), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_finding_revision"),
        sa.PrimaryKeyConstraint("revision", "position", name="pk_finding"),
    )
    op.create_table(
        "indicator_fact",
        sa.Column("revision", SERIAL, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=True),
        sa.Column("of", sa.BigInteger(), nullable=True),
        sa.Column("lower", sa.BigInteger(), nullable=True),
        sa.Column("upper", sa.BigInteger(), nullable=True),
        sa.Column("declared", sa.BigInteger(), nullable=True),
        sa.Column("declared_of", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_indicator_fact_revision"),
        sa.PrimaryKeyConstraint("revision", "name", name="pk_indicator_fact"),
    )
    op.create_table(
        "evidence",
        sa.Column("revision", SERIAL, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_evidence_revision"),
        sa.PrimaryKeyConstraint("revision", "name", name="pk_evidence"),
    )


def _files() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("stored_at", INSTANT, nullable=True),
        sa.Column("receipt", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )
    op.create_table(
        "revision_blob",
        sa.Column("revision", SERIAL, autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_revision_blob_revision"),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name="fk_revision_blob_sha256"),
        sa.PrimaryKeyConstraint("revision", "sha256", name="pk_revision_blob"),
    )
    op.create_index("ix_revision_blob_sha256", "revision_blob", ["sha256"], unique=False)
