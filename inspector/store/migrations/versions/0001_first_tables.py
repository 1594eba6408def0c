"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _headquarters()
    _inspections()
    _going_out()
    op.execute(
        "CREATE VIRTUAL TABLE institution_search USING fts5(words, content='', contentless_delete=1, detail=none,"
        " prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 0')"
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _headquarters() -> None:
    op.create_table("setting", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name", name="pk_setting"))
    names = ("id", "bin", "type", "name_ru", "name_kk", "region", "district", "settlement", "address")
    op.create_table(
        "institution",
        _number("key"),
        *(_text(name) for name in names),
        _number("pupils"),
        *(_text(name) for name in ("old_name", "director", "words")),
        sa.PrimaryKeyConstraint("key", name="pk_institution"),
        sa.UniqueConstraint("id", name="uq_institution_id"),
    )
    op.create_table(
        "assignment",
        *(_text(name) for name in ("id", "institution", "campaign", "due", "kind", "body")),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_institution", "assignment", ["institution"])
    op.create_table(
        "checklist",
        *(_text(name) for name in ("sha256", "form_id", "version")),
        _number("seq"),
        _text("body"),
        sa.PrimaryKeyConstraint("sha256", name="pk_checklist"),
    )
    op.create_table(
        "declared",
        _text("institution"),
        _text("body"),
        sa.PrimaryKeyConstraint("institution", name="pk_declared"),
    )
    op.create_table(
        "last_visit",
        _text("institution"),
        _number("open_violations"),
        _text("body"),
        sa.PrimaryKeyConstraint("institution", name="pk_last_visit"),
    )
    op.create_table(
        "revocation",
        *(_text(name) for name in ("serial", "device", "at")),
        sa.PrimaryKeyConstraint("serial", name="pk_revocation"),
    )


def _inspections() -> None:
    first = ("id", "institution", "institution_body", "visit_date", "visit_kind", "visit_body", "visit_order", "state")
    op.create_table(
        "inspection",
        *(_text(name) for name in first),
        _number("revision"),
        *(_text(name) for name in ("supersedes", "checklist", "started_at")),
        *(_number(name) for name in ("answered", "total", "findings")),
        *(_text(name) for name in ("last_node", "last_saved")),
        _number("journal_length"),
        *(_text(name) for name in ("journal_head", "act_sha256")),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.ForeignKeyConstraint(["checklist"], ["checklist.sha256"], name="fk_inspection_checklist"),
    )
    op.create_index("ix_inspection_institution", "inspection", ["institution"])
    op.create_index("ix_inspection_state", "inspection", ["state"])
    op.create_table(
        "journal",
        _text("inspection"),
        _number("entry"),
        *(_text(name) for name in ("kind", "node", "old", "new", "at")),
        sa.Column("monotonic", sa.BigInteger, nullable=False),
        *(_text(name) for name in ("who", "hash")),
        sa.PrimaryKeyConstraint("inspection", "entry", name="pk_journal"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_journal_inspection"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        *(_text(name) for name in ("inspection", "name", "kind", "file", "sha256")),
        _number("size"),
        *(_text(name) for name in ("media_type", "original_sha256", "taken_at")),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        *(_number(name) for name in ("width", "height")),
        _text("added_at"),
        sa.PrimaryKeyConstraint("inspection", "name", name="pk_evidence"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_evidence_inspection"),
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def _going_out() -> None:
    op.create_table(
        "seal",
        _number("number"),
        _text("inspection"),
        _number("revision"),
        *(_text(name) for name in ("manifest_sha256", "act_sha256", "sealed_at", "bundle")),
        sa.PrimaryKeyConstraint("number", name="pk_seal"),
        sa.ForeignKeyConstraint(["inspection"], ["inspection.id"], name="fk_seal_inspection"),
        sa.UniqueConstraint("inspection", "revision", name="uq_seal_inspection_revision"),
    )
    op.create_table(
        "outbox",
        _number("number"),
        *(_text(name) for name in ("kind", "item")),
        _number("revision"),
        *(_text(name) for name in ("sha256", "state", "problem", "problem_params")),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("kind", "item", "revision", name="uq_outbox_kind_item_revision"),
        sa.ForeignKeyConstraint(["item", "revision"], ["seal.inspection", "seal.revision"], name="fk_outbox_item"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_table(
        "receipt",
        _number("number"),
        *(_text(name) for name in ("kind", "item")),
        _number("revision"),
        *(_text(name) for name in ("sha256", "body", "signature", "certificate")),
        sa.PrimaryKeyConstraint("number", name="pk_receipt"),
        sa.UniqueConstraint("kind", "sha256", name="uq_receipt_kind_sha256"),
    )
