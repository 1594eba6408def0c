"""What a confirmed visit changes: the violations headquarters follows, and what the next visit is told of this one.

One violation per check of an institution. It is opened by the visit that found it and closed by a later one: by the
verdict given to it in the list of earlier violations (a roster with the questions `finding` and `fixed`), or, where
the checklist has no such list, by the check's own answer. What was not checked stays open.
"""

from collections.abc import Iterator
from dataclasses import replace

from inspector import i18n
from inspector.core.errors import N_
from inspector.core.finding import Finding
from inspector.core.ids import new_id
from inspector.core.institution import Institution
from inspector.core.verdict import Verdict
from inspector.forms import facts
from inspector.forms.form import NodeSpec
from inspector.forms.session import Session
from inspector.hq.services.intake import finding_of
from inspector.hq.services.telling import violation_body
from inspector.hq.store.database import Work
from inspector.hq.store.violations import ViolationRecord
from inspector.wire.manifest import Manifest
from inspector.wire.messages import LastVisitBody
from inspector.wire.reviews import FIXED, OPEN, WITHDRAWN

FINDING, VERDICT = "finding", "fixed"
"""The questions that make a roster the list of earlier violations."""

OPEN_NAMES = "open_findings"
MARK = "mark"
FIXED_WORD = "fixed"


def follow(work: Work, place: Institution, session: Session, manifest: Manifest) -> None:
    """Open, keep and close the institution's violations after its newest visit. Doing it again changes nothing."""
    known = work.violations.of(place.id)
    earlier = [each for each in known if each.inspection != manifest.inspection]
    judged = [_judged(each, session, manifest) for each in earlier if _concerns(each, manifest)]
    standing = {each.name for each in judged if each.state == OPEN}
    own = {each.name: each for each in known if each.inspection == manifest.inspection}
    found = _found(session, manifest)
    fresh = [_opened(own.get(name), place, manifest, group) for name, group in found.items() if name not in standing]
    kept = {each.name for each in fresh}
    gone = [replace(each, state=WITHDRAWN) for name, each in own.items() if name not in kept]
    work.violations.keep([*judged, *fresh, *gone])


def take_back(work: Work, place: Institution, manifest: Manifest) -> bool:
    """A later revision of a visit that is not the newest: what it took back is followed no longer. True if anything."""
    left = {finding.check for finding in standing_findings(manifest)}
    own = [each for each in work.violations.of(place.id) if each.inspection == manifest.inspection]
    gone = [replace(each, state=WITHDRAWN) for each in own if each.name not in left and each.state == OPEN]
    work.violations.keep(gone)
    return bool(gone)


def last_visit(work: Work, place: Institution, session: Session, manifest: Manifest, key: str) -> LastVisitBody:
    """What the next visit sees. `key` is the institution's matching key (base64)."""
    following = [each for each in work.violations.of(place.id) if each.state == OPEN]
    values = _values(session)
    if OPEN_NAMES in values:
        values[OPEN_NAMES] = " ".join(_open_names(session, {each.name for each in following}))
    return LastVisitBody(
        institution=place.id,
        date=manifest.visit.date,
        values=values,
        open_violations=sum(1 for each in following if each.severity),
        lists=_lists(session, key),
        violations=[violation_body(each) for each in following],
    )


def standing_findings(manifest: Manifest) -> list[Finding]:
    """What a manifest states and does not take back."""
    withdrawn = {each.node for each in manifest.withdrawn}
    return [finding_of(each) for each in manifest.findings if each.node not in withdrawn]


def _concerns(record: ViolationRecord, manifest: Manifest) -> bool:
    """Whether this visit may judge a violation of an earlier one: it is open, or this very visit closed it."""
    if record.opened > manifest.visit.date:
        return False
    return record.state == OPEN or (record.state == FIXED and record.closed_by == manifest.inspection)


def _judged(record: ViolationRecord, session: Session, manifest: Manifest) -> ViolationRecord:
    verdict = _verdicts(session).get(record.name)
    if verdict is None:
        verdict = FIXED_WORD if _own_answer(session, record.name) == Verdict.OK else ""
    if verdict == FIXED_WORD:
        return replace(
            record, state=FIXED, verdict=verdict, closed_by=manifest.inspection, closed=manifest.visit.date
        )  # fmt: skip
    return replace(record, state=OPEN, verdict=verdict or record.verdict, closed_by=None, closed="")


def _verdicts(session: Session) -> dict[str, str]:
    """The verdicts on earlier violations, by the name of their check."""
    found: dict[str, str] = {}
    for spec in _earlier(session):
        for row in session.rows(spec.path):
            found[session.value(f"{row}/{FINDING}")] = session.value(f"{row}/{VERDICT}")
    return found


def _earlier(session: Session) -> Iterator[NodeSpec]:
    for spec in session.form.walk():
        if spec.kind == "repeat" and {FINDING, VERDICT} <= {child.name for child in spec.children}:
            yield spec


def _own_answer(session: Session, name: str) -> str:
    """The verdict of the check of that name where it stands once and was asked; "" else."""
    for spec in session.form.walk():
        if spec.kind == "check" and spec.name == name and not session.form.repeat_of(spec.path):
            return session.value(f"{spec.path}/verdict") if session.relevant(spec.path) else ""
    return ""


def _found(session: Session, manifest: Manifest) -> dict[str, list[Finding]]:
    """This visit's findings by check. That an earlier one is not fixed is not a violation of its own."""
    lists = tuple(f"{spec.path}[" for spec in _earlier(session))
    grouped: dict[str, list[Finding]] = {}
    for finding in standing_findings(manifest):
        if not (lists and finding.node.startswith(lists)):
            grouped.setdefault(finding.check, []).append(finding)
    return grouped


def _opened(
    known: ViolationRecord | None, place: Institution, manifest: Manifest, group: list[Finding]
) -> ViolationRecord:
    first = group[0]
    terms = [each.due_days for each in group if each.due_days is not None]
    return ViolationRecord(
        id=known.id if known else new_id(),
        institution=place.id,
        inspection=manifest.inspection,
        name=first.check,
        severity=first.severity.value,
        norm=first.norm,
        message={language: _said(first, language) for language in ("ru", "kk", "en")},
        places=len(group),
        opened=manifest.visit.date,
        due_days=min(terms, default=None),
        due=known.due if known else "",
        verdict=known.verdict if known else "",
    )


def _said(finding: Finding, language: str) -> str:
    """What was found; a check is named by what ought to be, so it is said that it is not."""
    said = finding.message.get(language, "")
    if finding.kind != "check" or not said:
        return said
    return i18n.text(N_("Not compliant: “{check}”"), language).format_map({"check": said})


def _values(session: Session) -> dict[str, str]:
    """For every hidden `last_<name>` of the form, what this visit found under `<name>`."""
    form = session.form
    open_by_name = {spec.name: spec for spec in form.walk() if not spec.secret and not form.repeat_of(spec.path)}
    values = {}
    for hidden in form.root.children:
        target = open_by_name.get(hidden.name.removeprefix("last_")) if hidden.name.startswith("last_") else None
        if target is not None and hidden.kind == "hidden":
            node = f"{target.path}/verdict" if target.kind == "check" else target.path
            values[target.name] = session.value(node)
    return values


def _open_names(session: Session, following: set[str]) -> list[str]:
    """Names of open violations that the checklist can ask about: earlier ones first, then this visit's."""
    before = session.value(f"{session.form.root.path}/last_{OPEN_NAMES}").split()
    now = next(
        (session.value(spec.path) for spec in session.form.walk() if spec.name == OPEN_NAMES), ""
    ).split()  # fmt: skip
    return [name for name in dict.fromkeys([*before, *now]) if name in following]


def _lists(session: Session, key: str) -> dict[str, list[dict[str, str]]]:
    """Every roster's rows, without anything personal or restricted.

    A row whose key is secret is known again by its mark, an HMAC under the institution's key; of people nothing but
    the mark is told.
    """
    found = {}
    for spec in session.form.walk():
        if spec.kind == "repeat" and spec.key and session.relevant(spec.path):
            rows = [_row(session, spec, row, key) for row in session.rows(spec.path)]
            found[spec.name] = [row for row in rows if row]
    return {name: rows for name, rows in found.items() if rows}


def _row(session: Session, spec: NodeSpec, row: str, key: str) -> dict[str, str]:
    value = session.value(f"{row}/{spec.key}")
    own = spec.child(spec.key)
    if not value or own is None:
        return {}
    told = {}
    if own.secret:
        told[MARK] = facts.row_mark(value, key)
        if not told[MARK]:
            return {}
    if any(child.personal for child in spec.children):
        return told
    for child in spec.children:
        shown = child.kind in ("question", "derived", "hidden") and not child.children and not child.secret
        if shown and session.value(f"{row}/{child.name}"):
            told[child.name] = session.value(f"{row}/{child.name}")
    return told
