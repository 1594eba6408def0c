"""The manifest: what was sealed, by hash, as canonical JSON (RFC 8785). The act is a pure function of it.

Field names are part of the contract: the manifest is verified offline by anybody, for years.
"""

import msgspec

FORMAT = "qorgan-manifest-1"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The institution as it stood in the laptop's list on the day."""

    id: str
    bin: str
    type: str
    name_ru: str
    name_kk: str
    region: str
    district: str
    address: str
    pupils: int


class VisitFacts(msgspec.Struct, frozen=True, kw_only=True):
    """When and why. Times are ISO 8601 with the laptop's UTC offset; `date` is YYYY-MM-DD."""

    date: str
    kind: str
    body: str
    order: str
    started_at: str
    sealed_at: str


class ChecklistFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Which checklist was used. `sha256` is of the published ChecklistBody JSON text; `draft` prints ЖОБА."""

    form_id: str
    version: str
    sha256: str
    draft: bool


class EvidenceFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One photo: its name in the instance, the node it hangs on, and its hash. `caption` is what a person wrote."""

    name: str
    node: str
    sha256: str
    size: int
    media_type: str
    caption: str = ""


class FindingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as core.finding.Finding, messages without personal and restricted values."""

    check: str
    row: str
    node: str
    kind: str
    severity: str
    norm: str
    message: dict[str, str]
    due_days: int | None


class IndicatorFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator as core.finding.Indicator."""

    name: str
    n: int | None
    of: int | None
    lower: int | None
    upper: int | None
    declared: int | None
    declared_of: int | None


class SignerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A person who signs. `way` is "screen", "paper", "absent" (why stands in `absent`) or, of a witness, "refused".

    `strokes` are pen strokes on a pad 1000 units wide; empty on paper. `dissent_point` is the point of the act that
    the dissent is about, 0 for the whole act.
    """

    name: str
    post: str
    body: str = ""
    authority: str = ""
    way: str = "paper"
    at: str = ""
    dissent: str = ""
    strokes: list[list[tuple[int, int]]] = []
    dissent_point: int = 0
    absent: str = ""


class RefusalFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The representative refused to sign; two witnesses.

    `person` is who refused (None where nobody was named), `words` what they said of it. `witnesses` are names with
    posts as one line each; `witness_signatures` the same people with their strokes or their own refusal.
    """

    reason: str
    witnesses: list[str]
    words: str = ""
    person: SignerFacts | None = None
    witness_signatures: list[SignerFacts] = []


class ReplyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one comment of headquarters. `visit` asks for a new visit: no desk can answer it."""

    comment: str
    text: str
    visit: bool = False


class WithdrawnFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A finding taken back at the desk, with the reason. The answer it followed from stands as it was given."""

    node: str
    reason: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a seal covers.

    `parameters` are the values in force (frozen at the visit's start); `lists` are hashes of preloaded lists;
    `previous` is the SHA-256 of this laptop's previous manifest ("" for its first): the chain.
    `supersedes` is the manifest SHA-256 of the revision this one corrects, or "". `replies` and `withdrawn` are of a
    desk revision: answers to headquarters' comments, and findings (by node) that no longer count.
    `objection_points` are the act's points the objections are about, 0 for the whole act; as many as objections, or
    none at all in a manifest of an earlier program. The draft of the act was opened and left at `proof_opened_at` and
    `proof_read_at` ("" when nobody looked at it on the screen).
    """

    format: str
    inspection: str
    revision: int
    supersedes: str
    device: str
    inspector: str
    institution: Place
    visit: VisitFacts
    checklist: ChecklistFacts
    parameters: dict[str, str]
    lists: dict[str, str]
    instance_sha256: str
    envelope_sha256: str
    evidence: list[EvidenceFacts]
    findings: list[FindingFacts]
    indicators: list[IndicatorFacts]
    signers: list[SignerFacts]
    representative: SignerFacts | None
    refusal: RefusalFacts | None
    objections: list[str]
    previous: str
    program: str
    replies: list[ReplyFacts] = []
    withdrawn: list[WithdrawnFacts] = []
    objection_points: list[int] = []
    proof_opened_at: str = ""
    proof_read_at: str = ""
