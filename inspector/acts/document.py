"""What an act says, as data, in one language: a pure function of manifest, checklist and answers.

The law asks an act of a check for its place, time, basis, people, results with the items breached, objections,
signatures or the refusal to sign, and for a sentence when nothing is wrong (Entrepreneurial Code art. 152). A
monitoring visit has no set form; it says the same under its own name. Declared and verified stand apart, children
first. A violation has the law's severity and a term counted from delivery; a recommendation has neither.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector import i18n
from inspector.acts import wording
from inspector.acts.answers import Answer, Answers, schema_path
from inspector.acts.desk import captioned, taken_back
from inspector.core.errors import N_
from inspector.core.finding import Indicator
from inspector.core.norm import Norm
from inspector.core.percent import gap
from inspector.core.regions import BY_CODE
from inspector.core.verdict import Severity, Verdict, VisitKind
from inspector.wire import points
from inspector.wire.manifest import EvidenceFacts, FindingFacts, IndicatorFacts, Manifest, RefusalFacts, SignerFacts

_TYPES = {
    "school": N_("School"),
    "kindergarten": N_("Kindergarten"),
    "college": N_("College"),
    "university": N_("University"),
}
_ROWS = "\0"
_HEADLINE, _CHILDREN = "children_covered", "children"
"""Indicators of these names, then those whose name begins so, stand first: not how many cameras, how many children."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the head: what and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator: what was declared, what was verified, and the gap. `bounds` is set when not all was checked."""

    label: str
    declared: str
    verified: str
    bounds: str
    gap: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A violation or recommendation. `texts` holds one text per roster row; a recommendation has no severity."""

    number: int
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    severity: str
    norm: str
    term: str
    official: str
    photos: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A check that was not made, or does not apply, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo by the number it is quoted with. `caption` says what it shows without saying where."""

    number: int
    name: str
    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Objection:
    """What was objected, verbatim, and the number of the point it is about (0: the whole act)."""

    text: str
    point: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDocument:
    """Everything one act says in one language. `number` and `digest` are "" in a proof; `complete` says that there
    was something to check and that nothing is left without an answer.
    """

    language: str
    formal: bool
    proof: bool
    draft: bool
    number: str
    digest: str
    institution: str
    facts: tuple[Fact, ...]
    indicators: tuple[IndicatorRow, ...]
    tally: str
    complete: bool
    violations: tuple[Item, ...]
    recommendations: tuple[Item, ...]
    unchecked: tuple[Skipped, ...]
    not_applicable: tuple[Skipped, ...]
    withdrawn: tuple[Skipped, ...]
    rosters: tuple[Fact, ...]
    signers: tuple[SignerFacts, ...]
    representative: SignerFacts | None
    refusal: RefusalFacts | None
    objections: tuple[Objection, ...]
    opened_at: str
    read_at: str
    photos: tuple[Photo, ...]
    device: str
    sealed_at: str
    supersedes: str


def act_number(manifest: Manifest) -> str:
    """Region, date and the tail of the inspection's id; a later revision adds its own number."""
    tail = manifest.inspection.replace("-", "")[-6:].upper()
    revision = f"/{manifest.revision}" if manifest.revision > 1 else ""
    return f"{manifest.institution.region}-{manifest.visit.date}-{tail}{revision}"


def objections(manifest: Manifest) -> tuple[Objection, ...]:
    """The objections with their points; in a manifest of an earlier program none has one."""
    told = manifest.objection_points or [0] * len(manifest.objections)
    return tuple(Objection(text, point) for text, point in zip(manifest.objections, told, strict=False))


def build(
    manifest: Manifest, answers: Answers, norms: Mapping[str, Norm], language: str, *, digest: str
) -> ActDocument:
    """The act in `language`. `digest` is the manifest's SHA-256; "" makes a proof, without number and seal."""
    return _Builder(manifest, answers, norms, language).document(digest)


@dataclass(frozen=True, slots=True)
class _Builder:
    manifest: Manifest
    answers: Answers
    norms: Mapping[str, Norm]
    language: str

    def document(self, digest: str) -> ActDocument:
        manifest = self.manifest
        photos = self.photos()
        items = self.items(photos)
        return ActDocument(
            language=self.language,
            formal=manifest.visit.kind == VisitKind.CHECK,
            proof=not digest,
            draft=manifest.checklist.draft,
            number=act_number(manifest) if digest else "",
            digest=digest,
            institution=self.name(),
            facts=tuple(self.facts()),
            indicators=tuple(self.indicator(facts) for facts in _children_first(manifest.indicators)),
            tally=self.tally(),
            complete=self.complete(),
            violations=tuple(item for item in items if item.severity),
            recommendations=tuple(item for item in items if not item.severity),
            unchecked=self.skipped(Verdict.UNCHECKED),
            not_applicable=self.skipped(Verdict.NA),
            withdrawn=tuple(Skipped(text=said, reason=why) for said, why in taken_back(manifest, self.language)),
            rosters=self.rosters(),
            signers=tuple(manifest.signers),
            representative=manifest.representative,
            refusal=manifest.refusal,
            objections=objections(manifest),
            opened_at=manifest.proof_opened_at,
            read_at=manifest.proof_read_at,
            photos=photos,
            device=manifest.device,
            sealed_at=manifest.visit.sealed_at,
            supersedes=manifest.supersedes,
        )

    def say(self, message: str, **places: str) -> str:
        return i18n.text(message, self.language).format_map(places)

    def name(self) -> str:
        place = self.manifest.institution
        return place.name_kk if self.language == "kk" else place.name_ru

    def facts(self) -> list[Fact]:
        place, visit, checklist = self.manifest.institution, self.manifest.visit, self.manifest.checklist
        region = BY_CODE.get(place.region)
        address = wording.address(region.name(self.language) if region else "", place.district, place.address)
        hours = "–".join(hour for hour in (wording.clock(visit.started_at), wording.clock(visit.sealed_at)) if hour)
        when = ", ".join(part for part in (wording.day(visit.date, self.language), hours) if part)
        found = [
            Fact(self.say(N_("Institution")), self.name()),
            Fact(self.say(N_("Kind, BIN")), f"{self.say(_TYPES.get(place.type, place.type))}, {place.bin}"),
            Fact(self.say(N_("Place")), address),
            Fact(self.say(N_("Children on the roll")), wording.number(place.pupils)),
            Fact(self.say(N_("Date and time")), when),
        ]
        if visit.kind == VisitKind.CHECK:
            found.append(Fact(self.say(N_("Control body")), visit.body))
            found.append(Fact(self.say(N_("Act appointing the check")), f"№ {visit.order}"))
        found += self.people()
        version = f"{self.answers.form.title}, {checklist.version} (SHA-256 {checklist.sha256[:16]})"
        found.append(Fact(self.say(N_("Checklist")), version))
        if self.manifest.supersedes:
            found.append(Fact(self.say(N_("Replaces the act with the code")), self.manifest.supersedes[:16].upper()))
        return found

    def people(self) -> list[Fact]:
        found = []
        if self.manifest.signers:
            signers = "; ".join(_person(signer) for signer in self.manifest.signers)
            found.append(Fact(self.say(N_("Inspected by")), signers))
        refusal = self.manifest.refusal
        who = self.manifest.representative or (refusal.person if refusal else None)
        if who and who.name:
            found.append(Fact(self.say(N_("Representative")), _person(who)))
        return found

    def indicator(self, facts: IndicatorFacts) -> IndicatorRow:
        path = self.path_of(facts.name)
        declared = self.say(N_("not declared"))
        if facts.declared is not None:
            declared = wording.part(facts.declared, facts.declared_of, self.language)
        verified = self.say(N_("not checked"))
        if facts.n is not None:
            verified = wording.part(facts.n, facts.of, self.language)
        difference = gap(Indicator(**{name: getattr(facts, name) for name in facts.__struct_fields__})).units
        least, most = self.gap_bounds(facts)
        return IndicatorRow(
            label=self.answers.label(path, self.language) if path else facts.name,
            declared=declared,
            verified=verified,
            bounds=self.bounds(facts),
            gap="—" if difference is None else self.difference(least, most),
            differs=bool(least or most),
        )

    def gap_bounds(self, facts: IndicatorFacts) -> tuple[int, int]:
        """The gap at least and at most: what was not checked counts neither as there nor as missing."""
        declared, proved = facts.declared or 0, facts.n or 0
        lower = proved if facts.lower is None else facts.lower
        upper = proved if facts.upper is None else facts.upper
        return lower - declared, upper - declared

    def difference(self, least: int, most: int) -> str:
        """A gap, or a range of it that a narrow column may part in the middle, in words."""
        if least != most:
            return f"{wording.signed(least)}… {wording.signed(most)}"
        return wording.signed(least) if least else self.say(N_("matches"))

    def bounds(self, facts: IndicatorFacts) -> str:
        """Not everything was checked: what is certain and what is still possible."""
        if facts.lower is None or facts.upper is None or facts.lower == facts.upper:
            return ""
        span = wording.between(facts.lower, facts.upper, self.language)
        return self.say(N_("possible: {span}, not all was checked"), span=span)

    def path_of(self, name: str) -> str:
        form = self.answers.form
        return next((spec.path for spec in form.walk() if spec.name == name and spec.kind == "indicator"), "")

    def items(self, photos: Sequence[Photo]) -> list[Item]:
        """Violations, severest first, then recommendations; numbered through, so that an objection names one."""
        groups = points.points(points.standing(self.manifest))
        return [self.item(number, group, photos) for number, group in enumerate(groups, 1)]

    def item(self, number: int, group: Sequence[FindingFacts], photos: Sequence[Photo]) -> Item:
        first = group[0]
        severity = Severity(first.severity)
        notes = {answer.node: self.note(answer) for answer in self.answers.checks if answer.note}
        term = ""
        if severity:
            days = first.due_days
            term = self.say(N_("no term set")) if days is None else wording.term(days, self.language)
        return Item(
            number=number,
            texts=self.texts(group),
            notes=tuple(notes[finding.node] for finding in group if finding.node in notes),
            severity=self.say(wording.SEVERITIES[severity]) if severity else "",
            norm=self.norm(first.norm),
            term=term,
            official=self.official(first),
            photos=tuple(photo.number for photo in photos if any(self.shows(photo, finding) for finding in group)),
        )

    def texts(self, group: Sequence[FindingFacts]) -> tuple[str, ...]:
        """One text per row of a roster; rows of which the same is said share one text: «… (№ 1–3, 7)»."""
        shared: dict[str, list[int]] = {}
        for finding in group:
            said = finding.message.get(self.language) or finding.message.get("ru") or finding.check
            text = self.say(N_("Not compliant: “{check}”"), check=said) if finding.kind == "check" else said
            place = self.answers.place(finding.node)
            if place and place not in text:
                text = f"{text} ({place})"
            rows = shared.setdefault(text.replace(place, _ROWS) if place else text, [])
            rows += [int(place.removeprefix("№ "))] if place else []
        return tuple(text.replace(_ROWS, f"№ {wording.ranges(rows)}") for text, rows in shared.items())

    def note(self, answer: Answer) -> str:
        return f"{answer.place}: {answer.note}" if answer.place else answer.note

    def norm(self, key: str) -> str:
        norm = self.norms.get(key)
        if norm is None:
            return ""
        title = norm.title_kk if self.language == "kk" else norm.title_ru
        edition = self.say(N_("edition of {date}"), date=norm.edition) if norm.edition else ""
        source = ", ".join(part for part in (norm.act, norm.paragraph, edition) if part)
        return f"{title} ({source})" if title else source

    def official(self, finding: FindingFacts) -> str:
        body, path = self.manifest.visit.body, schema_path(finding.node)
        if self.manifest.visit.kind != VisitKind.CHECK or not self.answers.form.has(path):
            return ""
        items = self.answers.official(path, body)
        return self.say(N_("item of the checklist of {body}: {items}"), body=body, items=items) if items else ""

    def shows(self, photo: Photo, finding: FindingFacts) -> bool:
        return _hangs_on(self.manifest.evidence[photo.number - 1], finding.node)

    def photos(self) -> tuple[Photo, ...]:
        return tuple(
            Photo(number=number, name=evidence.name, sha256=evidence.sha256, caption=self.caption(evidence))
            for number, evidence in enumerate(self.manifest.evidence, 1)
        )

    def caption(self, evidence: EvidenceFacts) -> str:
        check = next((answer for answer in self.answers.checks if _hangs_on(evidence, answer.node)), None)
        label = self.answers.label(check.path, self.language, check.node) if check else ""
        place = check.place if check and check.place not in label else ""
        return captioned(f"{label} ({place})" if place else label, evidence)

    def skipped(self, verdict: Verdict) -> tuple[Skipped, ...]:
        found = []
        for answer in self.answers.checks:
            if answer.verdict == verdict:
                label = self.answers.label(answer.path, self.language, answer.node)
                text = f"{label} ({answer.place})" if answer.place and answer.place not in label else label
                reason = "; ".join(part for part in (i18n.text(answer.reason, self.language), answer.note) if part)
                found.append(Skipped(text=text, reason=reason))
        return tuple(found)

    def tally(self) -> str:
        count = Counter(answer.verdict for answer in self.answers.checks)
        if not count:
            return self.say(N_("No item of this checklist was asked here."))
        blank = count[Verdict.BLANK]
        waiting = " " + self.say(N_("No answer yet: {count}."), count=str(blank)) if blank else ""
        told = self.say(
            N_("Items: {all}. Compliant: {ok}, not compliant: {bad}, not applicable: {na}, not checked: {unchecked}."),
            all=str(count.total()),
            ok=str(count[Verdict.OK]),
            bad=str(count[Verdict.BAD]),
            na=str(count[Verdict.NA]),
            unchecked=str(count[Verdict.UNCHECKED]),
        )
        return told + waiting

    def complete(self) -> bool:
        """Whether there was something to check and everything of it has an answer."""
        verdicts = {answer.verdict for answer in self.answers.checks}
        return bool(verdicts) and Verdict.BLANK not in verdicts

    def rosters(self) -> tuple[Fact, ...]:
        """How long the lists are; in a formal check, which asks for few of them, only those that were kept."""
        formal = self.manifest.visit.kind == VisitKind.CHECK
        return tuple(
            Fact(self.answers.label(roster.path, self.language), wording.number(roster.rows))
            for roster in self.answers.rosters
            if roster.rows or not formal
        )


def _children_first(indicators: Sequence[IndicatorFacts]) -> list[IndicatorFacts]:
    return sorted(indicators, key=lambda facts: (facts.name != _HEADLINE, not facts.name.startswith(_CHILDREN)))


def _person(signer: SignerFacts) -> str:
    return ", ".join(part for part in (signer.name, signer.post, signer.body, signer.authority) if part)


def _hangs_on(evidence: EvidenceFacts, node: str) -> bool:
    """A photo belongs to a check by hanging on it, and to the rules that stand inside that check."""
    return node == evidence.node or node.startswith(f"{evidence.node}/") or evidence.node.startswith(f"{node}/")
