"""What repositories hand out and take: plain values, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from inspector.core.finding import Finding, Indicator
from inspector.core.institution import Institution

WAITING = "waiting"
CONFIRMED = "confirmed"
MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """An inspector. `region` is a KATO code."""

    id: str
    name: str
    post: str
    body: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRecord:
    """A one-time enrolment code, known by its keyed hash only."""

    person: str
    expires_at: datetime
    used_at: datetime | None
    device: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRecord:
    """An enrolled laptop. `escrow` is its data key, sealed to headquarters."""

    id: str
    person: str
    name: str
    region: str
    certificate: str
    serial: str
    escrow: str
    enrolled_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueRecord:
    """One more inspector on a laptop: a certificate of their own for the device's key."""

    device: str
    person: str
    certificate: str
    serial: str
    joined_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRecord:
    """An institution somebody is sent to. `due` is YYYY-MM-DD or ""."""

    id: str
    institution: str
    person: str
    campaign: str
    kind: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRecord:
    """One reported value, never overwritten.

    `value` is what the laptop shows and preloads; `n` and `of` are set when it is a count. `qualifier` is exact,
    more or about.
    """

    institution: str
    name: str
    value: str
    n: int | None
    of: int | None
    qualifier: str
    scope: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRecord:
    """A published version; `body` is the JSON text whose hash is `sha256`."""

    sha256: str
    form_id: str
    version: str
    title: str
    body: str
    reviewed_kk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLabel:
    """How a checklist names one of its indicators."""

    name: str
    ru: str
    kk: str
    en: str

    def text(self, language: str) -> str:
        """The label in `language` ("kk", "en", else Russian)."""
        return {"kk": self.kk, "en": self.en}.get(language, self.ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """One open answer with its type: `number` or `day` beside the text when it is one."""

    node: str
    path: str
    text: str
    number: float | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRecord:
    """One photo an inspection rests on."""

    name: str
    node: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobRecord:
    """A file that some bundle named. `receipt` is the signed answer given when it was whole."""

    sha256: str
    size: int
    kind: str
    media_type: str
    receipt: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRecord:
    """One sealed revision as it is stored: the exact texts, and what was read out of them.

    `withdrawn` has the reason of every finding taken back, by node. `person` is who sealed it, None for somebody
    headquarters does not know.
    """

    inspection: str
    number: int
    manifest_sha256: str
    manifest: str
    signature: str
    certificates: tuple[str, ...]
    instance: str
    envelope: bytes
    device: str
    institution: str
    visit_date: str
    visit_kind: str
    checklist: str
    previous: str
    chain: str
    act: str
    received_at: datetime
    receipt: bytes
    answers: tuple[AnswerRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    blobs: tuple[BlobRecord, ...] = ()
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is known of a revision that arrived before."""

    manifest_sha256: str
    receipt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ForReview:
    """What the re-evaluation needs of one revision. `box` is None once the envelope was destroyed."""

    revision: int
    inspection: str
    number: int
    manifest: str
    instance: str
    box: bytes | None
    checklist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionSummary:
    """One line of the list of received inspections."""

    revision: int
    inspection: str
    number: int
    manifest_sha256: str
    institution_id: str
    institution: Institution | None
    inspector: str
    visit_date: str
    visit_kind: str
    received_at: datetime
    state: str
    reasons: tuple[str, ...]
    chain: str
    act: str
    act_stored: bool
    missing: int
    findings: int
    gross: int
    conflicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionDetail:
    """Everything the page of one inspection shows."""

    summary: RevisionSummary
    manifest: str
    device_name: str
    checklist: str
    findings: tuple[Finding, ...]
    indicators: tuple[Indicator, ...]
    evidence: tuple[EvidenceRecord, ...]
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFigures:
    """One indicator of one region over the counted inspections.

    `inspected` of `institutions` were visited; `counted` of those have this indicator. `declared` of `declared_of`
    is what the same institutions reported.
    """

    region: str
    institutions: int
    inspected: int = 0
    counted: int = 0
    n: int = 0
    of: int = 0
    lower: int = 0
    upper: int = 0
    declared: int | None = None
    declared_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFigures:
    """One indicator over all counted inspections."""

    name: str
    counted: int
    n: int
    of: int
    lower: int
    upper: int
    declared: int | None
    declared_of: int | None
    labels: IndicatorLabel | None = field(default=None)
