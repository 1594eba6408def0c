"""What headquarters returned, as jobs of the first screen. No Qt."""

from datetime import date

from inspector.services.ports import InspectionState, ReturnedSummary
from inspector.ui import language
from inspector.ui.language import N_, day_month, ntr, tr
from inspector.ui.places import whereabouts
from inspector.ui.screens.home.page import KINDS, Fact, Group, Job

_SENT = {
    InspectionState.SEALED: N_("the answer waits to be sent"),
    InspectionState.SENT: N_("the answer is being sent"),
    InspectionState.ACCEPTED: N_("the answer is at headquarters"),
    InspectionState.REFUSED: N_("the answer was not accepted"),
}


def returned_group(returned: tuple[ReturnedSummary, ...], now: date) -> Group:
    """Under their own heading: what is to be answered first, then what was answered."""
    waiting = [each for each in returned if _to_answer(each)]
    sent = [each for each in returned if not _to_answer(each)]
    return Group(heading=tr("Returned by headquarters"), jobs=tuple(_job(each, now) for each in (*waiting, *sent)))


def _to_answer(summary: ReturnedSummary) -> bool:
    return summary.state is InspectionState.DRAFT or summary.reviews[-1].revision == summary.revision


def _job(summary: ReturnedSummary, now: date) -> Job:
    return Job(
        institution=summary.institution.id,
        inspection=summary.inspection,
        name=summary.institution.name(language.current.code),
        address=whereabouts(summary.institution),
        kind=tr(KINDS[summary.visit.kind]),
        facts=tuple(_facts(summary, now)),
        action=tr("Answer") if _to_answer(summary) else tr("Look"),
        state="returned",
    )


def _facts(summary: ReturnedSummary, now: date) -> list[Fact]:
    last = summary.reviews[-1]
    if not _to_answer(summary):
        refused = summary.state is InspectionState.REFUSED
        return [Fact("cloud-up", tr(_SENT[summary.state]), "bad" if refused else "ink2")]
    count = len(last.comments)
    facts = [Fact("flag", ntr("{n} comment", "{n} comments", count), "warn")]
    if last.term:
        term = date.fromisoformat(last.term)
        late = term < now
        said = tr("was due {date}", date=day_month(term)) if late else tr("by {date}", date=day_month(term))
        facts.append(Fact("clock", said, "bad" if late else "ink2"))
    return facts
