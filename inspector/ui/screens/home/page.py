"""What the first screen says, as plain values: built from `Today`, drawn by the view. No Qt."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from inspector.core.deadlines import DeliveryState
from inspector.core.verdict import VisitKind
from inspector.services.ports import InspectionState, InspectionSummary, InstitutionRow, Today
from inspector.ui import language, wording
from inspector.ui.language import N_, day_month, ntr, tr, weekday_day_month
from inspector.ui.places import whereabouts
from inspector.ui.screens.violations.terms import Terms

SHOWN = 12
"""How many assigned institutions are listed; the rest is one step away in the search."""

KINDS = {VisitKind.MONITORING: N_("Monitoring"), VisitKind.CHECK: N_("Formal check")}


@dataclass(frozen=True, slots=True)
class Fact:
    """A small fact of a job: icon, words, tone token."""

    icon: str
    text: str
    tone: str = "ink2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One line: an inspection (its id) or an institution still to begin (""). `share` only for drafts."""

    institution: str
    inspection: str
    name: str
    address: str
    kind: str
    facts: tuple[Fact, ...]
    action: str
    state: str  # draft | returned | open | deliver | done | moved
    share: float = 0.0
    percent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Jobs under a heading."""

    heading: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Own share of the campaign; `name` "" when there is none."""

    name: str
    due: str
    done: int
    total: int
    of: str
    percent: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The whole screen. `more` assigned institutions are not listed."""

    heading: str
    subtitle: str
    groups: tuple[Group, ...]
    more: int
    campaign: Campaign
    terms: Terms


def page(today: Today, now: date, returned: Group | None = None, terms: Terms | None = None) -> HomePage:
    """Say `today` in the current language. What is `returned` stands under its own heading and nowhere else."""
    back = {job.inspection for job in returned.jobs} if returned else set()
    today = replace(
        today,
        drafts=tuple(each for each in today.drafts if each.id not in back),
        done=tuple(each for each in today.done if each.id not in back),
    )
    shown = today.assigned[:SHOWN]
    groups = []
    if today.drafts:
        groups.append(Group(heading=tr("Continue"), jobs=tuple(_draft(each) for each in today.drafts)))
    if returned is not None and returned.jobs:
        groups.append(returned)
    done = [_done(each) for each in today.done]
    undelivered = tuple(job for job in done if job.state == "deliver")
    if undelivered:
        groups.append(Group(heading=tr("To hand over"), jobs=undelivered))
    if shown:
        heading = tr("Assigned to you")
        if today.drafts:
            count = len(today.assigned)
            heading = ntr("{n} more institution is assigned", "{n} more institutions are assigned", count)
        groups.append(Group(heading=heading, jobs=tuple(_open(each, now) for each in shown)))
    if len(undelivered) < len(done):
        groups.append(Group(heading=tr("Done"), jobs=tuple(job for job in done if job.state != "deliver")))
    return HomePage(
        heading=weekday_day_month(now),
        subtitle=_subtitle(today),
        groups=tuple(groups),
        more=len(today.assigned) - len(shown),
        campaign=_campaign(today, now),
        terms=terms or Terms(),
    )


def _subtitle(today: Today) -> str:
    left, done = len(today.assigned) + len(today.drafts), len(today.done)
    ahead = ntr("{n} institution ahead", "{n} institutions ahead", left) if left else ""
    return " · ".join(part for part in (ahead, ntr("{n} done", "{n} done", done) if done else "") if part)


def _draft(summary: InspectionSummary) -> Job:
    facts = [Fact("history", _ago(summary.last_saved))]
    if summary.part:
        facts.append(Fact("users", tr("part of a colleague's inspection"), "brand"))
    if summary.findings:
        found = ntr("{n} failed item", "{n} failed items", summary.findings)
        facts.append(Fact("alert-octagon", found, "bad"))
    return Job(
        institution=summary.institution.id,
        inspection=summary.id,
        name=summary.institution.name(language.current.code),
        address=f"{whereabouts(summary.institution)} · {_children(summary.institution.pupils)}",
        kind=tr(KINDS[summary.visit.kind]),
        facts=tuple(facts),
        action=tr("Continue"),
        state="draft",
        share=summary.answered / summary.total if summary.total else 0.0,
        percent=wording.percent(summary.answered, summary.total).replace(wording.NBSP, "") or "0%",
    )


def _open(row: InstitutionRow, now: date) -> Job:
    facts = []
    if row.open_violations:
        open_ones = ntr("{n} open violation", "{n} open violations", row.open_violations)
        facts.append(Fact("alert-triangle", open_ones, "warn"))
    if row.due:
        due = date.fromisoformat(row.due[:10])
        late = due < now
        said = tr("was due {date}") if late else tr("by {date}")
        facts.append(Fact("clock", said.format(date=day_month(due)), "bad" if late else "ink2"))
    kind = VisitKind(row.kind) if row.kind in list(VisitKind) else VisitKind.MONITORING
    return Job(
        institution=row.institution.id,
        inspection="",
        name=row.institution.name(language.current.code),
        address=whereabouts(row.institution),
        kind=tr(KINDS[kind]),
        facts=tuple(facts),
        action=tr("Start"),
        state="open",
    )


_DONE_WORDS = {
    InspectionState.SEALED: N_("sealed {time} · waits to be sent"),
    InspectionState.SENT: N_("sealed {time} · photos are being sent"),
    InspectionState.ACCEPTED: N_("sealed {time} · accepted by headquarters"),
    InspectionState.REFUSED: N_("sealed {time} · not accepted"),
    InspectionState.MOVED: N_("moved to a newer checklist · to be read"),
}


def _done(summary: InspectionSummary) -> Job:
    words = _DONE_WORDS.get(summary.state, N_("sealed {time}"))
    refused = summary.state is InspectionState.REFUSED
    moved = summary.state is InspectionState.MOVED
    undelivered = not moved and summary.delivery.state is DeliveryState.NONE
    facts = [Fact("signature", tr(words, time=moment(summary.last_saved)), "bad" if refused else "ink2")]
    if summary.delivery.state is DeliveryState.POSTED:
        facts.append(Fact("mail", tr("the notice of the post is waited for"), "warn"))
    return Job(
        institution=summary.institution.id,
        inspection=summary.id,
        name=summary.institution.name(language.current.code),
        address=whereabouts(summary.institution),
        kind=tr(KINDS[summary.visit.kind]),
        facts=tuple(facts),
        action=tr("Hand over the act") if undelivered else tr("Read it") if moved else tr("Open the act"),
        state="deliver" if undelivered else "moved" if moved else "done",
    )


def _children(count: int) -> str:
    return ntr("{n} child", "{n} children", count)


def _ago(at: datetime) -> str:
    minutes = int((datetime.now(at.tzinfo) - at).total_seconds() // 60)
    if minutes < 1:
        return tr("Last answer just now")
    if minutes < 60:
        return ntr("Last answer {n} minute ago", "Last answer {n} minutes ago", minutes)
    return tr("Last answer {time}", time=moment(at))


def moment(at: datetime) -> str:
    """The time of today, or day and time of another day."""
    local = at.astimezone()
    today = datetime.now().astimezone().date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%d.%m %H:%M}"


def _campaign(today: Today, now: date) -> Campaign:
    due = tr("until {date}", date=day_month(today.due)) if today.due else ""
    note = ""
    if today.total_assigned and today.total_done == today.total_assigned:
        note = tr("Done: {n} of {of}", n=today.total_done, of=today.total_assigned)
    elif today.due is not None and today.due >= now:
        left, days = today.total_assigned - today.total_done, (today.due - now).days + 1
        ahead = ntr("{n} institution", "{n} institutions", left)
        note = ntr("{left} in {n} day.", "{left} in {n} days.", days, left=ahead)
    return Campaign(
        name=today.campaign,
        due=due,
        done=today.total_done,
        total=today.total_assigned,
        of=ntr("of {n} institution", "of {n} institutions", today.total_assigned),
        percent=wording.percent(today.total_done, today.total_assigned),
        note=note,
    )
