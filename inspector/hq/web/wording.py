"""Words of the pages that depend on data: states, reasons, counts."""

from datetime import date, datetime

from inspector.core.deadlines import Way
from inspector.core.errors import N_
from inspector.core.signatures import ABSENT, REFUSED
from inspector.core.verdict import Severity
from inspector.hq.store.records import CONFIRMED, MISMATCH, RevisionSummary
from inspector.hq.store.sealed import FORK, GAP
from inspector.hq.store.violations import ViolationRecord
from inspector.hq.web.numbers import day, moment, whole
from inspector.i18n import ntext, text
from inspector.wire.additions import DELIVERY, NOTICE, OBJECTION, REPAIR, SCAN
from inspector.wire.manifest import Manifest, SignerFacts
from inspector.wire.reviews import ACCEPTED, FIXED, OPEN, RETURNED, WITHDRAWN

REASONS = {
    "checklist_unknown": N_("this headquarters never published the checklist it names"),
    "commitment": N_("a closed answer is not the one that was sealed"),
    "desk": N_("changed at the desk, though it needs a new visit: {what}"),
    "desk_photos": N_("a photo of the earlier revision is missing"),
    "engine": N_("the answers cannot be evaluated"),
    "envelope": N_("the envelope cannot be opened"),
    "envelope_destroyed": N_("the envelope was destroyed before the re-evaluation"),
    "findings": N_("the violations do not follow from the answers"),
    "indicators": N_("the indicators do not follow from the answers"),
    "institution": N_("the institution is not in the list, or under another BIN"),
    "instance": N_("the answers do not belong to the checklist"),
    "list": N_("a list it began with was never told by headquarters: {what}"),
    "parameter": N_("a value set by law was changed: {what}"),
    "preloaded": N_("a value frozen at the start was changed: {what}"),
    "problem": N_("an answer is missing or not allowed: {what}"),
    "supersedes": N_("it does not follow the revision it corrects"),
    "withdrawn": N_("a finding was taken back that it does not have, or without a reason"),
}

SEVERITIES = {
    Severity.GROSS: N_("gross"),
    Severity.SIGNIFICANT: N_("significant"),
    Severity.MINOR: N_("minor"),
    Severity.NONE: N_("recommendation"),
}

STATES = {
    CONFIRMED: N_("confirmed"),
    MISMATCH: N_("does not match"),
}

ADDED = {
    DELIVERY: N_("Delivery of the act"),
    NOTICE: N_("Notice of the post"),
    SCAN: N_("Scan of the signed page"),
    OBJECTION: N_("Objections that came later"),
    REPAIR: N_("Evidence of repair"),
}

WAYS = {
    Way.PAPER: N_("On paper, against a signature"),
    Way.USB: N_("On a drive"),
    Way.POST: N_("By registered post"),
    Way.REFUSED: N_("Refused to accept it"),
}

OUTCOMES = {
    ACCEPTED: N_("Accepted by headquarters"),
    RETURNED: N_("Returned with comments"),
}

CHAIN = {
    GAP: N_("the inspection sealed before it has not arrived"),
    FORK: N_("two seals follow the same one: a restored laptop?"),
}


def reason(code: str, language: str) -> str:
    """A reason of the re-evaluation in words; unknown ones as their code."""
    head, _, rest = code.partition(":")
    what = rest.partition(":")[2] or rest  # of an answer the place is said, not the kind of problem
    sentence = REASONS.get(head)
    return text(sentence, language).format(what=what) if sentence else code


def severity(value: str, language: str) -> str:
    """The law's class, or "recommendation"."""
    return text(SEVERITIES[Severity(value)], language)


def state(summary: RevisionSummary, language: str) -> str:
    """How the re-evaluation came out."""
    return text(STATES.get(summary.state, N_("waits for re-evaluation")), language)


def added(kind: str, language: str) -> str:
    """What was added after the seal."""
    return text(ADDED[kind], language)


def way(value: str, language: str) -> str:
    """How the act was handed over."""
    return text(WAYS[Way(value)], language)


def signed(signer: SignerFacts, language: str) -> str:
    """How a person signed, and when; or why they did not."""
    if signer.way == ABSENT:
        return text(N_("Was absent at the signing"), language) + (f": {signer.absent}" if signer.absent else "")
    if signer.way == REFUSED:
        return text(N_("Refused to sign as a witness"), language)
    way = text(N_("signed on the screen") if signer.strokes else N_("signature on paper"), language)
    return " · ".join(part for part in (way, clock(signer.at)) if part)


def clock(told: str) -> str:
    """A moment that a laptop wrote, as Kazakhstan reads it; "" for what is none."""
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        return ""
    return moment(at) if at.tzinfo is not None else ""


def about(point: int, language: str) -> str:
    """The point of the act an objection is about; "" for the whole act."""
    return text(N_("To point {n}:"), language).format(n=point) if point else ""


def dissent(point: int, language: str) -> str:
    """What a dissent is about."""
    return text(N_("Dissent on point {n}"), language).format(n=point) if point else text(N_("Dissent"), language)


def institution_signed(manifest: Manifest, language: str) -> str:
    """How the institution answered: its representative signs, or refuses."""
    if manifest.representative is None:
        return text(N_("The representative refused to sign"), language)
    on_screen = bool(manifest.representative.strokes)
    said = N_("Signed by the representative") if on_screen else N_("The representative signs on paper")
    return text(said, language)


def objections(count: int, language: str) -> str:
    """How many objections were made."""
    if not count:
        return text(N_("No objections were made."), language)
    return ntext("{n} objection", "{n} objections", count, language)


def outcome(value: str, language: str) -> str:
    """What headquarters decided."""
    return text(OUTCOMES.get(value, value), language)


def followed(violation: ViolationRecord, today: date, language: str) -> str:
    """Where a followed violation stands: overdue by so many days, its last day, or how it ended."""
    if violation.state == FIXED:
        return text(N_("fixed, seen on {day}"), language).format(day=day(violation.closed))
    if violation.state == WITHDRAWN:
        return text(N_("taken back"), language)
    if violation.due_days is None:
        return text(N_("without a term"), language)
    if not violation.due:
        return text(N_("the act is not delivered: no term yet"), language)
    late = (today - date.fromisoformat(violation.due)).days
    if late > 0:
        return ntext("overdue by {n} day", "overdue by {n} days", late, language)
    return text(N_("until {date}"), language).format(date=day(violation.due))


def is_late(violation: ViolationRecord, today: date) -> bool:
    """Open after its last day."""
    return violation.state == OPEN and bool(violation.due) and date.fromisoformat(violation.due) < today


def chain(summary: RevisionSummary, language: str) -> str:
    """What is wrong with the laptop's chain of seals, "" when nothing is."""
    return text(CHAIN.get(summary.chain, ""), language)


def missing_files(count: int, language: str) -> str:
    """How many files are still to come."""
    return ntext("{n} file has not arrived yet", "{n} files have not arrived yet", count, language)


def children_not_seen(least: int, most: int, language: str) -> str:
    """The other side of the headline; a range where not everything was checked."""
    if least != most:
        range_ = text(N_("From {least} to {most} children are not seen."), language)
        return range_.format(least=whole(least), most=whole(most))
    sentence = ntext("{n} child is not seen.", "{n} children are not seen.", most, language)
    return sentence.replace(str(most), whole(most), 1)


def photos(count: int, language: str) -> str:
    """How many photos there are."""
    return ntext("{n} photo", "{n} photos", count, language)
