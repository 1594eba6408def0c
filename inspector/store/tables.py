"""The laptop's tables. Private to this package: repositories turn rows into values, nobody else sees a row.

Only migrations make them; a test compares the two. What headquarters owns (institution, assignment, checklist,
declared, last_visit, revocation, review, violation) has no foreign keys: it may arrive in any order. The search index
beside `institution` is an FTS5 table and stands in the migrations alone.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

SEARCH_TABLE = "institution_search"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


setting = Table("setting", metadata, _text("name", key=True), _text("value"))

institution = Table(
    "institution",
    metadata,
    Column("key", Integer, primary_key=True),
    _text("id"),
    _text("bin"),
    _text("type"),
    _text("name_ru"),
    _text("name_kk"),
    _text("region"),
    _text("district"),
    _text("settlement"),
    _text("address"),
    _number("pupils"),
    _text("old_name"),
    _text("director"),
    _text("words"),
    UniqueConstraint("id"),
)

assignment = Table(
    "assignment",
    metadata,
    _text("id", key=True),
    _text("institution"),
    _text("campaign"),
    _text("due"),
    _text("kind"),
    _text("body"),
    _text("inspector"),
    Index(None, "institution"),
)

checklist = Table(
    "checklist",
    metadata,
    _text("sha256", key=True),
    _text("form_id"),
    _text("version"),
    _number("seq"),
    _text("body"),
)

declared = Table("declared", metadata, _text("institution", key=True), _text("body"))

last_visit = Table("last_visit", metadata, _text("institution", key=True), _number("open_violations"), _text("body"))

revocation = Table("revocation", metadata, _text("serial", key=True), _text("device"), _text("at"))

review = Table(
    "review",
    metadata,
    _text("id", key=True),
    _text("inspection"),
    _number("revision"),
    _number("round"),
    _text("outcome"),
    _text("body"),
    Index(None, "inspection"),
)

violation = Table(
    "violation",
    metadata,
    _text("id", key=True),
    _text("institution"),
    _text("severity"),
    _text("opened"),
    _text("due"),
    _text("body"),
    Index(None, "institution"),
    Index(None, "due"),
)

inspection = Table(
    "inspection",
    metadata,
    _text("id", key=True),
    _text("institution"),
    _text("institution_body"),
    _text("visit_date"),
    _text("visit_kind"),
    _text("visit_body"),
    _text("visit_order"),
    _text("state"),
    _number("revision"),
    _text("supersedes"),
    Column("checklist", Text, ForeignKey("checklist.sha256"), nullable=False),
    _text("started_at"),
    _number("answered"),
    _number("total"),
    _number("findings"),
    _text("last_node"),
    _text("last_saved"),
    _number("journal_length"),
    _text("journal_head"),
    _text("act_sha256"),
    Index(None, "institution"),
    Index(None, "state"),
)

journal = Table(
    "journal",
    metadata,
    Column("inspection", Text, ForeignKey("inspection.id"), nullable=False),
    _number("entry"),
    _text("kind"),
    _text("node"),
    _text("old"),
    _text("new"),
    _text("at"),
    Column("monotonic", BigInteger, nullable=False),
    _text("who"),
    _text("hash"),
    PrimaryKeyConstraint("inspection", "entry"),
    sqlite_with_rowid=False,
)

evidence = Table(
    "evidence",
    metadata,
    Column("inspection", Text, ForeignKey("inspection.id"), nullable=False),
    _text("name"),
    _text("kind"),
    _text("file"),
    _text("sha256"),
    _number("size"),
    _text("media_type"),
    _text("original_sha256"),
    _text("taken_at"),
    Column("latitude", Float),
    Column("longitude", Float),
    _number("width"),
    _number("height"),
    _text("added_at"),
    PrimaryKeyConstraint("inspection", "name"),
    Index(None, "sha256"),
)

signing = Table(
    "signing",
    metadata,
    Column("inspection", Text, ForeignKey("inspection.id"), primary_key=True, nullable=False),
    _text("body"),
    _text("saved_at"),
)

seal = Table(
    "seal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("inspection", Text, ForeignKey("inspection.id"), nullable=False),
    _number("revision"),
    _text("manifest_sha256"),
    _text("act_sha256"),
    _text("sealed_at"),
    _text("bundle"),
    UniqueConstraint("inspection", "revision"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("kind"),
    _text("item"),
    _number("revision"),
    _text("sha256"),
    _text("state"),
    _text("problem"),
    _text("problem_params"),
    UniqueConstraint("kind", "item", "revision"),
    ForeignKeyConstraint(["item", "revision"], ["seal.inspection", "seal.revision"]),
    Index(None, "state"),
)

receipt = Table(
    "receipt",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("kind"),
    _text("item"),
    _number("revision"),
    _text("sha256"),
    _text("body"),
    _text("signature"),
    _text("certificate"),
    UniqueConstraint("kind", "sha256"),
)

addition = Table(
    "addition",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("id"),
    _text("kind"),
    _text("inspection"),
    _number("revision"),
    _text("manifest_sha256"),
    _text("sha256"),
    _text("day"),
    _text("way"),
    _text("about"),
    _text("added_at"),
    _text("bundle"),
    _text("words"),
    _text("state"),
    _text("problem"),
    _text("problem_params"),
    UniqueConstraint("id"),
    ForeignKeyConstraint(["inspection", "revision"], ["seal.inspection", "seal.revision"]),
    Index(None, "inspection"),
    Index(None, "state"),
)

division = Table(
    "division",
    metadata,
    _text("share", key=True),
    _text("inspection"),
    _text("role"),
    _text("device"),
    _text("names"),
    _text("sections"),
    _number("base"),
    _text("secret"),
    _number("taken"),
    _text("places"),
    _text("made_at"),
    Index(None, "inspection"),
)

disagreement = Table(
    "disagreement",
    metadata,
    _text("inspection"),
    _text("unit"),
    _text("share"),
    _text("mine"),
    _text("theirs"),
    _text("state"),
    _text("decided_at"),
    PrimaryKeyConstraint("inspection", "unit"),
)
